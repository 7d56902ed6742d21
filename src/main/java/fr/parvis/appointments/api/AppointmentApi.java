package fr.parvis.appointments.api;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Arrivals;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.Needs;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.PartnerBookings;
import fr.parvis.appointments.UsagerFields;
import fr.parvis.appointments.sectors.PostalAddress;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Retried;
import fr.parvis.identity.Role;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ValueRange;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

/** Free slots, and appointments: booked, moved, cancelled, kept. */
@RestController
@RequestMapping("/api/v1")
class AppointmentApi {
    record Who(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String language) {}

    record VisitAddress(
            @Nullable String street,
            @Nullable String more,
            @Nullable String postcode,
            @Nullable String commune) {}

    /**
     * {@code channel}: desk (default), phone or partner; from a partner always partner. {@code modality}: on-site (default), phone, video
     * or home, where the service is given so; {@code address} with home alone. {@code needs}: step-free, sign-language, language-ar…
     */
    record WantedAppointment(
            @Nullable String site,
            @Nullable String service,
            @Nullable String start,
            @Nullable Integer people,
            @Nullable String channel,
            @Nullable Who usager,
            @Nullable String modality,
            @Nullable VisitAddress address,
            @Nullable List<String> needs) {}

    record NewTime(@Nullable String start) {}

    private static final int MOST_LISTED = 100;
    private static final int OF_A_PARTNER_A_MINUTE = 30;

    /** That appointments are in. */
    private static final ValueRange YEARS = ValueRange.of(1970, 2200);

    private final Bookings bookings;
    private final PartnerBookings partners;
    private final Appointments appointments;
    private final Arrivals arrivals;
    private final Availability availability;
    private final Directory directory;
    private final AppointmentJson shapes;
    private final Idempotency idempotency;
    private final RateLimits limits;
    private final JsonMapper json;
    private final Clock clock;

    AppointmentApi(
            Bookings bookings,
            PartnerBookings partners,
            Appointments appointments,
            Arrivals arrivals,
            Availability availability,
            Directory directory,
            AppointmentJson shapes,
            Idempotency idempotency,
            RateLimits limits,
            JsonMapper json,
            Clock clock) {
        this.bookings = bookings;
        this.partners = partners;
        this.appointments = appointments;
        this.arrivals = arrivals;
        this.availability = availability;
        this.directory = directory;
        this.shapes = shapes;
        this.idempotency = idempotency;
        this.limits = limits;
        this.json = json;
        this.clock = clock;
    }

    /**
     * In order. Days are those of the site's calendar, both included; from today for two weeks when they are not given. Staff also see
     * what is kept for the desk.
     */
    @GetMapping("/slots")
    public AppointmentJson.Slots slots(
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String people,
            @RequestParam(required = false) @Nullable String modality) {
        var place = place(site);
        var terms = terms(place, service);
        var today = LocalDate.ofInstant(clock.instant(), place.zone());
        var first = day("from", from, today);
        var last = day("to", to, first.plusDays(13));
        if (last.isBefore(first)) {
            throw ProblemException.field("to", "appointments", "days-backwards", first, last);
        }
        if (people(people) > terms.mostPeople()) {
            throw ProblemException.field("people", "appointments", "people-out-of-range", terms.mostPeople());
        }
        return shapes.slots(
                place,
                availability.slots(
                        place,
                        terms,
                        Meeting.by(modality(modality)),
                        people(people),
                        first,
                        last,
                        isStaff() || isOwnOfPartner(place, terms)));
    }

