package fr.parvis.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Holds back whoever writes too much without having signed in. Counted on each instance. */
@Component
public class RateLimits {
    private static final int IPV6_BYTES = 16;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    /**
     * @param who an address, or anything else that tells one from another; a whole /64 of IPv6 is one, as one house has
     * @throws ProblemException 429 with {@code retryAfter} in seconds
     */
    public void check(String act, String who, int mostPerMinute) {
        var bucket = buckets.get(
                act + "|" + network(who),
                _ -> Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(mostPerMinute).refillGreedy(mostPerMinute, Duration.ofMinutes(1)))
                        .build());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            var problem = new ProblemException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "platform",
                    "too-many-requests",
                    null,
                    Map.of("retryAfter", seconds),
                    seconds);
            problem.getHeaders().set("Retry-After", Long.toString(seconds));
            throw problem;
        }
    }

    static String network(String who) {
        if (who.indexOf(':') < 0) {
            return who;
        }
        try {
            var bytes = InetAddress.ofLiteral(who).getAddress();
            return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, IPV6_BYTES / 2) : who;
        } catch (IllegalArgumentException _) {
            return who;
        }
    }
}
