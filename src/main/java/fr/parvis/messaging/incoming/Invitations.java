package fr.parvis.messaging.incoming;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pure: what a calendar invitation says, in one line. */
final class Invitations {
    private static final int LONGEST = 300;
    private static final int LARGEST = 1_000_000;

    private Invitations() {}

    /** "" when it cannot be read. */
    static String summary(byte[] content) {
        if (content.length > LARGEST) {
            return "";
        }
        try {
            var calendars = Biweekly.parse(Decoding.text(content, null)).all();
            var line = new ArrayList<ICalendar>(calendars)
                    .stream()
                            .flatMap(calendar ->
                                    calendar.getEvents().stream().map(event -> event(event, isTakenBack(calendar))))
                            .filter(event -> !event.isEmpty())
                            .limit(3)
                            .collect(Collectors.joining(" ; "));
            return Decoding.header(line.substring(0, Math.min(LONGEST, line.length())));
        } catch (RuntimeException _) {
            return "";
        }
    }

    private static boolean isTakenBack(ICalendar calendar) {
        return calendar.getMethod() != null && calendar.getMethod().isCancel();
    }

    private static String event(VEvent event, boolean takenBack) {
        var begins = event.getDateStart();
        var time = begins == null || begins.getValue() == null
                ? ""
                : begins.getValue().getRawComponents() == null
                        ? begins.getValue().toInstant().toString()
                        : begins.getValue().getRawComponents().toString();
        var isOff = takenBack || event.getStatus() != null && event.getStatus().isCancelled();
        var said = Stream.of(
                        event.getSummary() == null ? null : event.getSummary().getValue(),
                        time,
                        event.getLocation() == null ? null : event.getLocation().getValue())
                .filter(Objects::nonNull)
                .map(part -> part.replaceAll("\\s+", " ").strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return isOff ? ("(annulé) " + said).strip() : said;
    }
}
