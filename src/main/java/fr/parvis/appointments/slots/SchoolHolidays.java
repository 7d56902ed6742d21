package fr.parvis.appointments.slots;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The school holidays of a place, as far as they are known. Immutable. */
public final class SchoolHolidays {
    /** Both days included. */
    public record Period(LocalDate first, LocalDate last) {
        public Period {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException(first + " is after " + last);
            }
        }
    }

    public static final SchoolHolidays NONE = new SchoolHolidays(new TreeMap<>());

    /** Ends by beginnings; of those that begin together the longest. */
    private final TreeMap<LocalDate, LocalDate> ends;

    private SchoolHolidays(TreeMap<LocalDate, LocalDate> ends) {
        this.ends = ends;
    }

    /** They may overlap. */
    public static SchoolHolidays of(Collection<Period> periods) {
        var ends = new TreeMap<LocalDate, LocalDate>();
        for (var one : periods.stream()
                .sorted(java.util.Comparator.comparing(Period::first))
                .toList()) {
            var before = ends.lastEntry();
            if (before != null && !before.getValue().isBefore(one.first())) {
                ends.put(before.getKey(), later(before, one.last()));
            } else {
                ends.put(one.first(), one.last());
            }
        }
        return new SchoolHolidays(ends);
    }

    private static LocalDate later(Map.Entry<LocalDate, LocalDate> before, LocalDate last) {
        return before.getValue().isAfter(last) ? before.getValue() : last;
    }

    public boolean holds(LocalDate day) {
        var last = ends.floorEntry(day);
        return last != null && !last.getValue().isBefore(day);
    }
}
