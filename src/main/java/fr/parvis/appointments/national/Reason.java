package fr.parvis.appointments.national;

import java.util.Arrays;
import java.util.Optional;

/** What somebody looks for on the national search, in its own words. */
public enum Reason {
    CNI("CNI"),
    PASSPORT("PASSPORT"),
    BOTH("CNI-PASSPORT");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Reason> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }
}
