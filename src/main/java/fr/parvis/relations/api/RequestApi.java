package fr.parvis.relations.api;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Retried;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Endings;
import fr.parvis.relations.Handling;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.NextStep;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Reach;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.Requests;
import fr.parvis.relations.TypedStep;
import fr.parvis.relations.complaint.Complaints;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Requests: received on any channel, worked on, ended with an outcome or a next step. */
@RestController
@RequestMapping("/api/v1/requests")
class RequestApi {
    /** An address may ask this often a minute without a token. */
    private static final int ANONYMOUS_A_MINUTE = 6;

    /** What the forms call otherwise. */
    private static final Map<String, String> NAMES = Map.of(
            "words", "text",
            "firstName", "usager.firstName",
            "lastName", "usager.lastName",
            "email", "usager.email",
            "phone", "usager.phone",
            "remedy", "complaint.remedy",
            "cause", "complaint.cause",
            "category", "complaint.category");

    record Usager(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String language) {}

    /**
     * {@code channel}: counter, phone, email, sms, chat, web (default) or post; without a token always web. {@code type}: the slug of a
     * type of request. {@code site}: where it belongs, the whole organisation when there is none.
     */
    record WantedRequest(
            @Nullable String subject,
            @Nullable String text,
            @Nullable String channel,
            @Nullable Usager usager,
            @Nullable Boolean complaint,
            @Nullable String type,
            @Nullable String site) {}

    /**
     * {@code direction}: in (from the person), out (to the person; default) or note (between colleagues). {@code channel}: what goes out by
     * email or sms is sent, and refused where it reaches nobody; phone, counter and post note what was said that way; without one it goes the
     * way that reaches the person.
     */
    record WantedInteraction(
            @Nullable String direction,
            @Nullable String channel,
            @Nullable String text) {}

    record Step(
            @Nullable String what,
            @Nullable String owner,
            @Nullable String due) {}

    /** What a complaint is ended with: the codes of its category and root cause ({@code delay}, {@code workload}…), and whether we were wrong. */
    record Explained(
            @Nullable String category,
            @Nullable String cause,
            @Nullable Boolean responsible,
            @Nullable String remedy) {}

    /**
     * {@code complaint}: for a complaint, unless that was said before. {@code outcome}: solved, refused (with {@code reason} and {@code alternative}), sent-on (with {@code to}), not-reached, or next-step
     * (with {@code nextStep}: it stays open). {@code text}: the answer of what is solved; not needed for what was answered before, on the telephone or at the counter.
     * {@code withdrawal}: what is refused takes back what silence had accepted.
     */
    record End(
            @Nullable String outcome,
            @Nullable String text,
            @Nullable String reason,
            @Nullable String alternative,
            @Nullable String to,
            @Nullable Step nextStep,
            @Nullable Explained complaint,
            @Nullable Boolean withdrawal) {}

    private final Requests requests;
    private final Handling handling;
    private final Endings endings;
    private final Complaints complaints;
    private final Terms terms;
    private final RequestTypes types;
    private final Reach reach;
    private final OfficeDays days;
    private final Directory directory;
    private final RequestJson shapes;
    private final Idempotency idempotency;
    private final RateLimits limits;
    private final JsonMapper json;

    RequestApi(
            Requests requests,
            Handling handling,
            Endings endings,
            Complaints complaints,
            Terms terms,
            RequestTypes types,
            Reach reach,
            OfficeDays days,
            Directory directory,
            RequestJson shapes,
            Idempotency idempotency,
            RateLimits limits,
            JsonMapper json) {
        this.requests = requests;
        this.handling = handling;
        this.endings = endings;
        this.complaints = complaints;
        this.terms = terms;
        this.types = types;
        this.reach = reach;
        this.days = days;
        this.directory = directory;
        this.shapes = shapes;
        this.idempotency = idempotency;
        this.limits = limits;
        this.json = json;
    }

