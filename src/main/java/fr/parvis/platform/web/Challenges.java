package fr.parvis.platform.web;

import fr.parvis.platform.StoredSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.regex.Pattern;
import org.altcha.altcha.Altcha;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A little work that a browser does before it may hold a time or begin a chat (ALTCHA, proof of work): nobody notices it once, and it costs
 * whoever wants thousands. Each serves once and for a while.
 */
@Component
public class Challenges {
    static final Duration LASTS = Duration.ofMinutes(20);
    /** Some tenths of a second on an old telephone. */
    static final long MOST_TRIES = 30_000;

    private static final String KEY = "appointments.challenge-key";
    private static final int LONGEST = 1000;
    private static final Pattern EXPIRES = Pattern.compile("\\?expires=([0-9]{1,12})&$");

    public record Challenge(String algorithm, String challenge, long maxnumber, String salt, String signature) {}

    public record Solved(
            @Nullable String algorithm,
            @Nullable String challenge,
            @Nullable Long number,
            @Nullable String salt,
            @Nullable String signature) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final String key;

    Challenges(JdbcClient jdbc, JsonMapper json, StoredSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.key = settings.find(KEY).orElseThrow();
    }

    Challenge next() {
        try {
            var made = Altcha.createChallenge(new Altcha.ChallengeOptions()
                    .setAlgorithm(Altcha.Algorithm.SHA256)
                    .setHmacKey(key)
                    .setMaxNumber(MOST_TRIES)
                    .setSecureRandomNumber(true)
                    .setExpires(clock.instant().plus(LASTS).getEpochSecond()));
            return new Challenge(made.algorithm, made.challenge, made.maxnumber, made.salt, made.signature);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether this is the work that was asked for, in time and for the first time. It is spent then. */
    public boolean redeem(@Nullable String typed) {
        if (typed == null || typed.isBlank() || typed.length() > LONGEST) {
            return false;
        }
        try {
            var solved =
                    json.readValue(new String(Base64.getDecoder().decode(typed), StandardCharsets.UTF_8), Solved.class);
            var salt = solved == null ? null : solved.salt();
            return salt != null && isRight(solved) && spend(salt);
        } catch (IllegalArgumentException | JacksonException _) {
            return false;
        }
    }

    private boolean isRight(Solved solved) {
        var payload = new Altcha.Payload();
        payload.algorithm = solved.algorithm();
        payload.challenge = solved.challenge();
        payload.number = solved.number();
        payload.salt = solved.salt();
        payload.signature = solved.signature();
        try {
            return Altcha.verifySolution(payload, key, false);
        } catch (Exception _) {
            return false;
        }
    }

    private boolean spend(String salt) {
        var expires = EXPIRES.matcher(salt);
        var now = clock.instant();
        if (!expires.find()
                || !Instant.ofEpochSecond(Long.parseLong(expires.group(1))).isAfter(now)) {
            return false;
        }
        jdbc.sql("delete from platform.spent_challenge where until < ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("insert into platform.spent_challenge (salt, until) values (?, ?) on conflict do nothing")
                        .params(
                                salt,
                                Instant.ofEpochSecond(Long.parseLong(expires.group(1)))
                                        .atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @Controller
    static class Page {
        private final Challenges challenges;

        Page(Challenges challenges) {
            this.challenges = challenges;
        }

        @GetMapping("/rdv/epreuve")
        @ResponseBody
        ResponseEntity<Challenge> next() {
            return ResponseEntity.ok().header("Cache-Control", "no-store").body(challenges.next());
        }
    }
}
