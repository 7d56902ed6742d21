package fr.parvis.appointments;

import fr.parvis.appointments.figures.Absences;
import fr.parvis.appointments.figures.AppointmentFigures;
import fr.parvis.appointments.figures.Lead;
import fr.parvis.appointments.figures.Missed;
import fr.parvis.appointments.figures.Period;
import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Share;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proposes places beyond what a site can receive, for half-days that are full, from how many people like those booked did not come.
 * Nothing is opened by itself: somebody in charge sees the risk and decides.
 */
@Component
public class Overbooking {
    /** How probable it may be that one person too many is there. */
    public static final double BEARABLE = 0.10;

    private static final int MOST = 3;
    private static final int DAYS_AHEAD = 14;
    private static final int LEARNED_FROM_DAYS = 180;
    /** Fewer known endings teach nothing. */
    private static final int ENOUGH = 50;

    private static final int FEWEST_BOOKED = 4;

    /** What an agenda had open is counted the day after, or some days later when nobody ran Parvis. */
    private static final int DAYS_UNTIL_COUNTED = 14;

    /** Mornings end and afternoons begin here. */
    private static final LocalTime MIDDAY = LocalTime.of(13, 0);

    /**
     * A full half-day that bears more.
     *
     * @param booked appointments, extra places included
     * @param expected how many of them will probably not come
     * @param extra how many more are proposed, at least one
     * @param risk how probable it then is that more come than there is room for, from 0 to 1
     */
    public record Proposal(
            ServiceOffer service,
            LocalDate day,
            boolean morning,
            int booked,
            double expected,
            int extra,
            double risk) {}

    private record Half(Instant from, Instant to) {
        boolean holds(Instant start) {
            return !start.isBefore(from) && start.isBefore(to);
        }
    }

    /** @param overflow the agendas that hold what is booked beyond the others */
    private record Known(Site site, List<Missed> habits, Share all, Set<UUID> overflow) {
        double missing(int days) {
            var lead = Lead.of(days).group();
            var share = habits.stream()
                    .filter(one -> one.group().equals(lead))
                    .map(Missed::share)
                    .findFirst()
                    .orElse(new Share(0, 0));
            return Absences.probability(share, all);
        }

        double missing(Appointment one) {
            return missing((int) ChronoUnit.DAYS.between(
                    one.createdAt().atZone(site.zone()).toLocalDate(),
                    one.start().atZone(site.zone()).toLocalDate()));
        }
    }

    private final AppointmentFigures figures;
    private final AppointmentTables appointments;
    private final AgendaTables agendas;
    private final Agendas editing;
    private final Availability availability;
    private final AuditLog audit;
    private final Directory directory;
    private final Clock clock;

    Overbooking(
            AppointmentFigures figures,
            AppointmentTables appointments,
            AgendaTables agendas,
            Agendas editing,
            Availability availability,
            AuditLog audit,
            Directory directory,
            Clock clock) {
        this.figures = figures;
        this.appointments = appointments;
        this.agendas = agendas;
        this.editing = editing;
        this.availability = availability;
        this.audit = audit;
        this.directory = directory;
        this.clock = clock;
    }

    /** Whether enough is known of the site to propose anything. */
    @Transactional(readOnly = true)
    public boolean hasLearned(Site site) {
        return of(habits(site)).n() >= ENOUGH;
    }

    @Transactional(readOnly = true)
    public List<Proposal> proposals(Site site) {
        var known = known(site);
        if (known.all().n() < ENOUGH) {
            return List.of();
        }
        var first = today(site).plusDays(1);
        var end = first.plusDays(DAYS_AHEAD);
        var booked = booked(
                site, half(site, first, true).from(), half(site, end, true).from());
        var proposals = new ArrayList<Proposal>();
        for (var service : availability.servicesAt(site)) {
            var ofService = booked.getOrDefault(service.id(), List.of());
            var terms = availability.terms(service.id()).orElseThrow();
            first.datesUntil(end).forEach(day -> {
                for (var morning : List.of(true, false)) {
                    proposal(service, terms, day, morning, ofService, known).ifPresent(proposals::add);
                }
            });
        }
        proposals.sort(Comparator.comparing(Proposal::day)
                .thenComparing(Proposal::morning, Comparator.reverseOrder())
                .thenComparing(one -> one.service().name()));
        return proposals;
    }

    private Known known(Site site) {
        var habits = habits(site);
        return new Known(site, habits, of(habits), agendas.overflow(site.id()));
    }

    private LocalDate today(Site site) {
        return clock.instant().atZone(site.zone()).toLocalDate();
    }

    private List<Missed> habits(Site site) {
        return figures.missedByLead(List.of(site), Period.before(today(site), LEARNED_FROM_DAYS));
    }

    private static Share of(List<Missed> habits) {
        return new Share(
                habits.stream().mapToInt(one -> one.share().hits()).sum(),
                habits.stream().mapToInt(one -> one.share().n()).sum());
    }

