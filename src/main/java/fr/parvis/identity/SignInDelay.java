package fr.parvis.identity;

import fr.parvis.platform.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down guessing: from the fourth failure on, each further one doubles the time to wait, up to a quarter of an hour.
 * The same for logins that do not exist. Kept in the database, so that a restart or another instance changes nothing.
 */
@Component
class SignInDelay {
    private static final int FREE_TRIES = 3;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration MEMORY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInDelay(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static Duration after(int failures) {
        if (failures <= FREE_TRIES) {
            return Duration.ZERO;
        }
        var delay = Duration.ofSeconds(5L << Math.min(failures - FREE_TRIES - 1, 20));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    /** Zero when a try is allowed now. */
    Duration left(String login) {
        return jdbc.sql("select not_before from identity.sign_in_delay where login_hash = :hash")
                .param("hash", key(login))
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional()
                .map(until -> Duration.between(clock.instant(), until))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    @Transactional
    void failed(String login) {
        Instant now = clock.instant();
        var failures = jdbc.sql("""
                        insert into identity.sign_in_delay as d (login_hash, failures, not_before) values (:hash, 1, :now)
                        on conflict (login_hash) do update
                           set failures = case when d.not_before < :forgotten then 1 else d.failures + 1 end
                        returning failures""")
                .param("hash", key(login))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("forgotten", now.minus(MEMORY).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        jdbc.sql("update identity.sign_in_delay set not_before = :until where login_hash = :hash")
                .param("until", now.plus(after(failures)).atOffset(ZoneOffset.UTC))
                .param("hash", key(login))
                .update();
    }

    void succeeded(String login) {
        jdbc.sql("delete from identity.sign_in_delay where login_hash = :hash")
                .param("hash", key(login))
                .update();
    }

    private static String key(String login) {
        return Sha256.of(login.strip().toLowerCase(Locale.ROOT));
    }
}