    @PostMapping("/appointments")
    @Transactional
    @PreAuthorize("hasAnyAuthority('SCOPE_appointments:write', 'SCOPE_appointments:partner')")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AppointmentJson.AppointmentBody.class)))
    public ResponseEntity<String> book(
            @RequestBody WantedAppointment wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var caller = Caller.current().orElseThrow();
        if (isPartner()) {
            limits.check("partner-book", caller.getName(), OF_A_PARTNER_A_MINUTE);
        }
        return idempotency.once(
                "appointments:" + caller.id(),
                key,
                json.writeValueAsString(wanted),
                () -> ResponseEntity.status(HttpStatus.CREATED)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json.writeValueAsString(shapes.withToken(booked(wanted)))));
    }

    private Appointment booked(WantedAppointment wanted) {
        var place = mine(place(wanted.site()));
        var terms = terms(place, wanted.service());
        var start = instant(wanted.start());
        var who = wanted.usager();
        if (who == null) {
            throw ProblemException.field("usager", "appointments", "field-missing", "usager");
        }
        var partner = isPartner();
        var usager = UsagerFields.checked(
                who.firstName(), who.lastName(), who.email(), who.phone(), who.language(), !partner);
        var asked = new NewAppointment(
                place.id(),
                terms.serviceId(),
                start,
                wanted.people() == null ? 1 : wanted.people(),
                partner ? channelOfPartner(wanted.channel()) : channel(wanted.channel()),
                meeting(wanted));
        return partner ? partners.book(asked, usager) : bookings.book(asked, usager);
    }

    /** A partner's own that are to come, in order; the first hundred. */
    @GetMapping("/appointments")
    @PreAuthorize("hasAuthority('SCOPE_appointments:partner')")
    public AppointmentJson.Appointments own() {
        return shapes.list(partners.toCome(MOST_LISTED));
    }

    private static Meeting meeting(WantedAppointment wanted) {
        var modality = modality(wanted.modality());
        var needs = Objects.requireNonNullElse(wanted.needs(), List.<String>of());
        if (!Needs.of(needs).codes().containsAll(needs)) {
            throw ProblemException.field("needs", "appointments", "needs-unknown", needs);
        }
        var where = wanted.address();
        return new Meeting(
                modality,
                Needs.of(needs),
                modality == Modality.HOME && where != null
                        ? PostalAddress.checked(where.street(), where.more(), where.postcode(), where.commune())
                        : null);
    }

    private static Modality modality(@Nullable String code) {
        return code == null || code.isBlank()
                ? Modality.ON_SITE
                : Modality.of(code)
                        .orElseThrow(
                                () -> ProblemException.field("modality", "appointments", "modality-unknown", code));
    }

    @GetMapping("/appointments/{id}")
    @PreAuthorize("hasAnyAuthority('SCOPE_appointments:read', 'SCOPE_appointments:partner')")
    public AppointmentJson.AppointmentBody read(@PathVariable UUID id) {
        return shapes.body(known(id));
    }

    @PostMapping("/appointments/{id}/cancel")
    @Retried
    @PreAuthorize("hasAnyAuthority('SCOPE_appointments:write', 'SCOPE_appointments:partner')")
    public AppointmentJson.AppointmentBody cancel(@PathVariable UUID id) {
        return shapes.body(
                isPartner() ? partners.cancel(id) : bookings.cancel(known(id).id(), true));
    }

    @PostMapping("/appointments/{id}/move")
    @Retried
    @PreAuthorize("hasAnyAuthority('SCOPE_appointments:write', 'SCOPE_appointments:partner')")
    public AppointmentJson.AppointmentBody move(@PathVariable UUID id, @RequestBody NewTime target) {
        return shapes.body(
                isPartner()
                        ? partners.move(id, instant(target.start()))
                        : bookings.move(known(id).id(), instant(target.start()), true));
    }

    /** Answers with the ticket that the person holds from then on; without one for whoever is met elsewhere than at the site. */
    @PostMapping("/appointments/{id}/check-in")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_appointments:write')")
    public AppointmentJson.AppointmentBody checkIn(@PathVariable UUID id) {
        return shapes.body(arrivals.checkIn(known(id).id()));
    }

    @PostMapping("/appointments/{id}/no-show")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_appointments:write')")
    public AppointmentJson.AppointmentBody noShow(@PathVariable UUID id) {
        return shapes.body(arrivals.noShow(known(id).id()));
    }

    private Appointment known(UUID id) {
        if (isPartner()) {
            return partners.find(id);
        }
        var appointment = appointments.find(id);
        mine(directory.site(appointment.siteId()));
        return appointment;
    }

    private Site place(@Nullable String slug) {
        var given = text("site", slug);
        return directory
                .findSite(given)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-site", given));
    }

    private static Site mine(Site site) {
        Caller.current().filter(caller -> !caller.mayActAt(site.id())).ifPresent(_ -> {
            throw new ProblemException(HttpStatus.FORBIDDEN, "appointments", "site-not-yours");
        });
        return site;
    }

    private fr.parvis.appointments.ServiceTerms terms(Site site, @Nullable String slug) {
        var given = text("service", slug);
        var service = directory
                .findServiceAt(site.id(), given)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND, "appointments", "unknown-service", given, site.name()));
        return availability
                .terms(service.id())
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.CONFLICT, "appointments", "not-by-appointment", service.name()));
    }

    private static boolean isStaff() {
        return Caller.current()
                .filter(caller -> caller.has(Role.AGENT) || caller.has(Role.SUPERVISOR) || caller.has(Role.ADMIN))
                .isPresent();
    }

    private static boolean isPartner() {
        return Caller.current().filter(caller -> caller.has(Role.PARTNER)).isPresent();
    }

    /** What the partner may not book it sees as anybody does. */
    private boolean isOwnOfPartner(Site site, fr.parvis.appointments.ServiceTerms terms) {
        return isPartner() && partners.mayBook(site.id(), terms.serviceId());
    }

    private static Appointment.Channel channelOfPartner(@Nullable String code) {
        if (code != null && !code.equals(Appointment.Channel.PARTNER.code())) {
            throw ProblemException.field("channel", "appointments", "channel-unknown", code);
        }
        return Appointment.Channel.PARTNER;
    }

    static Appointment.Channel channel(@Nullable String code) {
        return switch (code) {
            case null -> Appointment.Channel.DESK;
            case "desk", "phone", "partner" -> Appointment.Channel.valueOf(code.toUpperCase(Locale.ROOT));
            default -> throw ProblemException.field("channel", "appointments", "channel-unknown", code);
        };
    }

    private static int people(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return 1;
        }
        try {
            int people = Integer.parseInt(text.strip());
            if (people >= 1) {
                return people;
            }
        } catch (NumberFormatException _) {
            // the same as a number that is none of people
        }
        throw ProblemException.field("people", "appointments", "people-malformed", text);
    }

    private static LocalDate day(String field, @Nullable String text, LocalDate otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            var day = LocalDate.parse(text.strip());
            if (YEARS.isValidValue(day.getYear())) {
                return day;
            }
        } catch (DateTimeException _) {
            // the same as a day that no calendar here has
        }
        throw ProblemException.field(field, "appointments", "date-malformed", text);
    }

    private static Instant instant(@Nullable String text) {
        var given = text("start", text);
        try {
            var at = OffsetDateTime.parse(given);
            if (YEARS.isValidValue(at.getYear())) {
                return at.toInstant();
            }
        } catch (DateTimeException _) {
            // the same as an instant that no calendar here has
        }
        throw ProblemException.field("start", "appointments", "instant-malformed", given);
    }

    private static String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw ProblemException.field(field, "appointments", "field-missing", field);
        }
        return value;
    }
}