    @PostMapping
    @Transactional
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = RequestJson.Received.class)))
    public ResponseEntity<String> receive(
            @RequestBody WantedRequest wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest asking) {
        var caller = Caller.current();
        if (caller.isEmpty()) {
            limits.check("ask-api", asking.getRemoteAddr(), ANONYMOUS_A_MINUTE);
        }
        var scope = "requests:" + caller.map(c -> c.id().toString()).orElse(asking.getRemoteAddr());
        return named(() -> idempotency.once(
                scope,
                key,
                json.writeValueAsString(wanted),
                () -> ResponseEntity.status(HttpStatus.CREATED)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json.writeValueAsString(
                                shapes.received(requests.receive(read(wanted, caller.isEmpty())))))));
    }

    private static <T> T named(Supplier<T> act) {
        try {
            return act.get();
        } catch (ProblemException refusal) {
            throw refusal.named(NAMES);
        }
    }

    private NewRequest read(WantedRequest wanted, boolean anonymous) {
        var type = type(wanted);
        var kind = Boolean.TRUE.equals(wanted.complaint())
                ? Request.Kind.COMPLAINT
                : type == null ? Request.Kind.QUESTION : type.kind();
        var usager = Objects.requireNonNullElse(wanted.usager(), new Usager(null, null, null, null, null));
        var said = new Request.Said(
                text("subject", wanted.subject()),
                text("text", wanted.text()),
                line(usager.firstName()),
                line(usager.lastName()),
                line(usager.email()),
                line(usager.phone()),
                null);
        var channel = anonymous ? Channel.WEB : channel(wanted.channel(), Channel.WEB);
        return new NewRequest(kind, type, channel, language(usager), null, site(wanted), said, Ids.token());
    }

    private @Nullable RequestType type(WantedRequest wanted) {
        var slug = wanted.type();
        return slug == null
                ? null
                : types.find(slug).orElseThrow(() -> ProblemException.field("type", "relations", "unknown-type", slug));
    }

    private @Nullable UUID site(WantedRequest wanted) {
        var slug = wanted.site();
        if (slug == null) {
            return null;
        }
        var site = directory
                .findSite(slug)
                .orElseThrow(() -> ProblemException.field("site", "relations", "site-unknown", slug));
        return site.id();
    }

    private static String language(Usager usager) {
        var code = usager.language();
        return code == null
                ? Language.FRENCH.tag()
                : Language.of(code)
                        .map(Language::tag)
                        .orElseThrow(() -> ProblemException.field("usager.language", "relations", "language-unknown"));
    }

    @GetMapping("/{reference}")
    @PreAuthorize("hasAuthority('SCOPE_requests:read')")
    @Transactional(readOnly = true)
    public RequestJson.RequestBody read(@PathVariable String reference) {
        var request = known(reference);
        return shapes.body(request, requests.interactions(request));
    }

    @PostMapping("/{reference}/interactions")
    @Retried
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasAuthority('SCOPE_requests:write')")
    public RequestJson.Exchange interact(@PathVariable String reference, @RequestBody WantedInteraction wanted) {
        var request = known(reference);
        var inward = "in".equals(wanted.direction());
        var channel = channel(
                wanted.channel(), inward ? request.channel() : reach.of(request).channel());
        var words = text("text", wanted.text());
        Interaction written = named(() -> switch (Objects.requireNonNullElse(wanted.direction(), "out")) {
            case "out" -> handling.say(request.id(), channel, words);
            case "in" -> handling.hear(request.id(), channel, words);
            case "note" -> handling.note(request.id(), words);
            default -> throw ProblemException.field("direction", "relations", "direction-unknown");
        });
        return shapes.exchange(written);
    }

    @PostMapping("/{reference}/close")
    @Retried
    @Transactional
    @PreAuthorize("hasAuthority('SCOPE_requests:write')")
    public RequestJson.RequestBody close(@PathVariable String reference, @RequestBody End end) {
        var request = known(reference);
        var step = end.nextStep();
        if (end.outcome() == null && step != null || "next-step".equals(end.outcome())) {
            return shapes.body(handling.next(request.id(), next(step)), null);
        }
        if (step != null) {
            throw ProblemException.field("nextStep", "relations", "step-after-the-end");
        }
        var explained = end.complaint();
        if (explained != null && request.kind() != Request.Kind.COMPLAINT) {
            throw ProblemException.field("complaint", "relations", "no-complaint");
        }
        named(() -> {
            if (explained != null && request.isOpen()) {
                explain(request, explained);
            }
            if (!endings.close(request.id(), closing(end))) {
                throw new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed");
            }
            return request;
        });
        return shapes.body(known(reference), null);
    }

    private void explain(Request request, Explained explained) {
        var before = complaints.of(request.id()).orElseThrow();
        complaints.say(
                request.id(),
                new Complaints.Said(
                        explained.category() == null
                                ? before.category()
                                : term("category", Term.Kind.CATEGORY, explained.category()),
                        before.accused(),
                        explained.cause() == null ? before.cause() : term("cause", Term.Kind.CAUSE, explained.cause()),
                        explained.remedy() == null ? before.remedy() : line(explained.remedy()),
                        explained.responsible() == null ? before.responsible() : explained.responsible()));
    }

    private UUID term(String field, Term.Kind kind, String code) {
        return terms.offered(kind).stream()
                .filter(term -> term.code().equals(code))
                .findFirst()
                .map(Term::id)
                .orElseThrow(() -> ProblemException.field("complaint." + field, "relations", "term-unknown"));
    }

    private static Closing closing(End end) {
        var words = line(end.text());
        return switch (end.outcome()) {
            case null -> throw ProblemException.field("outcome", "relations", "outcome-missing");
            case "solved" -> new Closing.Solved(words);
            case "refused" ->
                new Closing.Refused(line(end.reason()), line(end.alternative()), Boolean.TRUE.equals(end.withdrawal()));
            case "sent-on" -> new Closing.SentOn(line(end.to()));
            case "not-reached" -> new Closing.NotReached();
            default -> throw ProblemException.field("outcome", "relations", "outcome-unknown", end.outcome());
        };
    }

    private NextStep next(@Nullable Step step) {
        if (step == null) {
            throw ProblemException.field("nextStep", "relations", "field-missing", "nextStep");
        }
        return TypedStep.of(step.what(), step.owner(), day(step.due()), days.today());
    }

    private @Nullable LocalDate day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.length() > 10
                    ? OffsetDateTime.parse(text)
                            .atZoneSameInstant(directory.zone())
                            .toLocalDate()
                    : LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw ProblemException.field("nextStep.due", "relations", "date-malformed", text);
        }
    }

    private Request known(String reference) {
        return Reference.parse(reference)
                .flatMap(requests::find)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }

    private static Channel channel(@Nullable String code, Channel usual) {
        return code == null
                ? usual
                : Channel.of(code).orElseThrow(() -> ProblemException.field("channel", "relations", "channel-unknown"));
    }

    private static String text(String field, @Nullable String value) {
        var typed = Forms.lines(value);
        if (typed.isEmpty()) {
            throw ProblemException.field(field, "relations", "field-missing", field);
        }
        return typed;
    }

    private static String line(@Nullable String value) {
        return Forms.lines(value);
    }
}
