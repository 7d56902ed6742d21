package fr.parvis.directory;

import fr.parvis.platform.web.ProblemException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Weekly hours as an administrator writes them. */
final class WeekText {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})\\s*(?:[:h]\\s*(\\d{2})?)?");

    private WeekText() {}

    /** @throws ProblemException naming the field {@code hours[n]} of the day at fault, Monday being 0 */
    static List<OpeningCalendar.Hours> parse(List<String> days) {
        var hours = new ArrayList<OpeningCalendar.Hours>();
        for (int i = 0; i < days.size(); i++) {
            if (i >= DayOfWeek.values().length) {
                throw ProblemException.field("hours[" + i + "]", "directory", "hours-malformed", days.get(i));
            }
            var day = DayOfWeek.of(i + 1);
            var text = days.get(i).strip();
            LocalTime last = LocalTime.MIN;
            for (var interval : text.isEmpty() ? new String[0] : text.split("\\s*([,;]|\\bet\\b|\\band\\b)\\s*")) {
                var ends = interval.split("\\s*[-–—àÀ]\\s*");
                try {
                    var from = time(ends[0]);
                    var to = time(ends[1]);
                    var endsAfterStart = to.equals(LocalTime.MIDNIGHT) || to.isAfter(from);
                    var startsAtTheEnd = from.equals(LocalTime.MIDNIGHT) && ends[0].contains("24");
                    if (ends.length != 2 || !endsAfterStart || startsAtTheEnd || from.isBefore(last)) {
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

    /** "9", "9h", "9h30", "9:30", "09:30"; "24:00" is the day's end. */
    static LocalTime time(String text) {
        var time = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!time.matches()) {
            throw new DateTimeException("no time: " + text);
        }
        int hour = Integer.parseInt(time.group(1));
        int minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
        return hour == 24 && minute == 0 ? LocalTime.MIDNIGHT : LocalTime.of(hour, minute);
    }
}
