package fr.parvis.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Places beyond what can be received, from what was learned of absences. */
@ParvisTest
class OverbookingIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Arrivals arrivals;

    @Autowired
    Availability availability;

    @Autowired
    Overbooking overbooking;

    @Autowired
    TestClock clock;

    Town.Place place;
    ServiceOffer service;
    LocalDate first;
    int people;

    @BeforeEach
    void arrive() {
        place = town.place(1, 1);
        service = place.services().getFirst();
        first = LocalDate.of(2027, 3, 1);
        clock.setTo(at(first, "07:00"));
        agendas.saveTerms(new ServiceTerms(
                service.id(),
                20,
                0,
                20,
                0,
                30,
                LocalTime.MIDNIGHT,
                1,
                ServiceTerms.usual(service.id(), 20).grouping(),
                Set.of(),
                0,
                null));
        var agenda = agendas.create(
                place.site(), "Guichet", null, place.counters().getFirst().id(), null, Set.of(service.id()));
        agendas.saveRule(
                agenda.id(), null, Set.of(), first, LocalTime.of(9, 0), LocalTime.of(11, 0), "FREQ=DAILY", Set.of());
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    private Appointment book(LocalDate day, String time) {
        people++;
        return bookings.book(
                new NewAppointment(place.site().id(), service.id(), at(day, time), 1, Appointment.Channel.DESK),
                new Appointment.Usager(
                        "Venue",
                        "Attendue" + java.util.UUID.randomUUID(),
                        java.util.UUID.randomUUID() + "@essai.example",
                        null,
                        "fr"));
    }

    private void fill(LocalDate day) {
        for (var time : new String[] {"09:00", "09:20", "09:40", "10:00", "10:20", "10:40"}) {
            book(day, time);
        }
    }

    /** Ten days of six, of whom so many did not come. */
    private LocalDate lived(int missedADay) {
        for (int i = 0; i < 10; i++) {
            var day = first.plusDays(i);
            clock.setTo(at(day, "08:00"));
            fill(day);
            clock.setTo(at(day, "10:50"));
            int left = missedADay;
            for (var one : bookedOn(day)) {
                if (left-- > 0) {
                    arrivals.noShow(one.id());
                } else {
                    arrivals.checkIn(one.id());
                }
            }
        }
        var today = first.plusDays(10);
        clock.setTo(at(today, "08:00"));
        return today;
    }

    @Autowired
    Appointments appointments;

    @Autowired
    AgendaTables tables;

    private java.util.List<Appointment> bookedOn(LocalDate day) {
        return appointments.ofDay(place.site(), day);
    }

    @Test
    void a_full_half_day_bears_more_where_many_do_not_come_and_the_risk_is_said() {
        var today = lived(3);
        fill(today.plusDays(1));
        assertThat(overbooking.proposals(place.site())).singleElement().satisfies(one -> {
            assertThat(one.day()).isEqualTo(today.plusDays(1));
            assertThat(one.morning()).isTrue();
            assertThat(one.booked()).isEqualTo(6);
            assertThat(one.expected()).isBetween(2.5, 3.1);
            assertThat(one.extra()).isPositive();
            assertThat(one.risk()).isBetween(0.0, Overbooking.BEARABLE);
        });
        var proposal = overbooking.open(place.site(), service.id(), today.plusDays(1), true);
        var terms = availability.terms(service.id()).orElseThrow();
        assertThat(availability.slots(place.site(), terms, 1, today.plusDays(1), today.plusDays(1), true))
                .as("as many times as were proposed")
                .hasSize(proposal.extra());
        assertThat(overbooking.proposals(place.site()))
                .as("not full any more")
                .noneMatch(one -> one.day().equals(today.plusDays(1)));
        availability
                .slots(place.site(), terms, 1, today.plusDays(1), today.plusDays(1), true)
                .forEach(slot -> bookings.book(
                        new NewAppointment(place.site().id(), service.id(), slot.start(), 1, Appointment.Channel.DESK),
                        new Appointment.Usager(
                                "Plus" + slot.start(),
                                "Attendue",
                                java.util.UUID.randomUUID() + "@essai.example",
                                null,
                                "fr")));
        assertThat(overbooking.proposals(place.site()))
                .as("those squeezed in are no room for more")
                .allSatisfy(one -> assertThat(one.booked()).isEqualTo(6 + proposal.extra()))
                .allSatisfy(one -> assertThat(one.risk()).isLessThanOrEqualTo(Overbooking.BEARABLE));
    }

    @Test
    void what_was_opened_long_ago_never_stands_in_the_way() {
        var today = lived(3);
        fill(today.plusDays(1));
        overbooking.open(place.site(), service.id(), today.plusDays(1), true);
        var overflow = tables.overflow(place.site().id()).iterator().next();
        for (int i = 0; i < 80; i++) {
            tables.save(
                    overflow,
                    Agendas.checked(
                            null,
                            Set.of(),
                            today.minusDays(30 + i),
                            LocalTime.of(9, 0),
                            LocalTime.of(9, 20),
                            null,
                            Set.of(),
                            SchoolTime.ALWAYS,
                            Set.of()));
        }
        fill(today.plusDays(2));
        assertThat(overbooking
                        .open(place.site(), service.id(), today.plusDays(2), true)
                        .extra())
                .isPositive();
        assertThat(agendas.rules(overflow))
                .allSatisfy(rule -> assertThat(rule.first()).isAfter(today.minusDays(30)));
    }

    @Test
    void nothing_is_proposed_where_everybody_comes_nor_before_something_was_learned() {
        clock.setTo(at(first, "08:00"));
        fill(first.plusDays(1));
        assertThat(overbooking.hasLearned(place.site())).isFalse();
        assertThat(overbooking.proposals(place.site())).isEmpty();
        assertThatThrownBy(() -> overbooking.open(place.site(), service.id(), first.plusDays(1), true))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("nothing-to-overbook");
    }

    @Test
    void nobody_is_squeezed_in_where_everybody_comes() {
        var today = lived(0);
        fill(today.plusDays(1));
        assertThat(overbooking.hasLearned(place.site())).isTrue();
        assertThat(overbooking.proposals(place.site())).isEmpty();
    }
}
