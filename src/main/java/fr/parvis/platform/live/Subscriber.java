package fr.parvis.platform.live;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * One open stream. A slow reader never holds the others up: while it is being written to, only the latest state of each
 * event is kept for it.
 */
final class Subscriber {
    private final AsyncContext exchange;
    private final Executor executor;
    private final Runnable onGone;
    private final Map<String, byte[]> pending = new LinkedHashMap<>();
    private boolean writing;
    private boolean gone;

    Subscriber(AsyncContext exchange, Executor executor, Runnable onGone) {
        this.exchange = exchange;
        this.executor = executor;
        this.onGone = onGone;
    }

    synchronized void send(Map<String, byte[]> frames) {
        if (gone) {
            return;
        }
        pending.putAll(frames);
        if (!writing) {
            writing = true;
            executor.execute(this::drain);
        }
    }

    private void drain() {
        try {
            while (true) {
                Map<String, byte[]> frames;
                synchronized (this) {
                    if (pending.isEmpty() || gone) {
                        writing = false;
                        return;
                    }
                    frames = new LinkedHashMap<>(pending);
                    pending.clear();
                }
                var out = exchange.getResponse().getOutputStream();
                for (var frame : frames.values()) {
                    out.write(frame);
                }
                out.flush();
            }
        } catch (IOException | RuntimeException _) {
            // the reader left, or the container has ended the exchange in its own way: nothing to tell anybody
            close();
        }
    }

    void close() {
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
        }
        onGone.run();
        try {
            exchange.complete();
        } catch (IllegalStateException _) {
            // the container had already ended the exchange
        }
    }
}
