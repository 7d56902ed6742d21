package fr.parvis.appointments.demand;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.MeetingPlace;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.usager.Usagers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What people in the line are told, in their language: that they are in it, that a time is held for them, and that nothing more comes
 * unless they say so. Each message has the link that stops all others.
 */
@Component
class LineMessages {
    private static final Duration READ_BEFORE = Duration.ofDays(30);
    /** All else answers what they have just done, or offers what is gone in half an hour. */
    private static final Set<String> CAN_WAIT = Set.of("asleep", "removed", "ended");

    /** The facts of a message, in the order of its placeholders. */
    private record Facts(
            String name,
            String service,
            String day,
            String time,
            String where,
            String until,
            String link,
            String organisation,
            String stop,
            String otherwise) {
        /** @param instead the sentence on what an offer would replace, or "" */
        List<String> inOrder(String instead) {
            return List.of(name, service, day, time, where, until, link, organisation, stop, otherwise, instead);
        }

        String[] links() {
            return new String[] {link, stop, otherwise};
        }
    }

    private final Outbox outbox;
    private final Appointments appointments;
    private final MeetingPlace places;
    private final Directory directory;
    private final MessageSource texts;
    private final LineTexts words;
    private final PublicAddress addresses;
    private final Usagers usagers;
    private final Clock clock;

    LineMessages(
            Outbox outbox,
            Appointments appointments,
            MeetingPlace places,
            Directory directory,
            MessageSource texts,
            LineTexts words,
            PublicAddress addresses,
            Usagers usagers,
            Clock clock) {
        this.outbox = outbox;
        this.appointments = appointments;
        this.places = places;
        this.directory = directory;
        this.texts = texts;
        this.words = words;
        this.addresses = addresses;
        this.usagers = usagers;
        this.clock = clock;
    }

    /** Once a day at the most, for whoever asks for the link again. */
    void joined(Wish wish) {
        var today = LocalDate.ofInstant(clock.instant(), directory.zone());
        tell(wish, "joined " + today, "joined", facts(wish, null, null, ""), null);
    }

    /** Where that person is written to, who has an appointment and wanted to join the line: once a day at the most. */
    void booked(Appointment mine) {
        var usager = Objects.requireNonNull(mine.usager());
        var locale = locale(usager);
        var site = directory.site(mine.siteId());
        var today = LocalDate.ofInstant(clock.instant(), directory.zone());
        tell(
                usager,
                "wish-booked " + mine.id() + " " + today,
                "booked",
                new Facts(
                        name(usager),
                        directory.service(mine.serviceId()).shownName(),
                        AppointmentWords.day(mine.start(), site, locale),
                        AppointmentWords.time(mine.start(), site),
                        places.of(mine, site, locale),
                        "",
                        addresses.inMessages("/rdv/mien/" + mine.token()),
                        directory.organisation().name(),
                        "",
                        ""),
                mine.start());
    }

    /** No more places go to this contact; once a day at the most. */
    void full(Appointment.Usager usager, UUID serviceId, int most) {
        var service = directory.service(serviceId);
        var today = LocalDate.ofInstant(clock.instant(), directory.zone());
        tell(
                usager,
                "wish-full " + Sha256.of(usager.email() + " " + usager.phone()) + " " + today,
                "full",
                new Facts(
                        name(usager),
                        service.shownName(),
                        "",
                        "",
                        "",
                        Integer.toString(most),
                        addresses.inMessages("/rdv/" + service.slug()),
                        directory.organisation().name(),
                        "",
                        ""),
                null);
    }

    /** Once more, for whoever has lost it. */
    void offeredAgain(Wish wish, Offer offer) {
        offered(wish, offer, "offer " + offer.id() + " again");
    }

    void offered(Wish wish, Offer offer) {
        offered(wish, offer, "offer " + offer.id());
    }

