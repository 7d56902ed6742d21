package fr.parvis.appointments.sessions;

import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Reminder;
import fr.parvis.appointments.demand.OfferTime;
import fr.parvis.appointments.demand.Reach;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What people are told of their seats, in their language, in the transaction of what it tells of. */
@Component
class SessionMessages {
    private static final Duration READ_BEFORE = Duration.ofDays(30);
    private static final Duration SOON = Duration.ofDays(2);
    private static final int OTHERS = 5;

    private final SessionTables tables;
    private final SessionCalendar calendar;
    private final Outbox outbox;
    private final Directory directory;
    private final MessageSource texts;
    private final SessionTexts words;
    private final Usagers usagers;
    private final PublicAddress addresses;
    private final Clock clock;

    SessionMessages(
            SessionTables tables,
            SessionCalendar calendar,
            Outbox outbox,
            Directory directory,
            MessageSource texts,
            SessionTexts words,
            Usagers usagers,
            PublicAddress addresses,
            Clock clock) {
        this.tables = tables;
        this.calendar = calendar;
        this.outbox = outbox;
        this.directory = directory;
        this.texts = texts;
        this.words = words;
        this.usagers = usagers;
        this.addresses = addresses;
        this.clock = clock;
    }

    void registered(Session session, Registration one) {
        tell(session, one, "registered " + one.since(), "registered", "");
    }

    void waiting(Session session, Registration one) {
        tell(session, one, "waiting " + one.since(), "waiting", "");
    }

    void linkAgain(Session session, Registration one) {
        var today = LocalDate.ofInstant(clock.instant(), directory.zone());
        tell(session, one, "again " + today, one.isRegistered() ? "registered" : "waiting", "");
    }

    void offered(Session session, Registration one) {
        var site = directory.site(session.siteId());
        var until = AppointmentWords.moment(Objects.requireNonNull(one.offeredUntil()), site, locale(one));
        tell(session, one, "offer " + one.offeredUntil(), "offer", until);
    }

    /** @param freed which seats, so that the next ones are told of as well */
    void firstCome(Session session, Registration one, long freed) {
        tell(session, one, "free " + freed, "free", "");
    }

    void moved(Session session, Registration one) {
        // an offer still says until when; anything else that has not left says what is no longer so
        outbox.drop(prefix(one) + (one.isRegistered() ? "" : "reminder"));
        tell(session, one, "moved " + session.revision(), "moved", "");
    }

    void left(Session session, Registration one) {
        outbox.drop(prefix(one));
        tell(session, one, "left", "left", "");
    }

    /** @param instead the other dates that have seats */
    void cancelled(Session session, Registration one, String reason, List<Session> instead) {
        outbox.drop(prefix(one));
        var locale = locale(one);
        var others = instead.stream()
                .map(other -> when(other.plan(), directory.site(other.siteId()), locale) + "\n"
                        + addresses.inMessages("/ateliers/" + other.id()))
                .collect(Collectors.joining("\n"));
        var more = reason.isEmpty() ? "" : text("sessions.mail.reason", locale, reason) + "\n\n";
        tell(
                session,
                one,
                "cancelled",
                "cancelled",
                more
                        + (others.isEmpty()
                                ? text("sessions.mail.no-others", locale)
                                : text("sessions.mail.others", locale) + "\n" + others));
    }

    void reminded(Session session, Registration one, Reminder reminder) {
        tell(session, one, "reminder " + session.start() + " " + reminder.code(), "reminder-" + reminder.code(), "");
    }

    /** Of the same title, with seats left for the public. */
    List<Session> others(Session session) {
        var now = clock.instant();
        return tables.toCome(directory.sites().stream().map(Site::id).toList(), now).stream()
                .filter(other -> !other.id().equals(session.id())
                        && other.title().equalsIgnoreCase(session.title())
                        && other.free() > 0
                        && other.isOpen(now))
                .limit(OTHERS)
                .toList();
    }

