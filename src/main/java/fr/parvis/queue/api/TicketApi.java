package fr.parvis.queue.api;

import fr.parvis.identity.Caller;
import fr.parvis.identity.Retried;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.queue.Halls;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
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
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Tickets: taken, called, served. */
@RestController
@RequestMapping("/api/v1")
class TicketApi {
    /** A device may take this many tickets a minute without a token. */
    static final int ANONYMOUS_TICKETS_A_MINUTE = 6;

    /** {@code kind}: walkin (default) or appointment, which needs {@code scheduledAt}. */
    record WantedTicket(
            @Nullable String service,
            @Nullable String kind,
            @Nullable Boolean priority,
            @Nullable String scheduledAt,
            @Nullable String language,
            @Nullable List<@Nullable String> help) {}

    record End(@Nullable String outcome, QueueJson.@Nullable NextStep nextStep) {}

    record Destination(@Nullable String service, @Nullable String counter) {}

    private final Reception reception;
    private final Halls halls;
    private final ApiAccess access;
    private final QueueJson shapes;
    private final Idempotency idempotency;
    private final RateLimits limits;
    private final JsonMapper json;

    TicketApi(
            Reception reception,
            Halls halls,
            ApiAccess access,
            QueueJson shapes,
            Idempotency idempotency,
            RateLimits limits,
            JsonMapper json) {
        this.reception = reception;
        this.halls = halls;
        this.access = access;
        this.shapes = shapes;
        this.idempotency = idempotency;
        this.limits = limits;
        this.json = json;
    }

