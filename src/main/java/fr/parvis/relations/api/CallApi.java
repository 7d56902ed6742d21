package fr.parvis.relations.api;

import fr.parvis.identity.Retried;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.calls.IncomingCalls;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the telephone system tells of calls that come in. */
@RestController
@RequestMapping("/api/v1/calls/incoming")
class CallApi {
    private static final int LONGEST_ID = 200;
    private static final int LONGEST = 254;
    private static final Duration BELIEVED = Duration.ofDays(1);
    /** As telephone systems write that there is none. */
    private static final Set<String> HIDDEN =
            Set.of("anonymous", "unknown", "restricted", "private", "unavailable", "withheld");

    /**
     * {@code event}: ringing, answered or ended. {@code to}: an extension that an agent has given as theirs, or the line of a site; or
     * {@code agent}: the login of an account. {@code from}: empty or "anonymous" when it is hidden. {@code at}: now when it is missing.
     */
    record IncomingCall(
            @Nullable String callId,
            @Nullable String from,
            @Nullable String to,
            @Nullable String agent,
            @Nullable String at,
            @Nullable String event) {}

    /** {@code state}: ringing, answered, ended or missed. {@code shown}: whether it is on the screens of an agent. */
    record HeardCall(String callId, String state, boolean shown) {}

    private final IncomingCalls calls;
    private final Clock clock;

    CallApi(IncomingCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    @Operation(
            summary = "Tell a call that comes in",
            description =
                    "With a token for telephony (scope calls:write). A call is known by its callId: the same event told again, "
                            + "or in another order, changes nothing.")
    @PostMapping
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_calls:write')")
    public HeardCall tell(@RequestBody IncomingCall call) {
        var id = line("callId", call.callId(), LONGEST_ID);
        if (id.isEmpty()) {
            throw ProblemException.field("callId", "relations", "field-missing", "callId");
        }
        var event = IncomingCalls.Event.of(line("event", call.event(), LONGEST))
                .orElseThrow(() -> ProblemException.field("event", "relations", "call-event-unknown"));
        var from = line("from", call.from(), LONGEST);
        var heard = calls.hear(new IncomingCalls.Told(
                id,
                HIDDEN.contains(from.toLowerCase(Locale.ROOT)) ? "" : from,
                line("to", call.to(), LONGEST),
                line("agent", call.agent(), LONGEST),
                at(call.at()),
                event));
        return new HeardCall(heard.id(), heard.state(), heard.shown());
    }

    private Instant at(@Nullable String typed) {
        var now = clock.instant();
        if (typed == null || typed.isBlank()) {
            return now;
        }
        try {
            var at = OffsetDateTime.parse(typed.strip()).toInstant();
            if (Duration.between(at, now).abs().compareTo(BELIEVED) <= 0) {
                return at;
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw ProblemException.field("at", "relations", "call-time-unreadable");
    }

    private static String line(String field, @Nullable String value, int most) {
        var text = value == null ? "" : value.replaceAll("\\p{Cntrl}+", " ").strip();
        if (text.length() > most) {
            throw ProblemException.field(field, "relations", "field-too-long", most);
        }
        return text;
    }
}
