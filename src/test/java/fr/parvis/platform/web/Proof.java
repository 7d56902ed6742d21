package fr.parvis.platform.web;

import fr.parvis.testing.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.altcha.altcha.Altcha;
import tools.jackson.databind.json.JsonMapper;

/** Does the work that the server asks of a browser. */
public final class Proof {
    private static final JsonMapper JSON = new JsonMapper();

    private Proof() {}

    public static String of(Visitor visitor) {
        return of(JSON.readValue(visitor.open("/rdv/epreuve").body(), Challenges.Challenge.class));
    }

    static String of(Challenges.Challenge challenge) {
        return encoded(new Challenges.Solved(
                challenge.algorithm(),
                challenge.challenge(),
                solved(challenge),
                challenge.salt(),
                challenge.signature()));
    }

    static long solved(Challenges.Challenge challenge) {
        try {
            return Objects.requireNonNull(Altcha.solveChallenge(
                            challenge.challenge(), challenge.salt(), Altcha.Algorithm.SHA256, challenge.maxnumber(), 0))
                    .number;
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String encoded(Challenges.Solved solved) {
        return Base64.getEncoder()
                .encodeToString(JSON.writeValueAsString(solved).getBytes(StandardCharsets.UTF_8));
    }
}
