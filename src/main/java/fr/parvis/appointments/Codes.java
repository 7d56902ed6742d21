package fr.parvis.appointments;

import static fr.parvis.appointments.AgendaTables.utc;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes by which whoever books online shows that the e-mail address or telephone is theirs, where the rules of the service ask for
 * it. The time stays held as long as the code is good. What is kept of a code is a slow hash.
 */
@Component
public class Codes {
    public static final Duration LASTS = Duration.ofMinutes(10);
    public static final int TRIES = 5;
    public static final int MOST_SENT = 3;
    static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int MOST_TO_A_CONTACT = 6;
    private static final Duration COUNTED = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private record Row(String contact, String hash, Instant until, int tries, int sent, Instant sentAt) {
        boolean isGood(Instant now) {
            return until.isAfter(now) && tries < TRIES;
        }
    }

    private final JdbcClient jdbc;
    private final AppointmentActs acts;
    private final Bookings bookings;
    private final Availability availability;
    private final Outbox outbox;
    private final Directory directory;
    private final MessageSource texts;
    private final PasswordEncoder encoder;

    Codes(
            JdbcClient jdbc,
            AppointmentActs acts,
            Bookings bookings,
            Availability availability,
            Outbox outbox,
            Directory directory,
            MessageSource texts,
            PasswordEncoder encoder) {
        this.jdbc = jdbc;
        this.acts = acts;
        this.bookings = bookings;
        this.availability = availability;
        this.outbox = outbox;
        this.directory = directory;
        this.texts = texts;
        this.encoder = encoder;
    }

    /** Whether this held time is booked with a code only. */
    public boolean isAsked(Appointment held) {
        return held.channel() == Appointment.Channel.ONLINE
                && availability
                        .terms(held.serviceId())
                        .filter(ServiceTerms::byCode)
                        .isPresent();
    }

    /** Where the code goes, as it was written. */
    public static String contact(Appointment.Usager usager) {
        var mail = usager.email();
        var phone = usager.phone();
        return mail != null ? mail : phone != null ? phone : "";
    }

    /** Whether a code was sent to this person for this time; it need not be good any more. */
    public boolean isSent(Appointment held, Appointment.Usager usager) {
        return row(held.id()).filter(row -> row.contact().equals(named(usager))).isPresent();
    }

    /** Sends a code, unless the one that was sent to this contact is still good. */
    @Transactional
    public void send(Appointment held, Appointment.Usager usager) {
        var before = lockedRow(held);
        if (before == null || !before.contact().equals(named(usager)) || !before.isGood(acts.now())) {
            sendNew(held, usager, before);
        }
    }

    /** Sends a new code in place of one that did not arrive or is worn. */
    @Transactional
    public void sendAgain(Appointment held, Appointment.Usager usager) {
        var before = lockedRow(held);
        checkAgain(held);
        sendNew(held, usager, before);
    }

    /** @throws ProblemException 429 when the last code has just left, or enough have */
    public void checkAgain(Appointment held) {
        row(held.id()).ifPresent(last -> {
            if (last.sent() >= MOST_SENT || sentTo(last.contact(), acts.now()) >= MOST_TO_A_CONTACT) {
                throw tooMany("codes-too-many", MOST_SENT);
            }
            var pause = Duration.between(acts.now(), last.sentAt().plus(PAUSE)).toSeconds();
            if (pause > 0) {
                throw tooMany("code-just-sent", pause);
            }
        });
    }

    private @Nullable Row lockedRow(Appointment held) {
        acts.lockInTurn(held.id());
        return row(held.id()).orElse(null);
    }

    private void sendNew(Appointment held, Appointment.Usager usager, @Nullable Row before) {
        var channel = usager.email() != null ? Channel.EMAIL : Channel.SMS;
        if (channel == Channel.SMS && !outbox.sends(Channel.SMS)) {
            throw ProblemException.field("email", "appointments", "code-by-email-only");
        }
        var now = acts.now();
        var contact = named(usager);
        if (before != null && before.sent() >= MOST_SENT || sentTo(contact, now) >= MOST_TO_A_CONTACT) {
            throw tooMany("codes-too-many", MOST_SENT);
        }
        var until = now.plus(LASTS);
        bookings.prolong(held.id(), until);
        jdbc.sql("insert into appointments.code_sending (contact, at) values (?, ?)")
                .params(contact, utc(now))
                .update();
        var code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        jdbc.sql("""
                        insert into appointments.code as c (appointment_id, contact, hash, until, sent_at) values (?, ?, ?, ?, ?)
                        on conflict (appointment_id) do update set contact = excluded.contact, hash = excluded.hash,
                            until = excluded.until, sent_at = excluded.sent_at, tries = 0, sent = c.sent + 1""")
                .params(
                        held.id(),
                        contact,
                        Objects.requireNonNull(encoder.encode(proof(held, contact, code))),
                        utc(until),
                        utc(now))
                .update();
        write(held, usager, channel, code, now, until);
    }

