package fr.parvis.appointments;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateTimeStamp;
import biweekly.property.Status;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import fr.parvis.directory.Site;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** What all entries of calendars have in common (RFC 5545); their times are in UTC, right in every zone. */
public final class CalendarEntry {
    private CalendarEntry() {}

    /**
     * @param revision moves with each change (RFC 5545, 3.8.7.4)
     * @param stamp when what it says was said
     */
    public static VEvent of(
            UUID id, int revision, Instant stamp, Instant start, Instant end, Status status, Site site) {
        var event = new VEvent();
        event.setUid(id.toString());
        event.setSequence(revision);
        event.setDateTimeStamp(new DateTimeStamp(utc(stamp)));
        event.setDateStart(utc(start));
        event.setDateEnd(utc(end));
        event.setStatus(status);
        event.setLocation(site.nameAndAddress());
        return event;
    }

    public static ICalendar calendar() {
        var calendar = new ICalendar();
        calendar.setProductId("-//Parvis//Parvis//FR");
        return calendar;
    }

    public static String written(ICalendar calendar) {
        return Biweekly.write(calendar).version(ICalVersion.V2_0).go();
    }

    private static ICalDate utc(Instant at) {
        var here = at.atOffset(ZoneOffset.UTC);
        return new ICalDate(
                new DateTimeComponents(
                        here.getYear(),
                        here.getMonthValue(),
                        here.getDayOfMonth(),
                        here.getHour(),
                        here.getMinute(),
                        here.getSecond(),
                        true),
                true);
    }
}