    private static Half half(Site site, LocalDate day, boolean morning) {
        var middle = day.atTime(MIDDAY).atZone(site.zone()).toInstant();
        return morning
                ? new Half(day.atStartOfDay(site.zone()).toInstant(), middle)
                : new Half(middle, day.plusDays(1).atStartOfDay(site.zone()).toInstant());
    }

    /** @param ofService what is booked of the service, in this half-day and others */
    private Optional<Proposal> proposal(
            ServiceOffer service,
            ServiceTerms terms,
            LocalDate day,
            boolean morning,
            List<Appointment> ofService,
            Known known) {
        var half = half(known.site(), day, morning);
        var booked = ofService.stream().filter(one -> half.holds(one.start())).toList();
        if (booked.size() < FEWEST_BOOKED || isFree(known.site(), terms, day, half)) {
            return Optional.empty();
        }
        var missing = booked.stream().map(known::missing).toList();
        int places = booked.size()
                - (int) booked.stream()
                        .filter(one -> one.agendas().stream().anyMatch(known.overflow()::contains))
                        .count();
        var another = known.missing(0);
        int extra = Absences.extra(missing, places, another, BEARABLE, MOST);
        if (extra == 0) {
            return Optional.empty();
        }
        var people = new ArrayList<>(missing);
        people.addAll(Collections.nCopies(extra, another));
        return Optional.of(new Proposal(
                service,
                day,
                morning,
                booked.size(),
                missing.stream().mapToDouble(Double::doubleValue).sum(),
                extra,
                new Absences(people).moreThan(places)));
    }

    private Map<UUID, List<Appointment>> booked(Site site, Instant from, Instant to) {
        return appointments.between(site.id(), from, to).stream()
                .filter(one -> one.state() == Appointment.State.BOOKED)
                .collect(Collectors.groupingBy(Appointment::serviceId));
    }

    private boolean isFree(Site site, ServiceTerms terms, LocalDate day, Half half) {
        return availability.slots(site, terms, 1, day, day, true).stream().anyMatch(slot -> half.holds(slot.start()));
    }

    /**
     * Opens what is proposed for the half-day, as it is proposed at this moment: at the times of those who are least sure to come.
     *
     * @throws ProblemException 409 when nothing is proposed (any more)
     */
    @Transactional
    public Proposal open(Site site, UUID serviceId, LocalDate day, boolean morning) {
        agendas.waitForTurn(site.id());
        agendas.overflow(site.id())
                .forEach(one -> agendas.removeRulesOfOneDay(one, today(site).minusDays(DAYS_UNTIL_COUNTED)));
        var known = known(site);
        var half = half(site, day, morning);
        var booked = booked(site, half.from(), half.to()).getOrDefault(serviceId, List.of());
        var found = availability.servicesAt(site).stream()
                .filter(one -> one.id().equals(serviceId))
                .filter(_ -> known.all().n() >= ENOUGH && day.isAfter(today(site)))
                .findFirst()
                .flatMap(service -> availability
                        .terms(serviceId)
                        .flatMap(terms -> proposal(service, terms, day, morning, booked, known)))
                .orElseThrow(() -> new ProblemException(HttpStatus.CONFLICT, "appointments", "nothing-to-overbook"));
        var terms = availability.terms(serviceId).orElseThrow();
        booked.stream()
                .sorted(Comparator.comparingDouble((Appointment one) -> -known.missing(one))
                        .thenComparing(Appointment::start)
                        .thenComparing(Appointment::id))
                .map(Appointment::start)
                .distinct()
                .limit(found.extra())
                .forEach(start -> open(
                        site,
                        serviceId,
                        start,
                        terms.terms().visit(1).plus(terms.terms().buffer())));
        audit.write(
                "appointments-overbooked",
                site.name() + " → " + found.service().slug() + " " + day + (morning ? " AM" : " PM") + " +"
                        + found.extra());
        return found;
    }

    private void open(Site site, UUID serviceId, Instant start, Duration during) {
        var from = start.atZone(site.zone());
        var to = from.plus(during);
        agendas.save(
                overflow(site, serviceId),
                Agendas.checked(
                        null,
                        Set.of(serviceId),
                        from.toLocalDate(),
                        from.toLocalTime(),
                        to.toLocalTime(),
                        null,
                        Set.of(),
                        SchoolTime.ALWAYS,
                        Set.of()));
    }

    /** An agenda of the site on which nothing is open that day at that time is not needed: each keeps its own rules. */
    private UUID overflow(Site site, UUID serviceId) {
        var known = agendas.overflow(site.id());
        var mine = agendas.at(site.id()).stream()
                .filter(one -> known.contains(one.id()) && one.active())
                .findFirst();
        if (mine.isPresent()) {
            var one = mine.get();
            if (!one.services().contains(serviceId)) {
                var services = one.services().stream().collect(Collectors.toSet());
                services.add(serviceId);
                editing.update(one.id(), one.name(), services, true);
            }
            return one.id();
        }
        var counter = directory.countersAt(site.id()).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.CONFLICT, "appointments", "nothing-to-overbook"));
        var made = editing.create(site, "Surréservation", null, counter.id(), null, Set.of(serviceId));
        agendas.markOverflow(made.id());
        return made.id();
    }
}
