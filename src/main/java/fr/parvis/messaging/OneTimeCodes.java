package fr.parvis.messaging;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.ProblemException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes of six digits by which somebody shows that an e-mail address or a telephone is theirs. Whoever uses them writes the message; here is
 * how long a code is good, how often it is tried and how many leave. What is kept of a code is a slow hash.
 */
@Component
public class OneTimeCodes {
    public static final Duration LASTS = Duration.ofMinutes(10);
    public static final int TRIES = 5;
    public static final int MOST_SENT = 3;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int MOST_TO_A_CONTACT = 6;
    private static final Duration COUNTED = Duration.ofHours(1);
    private static final int DIGITS = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What a code opens, and for whom.
     *
     * @param what like "appointment 0199…"
     * @param contact where the code goes; small and capital letters are one
     */
    public record Subject(String what, String contact) {
        String named() {
            return Sha256.of(contact.toLowerCase(Locale.ROOT));
        }

        /** Short enough for the slow hash, which reads 72 bytes. */
        String proof(String code) {
            return Sha256.of(what + " " + named() + " " + code);
        }
    }

    public record Code(String digits, Instant until) {}

    private record Row(String contact, Instant until, int tries, int sent, Instant sentAt) {
        boolean isGood(Instant now) {
            return until.isAfter(now) && tries < TRIES;
        }
    }

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final Clock clock;

    OneTimeCodes(JdbcClient jdbc, PasswordEncoder encoder, Clock clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.clock = clock;
    }

    /** Whether a code was made for this contact; it need not be good any more. */
    public boolean isSent(Subject subject) {
        return row(subject.what())
                .filter(row -> row.contact().equals(subject.named()))
                .isPresent();
    }

    /** Whether the code that was made for this contact can still be typed. */
    public boolean isGood(Subject subject) {
        return row(subject.what())
                .filter(row -> row.contact().equals(subject.named()) && row.isGood(clock.instant()))
                .isPresent();
    }

    /**
     * A code in place of the one before, if any.
     *
     * @throws ProblemException 429 when enough have been made for what it opens, or for this contact
     */
    @Transactional
    public Code make(Subject subject) {
        lock(subject.what());
        var now = clock.instant();
        var before = row(subject.what());
        if (before.filter(row -> row.sent() >= MOST_SENT).isPresent() || !mayHaveOne(subject.contact())) {
            throw tooMany("codes-too-many", MOST_SENT);
        }
        var until = now.plus(LASTS);
        var code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        jdbc.sql("""
                        insert into messaging.code as c (subject, contact, hash, until, sent_at) values (?, ?, ?, ?, ?)
                        on conflict (subject) do update set contact = excluded.contact, hash = excluded.hash,
                            until = excluded.until, sent_at = excluded.sent_at, tries = 0, sent = c.sent + 1""")
                .params(
                        subject.what(),
                        subject.named(),
                        Objects.requireNonNull(encoder.encode(subject.proof(code))),
                        utc(until),
                        utc(now))
                .update();
        return new Code(code, until);
    }

    /** @throws ProblemException 429 when the last code has just left, or enough have */
    public void checkAgain(String what) {
        row(what).ifPresent(last -> {
            if (last.sent() >= MOST_SENT || sentTo(last.contact()) >= MOST_TO_A_CONTACT) {
                throw tooMany("codes-too-many", MOST_SENT);
            }
            var pause =
                    Duration.between(clock.instant(), last.sentAt().plus(PAUSE)).toSeconds();
            if (pause > 0) {
                throw tooMany("code-just-sent", pause);
            }
        });
    }

    /**
     * Counts one more that leaves for this contact, where the code is not made for the contact itself.
     *
     * @return false when it has had as many as one may, whatever for
     */
    @Transactional
    public boolean mayHaveOne(String contact) {
        var named = new Subject("", contact).named();
        if (sentTo(named) >= MOST_TO_A_CONTACT) {
            return false;
        }
        count(named);
        return true;
    }

    /**
     * Each try counts; the right code is good for once.
     *
     * @return whether it is the code, in time and not tried too often
     */
    @Transactional
    public boolean check(Subject subject, String code) {
        var hash = jdbc.sql("""
                        update messaging.code set tries = tries + 1
                         where subject = ? and contact = ? and until > ? and tries < ? returning hash""")
                .params(subject.what(), subject.named(), utc(clock.instant()), TRIES)
                .query(String.class)
                .optional();
        if (hash.isEmpty() || !encoder.matches(subject.proof(code), hash.get())) {
            return false;
        }
        jdbc.sql("update messaging.code set tries = ? where subject = ?")
                .params(TRIES, subject.what())
                .update();
        return true;
    }

    /** None when it is too old. */
    public int triesLeft(String what) {
        return row(what)
                .filter(row -> row.isGood(clock.instant()))
                .map(row -> TRIES - row.tries())
                .orElse(0);
    }

    /** As a refusal of the last try says it, under the field {@code code}. */
    public ProblemException wrong(String what) {
        var left = triesLeft(what);
        return left > 0
                ? ProblemException.field("code", "messaging", "code-wrong", left)
                : ProblemException.field("code", "messaging", "code-worn");
    }

    /**
     * As people copy a code, in the digits of their language; empty when it is none.
     *
     * @see #malformed
     */
    public static Optional<String> read(String typed) {
        var digits = typed.codePoints()
                .filter(Character::isDigit)
                .mapToObj(one -> Integer.toString(Character.digit(one, 10)))
                .collect(Collectors.joining());
        return digits.length() == DIGITS ? Optional.of(digits) : Optional.empty();
    }

    public static ProblemException malformed() {
        return ProblemException.field("code", "messaging", "code-malformed");
    }

    /** What is needed no more to hold anybody back. */
    void forget() {
        var now = clock.instant();
        jdbc.sql("delete from messaging.code_sending where at < ?")
                .param(utc(now.minus(COUNTED)))
                .update();
        jdbc.sql("delete from messaging.code where sent_at < ? and until < ?")
                .params(utc(now.minus(COUNTED)), utc(now))
                .update();
    }

    /** Until the transaction ends: of two at once, one sends. */
    private void lock(String what) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("one-time code " + what)
                .query(Integer.class)
                .single();
    }

    private void count(String named) {
        jdbc.sql("insert into messaging.code_sending (contact, at) values (?, ?)")
                .params(named, utc(clock.instant()))
                .update();
    }

    private int sentTo(String named) {
        return jdbc.sql("select count(*) from messaging.code_sending where contact = ? and at > ?")
                .params(named, utc(clock.instant().minus(COUNTED)))
                .query(Integer.class)
                .single();
    }

    private Optional<Row> row(String what) {
        return jdbc.sql("select * from messaging.code where subject = ?")
                .param(what)
                .query((row, _) -> new Row(
                        row.getString("contact"),
                        row.getTimestamp("until").toInstant(),
                        row.getInt("tries"),
                        row.getInt("sent"),
                        row.getTimestamp("sent_at").toInstant()))
                .optional();
    }

    private static ProblemException tooMany(String name, long figure) {
        return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, "messaging", name, null, Map.of(), figure);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> codeKeepingTask(OneTimeCodes codes) {
            return Tasks.recurring("code-keeping", FixedDelay.ofMinutes(30)).execute((_, _) -> codes.forget());
        }
    }
}
