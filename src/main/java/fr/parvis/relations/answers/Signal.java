package fr.parvis.relations.answers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a message says of a tense moment. It is read from words, shown with them and never kept. */
public enum Signal {
    SELF_HARM,
    VIOLENCE,
    DISTRESS,
    ANGER,
    INSULT,
    REPEATED,
    LEGAL,
    URGENCY,
    /** Capitals and exclamation marks. */
    LOUD;

    /** Kebab-case, ends keys of texts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Signal> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** Whether one such word is enough: something urgent, or loud, is not tense by itself. */
    boolean isEnough() {
        return this != URGENCY && this != LOUD;
    }
}
