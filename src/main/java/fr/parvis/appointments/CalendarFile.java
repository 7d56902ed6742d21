package fr.parvis.appointments;

import biweekly.parameter.Feature;
import biweekly.property.Conference;
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
    private final MeetingPlace places;
    private final VideoAddress videos;
    private final MessageSource messages;
    private final Clock clock;

    CalendarFile(Directory directory, MeetingPlace places, VideoAddress videos, MessageSource messages, Clock clock) {
        this.places = places;
        this.videos = videos;
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
        if (one.meeting().isAfar()) {
            event.setLocation(places.of(one, directory.site(one.siteId()), locale));
        }
        videos.of(one).ifPresent(video -> event.addConference(conference(video, locale)));
        var calendar = CalendarEntry.calendar();
        calendar.addEvent(event);
        return CalendarEntry.written(calendar);
    }

    /** As programs join it (RFC 7986, 5.11). */
    private Conference conference(String video, Locale locale) {
        var conference = new Conference(video);
        conference.getFeatures().add(Feature.VIDEO);
        conference.setLabel(messages.getMessage("rdv.mode.video", null, locale));
        return conference;
    }
}
