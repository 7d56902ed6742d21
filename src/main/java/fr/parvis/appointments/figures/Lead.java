package fr.parvis.appointments.figures;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How the days between booking and appointment are put together. */
public enum Lead {
    AT_ONCE("0-1", 2),
    A_WEEK("2-7", 8),
    TWO_WEEKS("8-14", 15),
    A_MONTH("15-30", 31),
    LONGER("31-", Integer.MAX_VALUE);

    private final String group;
    private final int below;

    Lead(String group, int below) {
        this.group = group;
        this.below = below;
    }

    public static Lead of(int days) {
        return Arrays.stream(values())
                .filter(one -> days < one.below)
                .findFirst()
                .orElse(LONGER);
    }

    /** First and last day, as {@link Missed#group} names it. */
    public String group() {
        return group;
    }

    /** The group of the column {@code days}. */
    static String sql() {
        return Arrays.stream(values())
                .map(one -> "when days < " + one.below + " then '" + one.group + "'")
                .collect(Collectors.joining(" ", "case ", " end"));
    }
}
