package fr.parvis.directory;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Public holidays by Jollyday; an unknown region has the common French ones. */
final class PublicHolidays {
    private final Map<String, Map<LocalDate, String>> known = new ConcurrentHashMap<>();

    Optional<String> on(LocalDate day, String regionCode) {
        var year = Year.from(day);
        var region = HolidayRegion.ofCode(regionCode).orElse(HolidayRegion.COMMON);
        return Optional.ofNullable(known.computeIfAbsent(region + " " + year, _ -> ofYear(year, region))
                .get(day));
    }

    private static Map<LocalDate, String> ofYear(Year year, HolidayRegion region) {
        return HolidayManager.getInstance(ManagerParameters.create(region.calendar()))
                .getHolidays(year, region.subdivision())
                .stream()
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .collect(Collectors.toMap(
                        Holiday::getDate, holiday -> holiday.getDescription(Locale.FRENCH), (first, _) -> first));
    }
}
