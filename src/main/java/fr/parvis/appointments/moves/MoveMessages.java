package fr.parvis.appointments.moves;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.CalendarFile;
import fr.parvis.appointments.MeetingPlace;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.NewMessage.Attachment;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.usager.Usagers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells people, in their language, what becomes of an appointment that could not stay where it was, and asks what suits them. */
@Component
class MoveMessages {
    /**
     * @param by null when nobody knows an address or a number
     * @param leaves it is on its way, and does not wait for a gateway that nobody has set up
     */
    record Told(@Nullable Channel by, boolean leaves) {}

    private static final Duration SOON = Duration.ofDays(2);

    private final Outbox outbox;
    private final Directory directory;
    private final MoveTexts texts;
    private final PublicAddress addresses;
    private final CalendarFile calendar;
    private final Usagers usagers;
    private final MeetingPlace places;
    private final Clock clock;

    MoveMessages(
            Outbox outbox,
            Directory directory,
            MoveTexts texts,
            PublicAddress addresses,
            CalendarFile calendar,
            Usagers usagers,
            MeetingPlace places,
            Clock clock) {
        this.outbox = outbox;
        this.directory = directory;
        this.texts = texts;
        this.addresses = addresses;
        this.calendar = calendar;
        this.usagers = usagers;
        this.places = places;
        this.clock = clock;
    }

    /** It has another time, which is theirs unless they say otherwise. */
    Told moved(MoveLine line, Appointment before, Appointment after, @Nullable Instant until) {
        // what has not left yet speaks of the old time
        outbox.drop(before.messages());
        var site = directory.site(after.siteId());
        return tell(line, "moved", after, before.start(), site, after.start(), until, after.start());
    }

    /** A place at another site is kept for them, if they want it. */
    Told elsewhere(MoveLine line, Appointment one, Site site, Instant start, @Nullable Instant until) {
        return tell(line, "elsewhere", one, one.start(), site, start, until, until == null ? start : until);
    }

    /** They look for a time. */
    Told choose(MoveLine line, Appointment one, @Nullable Instant until) {
        var site = directory.site(one.siteId());
        return tell(line, "choose", one, one.start(), site, one.start(), until, one.start());
    }

    void drop(MoveLine line) {
        outbox.drop(line.messages());
    }

    private Told tell(
            MoveLine line,
            String what,
            Appointment one,
            Instant agreed,
            Site site,
            Instant start,
            @Nullable Instant until,
            Instant useful) {
        var usager = one.usager();
        var mail = usager == null ? null : usager.email();
        var to = mail == null && usager != null ? usager.phone() : mail;
        if (usager == null || to == null) {
            return new Told(null, false);
        }
        var channel = mail == null ? Channel.SMS : Channel.EMAIL;
        var language = Language.of(usager.language()).orElse(Language.FRENCH);
        var locale = language.locale();
        var own = directory.site(one.siteId());
        var link = addresses.inMessages("/rdv/mien/" + one.token() + "/proposition");
        var words = texts.words(
                        what,
                        channel,
                        language,
                        usagers.level(usager.firstName(), usager.lastName(), usager.email(), usager.phone()),
                        List.of(
                                usager.firstName() + " " + usager.lastName(),
                                directory.service(one.serviceId()).shownName(),
                                AppointmentWords.day(start, site, locale),
                                AppointmentWords.time(start, site),
                                places.of(one, site, locale),
                                one.reference(),
                                link,
                                directory.organisation().name(),
                                AppointmentWords.moment(agreed, own, locale),
                                until == null
                                        ? ""
                                        : texts.until(what, AppointmentWords.moment(until, own, locale), locale)))
                .bare(link);
        outbox.write(new NewMessage(
                        line.messages(),
                        "move-" + what,
                        channel,
                        to,
                        words.subject(),
                        words.text(),
                        channel == Channel.SMS || !what.equals("moved") ? null : entry(one, locale),
                        clock.instant(),
                        useful)
                .atOnce(isSoon(agreed) || isSoon(start)));
        return new Told(channel, outbox.sends(channel));
    }

    /** What is for tomorrow cannot wait for tomorrow. */
    private boolean isSoon(Instant start) {
        return start.isBefore(clock.instant().plus(SOON));
    }

    private Attachment entry(Appointment one, Locale locale) {
        var file = calendar.of(one, addresses.inMessages("/rdv/mien/" + one.token()), locale);
        return new Attachment(
                "rendez-vous.ics",
                "text/calendar; charset=UTF-8; method=PUBLISH",
                file.getBytes(StandardCharsets.UTF_8));
    }
}
