package fr.parvis.demo;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentHistory;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.Needs;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.SchoolCalendars;
import fr.parvis.appointments.SchoolZone;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.Ways;
import fr.parvis.appointments.sectors.PostalAddress;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.appointments.slots.Terms;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.StoredSettings;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The appointments of Saint-Parvis: agendas at the usual hours of its counters and, in a living town, some people who have booked. */
@Component
class DemoAgendas {
    private static final String BROUGHT = "demo.agendas";
    private static final PostalAddress VISITED =
            new PostalAddress("12 rue des Lilas", "bâtiment B, 2e étage", "00000", "Saint-Parvis");
    private static final int DAYS_BOOKED = 6;
    private static final int BOOKED_A_DAY = 4;
    private static final int LEAST_MINUTES = 10;
    private static final List<String> FIRST_NAMES =
            List.of("Alix", "Basile", "Clara", "Djibril", "Élise", "Farid", "Garance", "Hakim", "Irène", "Jonas");
    private static final List<String> LAST_NAMES =
            List.of("Dupavé", "Laruelle", "Duporche", "Desmarches", "Laplacette", "Dufaubourg", "Lavenue", "Duquai");

    private final DemoTown town;
    private final Directory directory;
    private final Agendas agendas;
    private final Availability availability;
    private final Bookings bookings;
    private final SchoolCalendars schools;
    private final DemoAppointmentPast past;
    private final AppointmentHistory history;
    private final StoredSettings stored;

    DemoAgendas(
            DemoTown town,
            Directory directory,
            Agendas agendas,
            Availability availability,
            Bookings bookings,
            SchoolCalendars schools,
            DemoAppointmentPast past,
            AppointmentHistory history,
            StoredSettings stored) {
        this.past = past;
        this.history = history;
        this.town = town;
        this.directory = directory;
        this.agendas = agendas;
        this.availability = availability;
        this.bookings = bookings;
        this.schools = schools;
        this.stored = stored;
    }

    /** Once: what an administrator of the town changes then stays changed. */
    @Transactional
    public void bring(boolean alive, Instant now) {
        if (stored.find(BROUGHT).isPresent()) {
            return;
        }
        var booked =
                TownPlan.SERVICES.stream().filter(plan -> plan.booked() > 0).toList();
        for (var plan : booked) {
            service(plan).ifPresent(service -> agendas.saveTerms(terms(plan, service)));
        }
        for (var plan : TownPlan.SITES) {
            var site = town.site(plan);
            schools.choose(site, SchoolZone.B);
            var today = now.atZone(site.zone()).toLocalDate();
            var counters = town.counters(site);
            for (var counter : plan.counters()) {
                var services = booked.stream()
                        .filter(service -> counter.services().contains(service.slug()))
                        .flatMap(service -> service(service).stream())
                        .map(ServiceOffer::id)
                        .collect(Collectors.toSet());
                var desk = counters.get(counter.name());
                if (desk != null && !services.isEmpty() && !counter.agent().equals(TownPlan.FREE_AGENT)) {
                    var agenda = open(site, plan, counter, desk.id(), services, today);
                    if (plan.slug().equals(TownPlan.VISITING_SITE)
                            && counter.name().equals(TownPlan.VISITING_COUNTER)) {
                        visit(agenda, today);
                    }
                }
            }
            if (alive) {
                fill(site, today, now);
                meetOtherwise(site, today);
                past.live(site, plan.hours(), today);
            }
        }
        if (alive) {
            history.keepDays();
        }
        stored.put(BROUGHT, "1");
    }

    private java.util.Optional<ServiceOffer> service(TownPlan.Service plan) {
        return directory.allServices().stream()
                .filter(service -> service.slug().equals(plan.slug()))
                .findFirst();
    }

    private static ServiceTerms terms(TownPlan.Service plan, ServiceOffer service) {
        int minutes = Math.max(LEAST_MINUTES, (int) Math.ceil(plan.mean().toMinutes() / 5.0) * 5 + 5);
        return new ServiceTerms(
                        service.id(),
                        minutes,
                        0,
                        minutes,
                        2,
                        60,
                        LocalTime.MIDNIGHT,
                        4,
                        Terms.Grouping.CONSECUTIVE,
                        Set.of(),
                        20,
                        null)
                .withWays(ways(plan));
    }

