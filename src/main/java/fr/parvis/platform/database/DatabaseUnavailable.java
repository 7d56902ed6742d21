package fr.parvis.platform.database;

import org.jspecify.annotations.Nullable;

/** The start cannot go on; the message says what to do. */
public final class DatabaseUnavailable extends RuntimeException {
    public DatabaseUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
