package fr.parvis.appointments.web;

import fr.parvis.appointments.figures.AppointmentFigures;
import fr.parvis.appointments.figures.Period;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.Share;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What appointments come to, month by month, for everybody to use under the Licence Ouverte 2.0: numbers of appointments only, and
 * of few of them no share (fewer than {@value #FEW}), which would tell of single people.
 */
@Controller
class OpenDataController {
    private static final int MONTHS = 24;
    private static final int FEW = 10;
    private static final int LOOKS_A_MINUTE = 30;
    private static final List<String> APPOINTMENTS = List.of(
            "month",
            "site",
            "service",
            "service_name",
            "booked",
            "cancelled",
            "attendance_known",
            "missed_percent",
            "third_next_hours",
            "days_measured",
            "days_without_three");
    private static final List<String> FILLED =
            List.of("month", "site", "offered_minutes", "taken_minutes", "filled_percent");
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final AppointmentFigures figures;
    private final Directory directory;
    private final Clock clock;
    private final RateLimits limits;

    OpenDataController(AppointmentFigures figures, Directory directory, Clock clock, RateLimits limits) {
        this.figures = figures;
        this.directory = directory;
        this.clock = clock;
        this.limits = limits;
    }

    @GetMapping("/donnees")
    String index() {
        return "appointments/open-data";
    }

    @GetMapping("/donnees/rendez-vous.csv")
    ResponseEntity<byte[]> appointmentsCsv(HttpServletRequest request) {
        limits.check("open-data", request.getRemoteAddr(), LOOKS_A_MINUTE);
        return csv(APPOINTMENTS, appointments());
    }

    @GetMapping("/donnees/rendez-vous.json")
    ResponseEntity<List<Map<String, @Nullable Object>>> appointmentsJson(HttpServletRequest request) {
        limits.check("open-data", request.getRemoteAddr(), LOOKS_A_MINUTE);
        return json(APPOINTMENTS, appointments());
    }

    @GetMapping("/donnees/remplissage.csv")
    ResponseEntity<byte[]> filledCsv(HttpServletRequest request) {
        limits.check("open-data", request.getRemoteAddr(), LOOKS_A_MINUTE);
        return csv(FILLED, filled());
    }

    @GetMapping("/donnees/remplissage.json")
    ResponseEntity<List<Map<String, @Nullable Object>>> filledJson(HttpServletRequest request) {
        limits.check("open-data", request.getRemoteAddr(), LOOKS_A_MINUTE);
        return json(FILLED, filled());
    }

    private List<List<@Nullable Object>> appointments() {
        var sites = slugs();
        Map<UUID, ServiceOffer> services =
                directory.allServices().stream().collect(Collectors.toMap(ServiceOffer::id, Function.identity()));
        return figures.months(directory.sites(), period()).stream()
                .filter(one -> services.containsKey(one.figures().serviceId()))
                .map(one -> {
                    var counted = one.figures();
                    var service = services.get(counted.serviceId());
                    return Arrays.<@Nullable Object>asList(
                            one.month().toString(),
                            sites.get(counted.siteId()),
                            service == null ? null : service.slug(),
                            service == null ? null : service.name(),
                            counted.booked(),
                            counted.cancelled(),
                            counted.missed().n(),
                            percent(counted.missed()),
                            counted.thirdNextHours(),
                            counted.noons(),
                            counted.withoutThree());
                })
                .toList();
    }

    private static @Nullable Integer percent(Share share) {
        return share.n() < FEW ? null : share.percent();
    }

    private List<List<@Nullable Object>> filled() {
        var sites = slugs();
        return figures.filledMonths(directory.sites(), period()).stream()
                .map(one -> Arrays.<@Nullable Object>asList(
                        one.month().toString(),
                        sites.get(one.filled().siteId()),
                        one.filled().share().n(),
                        one.filled().share().hits(),
                        one.filled().share().percent()))
                .toList();
    }

    private Map<UUID, String> slugs() {
        return directory.sites().stream().collect(Collectors.toMap(Site::id, Site::slug));
    }

    /** Whole months: a month that grew from day to day would tell of the people of one day. */
    private Period period() {
        var month = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        return new Period(month.minusMonths(MONTHS), month.minusDays(1));
    }

    private static ResponseEntity<byte[]> csv(List<String> columns, List<List<@Nullable Object>> rows) {
        var text = new StringWriter();
        try (var printer = new CSVPrinter(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader(columns.toArray(String[]::new))
                        .get())) {
            for (var row : rows) {
                printer.printRecord(row);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return ResponseEntity.ok()
                .contentType(CSV)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<List<Map<String, @Nullable Object>>> json(
            List<String> columns, List<List<@Nullable Object>> rows) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(rows.stream().map(row -> named(columns, row)).toList());
    }

    private static Map<String, @Nullable Object> named(List<String> columns, List<@Nullable Object> row) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < columns.size(); i++) {
            named.put(columns.get(i), row.get(i));
        }
        return named;
    }
}
