package fr.parvis.appointments;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateTimeStamp;
import biweekly.property.Status;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import fr.parvis.directory.Directory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** An appointment as the calendars of telephones and computers read it (RFC 5545); its times are in UTC, right in every zone. */
@Component
public class CalendarFile {
    private final Directory directory;
    private final MessageSource messages;
    private final Clock clock;

    CalendarFile(Directory directory, MessageSource messages, Clock clock) {
        this.directory = directory;
        this.messages = messages;
        this.clock = clock;
    }

    /** @param address of the page that moves and cancels it */
    public String of(Appointment one, String address, Locale locale) {
        var site = directory.site(one.siteId());
        var event = new VEvent();
        event.setUid(one.id().toString());
        event.setSequence(one.revision());
        event.setDateTimeStamp(new DateTimeStamp(utc(clock.instant())));
        event.setDateStart(utc(one.start()));
        event.setDateEnd(utc(one.end()));
        event.setStatus(
                switch (one.state()) {
                    case HELD -> Status.tentative();
                    case CANCELLED, EXPIRED -> Status.cancelled();
                    case BOOKED, ARRIVED, NO_SHOW -> Status.confirmed();
                });
        event.setSummary(directory.service(one.serviceId()).name() + " – "
                + directory.organisation().name());
        event.setLocation(site.address().isEmpty() ? site.name() : site.name() + ", " + site.address());
        event.setDescription(
                messages.getMessage("rdv.reference", null, locale) + " " + one.reference() + "\n" + address);
        event.setUrl(address);
        var calendar = new ICalendar();
        calendar.setProductId("-//Parvis//Parvis//FR");
        calendar.addEvent(event);
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
