package fr.parvis.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Thousands of screens that read event streams over connections of their own; one thread, so that they cost little. */
final class ScreenCrowd implements AutoCloseable {
    /** Screens that are let in at once: they come one after the other, as people do. */
    private static final int AT_THE_DOOR = 100;

    private final Selector selector = Selector.open();
    private final InetSocketAddress server;
    private final List<Screen> screens = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private int connected;
    private int begun;
    private long lastEvent = System.nanoTime();
    private long lastHeartbeat = System.nanoTime();

    ScreenCrowd(int port) throws IOException {
        server = new InetSocketAddress("127.0.0.1", port);
    }

    /** One more screen, that is not connected yet. */
    void add(String path) {
        screens.add(new Screen(path));
    }

    List<Screen> screens() {
        return screens;
    }

    /** Returns when every screen has read its first state. */
    void connect(Duration patience) throws IOException {
        var until = System.nanoTime() + patience.toNanos();
        while (begun < screens.size()) {
            while (connected < screens.size() && connected - begun < AT_THE_DOOR) {
                screens.get(connected++).connect();
            }
            look();
            if (System.nanoTime() > until) {
                throw new IOException(
                        "only " + begun + " of " + screens.size() + " screens have their first state, not "
                                + screens.stream()
                                        .filter(screen -> screen.first)
                                        .findFirst()
                                        .map(Screen::path)
                                        .orElse(""));
            }
        }
    }

    /** Reads until the moment comes. */
    void read(BooleanSupplier until, Duration patience) throws IOException {
        var end = System.nanoTime() + patience.toNanos();
        while (!until.getAsBoolean() && System.nanoTime() < end) {
            look();
        }
    }

    boolean isQuietSince(Duration pause) {
        return System.nanoTime() - Math.max(lastEvent, lastHeartbeat) > pause.toNanos();
    }

    Duration sinceHeartbeat() {
        return Duration.ofNanos(System.nanoTime() - lastHeartbeat);
    }

    /** From here on a screen waits for its next event. */
    void forget() {
        screens.forEach(screen -> screen.reachedAt = 0);
    }

    private void look() throws IOException {
        selector.select(20);
        for (var keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
            var key = keys.next();
            keys.remove();
            ((Screen) key.attachment()).turn(key);
        }
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** One connection, and the little that is kept of what came over it. */
    final class Screen {
        private static final String EVENT = "event:";

        private final String path;
        private boolean answered;
        private boolean first = true;
        private boolean inEvent;
        private int column;
        private long reachedAt;

        private Screen(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }

        /** {@link System#nanoTime} at the end of the first event since {@link ScreenCrowd#forget}, 0 when none came. */
        long reachedAt() {
            return reachedAt;
        }

        private void connect() throws IOException {
            var channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_CONNECT, this);
        }

        private void turn(SelectionKey key) throws IOException {
            var channel = (SocketChannel) key.channel();
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                channel.write(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: localhost:" + server.getPort()
                                + "\r\nAccept: text/event-stream\r\nAccept-Language: fr\r\nCache-Control: no-cache"
                                + "\r\nUser-Agent: Mozilla/5.0 (Android 15; Mobile) Gecko/140.0 Firefox/140.0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)));
            } else if (key.isReadable()) {
                buffer.clear();
                if (channel.read(buffer) < 0) {
                    throw new IOException("the server has closed " + path);
                }
                buffer.flip();
                take();
            }
        }

        private void take() throws IOException {
            if (!answered) {
                answered = true;
                var status = new byte[Math.min(buffer.remaining(), 12)];
                buffer.get(0, status);
                if (!new String(status, StandardCharsets.US_ASCII).equals("HTTP/1.1 200")) {
                    throw new IOException(path + " answered " + new String(status, StandardCharsets.US_ASCII));
                }
            }
            while (buffer.hasRemaining()) {
                take(buffer.get());
            }
        }

        /** An empty line ends an event or a comment. Lines of the chunked encoding end with a carriage return. */
        private void take(byte letter) {
            if (letter == '\n') {
                if (column == 0) {
                    end();
                }
                column = 0;
            } else if (column >= 0) {
                column = column < EVENT.length() && letter == EVENT.charAt(column) ? column + 1 : -1;
                if (column == EVENT.length()) {
                    inEvent = true;
                    column = -1;
                }
            }
        }

        private void end() {
            var now = System.nanoTime();
            if (first) {
                first = false;
                begun++;
            }
            if (inEvent) {
                inEvent = false;
                lastEvent = now;
                reachedAt = reachedAt == 0 ? now : reachedAt;
            } else {
                lastHeartbeat = now;
            }
        }
    }
}
