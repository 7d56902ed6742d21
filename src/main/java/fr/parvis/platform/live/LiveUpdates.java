package fr.parvis.platform.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Carries "this topic changed" to every instance and re-renders what is open on it.
 *
 * <p>A topic is a word such as {@code site:<uuid>}. A view is one rendering of a topic ({@code site:…/display/fr}), rendered
 * once per change whatever the number of its subscribers. A stream that comes back gets the whole state first, so that
 * nothing is missed however long it was away.
 */
@Component
public class LiveUpdates implements SmartLifecycle {
    /** One server-sent event: its name and its payload (HTML or JSON, any line breaks). */
    public record Message(String event, String data) {}

    /** A message with its place in an ordered record. */
    public record Numbered(String cursor, Message message) {}

    /** What every screen of the staff listens to, whatever its page: a browser opens few streams at once, so there is one for all of it. */
    public static final String STAFF = "alerts";

    static final String CHANNEL = "parvis";
    private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);
    private static final int LOOKED_AFTER_AT_ONCE = 20;
    private static final long PAUSE_BETWEEN_NANOS = 10_000_000;
    private static final Map<String, byte[]> HEARTBEAT =
            Map.of("", ": still here\n\n".getBytes(StandardCharsets.UTF_8));

    private final JdbcClient jdbc;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("live-", 0).factory());
    private final Map<String, LiveView> views = new ConcurrentHashMap<>();
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private volatile boolean running = true;

    public LiveUpdates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Tells every instance, when the current transaction commits (at once without one), that the topic changed. */
    public void changed(String topic) {
        jdbc.sql("select pg_notify(:channel, :topic)::text")
                .param("channel", CHANNEL)
                .param("topic", topic)
                .query(String.class)
                .optional();
    }

    /**
     * Answers the request with an endless event stream: the state at once, then again after each change (and at least
     * every 15 s, since waits move with time); unchanged messages are not sent again.
     *
     * @param view names the rendering; subscribers of one view share it, so it must carry the locale and whatever else
     *     the rendering depends on
     */
    public void stream(
            HttpServletRequest request,
            HttpServletResponse response,
            String topic,
            String view,
            Supplier<List<Message>> render) {
        var exchange = begin(request, response);
        if (exchange == null) {
            return;
        }
        var key = topic + "|" + view;
        var shown = new Subscriber[1];
        var subscriber = new Subscriber(exchange, executor, () -> leave(key, shown[0]));
        shown[0] = subscriber;
        exchange.addListener(new Gone(subscriber::close));
        views.compute(key, (_, open) -> {
            var joined = open != null ? open : new LiveView(topic, render, executor);
            joined.join(subscriber);
            return joined;
        });
    }

    /**
     * Answers the request with every entry of an ordered record after the cursor, then with each new one as it comes.
     *
     * @param read the entries after a cursor, oldest first; empty when there are none
     */
    public void follow(
            HttpServletRequest request,
            HttpServletResponse response,
            String topic,
            String cursor,
            Function<String, List<Numbered>> read) {
        var exchange = begin(request, response);
        if (exchange == null) {
            return;
        }
        var follower = new Follower(topic, exchange, cursor, read);
        exchange.addListener(new Gone(() -> {
            followers.remove(follower);
            follower.close();
        }));
        followers.add(follower);
        executor.execute(() -> {
            follower.heartbeat();
            catchUp(follower);
        });
    }

    private @Nullable AsyncContext begin(HttpServletRequest request, HttpServletResponse response) {
        if (!running) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return null;
        }
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        try {
            // before another thread writes: the filters add their headers until the request's own thread has returned
            response.flushBuffer();
        } catch (IOException _) {
            // the reader has left already
            return null;
        }
        var exchange = request.startAsync(request, response);
        exchange.setTimeout(0);
        return exchange;
    }

    private void catchUp(Follower follower) {
        if (!follower.catchUp()) {
            followers.remove(follower);
            follower.close();
        }
    }

    private void leave(String key, Subscriber subscriber) {
        // from another thread than the one that may be joining under the same key
        executor.execute(() -> views.computeIfPresent(key, (_, view) -> view.leave(subscriber) ? null : view));
    }

    @EventListener
    void on(TopicChanged change) {
        for (var view : views.values()) {
            if (view.topic.equals(change.topic())) {
                view.changed();
            }
        }
        for (var follower : followers) {
            if (follower.topic.equals(change.topic())) {
                executor.execute(() -> catchUp(follower));
            }
        }
    }

    /** Redraws everything open: news may have been missed. */
    void redrawAll() {
        views.values().forEach(LiveView::changed);
        followers.forEach(follower -> executor.execute(() -> catchUp(follower)));
    }

    /** Says that the streams are alive and redraws what moves with time, little by little: a change does not wait behind it. */
    void lookAfterAll() {
        executor.execute(() -> {
            int seen = 0;
            for (var view : views.values()) {
                view.heartbeat(HEARTBEAT);
                view.changed();
                if (++seen % LOOKED_AFTER_AT_ONCE == 0) {
                    LockSupport.parkNanos(PAUSE_BETWEEN_NANOS);
                }
            }
            for (var follower : followers) {
                executor.execute(() -> {
                    follower.heartbeat();
                    catchUp(follower);
                });
                if (++seen % LOOKED_AFTER_AT_ONCE == 0) {
                    LockSupport.parkNanos(PAUSE_BETWEEN_NANOS);
                }
            }
        });
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends the streams first, so that a stop does not wait for them; screens come back by themselves. */
    @Override
    public void stop() {
        running = false;
        views.values().forEach(LiveView::close);
        followers.forEach(Follower::close);
        LOG.debug("live streams closed");
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private record Gone(Runnable cleanUp) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            cleanUp.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            end(event);
        }

        @Override
        public void onError(AsyncEvent event) {
            end(event);
        }

        /** Completed here, or the container would draw an error page into the stream. */
        private void end(AsyncEvent event) {
            cleanUp.run();
            try {
                event.getAsyncContext().complete();
            } catch (IllegalStateException _) {
                // ended already
            }
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
