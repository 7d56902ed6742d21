package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.testing.Town;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/** A place that receives by appointment on Mondays. */
public final class Office {
    public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private Office() {}

    /** No public holiday falls on it, whenever the tests run. */
    public static LocalDate monday() {
        var monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        return switch (monday.getMonth()) {
            case APRIL, MAY, JUNE ->
                LocalDate.of(monday.getYear(), 9, 1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            default ->
                monday.getMonthValue() == 12 && monday.getDayOfMonth() > 20 || monday.getMonthValue() == 1
                        ? LocalDate.of(monday.plusDays(15).getYear(), 2, 1)
                                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        : monday;
        };
    }

    public static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    public static Agenda open(Agendas agendas, Town.Place place, LocalDate monday) {
        var service = place.services().getFirst().id();
        agendas.saveTerms(ServiceTerms.usual(service, 20));
        var agenda = agendas.create(
                place.site(), "Passeports", null, place.counters().getFirst().id(), null, Set.of(service));
        agendas.saveRule(
                agenda.id(),
                null,
                Set.of(),
                monday,
                LocalTime.of(9, 0),
                LocalTime.of(12, 0),
                "FREQ=WEEKLY;BYDAY=MO",
                Set.of());
        return agenda;
    }

    /** A person whom no other test has booked. */
    public static Appointment book(Bookings bookings, Town.Place place, Instant start, String lastName) {
        return bookings.book(
                new NewAppointment(
                        place.site().id(), place.services().getFirst().id(), start, 1, Appointment.Channel.DESK),
                new Appointment.Usager("Camille", lastName, place.site().slug() + "@essai.example", null, "fr"));
    }
}
