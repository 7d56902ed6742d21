package fr.parvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.web.Challenges.Solved;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import org.altcha.altcha.Altcha;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What passes for a solved challenge, and what does not. */
@ParvisTest
class ChallengesIT {
    @Autowired
    Challenges challenges;

    @Autowired
    TestClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void a_solved_one_serves_once() {
        var proof = Proof.of(challenges.next());
        assertThat(challenges.redeem(proof)).isTrue();
        assertThat(challenges.redeem(proof)).as("replayed").isFalse();
        assertThat(challenges.redeem(Proof.of(challenges.next()))).isTrue();
    }

    @Test
    void one_that_is_too_old_is_worth_nothing() {
        var late = Proof.of(challenges.next());
        var inTime = Proof.of(challenges.next());
        clock.forward(Challenges.LASTS.minusSeconds(5));
        assertThat(challenges.redeem(inTime)).isTrue();
        clock.forward(java.time.Duration.ofSeconds(10));
        assertThat(challenges.redeem(late)).isFalse();
        assertThat(challenges.redeem(inTime)).as("replayed once it is old").isFalse();
    }

    @Test
    void forged_ones_are_worth_nothing() throws Exception {
        var challenge = challenges.next();
        var right = Proof.solved(challenge);
        for (var forged : new Solved[] {
            with(challenge, challenge.salt(), right + 1, challenge.signature()),
            with(challenge, challenge.salt(), right, "0".repeat(64)),
            with(challenge, challenge.salt().replace("expires=", "expires=9"), right, challenge.signature()),
            with(challenge, challenge.salt().replace("&", "&more=1&"), right, challenge.signature()),
            with(challenge, challenge.salt(), -1L, challenge.signature()),
            new Solved(null, challenge.challenge(), right, challenge.salt(), challenge.signature()),
            new Solved("MD5", challenge.challenge(), right, challenge.salt(), challenge.signature()),
            new Solved("SHA-256", null, null, null, null),
        }) {
            assertThat(challenges.redeem(Proof.encoded(forged)))
                    .as("%s", forged)
                    .isFalse();
        }
        var own = Altcha.createChallenge(new Altcha.ChallengeOptions()
                .setAlgorithm(Altcha.Algorithm.SHA256)
                .setHmacKey("somebody else")
                .setNumber(7L)
                .setExpiresInSeconds(600));
        assertThat(challenges.redeem(Proof.encoded(new Solved("SHA-256", own.challenge, 7L, own.salt, own.signature))))
                .isFalse();
        for (var text : new String[] {null, "", "x", "e30=", "bnVsbA==", "W10=", "A".repeat(5000)}) {
            assertThat(challenges.redeem(text)).as(text).isFalse();
        }
        assertThat(challenges.redeem(Proof.of(challenge)))
                .as("none of these has spent it")
                .isTrue();
    }

    private static Solved with(Challenges.Challenge challenge, String salt, long number, String signature) {
        return new Solved(challenge.algorithm(), challenge.challenge(), number, salt, signature);
    }
}
