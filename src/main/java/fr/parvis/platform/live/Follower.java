package fr.parvis.platform.live;

import fr.parvis.platform.live.LiveUpdates.Numbered;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** One reader of a numbered record: gets every entry after its cursor, in order, none twice. */
final class Follower {
    private static final long SETTLING_NANOS = 300_000_000;

    final String topic;
    private final AsyncContext exchange;
    private final Function<String, List<Numbered>> read;
    private final Semaphore turn = new Semaphore(1);
    private String cursor;
    private volatile boolean asked;
    private volatile boolean gone;

    Follower(String topic, AsyncContext exchange, String cursor, Function<String, List<Numbered>> read) {
        this.topic = topic;
        this.exchange = exchange;
        this.cursor = cursor;
        this.read = read;
    }

    /** Blocks while writing: call on a thread of its own. Answers whether the reader is still there. */
    boolean catchUp() {
        asked = true;
        while (asked && !gone && turn.tryAcquire()) {
            try {
                asked = false;
                write();
                // an entry may have been held back by an older transaction that then left without a word
                LockSupport.parkNanos(SETTLING_NANOS);
                write();
            } catch (IOException | IllegalStateException _) {
                gone = true;
            } finally {
                turn.release();
            }
        }
        return !gone;
    }

    private void write() throws IOException {
        var out = exchange.getResponse().getOutputStream();
        for (var entries = read.apply(cursor); !entries.isEmpty(); entries = read.apply(cursor)) {
            for (var entry : entries) {
                out.write(("id: " + entry.cursor() + "\n").getBytes(StandardCharsets.UTF_8));
                out.write(LiveView.frame(entry.message()));
                cursor = entry.cursor();
            }
            out.flush();
        }
    }

    void heartbeat() {
        if (!gone && turn.tryAcquire()) {
            try {
                var out = exchange.getResponse().getOutputStream();
                out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException | IllegalStateException _) {
                gone = true;
            } finally {
                turn.release();
            }
        }
    }

    void close() {
        gone = true;
        try {
            exchange.complete();
        } catch (IllegalStateException _) {
            // the container had already ended the exchange
        }
    }
}
