package fr.parvis.appointments.sessions;

import biweekly.property.Status;
import fr.parvis.appointments.CalendarEntry;
import fr.parvis.directory.Directory;
import org.springframework.stereotype.Component;

/** A session as the calendars of telephones and computers read it. */
@Component
public class SessionCalendar {
    private final Directory directory;

    SessionCalendar(Directory directory) {
        this.directory = directory;
    }

    /** @param address of the page of the registration */
    public String of(Session session, Registration one, String address) {
        var site = directory.site(session.siteId());
        var event = CalendarEntry.of(
                one.id(),
                session.revision(),
                session.changedAt().isAfter(one.since()) ? session.changedAt() : one.since(),
                session.start(),
                session.end(),
                switch (one.state()) {
                    case REGISTERED -> Status.confirmed();
                    case WAITING, OFFERED -> Status.tentative();
                    case LAPSED, LEFT, CANCELLED -> Status.cancelled();
                },
                site);
        var place = session.plan().place();
        event.setSummary(session.title() + " – " + directory.organisation().name());
        event.setDescription((place.isEmpty() ? "" : place + "\n") + address);
        event.setUrl(address);
        var calendar = CalendarEntry.calendar();
        calendar.addEvent(event);
        return CalendarEntry.written(calendar);
    }
}
