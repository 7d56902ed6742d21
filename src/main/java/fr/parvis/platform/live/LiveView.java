package fr.parvis.platform.live;

import fr.parvis.platform.live.LiveUpdates.Message;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** One rendering of a topic and those who look at it: rendered once per change, coalesced. */
final class LiveView {
    private static final long SHORTEST_PAUSE_NANOS = 100_000_000;

    final String topic;
    private final Supplier<List<Message>> render;
    private final Executor executor;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong lastRender = new AtomicLong(System.nanoTime() - SHORTEST_PAUSE_NANOS);
    private Map<String, byte[]> state = Map.of();

    LiveView(String topic, Supplier<List<Message>> render, Executor executor) {
        this.topic = topic;
        this.render = render;
        this.executor = executor;
    }

    /** The newcomer gets the whole state; what it was drawn for and changed is news to the others. */
    synchronized void join(Subscriber subscriber) {
        refresh();
        subscribers.add(subscriber);
        subscriber.send(state);
    }

    boolean leave(Subscriber subscriber) {
        subscribers.remove(subscriber);
        return subscribers.isEmpty();
    }

    void changed() {
        if (scheduled.compareAndSet(false, true)) {
            executor.execute(() -> {
                pause();
                scheduled.set(false);
                refresh();
            });
        }
    }

    private synchronized void refresh() {
        var news = update();
        if (!news.isEmpty()) {
            subscribers.forEach(subscriber -> subscriber.send(news));
        }
    }

    void heartbeat(Map<String, byte[]> frame) {
        subscribers.forEach(subscriber -> subscriber.send(frame));
    }

    void close() {
        List.copyOf(subscribers).forEach(Subscriber::close);
    }

    private Map<String, byte[]> update() {
        lastRender.set(System.nanoTime());
        var news = new LinkedHashMap<String, byte[]>();
        var next = new LinkedHashMap<String, byte[]>();
        for (var message : render.get()) {
            var frame = frame(message);
            next.put(message.event(), frame);
            if (!java.util.Arrays.equals(frame, state.get(message.event()))) {
                news.put(message.event(), frame);
            }
        }
        state = next;
        return news;
    }

    /** Several changes within a tenth of a second are drawn once. */
    private void pause() {
        var left = lastRender.get() + SHORTEST_PAUSE_NANOS - System.nanoTime();
        if (left > 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(left);
        }
    }

    static byte[] frame(Message message) {
        var text = new StringBuilder("event: ").append(message.event()).append('\n');
        message.data()
                .lines()
                .forEach(line -> text.append("data: ").append(line).append('\n'));
        if (message.data().isEmpty()) {
            text.append("data: \n");
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
