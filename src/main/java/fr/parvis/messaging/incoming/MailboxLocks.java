package fr.parvis.messaging.incoming;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One instance at a time reads a mailbox. The locks hang on one connection to the database: they are free as soon as the instance that
 * holds them is gone, however it went.
 */
@Component
class MailboxLocks {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxLocks.class);
    private static final int PATIENCE_SECONDS = 5;

    private final DataSource database;
    private final Set<UUID> held = new HashSet<>();
    private @Nullable Connection connection;

    MailboxLocks(DataSource database) {
        this.database = database;
    }

    synchronized boolean take(UUID mailbox) {
        if (held.contains(mailbox)) {
            return false;
        }
        try {
            if (connection == null) {
                connection = database.getConnection();
            }
            if (ask(connection, "select pg_try_advisory_lock(hashtextextended('mailbox ' || ?, 0))", mailbox)) {
                held.add(mailbox);
                return true;
            }
        } catch (SQLException failure) {
            LOG.warn("mailboxes cannot be reserved: {}", failure.getMessage());
            letGo();
        }
        return false;
    }

    synchronized void free(UUID mailbox) {
        if (held.remove(mailbox) && connection != null) {
            try {
                ask(connection, "select pg_advisory_unlock(hashtextextended('mailbox ' || ?, 0))", mailbox);
            } catch (SQLException _) {
                // then the connection is gone, and the lock with it
                letGo();
            }
        }
        if (held.isEmpty()) {
            letGo();
        }
    }

    /** False when the connection was lost: another instance may read what this one held. */
    synchronized boolean areHeld() {
        try {
            if (connection == null || connection.isValid(PATIENCE_SECONDS)) {
                return true;
            }
        } catch (SQLException failure) {
            LOG.debug("lost", failure);
        }
        letGo();
        return false;
    }

    private static boolean ask(Connection connection, String sql, UUID mailbox) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, mailbox.toString());
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    @PreDestroy
    synchronized void letGo() {
        held.clear();
        if (connection != null) {
            try {
                // the pool keeps the connection: what is locked on it must not stay locked
                try (var statement = connection.createStatement()) {
                    statement.execute("select pg_advisory_unlock_all()");
                }
                connection.close();
            } catch (SQLException failure) {
                LOG.debug("lost", failure);
            }
            connection = null;
        }
    }
}
