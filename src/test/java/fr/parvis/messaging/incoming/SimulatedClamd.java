package fr.parvis.messaging.incoming;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks clamd's INSTREAM: finds the EICAR test file, and takes {@link #MOST} bytes at most. */
final class SimulatedClamd implements AutoCloseable {
    static final int MOST = 1_000_000;

    private final ServerSocket socket;
    private final Thread server;
    private volatile int lastSize;

    SimulatedClamd() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        server = Thread.ofPlatform().daemon().start(this::serve);
    }

    String url() {
        return "tcp://127.0.0.1:" + socket.getLocalPort();
    }

    int lastSize() {
        return lastSize;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var caller = socket.accept()) {
                answer(caller);
            } catch (IOException _) {
                // the caller has gone, or the test is over
            }
        }
    }

    private void answer(Socket caller) throws IOException {
        var in = new DataInputStream(caller.getInputStream());
        var asked = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
        if (!asked.equals("zINSTREAM\0")) {
            caller.getOutputStream().write("UNKNOWN COMMAND\0".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        var content = new java.io.ByteArrayOutputStream();
        for (int size = in.readInt(); size > 0; size = in.readInt()) {
            content.write(in.readNBytes(size));
            if (content.size() > MOST) {
                caller.getOutputStream()
                        .write("INSTREAM size limit exceeded. ERROR\0".getBytes(StandardCharsets.US_ASCII));
                return;
            }
        }
        lastSize = content.size();
        var found = content.toString(StandardCharsets.ISO_8859_1).contains("EICAR-STANDARD-ANTIVIRUS");
        caller.getOutputStream()
                .write((found ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            socket.close();
            // until it has let go of the port, whoever calls is still heard
            server.join();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
