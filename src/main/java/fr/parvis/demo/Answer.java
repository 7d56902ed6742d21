package fr.parvis.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What somebody of Saint-Parvis answers to the one question: the longer the wait, the lower the score.
 *
 * @param score 1 (very bad) to 5 (very good)
 * @param after the end of the visit
 */
record Answer(int score, @Nullable String words, Duration after) {
    private static final double ANSWERS = 0.22;
    private static final double SAYS_WHY = 0.3;

    /** Empty for the many who do not answer. */
    static Optional<Answer> draw(Duration waited, SplittableRandom random) {
        if (random.nextDouble() >= ANSWERS) {
            return Optional.empty();
        }
        var score = (int) Math.clamp(Math.round(4.6 - waited.toMinutes() / 15.0 + random.nextGaussian() * 0.8), 1, 5);
        var words = random.nextDouble() < SAYS_WHY ? TownWords.opinion(score, random) : null;
        return Optional.of(new Answer(score, words, Duration.ofSeconds(random.nextInt(20, 400))));
    }
}
