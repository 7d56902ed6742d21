package fr.parvis.appointments.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.parvis.appointments.UsagerFields;
import fr.parvis.appointments.sessions.Registration;
import fr.parvis.appointments.sessions.Registrations;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Retried;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.platform.web.RateLimits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Workshops and meetings: listed for everybody in the words of schema.org, registered for by programs of the organisation. */
@RestController
@RequestMapping("/api/v1/sessions")
class SessionApi {
    private static final int MOST_A_MINUTE = 30;

    record EventPlace(@JsonProperty("@type") String type, String identifier, String name, String address) {}

    record EventOrganizer(@JsonProperty("@type") String type, String name) {}

    record EventOffer(
            @JsonProperty("@type") String type,
            String availability,
            int price,
            String priceCurrency,
            OffsetDateTime validFrom,
            OffsetDateTime validThrough,
            String url) {}

    record SessionEvent(
            @JsonProperty("@type") String type,
            UUID identifier,
            String name,
            String description,
            OffsetDateTime startDate,
            OffsetDateTime endDate,
            String eventStatus,
            String eventAttendanceMode,
            String inLanguage,
            boolean isAccessibleForFree,
            int maximumAttendeeCapacity,
            int remainingAttendeeCapacity,
            EventPlace location,
            EventOrganizer organizer,
            @Nullable String about,
            EventOffer offers,
            String url) {}

    record SessionEvents(
            @JsonProperty("@context") String context,
            @JsonProperty("@type") String type,
            int numberOfItems,
            List<SessionEvent> itemListElement) {}

    /** {@code channel}: desk (default), phone or partner. {@code waitingList}: joins the line when the seats are not enough. */
    record WantedSeats(
            @Nullable Integer seats,
            @Nullable String channel,
            @Nullable Boolean waitingList,
            AppointmentApi.@Nullable Who usager) {}

    /** @param token only in the answer to whoever registered */
    record RegistrationBody(
            UUID id,
            UUID session,
            @Nullable String token,
            String state,
            int seats,
            String channel,
            @Nullable OffsetDateTime offeredUntil) {}

    private final Sessions sessions;
    private final Registrations registrations;
    private final Directory directory;
    private final PublicAddress addresses;
    private final OpenAnswers answers;
    private final RateLimits limits;
    private final Idempotency idempotency;
    private final JsonMapper json;
    private final Clock clock;

    SessionApi(
            Sessions sessions,
            Registrations registrations,
            Directory directory,
            PublicAddress addresses,
            OpenAnswers answers,
            RateLimits limits,
            Idempotency idempotency,
            JsonMapper json,
            Clock clock) {
        this.sessions = sessions;
        this.registrations = registrations;
        this.directory = directory;
        this.addresses = addresses;
        this.answers = answers;
        this.limits = limits;
        this.idempotency = idempotency;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    @SecurityRequirements
    @Operation(
            summary = "Workshops and meetings to come, for everybody",
            description =
                    "JSON-LD in the words of schema.org: an Event for each session that the public may register for, with its seats and"
                            + " those that are free. No personal data. May be kept for a minute; has an ETag; may be read from any page.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(mediaType = "application/ld+json", schema = @Schema(implementation = SessionEvents.class)))
    @ApiResponse(responseCode = "304", description = "As it was known", content = @Content)
    public ResponseEntity<String> list(
            @Parameter(description = "Slug of a site; all without it") @RequestParam(required = false) @Nullable
                    String site,
            HttpServletRequest request) {
        limits.check("sessions", request.getRemoteAddr(), MOST_A_MINUTE);
        var events = sessions.toCome(answers.sites(site)).stream()
                .filter(one -> !one.plan().byStaff())
                .map(this::event)
                .toList();
        return answers.of(new SessionEvents("https://schema.org", "ItemList", events.size(), events));
    }

    private SessionEvent event(Session one) {
        var plan = one.plan();
        var site = directory.site(one.siteId());
        var page = addresses.of("/ateliers/" + one.id());
        var theme = plan.serviceId();
        var opens = plan.opensAt();
        return new SessionEvent(
                "Event",
                one.id(),
                plan.title(),
                plan.description(),
                at(one.start(), site),
                at(one.end(), site),
                "https://schema.org/EventScheduled",
                "https://schema.org/OfflineEventAttendanceMode",
                plan.language(),
                true,
                plan.seats(),
                one.free(),
                new EventPlace(
                        "Place",
                        site.slug(),
                        plan.place().isEmpty() ? site.name() : plan.place() + ", " + site.name(),
                        site.address()),
                new EventOrganizer(
                        "GovernmentOrganization", directory.organisation().name()),
                theme == null ? null : directory.service(theme).name(),
                new EventOffer(
                        "Offer",
                        "https://schema.org/" + availability(one),
                        0,
                        "EUR",
                        at(opens == null ? one.createdAt() : opens, site),
                        at(plan.closesAt(), site),
                        page),
                page);
    }

    private String availability(Session one) {
        var now = clock.instant();
        var opens = one.plan().opensAt();
        if (opens != null && opens.isAfter(now)) {
            return "PreOrder";
        }
        return one.isOpen(now) && one.free() > 0 ? "InStock" : "SoldOut";
    }

    @PostMapping("/{id}/registrations")
    @Transactional
    @PreAuthorize("hasAuthority('SCOPE_appointments:write')")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = RegistrationBody.class)))
    public ResponseEntity<String> register(
            @PathVariable UUID id,
            @RequestBody WantedSeats wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var session = mine(id);
        return idempotency.once(
                "sessions:" + Caller.current().orElseThrow().id(), key, id + json.writeValueAsString(wanted), () -> {
                    var made = registered(session, wanted);
                    return ResponseEntity.status(HttpStatus.CREATED)
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(json.writeValueAsString(body(made, made.token())));
                });
    }

    private Registration registered(Session session, WantedSeats wanted) {
        var who = wanted.usager();
        if (who == null) {
            throw ProblemException.field("usager", "appointments", "field-missing", "usager");
        }
        return registrations.register(new Registrations.Wanted(
                session.id(),
                wanted.seats() == null ? 1 : wanted.seats(),
                AppointmentApi.channel(wanted.channel()),
                UsagerFields.checked(who.firstName(), who.lastName(), who.email(), who.phone(), who.language(), true),
                Boolean.TRUE.equals(wanted.waitingList())));
    }

    /** Its seats go to the waiting line; once, however often it is sent. */
    @PostMapping("/{id}/registrations/{registration}/cancel")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_appointments:write')")
    public RegistrationBody cancel(@PathVariable UUID id, @PathVariable UUID registration) {
        var one = registrations.find(mine(id).id(), registration);
        return body(one.isOpen() ? registrations.keep(one.id(), 0) : one, null);
    }

    private Session mine(UUID id) {
        var session = sessions.find(id);
        Caller.current().filter(caller -> !caller.mayActAt(session.siteId())).ifPresent(_ -> {
            throw new ProblemException(HttpStatus.FORBIDDEN, "appointments", "site-not-yours");
        });
        return session;
    }

    private RegistrationBody body(Registration one, @Nullable String token) {
        var until = one.offeredUntil();
        return new RegistrationBody(
                one.id(),
                one.sessionId(),
                token,
                one.state().code(),
                one.seats(),
                one.channel().code(),
                until == null
                        ? null
                        : at(
                                until,
                                directory.site(sessions.find(one.sessionId()).siteId())));
    }

    private static OffsetDateTime at(Instant instant, Site site) {
        return OffsetDateTime.ofInstant(instant, site.zone());
    }
}
