package fr.parvis.appointments.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.slots.SlotSearch.Slot;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The next free slots in the words of schema.org, for search engines and for whoever shows them elsewhere. */
@RestController
@RequestMapping("/api/v1")
class FreeSlotsApi {
    private static final int MOST_SLOTS = 10;
    private static final int DAYS_FROM_THE_FIRST = 7;
    private static final int MOST_A_MINUTE = 30;

    record SlotOffice(@JsonProperty("@type") String type, String identifier, String name, String address) {}

    record SlotChannel(@JsonProperty("@type") String type, String serviceUrl, SlotOffice serviceLocation) {}

    record SlotReserve(
            @JsonProperty("@type") String type, OffsetDateTime startTime, OffsetDateTime endTime, String target) {}

    record SlotProvider(@JsonProperty("@type") String type, String name) {}

    /** One service at one site; without actions when nothing is free within its horizon. */
    record SlotOffer(
            @JsonProperty("@type") String type,
            String identifier,
            String name,
            SlotProvider provider,
            SlotChannel availableChannel,
            List<SlotReserve> potentialAction) {}

    record FreeSlots(
            @JsonProperty("@context") String context,
            @JsonProperty("@type") String type,
            int numberOfItems,
            List<SlotOffer> itemListElement) {}

    private final Availability availability;
    private final Directory directory;
    private final PublicAddress addresses;
    private final OpenAnswers answers;
    private final RateLimits limits;
    private final Clock clock;

    FreeSlotsApi(
            Availability availability,
            Directory directory,
            PublicAddress addresses,
            OpenAnswers answers,
            RateLimits limits,
            Clock clock) {
        this.availability = availability;
        this.directory = directory;
        this.addresses = addresses;
        this.answers = answers;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/free-slots")
    @SecurityRequirements
    @Operation(
            summary = "The next free slots, for everybody",
            description =
                    "JSON-LD in the words of schema.org: for each service that a site gives by appointment, a GovernmentService with"
                            + " up to ten ReserveActions within a week of the first free slot, each with the address where it is booked. For one person,"
                            + " as the public is offered them; no personal data. May be kept for a minute; has an ETag; may be read from any page.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = "application/ld+json", schema = @Schema(implementation = FreeSlots.class)))
    @ApiResponse(responseCode = "304", description = "As it was known", content = @Content)
    public ResponseEntity<String> freeSlots(
            @Parameter(description = "Slug of a site; all without it") @RequestParam(required = false) @Nullable
                    String site,
            @Parameter(description = "Slug of a service; all without it") @RequestParam(required = false) @Nullable
                    String service,
            HttpServletRequest request) {
        limits.check("free-slots", request.getRemoteAddr(), MOST_A_MINUTE);
        var offers = answers.sites(site).stream()
                .flatMap(one -> services(one, service).stream().map(given -> offer(one, given)))
                .toList();
        if (offers.isEmpty() && service != null && !service.isBlank()) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND,
                    "appointments",
                    "unknown-service",
                    service,
                    directory.organisation().name());
        }
        return answers.of(new FreeSlots("https://schema.org", "ItemList", offers.size(), offers));
    }

    private List<ServiceOffer> services(Site site, @Nullable String slug) {
        return availability.servicesAt(site).stream()
                .filter(one -> slug == null || slug.isBlank() || one.slug().equals(slug))
                .toList();
    }

    private SlotOffer offer(Site site, ServiceOffer service) {
        var page = addresses.of("/rdv/" + service.slug() + "?lieu=" + site.slug());
        var slots = availability
                .terms(service.id())
                .map(terms -> slots(site, terms))
                .orElse(List.of());
        return new SlotOffer(
                "GovernmentService",
                service.slug(),
                service.name(),
                new SlotProvider(
                        "GovernmentOrganization", directory.organisation().name()),
                new SlotChannel(
                        "ServiceChannel",
                        page,
                        new SlotOffice("GovernmentOffice", site.slug(), site.name(), site.address())),
                slots.stream()
                        .map(one -> new SlotReserve("ReserveAction", at(one.start(), site), at(one.to(), site), page))
                        .toList());
    }

    private List<Slot> slots(Site site, ServiceTerms terms) {
        var today = LocalDate.ofInstant(clock.instant(), site.zone());
        var first = availability
                .first(List.of(site), terms, 1, today, today.plusDays(terms.horizonDays()), false)
                .get(site);
        if (first == null) {
            return List.of();
        }
        var day = LocalDate.ofInstant(first.start(), site.zone());
        return availability.slots(site, terms, 1, day, day.plusDays(DAYS_FROM_THE_FIRST - 1L), false).stream()
                .limit(MOST_SLOTS)
                .toList();
    }

    private static OffsetDateTime at(java.time.Instant instant, Site site) {
        return OffsetDateTime.ofInstant(instant, site.zone());
    }
}
