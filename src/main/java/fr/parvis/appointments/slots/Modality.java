package fr.parvis.appointments.slots;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The way in which somebody is received. */
public enum Modality {
    ON_SITE,
    PHONE,
    VIDEO,
    HOME;

    /** kebab-case, as in the API, the database and addresses. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Modality> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** Nobody comes to the site: no ticket, no place in the hall, none of its resources. */
    public boolean isAfar() {
        return this != ON_SITE;
    }

    /** An opening that names no way takes all of them but visits: nobody leaves their counter unasked. */
    boolean isTakenUnnamed() {
        return this != HOME;
    }
}
