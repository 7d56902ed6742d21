package fr.parvis.demo;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentHistory;
import fr.parvis.appointments.AppointmentHistory.Past;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The appointments that Saint-Parvis has had: most kept, the further ahead they were booked the fewer, reminded people more often. */
@Component
class DemoAppointmentPast {
    private static final double TAKEN = 0.72;
    private static final double CANCELLED = 0.07;
    private static final double FROM_THE_DESK = 0.3;
    private static final double REMINDED = 0.8;
    private static final double MISSED_AT_ONCE = 0.03;
    private static final double MISSED_A_DAY_AHEAD = 0.006;
    private static final double WITHOUT_A_REMINDER = 1.8;

    private final Agendas agendas;
    private final Availability availability;
    private final AppointmentHistory history;
    private final Directory directory;

    DemoAppointmentPast(Agendas agendas, Availability availability, AppointmentHistory history, Directory directory) {
        this.agendas = agendas;
        this.availability = availability;
        this.history = history;
        this.directory = directory;
    }

    void live(Site site, List<String> hours, LocalDate today) {
        var random = new SplittableRandom(site.slug().hashCode());
        var over = new ArrayList<Past>();
        for (var day = today.minusDays(DemoPast.DAYS); day.isBefore(today); day = day.plusDays(1)) {
            if (isOpen(site, day)) {
                for (var agenda : agendas.at(site)) {
                    day(site, agenda, hours.get(day.getDayOfWeek().getValue() - 1), day, random, over);
                }
                for (var service : availability.servicesAt(site)) {
                    history.thirdNext(site, service.id(), day, 20 + random.nextInt(24 * 6));
                }
            }
        }
        history.write(site, over);
    }

    private boolean isOpen(Site site, LocalDate day) {
        var reason = directory.day(site.id(), day).reason();
        return day.getDayOfWeek() != DayOfWeek.SUNDAY
                && reason != Opening.Reason.CLOSURE
                && reason != Opening.Reason.PUBLIC_HOLIDAY;
    }

    private void day(Site site, Agenda agenda, String spans, LocalDate day, SplittableRandom random, List<Past> over) {
        var services = agenda.services().stream().sorted().toList();
        for (var span : spans.split(", ")) {
            if (span.isBlank() || services.isEmpty()) {
                continue;
            }
            var ends = span.split("-");
            var at = day.atTime(LocalTime.parse(ends[0])).atZone(site.zone()).toInstant();
            var end = day.atTime(LocalTime.parse(ends[1])).atZone(site.zone()).toInstant();
            while (at.isBefore(end)) {
                var service = services.get(random.nextInt(services.size()));
                var during = Duration.ofMinutes(
                        availability.terms(service).map(ServiceTerms::minutes).orElse(20));
                if (random.nextDouble() < TAKEN && !at.plus(during).isAfter(end)) {
                    over.add(appointment(agenda, service, at, during, random));
                }
                at = at.plus(during);
            }
        }
    }

    private static Past appointment(
            Agenda agenda, UUID service, Instant start, Duration during, SplittableRandom random) {
        int days = 1 + (int) (Math.pow(random.nextDouble(), 2) * 40);
        var reminded = days > 2 && random.nextDouble() < REMINDED;
        var missed = (MISSED_AT_ONCE + MISSED_A_DAY_AHEAD * days) * (reminded ? 1 : WITHOUT_A_REMINDER);
        var chance = random.nextDouble();
        return new Past(
                service,
                agenda.id(),
                start,
                during,
                start.minus(Duration.ofDays(days)).minus(Duration.ofHours(random.nextInt(6))),
                random.nextDouble() < FROM_THE_DESK ? Appointment.Channel.PHONE : Appointment.Channel.ONLINE,
                chance < CANCELLED
                        ? Appointment.State.CANCELLED
                        : chance < CANCELLED + missed ? Appointment.State.NO_SHOW : Appointment.State.ARRIVED,
                reminded);
    }
}
