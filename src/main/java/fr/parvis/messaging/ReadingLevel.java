package fr.parvis.messaging;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How words are chosen for somebody. Whoever asks for plain ones reads the usual ones where there are no others. */
public enum ReadingLevel {
    USUAL,
    /** Short sentences and everyday words. */
    PLAIN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ReadingLevel> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
