package fr.parvis.messaging;

import io.github.bucket4j.BlockingBucket;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** How fast a gateway is given messages, by this instance. */
final class Pace {
    private static final Duration WAITED = Duration.ofSeconds(2);
    private static final int BREATHS_A_MINUTE = 6;

    private final BlockingBucket bucket;
    private final int mostAtOnce;

    private Pace(int mostAtOnce, int refill, Duration each) {
        this.mostAtOnce = mostAtOnce;
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(mostAtOnce).refillGreedy(refill, each))
                .build()
                .asBlocking();
    }

    static Pace perSecond(int most) {
        return new Pace(most, most, Duration.ofSeconds(1));
    }

    static Pace perMinute(int most) {
        return new Pace(Math.max(1, most / BREATHS_A_MINUTE), most, Duration.ofMinutes(1));
    }

    /** @return false when it would have to wait longer than a moment */
    boolean take(int pieces) throws InterruptedException {
        return bucket.tryConsume(Math.min(pieces, mostAtOnce), WAITED);
    }
}
