package fr.parvis.feedback;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Ticket;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Opinions given through the API, with or without a visit. */
@RestController
class FeedbackApi {
    private static final int LONGEST = 2000;
    private static final int ANONYMOUS_A_MINUTE = 10;

    /** @param visit the token of the ticket's page; null when the opinion is about no visit in particular */
    record GivenOpinion(
            @Nullable String site,
            @Nullable String service,
            @Nullable Integer score,
            @Nullable String text,
            @Nullable String visit) {}

    record Kept(UUID id) {}

    private final Opinions opinions;
    private final Halls halls;
    private final Directory directory;
    private final RateLimits limits;
    private final Idempotency idempotency;
    private final JsonMapper json;
    private final Clock clock;

    FeedbackApi(
            Opinions opinions,
            Halls halls,
            Directory directory,
            RateLimits limits,
            Idempotency idempotency,
            JsonMapper json,
            Clock clock) {
        this.opinions = opinions;
        this.halls = halls;
        this.directory = directory;
        this.limits = limits;
        this.idempotency = idempotency;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/api/v1/feedback")
    @Transactional
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Kept.class)))
    public ResponseEntity<String> give(
            @RequestBody GivenOpinion given,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        var caller = Caller.current();
        if (caller.isEmpty()) {
            limits.check("feedback", request.getRemoteAddr(), ANONYMOUS_A_MINUTE);
        }
        var scope = "feedback:" + caller.map(c -> c.id().toString()).orElse(request.getRemoteAddr());
        return idempotency.once(
                scope,
                key,
                json.writeValueAsString(given),
                () -> ResponseEntity.status(HttpStatus.CREATED)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json.writeValueAsString(keep(given))));
    }

    private Kept keep(GivenOpinion given) {
        var site =
                directory.findSite(text("site", given.site())).orElseThrow(() -> missing("unknown-site", given.site()));
        var service = directory
                .findServiceAt(site.id(), text("service", given.service()))
                .orElseThrow(() -> missing("unknown-service", given.service()));
        var score = given.score();
        if (score == null || score < 1 || score > 5) {
            throw ProblemException.field("score", "feedback", "score-out-of-range");
        }
        var words = given.text();
        if (words != null && words.length() > LONGEST) {
            throw ProblemException.field("text", "feedback", "text-too-long", LONGEST);
        }
        var token = given.visit();
        var visit = token == null ? null : finishedVisit(token);
        if (visit != null
                && !(visit.siteId().equals(site.id()) && visit.serviceId().equals(service.id()))) {
            throw ProblemException.field("visit", "feedback", "visit-elsewhere", site.name(), service.name());
        }
        return new Kept(opinions.give(
                visit == null ? null : visit.id(),
                site.organisationId(),
                site.id(),
                service.id(),
                score,
                words,
                clock.instant()));
    }

    private Ticket finishedVisit(String token) {
        return halls.findByToken(token)
                .filter(ticket -> ticket.state() == Ticket.State.FINISHED)
                .orElseThrow(() -> missing("unknown-visit", token));
    }

    private static ProblemException missing(String name, @Nullable String value) {
        return new ProblemException(HttpStatus.NOT_FOUND, "feedback", name, value == null ? "" : value);
    }

    private static String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw ProblemException.field(field, "feedback", "field-missing", field);
        }
        return value;
    }
}
