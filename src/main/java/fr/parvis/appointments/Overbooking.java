package fr.parvis.appointments;

import fr.parvis.appointments.figures.Absences;
import fr.parvis.appointments.figures.AppointmentFigures;
import fr.parvis.appointments.figures.Missed;
import fr.parvis.appointments.figures.Period;
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
import java.util.Comparator;
import java.util.List;
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

    private record Half(Instant from, Instant to) {}

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
        var habits = habits(site);
        if (of(habits).n() < ENOUGH) {
            return List.of();
        }
        var today = today(site);
        var proposals = new ArrayList<Proposal>();
        for (var service : availability.servicesAt(site)) {
            for (var day : today.plusDays(1)
                    .datesUntil(today.plusDays(DAYS_AHEAD + 1L))
                    .toList()) {
                for (var morning : List.of(true, false)) {
                    proposal(site, service, day, morning, habits).ifPresent(proposals::add);
                }
            }
        }
        proposals.sort(Comparator.comparing(Proposal::day)
                .thenComparing(Proposal::morning, Comparator.reverseOrder())
                .thenComparing(one -> one.service().name()));
        return proposals;
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

    private Optional<Proposal> proposal(
            Site site, ServiceOffer service, LocalDate day, boolean morning, List<Missed> habits) {
        var half = half(site, day, morning);
        var booked = booked(site, service.id(), half);
        var terms = availability.terms(service.id());
        if (booked.size() < FEWEST_BOOKED || terms.isEmpty() || isFree(site, terms.get(), day, half)) {
            return Optional.empty();
        }
        var all = of(habits);
        var missing = booked.stream().map(one -> missing(one, habits, all)).toList();
        int places = booked.size() - onOverflow(site, booked);
        var another = Absences.probability(share(lead(0), habits), all);
        int extra = Absences.extra(missing, places, another, BEARABLE, MOST);
        if (extra == 0) {
            return Optional.empty();
        }
        var people = new ArrayList<>(missing);
        for (int i = 0; i < extra; i++) {
            people.add(another);
        }
        return Optional.of(new Proposal(
                service,
                day,
                morning,
                booked.size(),
                missing.stream().mapToDouble(Double::doubleValue).sum(),
                extra,
                new Absences(people).moreThan(places)));
    }

    private List<Appointment> booked(Site site, UUID serviceId, Half half) {
        return appointments.between(site.id(), half.from(), half.to()).stream()
                .filter(one -> one.state() == Appointment.State.BOOKED
                        && one.serviceId().equals(serviceId))
                .toList();
    }

    private boolean isFree(Site site, ServiceTerms terms, LocalDate day, Half half) {
        return availability.slots(site, terms, 1, day, day, true).stream()
                .anyMatch(slot ->
                        !slot.start().isBefore(half.from()) && slot.start().isBefore(half.to()));
    }

    private int onOverflow(Site site, List<Appointment> booked) {
        var overflow = agendas.overflow(site.id());
        return (int) booked.stream()
                .filter(one -> one.agendas().stream().anyMatch(overflow::contains))
                .count();
    }

    private double missing(Appointment one, List<Missed> habits, Share all) {
        var zone = directory.site(one.siteId()).zone();
        var days = (int) ChronoUnit.DAYS.between(
                one.createdAt().atZone(zone).toLocalDate(),
                one.start().atZone(zone).toLocalDate());
        return Absences.probability(share(lead(days), habits), all);
    }

    private static Share share(String lead, List<Missed> habits) {
        return habits.stream()
                .filter(one -> one.group().equals(lead))
                .map(Missed::share)
                .findFirst()
                .orElse(new Share(0, 0));
    }

    private static String lead(int days) {
        return days < 2 ? "0-1" : days < 8 ? "2-7" : days < 15 ? "8-14" : days < 31 ? "15-30" : "31-";
    }

    /**
     * Opens what is proposed for the half-day, as it is proposed at this moment: at the times of those who are least sure to come.
     *
     * @throws ProblemException 409 when nothing is proposed (any more)
     */
    @Transactional
    public Proposal open(Site site, UUID serviceId, LocalDate day, boolean morning) {
        agendas.waitForTurn(site.id());
        var habits = habits(site);
        var service = availability.servicesAt(site).stream()
                .filter(one -> one.id().equals(serviceId))
                .findFirst();
        var proposal = of(habits).n() < ENOUGH || !day.isAfter(today(site))
                ? Optional.<Proposal>empty()
                : service.flatMap(one -> proposal(site, one, day, morning, habits));
        var found = proposal.orElseThrow(
                () -> new ProblemException(HttpStatus.CONFLICT, "appointments", "nothing-to-overbook"));
        var terms = availability.terms(serviceId).orElseThrow();
        var all = of(habits);
        booked(site, serviceId, half(site, day, morning)).stream()
                .sorted(Comparator.comparingDouble((Appointment one) -> -missing(one, habits, all))
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
        editing.saveRule(
                overflow(site, serviceId),
                null,
                Set.of(serviceId),
                from.toLocalDate(),
                from.toLocalTime(),
                to.toLocalTime(),
                null,
                Set.of());
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
