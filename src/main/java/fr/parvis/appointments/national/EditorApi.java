package fr.parvis.appointments.national;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.national.NationalFormat.Booked;
import fr.parvis.appointments.national.NationalFormat.MeetingPoint;
import fr.parvis.appointments.national.NationalFormat.TimeSlot;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Position;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the national search for appointments asks: the places, their free times, and what was booked with a number. */
@RestController
@RequestMapping("/api/ants")
class EditorApi {
    /** The search asks for up to five months, to the end of a month. */
    private static final int MOST_DAYS = 190;

    private static final int MOST_IDS = 200;
    private static final int MOST_DOCUMENTS = 12;
    private static final int REFUSALS_A_MINUTE = 30;

    private final NationalSettings settings;
    private final MeetingPoints points;
    private final Availability availability;
    private final PreApplicationTables numbers;
    private final Appointments appointments;
    private final Directory directory;
    private final PublicAddress addresses;
    private final RateLimits limits;
    private final Clock clock;

    EditorApi(
            NationalSettings settings,
            MeetingPoints points,
            Availability availability,
            PreApplicationTables numbers,
            Appointments appointments,
            Directory directory,
            PublicAddress addresses,
            RateLimits limits,
            Clock clock) {
        this.settings = settings;
        this.points = points;
        this.availability = availability;
        this.numbers = numbers;
        this.appointments = appointments;
        this.directory = directory;
        this.addresses = addresses;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/getManagedMeetingPoints")
    ResponseEntity<List<MeetingPoint>> meetingPoints(
            @RequestHeader(name = NationalFormat.HUB_TOKEN, required = false) @Nullable String token,
            HttpServletRequest request) {
        checkHub(token, request);
        return answer(points.all().stream().map(this::told).toList());
    }

    private MeetingPoint told(MeetingPoints.Point point) {
        var site = point.site();
        var where = Optional.ofNullable(site.position());
        return new MeetingPoint(
                site.id().toString(),
                site.name(),
                where.map(Position::longitude).orElse(null),
                where.map(Position::latitude).orElse(null),
                point.address().street(),
                point.address().zipCode(),
                point.address().city(),
                addresses.of("/sites/" + site.slug()));
    }

    @GetMapping("/availableTimeSlots")
    ResponseEntity<Map<String, Collection<TimeSlot>>> timeSlots(
            @RequestHeader(name = NationalFormat.HUB_TOKEN, required = false) @Nullable String token,
            @RequestParam(name = "meeting_point_ids", required = false) @Nullable List<String> ids,
            @RequestParam(name = "start_date", defaultValue = "") String start,
            @RequestParam(name = "end_date", defaultValue = "") String end,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(name = "documents_number", defaultValue = "1") String documents,
            HttpServletRequest request) {
        checkHub(token, request);
        var asked = ids("meeting_point_ids", ids);
        var from = day("start_date", start);
        var to = day("end_date", end);
        if (to.isBefore(from)) {
            throw ProblemException.field("end_date", "appointments", "national-dates-reversed");
        }
        if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw ProblemException.field("end_date", "appointments", "national-dates-far", MOST_DAYS);
        }
        var wanted = Reason.of(reason)
                .orElseThrow(() -> ProblemException.field("reason", "appointments", "national-reason-unknown", reason));
        if (!documents.matches("[0-9]{1,2}")
                || Integer.parseInt(documents) < 1
                || Integer.parseInt(documents) > MOST_DOCUMENTS) {
            throw ProblemException.field(
                    "documents_number", "appointments", "national-documents-out-of-range", MOST_DOCUMENTS);
        }
        var services = points.services().entrySet().stream()
                .filter(marked -> marked.getValue().contains(wanted))
                .map(Map.Entry::getKey)
                .toList();
        var free = new LinkedHashMap<String, Collection<TimeSlot>>();
        for (var point : points.all()) {
            var id = point.site().id().toString();
            if (asked.contains(id)) {
                free.put(id, free(point.site(), services, from, to, Integer.parseInt(documents)));
            }
        }
        return answer(free);
    }

    /** In order, each time once: the first service that has it. */
    private Collection<TimeSlot> free(Site site, List<UUID> services, LocalDate from, LocalDate to, int people) {
        var offered = directory.offeredAt(site.id());
        var byTime = new TreeMap<String, TimeSlot>();
        for (var id : services) {
            var terms = availability.terms(id);
            if (terms.isEmpty() || !offered.contains(id)) {
                continue;
            }
            var service = directory.service(id);
            for (var slot : availability.slots(site, terms.get(), Meeting.ON_SITE, people, from, to, false)) {
                var day = slot.start().atZone(site.zone()).toLocalDate();
                var shown = NationalFormat.shown(slot.start(), site);
                byTime.putIfAbsent(
                        shown,
                        new TimeSlot(
                                shown,
                                addresses.of("/rdv/" + service.slug() + "?personnes=" + people + "&lieu=" + site.slug()
                                        + "&des=" + day)));
            }
        }
        return byTime.values();
    }

    @GetMapping("/searchApplicationIds")
    ResponseEntity<Map<String, List<Booked>>> applications(
            @RequestHeader(name = NationalFormat.HUB_TOKEN, required = false) @Nullable String token,
            @RequestParam(name = NationalFormat.APPLICATION_IDS, required = false) @Nullable List<String> ids,
            HttpServletRequest request) {
        checkHub(token, request);
        var found = new LinkedHashMap<String, List<Booked>>();
        for (var id : ids(NationalFormat.APPLICATION_IDS, ids)) {
            if (!id.matches("[A-Za-z0-9]{10}")) {
                throw ProblemException.field(
                        NationalFormat.APPLICATION_IDS, "appointments", "application-malformed", id);
            }
            found.put(
                    id,
                    numbers.booked(id.toUpperCase(java.util.Locale.ROOT), null, clock.instant()).stream()
                            .map(appointments::find)
                            .map(this::booked)
                            .toList());
        }
        return answer(found);
    }

    private Booked booked(Appointment one) {
        var site = directory.site(one.siteId());
        var page = addresses.of("/rdv/mien/" + one.token());
        return new Booked(site.name(), NationalFormat.shown(one.start(), site), page, page + "/annuler");
    }

    private void checkHub(@Nullable String token, HttpServletRequest request) {
        if (!settings.isSearched()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "appointments", "national-off");
        }
        if (!settings.isHub(token)) {
            limits.check("national-refused", request.getRemoteAddr(), REFUSALS_A_MINUTE);
            throw new ProblemException(
                    HttpStatus.UNAUTHORIZED, "appointments", "national-token", NationalFormat.HUB_TOKEN);
        }
    }

    private static Set<String> ids(String field, @Nullable List<String> given) {
        var ids = Set.copyOf(Optional.ofNullable(given).orElse(List.of()));
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw ProblemException.field(field, "appointments", "national-ids-out-of-range", field, MOST_IDS);
        }
        return ids;
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw ProblemException.field(field, "appointments", "national-date-malformed", field);
        }
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(body);
    }
}
