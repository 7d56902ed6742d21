package fr.parvis.directory;

import fr.parvis.platform.web.ProblemException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Weekly hours as an administrator writes them. */
final class WeekText {
    private WeekText() {}

    /** @throws ProblemException naming the field {@code hours[n]} of the day at fault, Monday being 0 */
    static List<OpeningCalendar.Hours> parse(List<String> days) {
        var hours = new ArrayList<OpeningCalendar.Hours>();
        for (int i = 0; i < days.size(); i++) {
            var day = DayOfWeek.of(i + 1);
            var text = days.get(i).strip();
            LocalTime last = LocalTime.MIN;
            for (var interval : text.isEmpty() ? new String[0] : text.split("\\s*[,;]\\s*")) {
                var ends = interval.replace('h', ':').split("\\s*[-–]\\s*");
                try {
                    var from = time(ends[0]);
                    var to = time(ends[1]);
                    var endsAfterStart = to.equals(LocalTime.MIDNIGHT) || to.isAfter(from);
                    if (ends.length != 2 || !endsAfterStart || from.isBefore(last)) {
                        throw new DateTimeException("not in order");
                    }
                    hours.add(new OpeningCalendar.Hours(day, from, to));
                    last = to.equals(LocalTime.MIDNIGHT) ? LocalTime.MAX : to;
                } catch (DateTimeException | ArrayIndexOutOfBoundsException _) {
                    throw ProblemException.field("hours[" + i + "]", "directory", "hours-malformed", interval);
                }
            }
        }
        return hours;
    }

    private static LocalTime time(String text) {
        var trimmed = text.strip();
        if (trimmed.equals("24:00")) {
            return LocalTime.MIDNIGHT;
        }
        return LocalTime.parse(trimmed.length() == 4 ? "0" + trimmed : trimmed);
    }
}