    private void write(
            Appointment held, Appointment.Usager usager, Channel channel, String code, Instant now, Instant until) {
        var site = directory.site(held.siteId());
        var locale = Language.of(usager.language()).orElse(Language.FRENCH).locale();
        var facts = new Object[] {
            code,
            AppointmentWords.time(until, site),
            directory.service(held.serviceId()).shownName(),
            AppointmentWords.day(held.start(), site, locale),
            AppointmentWords.time(held.start(), site),
            directory.organisation().name()
        };
        var kind = channel == Channel.EMAIL ? "mail" : "sms";
        outbox.drop(key(held));
        outbox.write(new NewMessage(
                        key(held) + now,
                        "appointment-code",
                        channel,
                        contact(usager),
                        channel == Channel.EMAIL
                                ? texts.getMessage("appointments.mail.code.subject", facts, locale)
                                : "",
                        // a mark of direction that sticks to the code would be copied with it
                        texts.getMessage("appointments." + kind + ".code", facts, locale)
                                .replace("\u2068" + code + "\u2069", code),
                        null,
                        now,
                        until)
                .atOnce());
    }

    /**
     * Each try counts; the right code is good for once.
     *
     * @return whether it is the code, in time and not tried too often
     */
    @Transactional
    public boolean check(Appointment held, Appointment.Usager usager, String code) {
        var contact = named(usager);
        var hash = jdbc.sql("""
                        update appointments.code set tries = tries + 1
                         where appointment_id = ? and contact = ? and until > ? and tries < ? returning hash""")
                .params(held.id(), contact, utc(acts.now()), TRIES)
                .query(String.class)
                .optional();
        if (hash.isEmpty() || !encoder.matches(proof(held, contact, code), hash.get())) {
            return false;
        }
        jdbc.sql("update appointments.code set tries = ? where appointment_id = ?")
                .params(TRIES, held.id())
                .update();
        outbox.drop(key(held));
        return true;
    }

    /** None when it is too old. */
    public int triesLeft(Appointment held) {
        return row(held.id())
                .filter(row -> row.isGood(acts.now()))
                .map(row -> TRIES - row.tries())
                .orElse(0);
    }

    /** What is needed no more to hold anybody back. */
    int forget() {
        jdbc.sql("delete from appointments.code_sending where at < ?")
                .param(utc(acts.now().minus(COUNTED)))
                .update();
        return jdbc.sql("delete from appointments.code where sent_at < ? and until < ?")
                .params(utc(acts.now().minus(COUNTED)), utc(acts.now()))
                .update();
    }

    private int sentTo(String contact, Instant now) {
        return jdbc.sql("select count(*) from appointments.code_sending where contact = ? and at > ?")
                .params(contact, utc(now.minus(COUNTED)))
                .query(Integer.class)
                .single();
    }

    private Optional<Row> row(UUID appointment) {
        return jdbc.sql("select * from appointments.code where appointment_id = ?")
                .param(appointment)
                .query((row, _) -> new Row(
                        row.getString("contact"),
                        row.getString("hash"),
                        row.getTimestamp("until").toInstant(),
                        row.getInt("tries"),
                        row.getInt("sent"),
                        row.getTimestamp("sent_at").toInstant()))
                .optional();
    }

    private static String named(Appointment.Usager usager) {
        return Sha256.of(contact(usager).toLowerCase(Locale.ROOT));
    }

    /** Short enough for the slow hash, which reads 72 bytes. */
    private static String proof(Appointment held, String contact, String code) {
        return Sha256.of(held.id() + " " + contact + " " + code);
    }

    private static String key(Appointment held) {
        return "appointment-code " + held.id() + " ";
    }

    private static ProblemException tooMany(String name, long figure) {
        return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, "appointments", name, null, Map.of(), figure);
    }
}
