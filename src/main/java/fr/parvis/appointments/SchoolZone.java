package fr.parvis.appointments;

import java.util.Locale;

/** Where schools close together: the three zones of the continent, and the places that have calendars of their own. */
public enum SchoolZone {
    A,
    B,
    C,
    CORSE,
    GUADELOUPE,
    GUYANE,
    MARTINIQUE,
    MAYOTTE,
    REUNION,
    SAINT_PIERRE_ET_MIQUELON,
    SAINT_MARTIN,
    SAINT_BARTHELEMY,
    NOUVELLE_CALEDONIE,
    POLYNESIE,
    WALLIS_ET_FUTUNA;

    /** As in forms and in the keys of texts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when there is none */
    public static SchoolZone of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
