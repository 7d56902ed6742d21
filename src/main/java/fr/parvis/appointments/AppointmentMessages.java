package fr.parvis.appointments;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.directory.Directory;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells people what was agreed and reminds them of it, in their language: a week, two days and three hours before, each with the
 * link that moves or cancels.
 */
@Component
class AppointmentMessages {
    private static final Duration READ_BEFORE = Duration.ofDays(30);

    private final Outbox outbox;
    private final AppointmentTables tables;
    private final Conflicts conflicts;
    private final PartnerNames partners;
    private final Directory directory;
    private final AppointmentTexts texts;
    private final PublicAddress addresses;
    private final CalendarFile calendar;
    private final MeetingPlace places;
    private final AppointmentPapers papers;
    private final Usagers usagers;
    private final Clock clock;

    AppointmentMessages(
            Outbox outbox,
            AppointmentTables tables,
            Conflicts conflicts,
            PartnerNames partners,
            Directory directory,
            AppointmentTexts texts,
            PublicAddress addresses,
            CalendarFile calendar,
            MeetingPlace places,
            AppointmentPapers papers,
            Usagers usagers,
            Clock clock) {
        this.outbox = outbox;
        this.tables = tables;
        this.conflicts = conflicts;
        this.partners = partners;
        this.directory = directory;
        this.texts = texts;
        this.addresses = addresses;
        this.calendar = calendar;
        this.places = places;
        this.papers = papers;
        this.usagers = usagers;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(AppointmentChanged changed) {
        var one = changed.appointment();
        var key = prefix(one) + one.revision();
        switch (changed.change()) {
            case BOOKED -> tell(one, key, "booked", changed.at());
            case MOVED -> {
                if (!tables.isQuiet(one)) {
                    outbox.drop(prefix(one));
                    tell(one, key, "moved", changed.at());
                }
            }
            case CANCELLED -> {
                outbox.drop(prefix(one));
                tell(one, key, "cancelled", changed.at());
            }
            case ARRIVED, NO_SHOW -> outbox.drop(prefix(one));
        }
    }

    /** Writes the reminders that have come due; each once for each time that was agreed. */
    @Transactional
    public void remind() {
        var now = clock.instant();
        for (var reminder : Reminder.values()) {
            for (var one :
                    conflicts.without(tables.bookedBetween(now.plus(reminder.next()), now.plus(reminder.before())))) {
                if (reminder.isNews(one.createdAt(), one.start())
                        && tell(
                                one,
                                prefix(one) + one.start() + " " + reminder.code(),
                                "reminder-" + reminder.code(),
                                now)) {
                    tables.reminded(one.id(), now);
                }
            }
        }
    }

    private static String prefix(Appointment one) {
        return one.messages();
    }

    /** Whether there is somewhere to tell it. */
    private boolean tell(Appointment one, String key, String what, Instant now) {
        var usager = one.usager();
        if (usager == null) {
            return false;
        }
        var channel = channel(usager, what);
        var to = channel == Channel.EMAIL ? usager.email() : usager.phone();
        if (channel == null || to == null) {
            return false;
        }
        var site = directory.site(one.siteId());
        var language = Language.of(usager.language()).orElse(Language.FRENCH);
        var locale = language.locale();
        var link = addresses.inMessages("/rdv/mien/" + one.token());
        var lists = toBring(one, locale);
        var partner = what.equals("booked") ? partners.of(one.id()).orElse("") : "";
        var words = texts.words(
                        what,
                        one.meeting().isAfar(),
                        channel,
                        language,
                        usagers.level(usager.firstName(), usager.lastName(), usager.email(), usager.phone()),
                        List.of(
                                usager.firstName() + " " + usager.lastName(),
                                directory.service(one.serviceId()).shownName(),
                                AppointmentWords.day(one.start(), site, locale),
                                AppointmentWords.time(one.start(), site),
                                places.of(one, site, locale),
                                one.reference(),
                                link,
                                directory.organisation().name(),
                                AppointmentWords.time(one.end(), site),
                                lists,
                                partner.isEmpty() ? "" : texts.byPartner(partner, locale)))
                .bare(link, lists);
        outbox.write(new NewMessage(
                        key,
                        "appointment-" + what,
                        channel,
                        to,
                        words.subject(),
                        words.text(),
                        channel == Channel.SMS ? null : entry(one, locale),
                        now,
                        what.equals("cancelled") ? now.plus(READ_BEFORE) : one.start())
                // somebody has just done something: all but a reminder
                .atOnce(!what.startsWith("reminder")));
        return true;
    }

    /** After the facts, or nothing. */
    private String toBring(Appointment one, Locale locale) {
        var lists = papers.toBring(one);
        return lists.isEmpty()
                ? ""
                : lists.stream()
                        .map(list -> (list.title().isEmpty() ? "" : list.title() + "\n")
                                + addresses.inMessages(list.address()))
                        .collect(Collectors.joining("\n", "\n\n" + texts.papers(locale) + "\n", ""));
    }

    private Attachment entry(Appointment one, Locale locale) {
        var file = calendar.of(one, addresses.inMessages("/rdv/mien/" + one.token()), locale);
        return new Attachment(
                "rendez-vous.ics",
                "text/calendar; charset=UTF-8; method=PUBLISH",
                file.getBytes(StandardCharsets.UTF_8));
    }

    /** E-mail, or SMS for who gave only a telephone; the last reminder by SMS when it is possible. */
    private @Nullable Channel channel(Appointment.Usager usager, String what) {
        var byTelephone = usager.phone() != null && outbox.sends(Channel.SMS);
        if (usager.email() == null || what.equals("reminder-hours") && byTelephone) {
            return usager.phone() == null ? null : Channel.SMS;
        }
        return Channel.EMAIL;
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> appointmentReminderTask(AppointmentMessages messages) {
            return Tasks.recurring("appointment-reminders", FixedDelay.ofMinutes(5))
                    .execute((_, _) -> messages.remind());
        }
    }
}
