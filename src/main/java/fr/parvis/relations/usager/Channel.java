package fr.parvis.relations.usager;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The way that somebody and the organisation reached each other. */
public enum Channel {
    COUNTER,
    PHONE,
    EMAIL,
    SMS,
    WEB,
    CHAT,
    POST,
    KIOSK,
    PARTNER;

    /** Those that a person can be reached by. */
    public static final List<Channel> TO_REACH = List.of(EMAIL, SMS, PHONE, POST, COUNTER);

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