    @PostMapping("/sites/{site}/tickets")
    @Transactional
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = QueueJson.TicketBody.class)))
    public ResponseEntity<String> take(
            @PathVariable String site,
            @RequestBody WantedTicket wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        var caller = Caller.current();
        if (caller.isEmpty()) {
            limits.check("tickets", request.getRemoteAddr(), ANONYMOUS_TICKETS_A_MINUTE);
        } else if (!request.isUserInRole("KIOSK") && !isStaff(caller.get())) {
            throw new org.springframework.security.access.AccessDeniedException("tickets:issue");
        }
        var place = access.site(site);
        var service = access.service(place, text("service", wanted.service()));
        var scope = "tickets:" + caller.map(c -> c.id().toString()).orElse(request.getRemoteAddr());
        return idempotency.once(scope, key, site + json.writeValueAsString(wanted), () -> {
            var ticket = reception.take(new NewTicket(
                    place.id(),
                    service.id(),
                    kind(wanted),
                    Boolean.TRUE.equals(wanted.priority()),
                    scheduledAt(wanted),
                    language(wanted.language()),
                    help(wanted.help()),
                    NewTicket.Origin.API));
            var body = shapes.issued(ticket, halls.currentBoard(place.id()));
            return ResponseEntity.status(HttpStatus.CREATED)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json.writeValueAsString(body));
        });
    }

    @GetMapping("/tickets/{id}")
    @PreAuthorize("hasAuthority('SCOPE_queue:read')")
    public QueueJson.TicketBody read(@PathVariable UUID id) {
        var ticket = access.ticket(id);
        return halls.currentBoard(ticket.siteId())
                .place(id)
                .map(place -> shapes.ticket(shapes.site(ticket), place))
                .orElseGet(() -> shapes.ticket(ticket));
    }

    @PostMapping("/tickets/{id}/start")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.TicketBody start(@PathVariable UUID id) {
        return shapes.ticket(reception.start(access.mayAct(id)));
    }

    @PostMapping("/tickets/{id}/recall")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.TicketBody recall(@PathVariable UUID id) {
        return shapes.ticket(reception.recall(access.mayAct(id)));
    }

    /** {@code outcome}: solved, or next-step with what, owner and due (a date). */
    @PostMapping("/tickets/{id}/finish")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.TicketBody finish(@PathVariable UUID id, @RequestBody End end) {
        return shapes.ticket(reception.finish(access.mayAct(id), outcome(end)));
    }

    @PostMapping("/tickets/{id}/no-show")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.TicketBody noShow(@PathVariable UUID id) {
        return shapes.ticket(reception.noShow(access.mayAct(id)));
    }

    @PostMapping("/tickets/{id}/requeue")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.TicketBody requeue(@PathVariable UUID id) {
        return shapes.ticket(reception.requeue(access.mayAct(id)));
    }

    @PostMapping("/tickets/{id}/park")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.TicketBody park(@PathVariable UUID id) {
        return shapes.ticket(reception.park(access.mayAct(id)));
    }

    /** Takes back a parked ticket to a counter. */
    @PostMapping("/tickets/{id}/call")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.TicketBody call(@PathVariable UUID id, @RequestBody Destination target) {
        var ticket = access.ticket(id);
        var counter = access.counter(shapes.site(ticket), text("counter", target.counter()));
        return shapes.ticket(reception.callParked(id, counter.id()));
    }

    /** To a service or to a counter of the same site, keeping the place. */
    @PostMapping("/tickets/{id}/transfer")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.TicketBody transfer(@PathVariable UUID id, @RequestBody Destination target) {
        var ticket = access.ticket(id);
        var site = shapes.site(ticket);
        if (target.counter() != null) {
            return shapes.ticket(reception.transferToCounter(
                    id, access.counter(site, target.counter()).id()));
        }
        return shapes.ticket(reception.transferToService(
                id, access.service(site, text("service", target.service())).id()));
    }

    @PostMapping("/tickets/{id}/abandon")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.TicketBody abandon(@PathVariable UUID id) {
        return shapes.ticket(reception.abandon(access.mayAct(id)));
    }

    private static boolean isStaff(Caller caller) {
        return caller.roles().stream().anyMatch(role -> switch (role) {
            case AGENT, SUPERVISOR, ADMIN -> true;
            case QUALITY, TRAINER, KIOSK, TELEPHONY, PARTNER -> false;
        });
    }

    private static String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw ProblemException.field(field, "queue", "field-missing", field);
        }
        return value;
    }

    private static Ticket.Kind kind(WantedTicket wanted) {
        return switch (wanted.kind()) {
            case null -> Ticket.Kind.WALKIN;
            case "walkin" -> Ticket.Kind.WALKIN;
            case "appointment" -> Ticket.Kind.APPOINTMENT;
            default -> throw ProblemException.field("kind", "queue", "kind-unknown", wanted.kind());
        };
    }

    private static java.time.@Nullable Instant scheduledAt(WantedTicket wanted) {
        var text = wanted.scheduledAt();
        if (kind(wanted) == Ticket.Kind.WALKIN) {
            if (text != null) {
                throw ProblemException.field("scheduledAt", "queue", "scheduled-walk-in");
            }
            return null;
        }
        var given = text("scheduledAt", text);
        try {
            return OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeException _) {
            throw ProblemException.field("scheduledAt", "queue", "instant-malformed", given);
        }
    }

    private static @Nullable String language(@Nullable String code) {
        if (code != null && !code.matches("[a-z]{2,3}")) {
            throw ProblemException.field("language", "queue", "language-malformed", code);
        }
        return code;
    }

    private static Set<Ticket.Help> help(@Nullable List<@Nullable String> codes) {
        var help = EnumSet.noneOf(Ticket.Help.class);
        for (var code : codes == null ? List.<@Nullable String>of() : codes) {
            if (code == null) {
                throw ProblemException.field("help", "queue", "help-unknown", "null");
            }
            try {
                help.add(Ticket.Help.valueOf(code.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException _) {
                throw ProblemException.field("help", "queue", "help-unknown", code);
            }
        }
        return help;
    }

    private static Outcome outcome(End end) {
        return switch (end.outcome()) {
            case null -> throw ProblemException.field("outcome", "queue", "field-missing", "outcome");
            case "solved" -> new Outcome.Solved();
            case "next-step" -> {
                var step = end.nextStep();
                if (step == null) {
                    throw ProblemException.field("nextStep", "queue", "field-missing", "nextStep");
                }
                yield new Outcome.NextStep(
                        limited("nextStep.what", step.what(), 500),
                        limited("nextStep.owner", step.owner(), 120),
                        due(text("nextStep.due", step.due())));
            }
            default -> throw ProblemException.field("outcome", "queue", "outcome-unknown", end.outcome());
        };
    }

    private static String limited(String field, @Nullable String value, int most) {
        var text = text(field, value);
        if (text.length() > most) {
            throw ProblemException.field(field, "queue", "field-too-long", field, most);
        }
        return text.strip();
    }

    private static LocalDate due(String text) {
        try {
            return text.length() > 10 ? OffsetDateTime.parse(text).toLocalDate() : LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw ProblemException.field("nextStep.due", "queue", "date-malformed", text);
        }
    }
}