    private void offered(Wish wish, Offer offer, String key) {
        var replaces = wish.replaces();
        var locale = locale(wish);
        var site = directory.site(offer.siteId());
        var instead = replaces == null
                ? ""
                : Objects.requireNonNull(texts.getMessage(
                        "waitlist.mail.instead",
                        new Object[] {
                            AppointmentWords.moment(appointments.find(replaces).start(), site, locale)
                        },
                        locale));
        tell(
                usager(wish),
                "wish " + wish.id() + " " + key,
                "offer",
                facts(wish, site, offer, ""),
                offer.until(),
                instead);
    }

    /** @param endsOn the last day to say something */
    void asleep(Wish wish, LocalDate endsOn) {
        tell(
                wish,
                "asleep " + clock.instant(),
                "asleep",
                facts(wish, null, null, AppointmentWords.day(endsOn, locale(wish))),
                null);
    }

    void removed(Wish wish, Wish.Reason reason) {
        var words = texts.getMessage("waitlist.reason." + reason.code(), null, locale(wish));
        tell(wish, "removed", "removed", facts(wish, null, null, Objects.requireNonNull(words)), null);
    }

    void ended(Wish wish) {
        tell(wish, "ended", "ended", facts(wish, null, null, ""), null);
    }

    private Facts facts(Wish wish, @Nullable Site site, @Nullable Offer offer, String other) {
        var usager = Objects.requireNonNull(wish.usager());
        var locale = locale(wish);
        var page = addresses.inMessages("/rdv/attente/" + wish.token());
        var shown = offer == null ? page : addresses.inMessages("/rdv/proposition/" + offer.token());
        return new Facts(
                name(usager),
                directory.service(wish.serviceId()).shownName(),
                offer == null || site == null ? "" : AppointmentWords.day(offer.start(), site, locale),
                offer == null || site == null ? "" : AppointmentWords.time(offer.start(), site),
                site == null || offer == null ? "" : places.of(appointments.find(offer.heldId()), site, locale),
                offer == null || site == null ? other : AppointmentWords.moment(offer.until(), site, locale),
                shown,
                directory.organisation().name(),
                page + "/arreter",
                shown + "/passer");
    }

    private static String name(Appointment.Usager usager) {
        return usager.firstName() + " " + usager.lastName();
    }

    private static Locale locale(Wish wish) {
        return locale(usager(wish));
    }

    private static Locale locale(Appointment.Usager usager) {
        return language(usager).locale();
    }

    private static Language language(Appointment.Usager usager) {
        return Language.of(usager.language()).orElse(Language.FRENCH);
    }

    private static Appointment.Usager usager(Wish wish) {
        return Objects.requireNonNull(wish.usager());
    }

    private void tell(Wish wish, String key, String what, Facts facts, @Nullable Instant usefulUntil) {
        tell(usager(wish), "wish " + wish.id() + " " + key, what, facts, usefulUntil);
    }

    private void tell(Appointment.Usager usager, String key, String what, Facts facts, @Nullable Instant usefulUntil) {
        tell(usager, key, what, facts, usefulUntil, "");
    }

    private void tell(
            Appointment.Usager usager,
            String key,
            String what,
            Facts facts,
            @Nullable Instant usefulUntil,
            String instead) {
        var reach = Reach.of(usager, outbox);
        var to = reach == Reach.EMAIL ? usager.email() : usager.phone();
        if (reach == Reach.CALL || to == null) {
            return;
        }
        var now = clock.instant();
        var sms = reach == Reach.SMS;
        var said = words.words(
                        what,
                        sms ? Channel.SMS : Channel.EMAIL,
                        language(usager),
                        usagers.level(usager.firstName(), usager.lastName(), usager.email(), usager.phone()),
                        facts.inOrder(instead))
                .bare(facts.links());
        outbox.write(new NewMessage(
                        key,
                        "waitlist-" + what,
                        sms ? Channel.SMS : Channel.EMAIL,
                        to,
                        said.subject(),
                        said.text(),
                        null,
                        // nobody is woken by a telephone
                        sms ? OfferTime.next(now, directory.zone(), OfferTime::awake) : now,
                        usefulUntil == null ? now.plus(READ_BEFORE) : usefulUntil)
                .atOnce(!CAN_WAIT.contains(what)));
    }
}
