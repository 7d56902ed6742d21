package fr.parvis.hooks;

import fr.parvis.hooks.DeliveryTables.Claimed;
import fr.parvis.platform.fetch.Call;
import fr.parvis.platform.fetch.FetchFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings one message to its endpoint, with the headers of the Standard Webhooks specification. */
@Component
class HookSender {
    static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int MOST_BYTES = 4096;
    private static final int SHOWN = 200;
    private static final int GONE = 410;

    /**
     * @param status null when nothing was answered
     * @param problem a word of {@code hooks.problem.}; "" when it was heard
     */
    record Outcome(@Nullable Integer status, String problem, String answer, Duration took) {
        boolean isHeard() {
            return problem.isEmpty();
        }

        boolean isUnwanted() {
            return status != null && status == GONE;
        }
    }

    private final EndpointTables endpoints;
    private final Call call;
    private final Clock clock;

    HookSender(EndpointTables endpoints, HookAddress addresses, Clock clock) {
        this.endpoints = endpoints;
        this.call = new Call(MOST_BYTES, LONGEST, addresses::reach);
        this.clock = clock;
    }

    Outcome send(Claimed one) throws InterruptedException {
        var began = System.nanoTime();
        try {
            var answer = call.send("POST", one.address(), headers(one), one.body());
            return new Outcome(answer.status(), problem(answer), shown(answer.text()), since(began));
        } catch (FetchFailure failure) {
            var word = failure.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new Outcome(null, word, "", since(began));
        } catch (IOException failure) {
            return new Outcome(null, "broken-off", "", since(began));
        }
    }

    private Map<String, String> headers(Claimed one) {
        var now = clock.instant();
        var id = "msg_" + one.messageId();
        var seconds = now.getEpochSecond();
        return Map.of(
                "Content-Type",
                "application/json",
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(seconds),
                "webhook-signature",
                endpoints.secrets(one.endpointId(), now).stream()
                        .map(secret -> secret.sign(id, seconds, one.body()))
                        .collect(Collectors.joining(" ")));
    }

    private static String problem(Call.Answer answer) {
        return switch (answer.status() / 100) {
            case 2 -> "";
            case 3 -> "redirected";
            default -> answer.status() == GONE ? "gone" : "refused";
        };
    }

    /** The database holds all but one character. */
    private static String shown(String text) {
        var told = text.replace("\0", "").strip();
        return told.codePointCount(0, told.length()) <= SHOWN
                ? told
                : told.substring(0, told.offsetByCodePoints(0, SHOWN));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
