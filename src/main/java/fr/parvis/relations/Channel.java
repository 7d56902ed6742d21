package fr.parvis.relations;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By which way words go from one to the other. */
public enum Channel {
    COUNTER,
    PHONE,
    EMAIL,
    SMS,
    CHAT,
    WEB,
    POST;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
