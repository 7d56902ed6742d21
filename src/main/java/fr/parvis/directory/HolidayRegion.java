package fr.parvis.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where public holidays differ from the common French ones, by Jollyday's calendars. */
public enum HolidayRegion {
    COMMON("", "fr"),
    ALSACE_MOSELLE("al", "fr", "67"),
    GUADELOUPE("gp", "gp"),
    MARTINIQUE("mq", "mq"),
    GUYANE("gf", "gf"),
    REUNION("re", "re"),
    MAYOTTE("yt", "yt"),
    SAINT_BARTHELEMY("bl", "bl"),
    SAINT_MARTIN("mf", "mf"),
    SAINT_PIERRE_ET_MIQUELON("pm", "pm"),
    NOUVELLE_CALEDONIE("nc", "nc"),
    POLYNESIE("pf", "pf"),
    WALLIS_ET_FUTUNA("wf", "wf");

    private final String code;
    private final String calendar;
    private final List<String> subdivision;

    HolidayRegion(String code, String calendar, String... subdivision) {
        this.code = code;
        this.calendar = calendar;
        this.subdivision = List.of(subdivision);
    }

    public String code() {
        return code;
    }

    String calendar() {
        return calendar;
    }

    String[] subdivision() {
        return subdivision.toArray(String[]::new);
    }

    public static Optional<HolidayRegion> ofCode(String code) {
        return Arrays.stream(values())
                .filter(region -> region.code.equals(code))
                .findFirst();
    }
}
