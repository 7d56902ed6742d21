package fr.parvis.platform.rights;

import java.time.Period;

/**
 * How long a kind of data is kept, in days or in months.
 *
 * @param least and {@code most}: what an administrator may choose; equal where the law, or what people were told, leaves no choice
 */
public record Term(Period usual, Period least, Period most) {
    public static Term days(int days) {
        return new Term(Period.ofDays(days), Period.ofDays(days), Period.ofDays(days));
    }

    public static Term days(int usual, int least, int most) {
        return new Term(Period.ofDays(usual), Period.ofDays(least), Period.ofDays(most));
    }

    public static Term months(int months) {
        return new Term(Period.ofMonths(months), Period.ofMonths(months), Period.ofMonths(months));
    }

    public static Term months(int usual, int least, int most) {
        return new Term(Period.ofMonths(usual), Period.ofMonths(least), Period.ofMonths(most));
    }

    public boolean isChosen() {
        return !least.equals(most);
    }

    /** Of the one unit that it counts in. */
    public static int count(Period period) {
        return isMonths(period) ? (int) period.toTotalMonths() : period.getDays();
    }

    public static boolean isMonths(Period period) {
        return period.getDays() == 0;
    }

    /** In the unit of this one. */
    public Period of(int count) {
        return isMonths(usual) ? Period.ofMonths(count) : Period.ofDays(count);
    }

    public boolean allows(Period period) {
        return isMonths(period) == isMonths(usual) && count(period) >= count(least) && count(period) <= count(most);
    }
}
