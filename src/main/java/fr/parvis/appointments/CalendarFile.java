package fr.parvis.appointments;

import biweekly.property.Status;
import fr.parvis.directory.Directory;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** An appointment as the calendars of telephones and computers read it. */
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
        var event = CalendarEntry.of(
                one.id(),
                one.revision(),
                clock.instant(),
                one.start(),
                one.end(),
                switch (one.state()) {
                    case HELD -> Status.tentative();
                    case CANCELLED, EXPIRED -> Status.cancelled();
                    case BOOKED, ARRIVED, NO_SHOW -> Status.confirmed();
                },
                directory.site(one.siteId()));
        event.setSummary(directory.service(one.serviceId()).name() + " – "
                + directory.organisation().name());
        event.setDescription(
                messages.getMessage("rdv.reference", null, locale) + " " + one.reference() + "\n" + address);
        event.setUrl(address);
        var calendar = CalendarEntry.calendar();
        calendar.addEvent(event);
        return CalendarEntry.written(calendar);
    }
}
