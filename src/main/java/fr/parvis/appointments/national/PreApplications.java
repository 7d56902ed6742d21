package fr.parvis.appointments.national;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentChanged;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.national.NationalApi.Away;
import fr.parvis.appointments.national.NationalApi.Known;
import fr.parvis.appointments.national.NationalApi.Status;
import fr.parvis.directory.Directory;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import java.net.URI;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Numbers of pre-applications that people give with their appointment: looked at, kept, and told of by {@link PreApplicationRounds}.
 * Nobody is kept from booking because the national service is away.
 */
@Component
public class PreApplications {
    private static final Logger LOG = LoggerFactory.getLogger(PreApplications.class);
    private static final String FIELD = "numbers";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d/MM/uuuu HH:mm", Locale.ROOT);

    private final PreApplicationTables tables;
    private final MeetingPoints points;
    private final NationalApi api;
    private final NationalSettings settings;
    private final Appointments appointments;
    private final Directory directory;
    private final PublicAddress addresses;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PreApplications(
            PreApplicationTables tables,
            MeetingPoints points,
            NationalApi api,
            NationalSettings settings,
            Appointments appointments,
            Directory directory,
            PublicAddress addresses,
            TransactionTemplate transaction,
            Clock clock) {
        this.tables = tables;
        this.points = points;
        this.api = api;
        this.settings = settings;
        this.appointments = appointments;
        this.directory = directory;
        this.addresses = addresses;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @throws ProblemException 400 with the field, when a number is not written as one */
    public static List<String> read(@Nullable String typed) {
        var numbers = new LinkedHashSet<String>();
        for (var one : Objects.requireNonNullElse(typed, "").split(",", -1)) {
            var number = one.replaceAll("[\\s.\\-\\u00a0]", "").toUpperCase(Locale.ROOT);
            if (number.isEmpty()) {
                continue;
            }
            if (!number.matches("[A-Z0-9]{10}")) {
                throw ProblemException.field(FIELD, "appointments", "application-malformed", one.strip());
            }
            numbers.add(number);
        }
        return List.copyOf(numbers);
    }

    public List<PreApplication> of(Appointment one) {
        return tables.of(one.id());
    }

    /**
     * Kept with the appointment in place of those before, unless one of them cannot be used for it.
     *
     * @param typed separated by commas, empty ones between them
     * @throws ProblemException 400 or 409 with the field and why; a national service that is away is no reason
     */
    public void keep(Appointment one, @Nullable String typed) {
        if (!points.isMarked(one.serviceId())) {
            return;
        }
        var numbers = read(typed);
        if (numbers.size() > one.people()) {
            throw ProblemException.field(FIELD, "appointments", "application-too-many", one.people());
        }
        numbers.forEach(number -> refuseOurs(number, one));
        var known = known(numbers);
        known.forEach(this::refuse);
        transaction.executeWithoutResult(_ -> {
            tables.removeOthers(one.id(), numbers);
            numbers.forEach(number -> tables.put(
                    one.id(),
                    one.organisationId(),
                    number,
                    known.containsKey(number) ? known.get(number).code() : null));
            if (one.state() == Appointment.State.BOOKED) {
                tables.due(one.id(), clock.instant());
            }
        });
    }

    private void refuseOurs(String number, Appointment one) {
        tables.booked(number, one.id(), clock.instant()).stream().findFirst().ifPresent(other -> {
            // when it is, is for its own person to know
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "appointments",
                    "application-booked-here",
                    FIELD,
                    Map.of(),
                    number,
                    directory.site(appointments.find(other).siteId()).name());
        });
    }

    private Map<String, Status> known(List<String> numbers) {
        if (numbers.isEmpty() || !settings.isDeclared()) {
            return Map.of();
        }
        try {
            return api.status(numbers, true);
        } catch (Away away) {
            LOG.warn("the national appointment service was not asked, the booking goes on: {}", away.getMessage());
            return Map.of();
        }
    }

    private void refuse(String number, Status status) {
        switch (status.code()) {
            case "consumed" -> throw ProblemException.field(FIELD, "appointments", "application-consumed", number);
            case "expired" -> throw ProblemException.field(FIELD, "appointments", "application-expired", number);
            case "unknown", "declared" ->
                throw ProblemException.field(FIELD, "appointments", "application-unknown", number);
            default ->
                status.appointments().stream()
                        .filter(known -> isElsewhere(known, addresses))
                        .findFirst()
                        .ifPresent(known -> {
                            throw elsewhere(number, known);
                        });
        }
    }

    /** Those of ours are known better here. */
    static boolean isElsewhere(Known known, PublicAddress addresses) {
        return !known.managementUrl().startsWith(addresses.inMessages("/rdv/mien/"));
    }

    static String words(Known known) {
        return NationalFormat.read(known.date())
                .map(at -> known.meetingPoint() + ", " + DAY.format(at))
                .orElse(known.meetingPoint());
    }

    private static ProblemException elsewhere(String number, Known known) {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "appointments",
                "application-booked-elsewhere",
                FIELD,
                isWeb(known.managementUrl()) ? Map.of("managementUrl", known.managementUrl()) : Map.of(),
                number,
                words(known));
    }

    /** It comes from another machine, and is shown as a link. */
    private static boolean isWeb(String address) {
        try {
            return "https".equalsIgnoreCase(URI.create(address).getScheme());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @EventListener
    void on(AppointmentChanged changed) {
        if (Arrays.asList(
                        AppointmentChanged.Change.BOOKED,
                        AppointmentChanged.Change.MOVED,
                        AppointmentChanged.Change.CANCELLED)
                .contains(changed.change())) {
            tables.due(changed.appointment().id(), clock.instant());
        }
    }
}