    private static Ways ways(TownPlan.Service plan) {
        var also = TownPlan.ALSO.get(plan.slug());
        return also == null
                ? Ways.ON_SITE
                : new Ways(Set.of(Modality.ON_SITE, also), also == Modality.VIDEO ? TownPlan.VIDEO_ADDRESS : "");
    }

    private Agenda open(
            Site site,
            TownPlan.Site plan,
            TownPlan.Counter planned,
            UUID counter,
            Set<UUID> services,
            LocalDate today) {
        var hours = plan.hours();
        var agenda =
                agendas.create(site, planned.name(), null, counter, null, services, TownPlan.facilities(plan, planned));
        for (var day : DayOfWeek.values()) {
            for (var span : hours.get(day.getValue() - 1).split(", ")) {
                if (!span.isBlank()) {
                    var ends = span.split("-");
                    agendas.saveRule(
                            agenda.id(),
                            null,
                            Set.of(),
                            today.minusDays(DemoPast.DAYS).with(TemporalAdjusters.nextOrSame(day)),
                            LocalTime.parse(ends[0]),
                            LocalTime.parse(ends[1]),
                            "FREQ=WEEKLY;BYDAY=" + day.name().substring(0, 2),
                            Set.of());
                }
            }
        }
        return agenda;
    }

    /** On Tuesday afternoons, in the sector. */
    private void visit(Agenda agenda, LocalDate today) {
        agendas.saveRule(
                agenda.id(),
                null,
                Agendas.checked(
                        null,
                        Set.of(),
                        today.with(TemporalAdjusters.nextOrSame(DayOfWeek.TUESDAY)),
                        LocalTime.of(13, 30),
                        LocalTime.of(17, 0),
                        "FREQ=WEEKLY;BYDAY=TU",
                        Set.of(),
                        SchoolTime.ALWAYS,
                        Set.of(Modality.HOME)));
        agendas.saveSector(agenda.id(), TownPlan.VISITED_SECTOR);
    }

    /** One appointment in each further way, so that the agents' pages show it. */
    private void meetOtherwise(Site site, LocalDate today) {
        var random = new SplittableRandom(site.slug().hashCode() + 1L);
        for (var service : availability.servicesAt(site)) {
            var terms = availability.terms(service.id()).orElseThrow();
            for (var way : terms.ways().inOrder()) {
                var meeting = new Meeting(way, Needs.NONE, way == Modality.HOME ? VISITED : null);
                if (way.isAfar()) {
                    availability
                            .slots(site, terms, meeting, 1, today, today.plusDays(terms.horizonDays()), false)
                            .stream()
                            .findFirst()
                            .ifPresent(slot -> bookings.book(
                                    new NewAppointment(
                                            site.id(),
                                            service.id(),
                                            slot.start(),
                                            1,
                                            Appointment.Channel.ONLINE,
                                            meeting),
                                    reachable(somebody(random))));
                }
            }
        }
    }

    /** With a number that the regulator keeps for fiction. */
    private static Appointment.Usager reachable(Appointment.Usager one) {
        return new Appointment.Usager(one.firstName(), one.lastName(), one.email(), "+33639980042", one.language());
    }

    private void fill(Site site, LocalDate today, Instant now) {
        var random = new SplittableRandom(site.slug().hashCode());
        for (var service : availability.servicesAt(site)) {
            var terms = availability.terms(service.id()).orElseThrow();
            for (var day = today; day.isBefore(today.plusDays(DAYS_BOOKED)); day = day.plusDays(1)) {
                for (int i = 0; i < BOOKED_A_DAY; i++) {
                    var free = availability.slots(site, terms, 1, day, day, day.equals(today));
                    if (free.isEmpty()) {
                        break;
                    }
                    bookings.book(
                            new NewAppointment(
                                    site.id(),
                                    service.id(),
                                    free.get(random.nextInt(free.size())).start(),
                                    1,
                                    day.equals(today) ? Appointment.Channel.PHONE : Appointment.Channel.ONLINE),
                            somebody(random));
                }
            }
        }
    }

    private static Appointment.Usager somebody(SplittableRandom random) {
        var first = FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size()));
        var last = LAST_NAMES.get(random.nextInt(LAST_NAMES.size()));
        return new Appointment.Usager(
                first,
                last,
                "demo-" + Integer.toString(random.nextInt(1_000_000), 36).toLowerCase(Locale.ROOT) + "@exemple.example",
                null,
                "fr");
    }
}
