package fr.parvis.directory;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** French public holidays by Jollyday; the region is one of its subdivision codes, or empty for the common ones. */
final class PublicHolidays {
    private final HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create("fr"));
    private final Map<String, Map<LocalDate, String>> known = new ConcurrentHashMap<>();

    Optional<String> on(LocalDate day, String region) {
        var year = Year.from(day);
        return Optional.ofNullable(
                known.computeIfAbsent(region + year, _ -> ofYear(year, region)).get(day));
    }

    private Map<LocalDate, String> ofYear(Year year, String region) {
        var holidays = region.isEmpty() ? manager.getHolidays(year) : manager.getHolidays(year, region);
        return holidays.stream()
                .collect(Collectors.toMap(
                        de.focus_shift.jollyday.core.Holiday::getDate,
                        holiday -> holiday.getDescription(Locale.FRENCH),
                        (first, _) -> first));
    }
}