    /** "mardi 1er décembre 2026, 14:00–16:00", in the language of the request. */
    String when(SessionPlan plan, Site site) {
        return when(plan, site, LocaleContextHolder.getLocale());
    }

    private static String when(SessionPlan plan, Site site, Locale locale) {
        return AppointmentWords.day(plan.start(), site, locale)
                + (locale.getLanguage().equals("ar") ? "، " : ", ")
                + times(plan, site);
    }

    private static String times(SessionPlan plan, Site site) {
        return AppointmentWords.time(plan.start(), site) + "–" + AppointmentWords.time(plan.end(), site);
    }

    private static String prefix(Registration one) {
        return "registration " + one.id() + " ";
    }

    private static Locale locale(Registration one) {
        return Language.of(Objects.requireNonNull(one.usager()).language())
                .orElse(Language.FRENCH)
                .locale();
    }

    private String text(String key, Locale locale, Object... facts) {
        return Objects.requireNonNull(texts.getMessage(key, facts, locale));
    }

    /** @param more until when an offer is held, or what else there is to know */
    private void tell(Session session, Registration one, String key, String what, String more) {
        var usager = one.usager();
        if (usager == null) {
            return;
        }
        var read = what.equals("reminder-hours") ? Reach.soon(usager, outbox) : Reach.of(usager, outbox);
        // whoever is rung has the message too, once mail leaves
        var reach = read == Reach.CALL && usager.email() != null ? Reach.EMAIL : read;
        var to = reach == Reach.EMAIL ? usager.email() : usager.phone();
        if (reach == Reach.CALL || to == null) {
            return;
        }
        var locale = locale(one);
        var site = directory.site(session.siteId());
        var link = addresses.inMessages("/ateliers/mien/" + one.token());
        var sms = reach == Reach.SMS;
        var over = what.equals("cancelled");
        var channel = sms ? Channel.SMS : Channel.EMAIL;
        var said = words.words(
                        what,
                        channel,
                        Language.of(usager.language()).orElse(Language.FRENCH),
                        usagers.level(usager.firstName(), usager.lastName(), usager.email(), usager.phone()),
                        List.of(
                                usager.firstName() + " " + usager.lastName(),
                                session.title(),
                                AppointmentWords.day(session.start(), site, locale),
                                times(session.plan(), site),
                                where(session, site),
                                Integer.toString(one.seats()),
                                link,
                                directory.organisation().name(),
                                more))
                .bare(link, more);
        var now = clock.instant();
        outbox.write(new NewMessage(
                        prefix(one) + key,
                        "session-" + what,
                        channel,
                        to,
                        said.subject(),
                        said.text(),
                        sms || what.equals("waiting") || what.equals("free") ? null : entry(session, one, link),
                        // nobody is woken by a telephone, unless it is about today
                        sms && !over && !what.equals("moved")
                                ? OfferTime.next(now, site.zone(), OfferTime::awake)
                                : now,
                        useful(session, one, what, now))
                .atOnce(isUrgent(session, what, now)));
    }

    /** They have just done something, a seat waits for them, or it is about today or tomorrow. */
    private static boolean isUrgent(Session session, String what, Instant now) {
        return switch (what) {
            case "moved", "cancelled" -> session.start().isBefore(now.plus(SOON));
            default -> !what.startsWith("reminder");
        };
    }

    private static Instant useful(Session session, Registration one, String what, Instant now) {
        var offered = one.offeredUntil();
        if (what.equals("offer") && offered != null) {
            return offered;
        }
        return what.equals("cancelled") || what.equals("left") ? now.plus(READ_BEFORE) : session.start();
    }

    private static String where(Session session, Site site) {
        var address = site.nameAndAddress();
        var place = session.plan().place();
        return place.isEmpty() ? address : place + ", " + address;
    }

    private Attachment entry(Session session, Registration one, String link) {
        return new Attachment(
                "atelier.ics",
                "text/calendar; charset=UTF-8; method=PUBLISH",
                calendar.of(session, one, link).getBytes(StandardCharsets.UTF_8));
    }
}
