package fr.parvis.platform.live;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Holds one connection on LISTEN and turns every notification into a {@link TopicChanged} on this instance. */
@Component
class ChangeListener implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
    private static final int PATIENCE_MILLIS = 15_000;

    private final DataSource database;
    private final ApplicationEventPublisher publisher;
    private final LiveUpdates live;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    ChangeListener(DataSource database, ApplicationEventPublisher publisher, LiveUpdates live) {
        this.database = database;
        this.publisher = publisher;
        this.live = live;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("live-listen").start(this::listen);
    }

    private void listen() {
        while (running) {
            try (Connection connection = database.getConnection()) {
                try (var statement = connection.createStatement()) {
                    statement.execute("listen " + LiveUpdates.CHANNEL);
                }
                follow(connection.unwrap(PGConnection.class));
            } catch (SQLException failure) {
                if (running) {
                    LOG.warn("live updates lost the database, trying again: {}", failure.getMessage());
                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
                }
            }
        }
    }

    private void follow(PGConnection connection) throws SQLException {
        // what changed while nobody listened
        live.redrawAll();
        var lastLook = System.nanoTime();
        while (running) {
            var notifications = connection.getNotifications(PATIENCE_MILLIS);
            if (notifications != null) {
                for (var notification : notifications) {
                    publish(notification.getParameter());
                }
            }
            if (System.nanoTime() - lastLook > PATIENCE_MILLIS * 1_000_000L) {
                live.lookAfterAll();
                lastLook = System.nanoTime();
            }
        }
    }

    private void publish(String topic) {
        try {
            publisher.publishEvent(new TopicChanged(topic));
        } catch (RuntimeException failure) {
            LOG.error("a listener of {} failed", topic, failure);
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
