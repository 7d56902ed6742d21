package fr.parvis.appointments.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointment.Channel;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.slots.Terms;
import fr.parvis.messaging.Message;
import fr.parvis.testing.ParvisTest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Who in the line is offered what, when, and what they make of it, on the real database. */
@ParvisTest
class OffersIT extends LineScene {
    @Test
    void what_comes_free_is_offered_in_order_before_others_see_it() {
        agenda("09:00", "09:40");
        var given = book("09:00");
        book("09:20");
        var first = join();
        var second = join();
        bookings.cancel(given.id(), true);
        assertThat(free()).isEmpty();
        var offer = offered(first);
        assertThat(offer.start()).isEqualTo(at("09:00"));
        assertThat(Duration.between(offer.offeredAt(), offer.until())).isEqualTo(Duration.ofMinutes(30));
        assertNothingIsOffered(second);
        assertThat(free()).isEmpty();
        refused("slot-taken", () -> book("09:00"));
    }

    @Test
    void unanswered_for_thirty_minutes_it_goes_to_the_next_and_whoever_was_silent_keeps_their_place() {
        agenda("09:00", "09:40");
        var one = book("09:00");
        var other = book("09:20");
        var first = join();
        var second = join();
        bookings.cancel(one.id(), true);
        offered(first);
        clock.forward(Duration.ofMinutes(29));
        assertNothingIsOffered(second);
        clock.forward(Duration.ofMinutes(1).plusSeconds(5));
        assertThat(free()).isEmpty();
        assertThat(offered(second).start()).isEqualTo(at("09:00"));
        assertThat(offers.of(first)).extracting(Offer::state).containsExactly(Offer.State.LAPSED);
        assertThat(free()).isEmpty();

        bookings.cancel(other.id(), true);
        assertThat(offered(first).start()).isEqualTo(at("09:20"));
    }

    @Test
    void after_two_without_an_answer_nothing_is_sent_until_the_person_says_so() {
        agenda("09:00", "09:40");
        var one = book("09:00");
        var other = book("09:20");
        var first = join();
        bookings.cancel(one.id(), true);
        offered(first);
        nobodyAnswers();
        assertNothingIsOffered(first);
        assertThat(now(first).state()).isEqualTo(Wish.State.WAITING);
        bookings.cancel(other.id(), true);
        offered(first);
        nobodyAnswers();
        assertNothingIsOffered(first);
        assertThat(now(first).state()).isEqualTo(Wish.State.ASLEEP);
        assertThat(told(first)).extracting(Message::about).contains("waitlist-asleep");
        assertThat(free()).hasSize(2);

        var later = join();
        assertThat(offered(later).start()).isEqualTo(at("09:00"));
        agenda("10:00", "10:20");
        assertNothingIsOffered(first);
        wishes.wake(first.id());
        assertThat(offered(first).start()).isEqualTo(at("10:00"));
        assertThat(now(first).position()).isLessThan(now(later).position());
        nobodyAnswers();
        offering.round();
        assertThat(now(first).state()).isEqualTo(Wish.State.WAITING);
    }

    @Test
    void who_has_opened_nothing_keeps_a_time_from_the_others_once() {
        agenda("09:00", "09:20");
        var given = book("09:00");
        var wish = joinUnread();
        bookings.cancel(given.id(), true);
        offered(wish);
        nobodyAnswers();
        assertNothingIsOffered(wish);
        assertThat(now(wish).state()).isEqualTo(Wish.State.ASLEEP);
        assertThat(told(wish).getFirst().about()).isEqualTo("waitlist-asleep");
    }

    @Test
    void a_place_given_up_by_link_stays_shut_ten_minutes_for_the_line_too() {
        agenda("09:00", "09:20");
        var mine = book("09:00");
        var first = join();
        bookings.cancel(mine.id(), false);
        clock.forward(Duration.ofMinutes(9));
        assertNothingIsOffered(first);
        clock.forward(Duration.ofMinutes(1).plusSeconds(5));
        assertThat(free()).isEmpty();
        assertThat(offered(first).start()).isEqualTo(at("09:00"));
        assertThat(free()).isEmpty();
    }

    @Test
    void who_has_opened_nothing_that_was_sent_is_offered_what_comes_free_and_not_what_is_free_anyway() {
        agenda("09:00", "10:00");
        var given = book("09:00");
        var wish = joinUnread();
        assertNothingIsOffered(wish);
        assertThat(free()).containsExactly(at("09:20"), at("09:40"));
        bookings.cancel(given.id(), true);
        var offer = offered(wish);
        assertThat(offer.start()).isEqualTo(at("09:00"));
        var second = joinUnread();
        offers.decline(offer.id());
        assertThat(offered(second).start())
                .as("turned down, it comes free again")
                .isEqualTo(at("09:00"));
        assertNothingIsOffered(wish);
        wishes.opened(wish);
        assertThat(offered(wish).start()).isEqualTo(at("09:20"));
    }

    @Test
    void who_has_opened_nothing_is_offered_the_last_day_before_it_comes_up_for_all() {
        terms(3, LocalTime.of(8, 0), 0);
        agenda("09:00", "09:20");
        clock.setTo(at(monday.minusDays(3), "07:51"));
        var wish = joinUnread();
        assertThat(offered(wish).start()).isEqualTo(at("09:00"));
    }

    @Test
    void who_joined_although_something_suited_is_offered_what_comes_free() {
        agenda("09:00", "09:40");
        var given = book("09:00");
        var wish = join();
        wishes.change(wish.id(), Set.of(site.id()), Suits.ANY, true);
        assertNothingIsOffered(wish);
        bookings.cancel(given.id(), true);
        assertThat(offered(wish).start()).isEqualTo(at("09:00"));
    }

    @Test
    void two_thousand_wishes_that_nothing_suits_do_not_hold_the_line_up() {
        for (int day = 0; day < 10; day++) {
            agenda(site, monday.plusDays(day), "08:00", "20:00");
        }
        var one = join(new Suits(Set.of(), Set.of(PartOfDay.MORNING), monday.plusDays(40)));
        jdbc.sql("""
                        insert into appointments.wish (id, organisation_id, service_id, token, state, channel, sites, days, parts, earliest, people,
                               joined_at, touched_at, proved_at, first_name, last_name, known_as, email, language)
                        select gen_random_uuid(), organisation_id, service_id, token || n, state, channel, sites, days, parts,
                               case when n % 2 = 0 then earliest else date '2199-01-01' end, people,
                               joined_at, touched_at, proved_at, first_name, last_name, known_as, n || email, language
                          from appointments.wish, generate_series(1, 2000) n where id = ?""").param(one.id()).update();
        try {
            var last = join();
            offering.round();
            var offer = offers.openOf(last).orElseThrow();
            assertThat(offer.start()).isEqualTo(at("08:00"));
            offers.decline(offer.id());
            var begin = System.nanoTime();
            offering.round();
            var took = Duration.ofNanos(System.nanoTime() - begin);
            // by this round, or by that of the instance itself
            assertThat(offers.openOf(last)).isPresent();
            assertThat(took).isLessThan(Duration.ofSeconds(3));
        } finally {
            jdbc.sql(
                            "update appointments.wish set state = 'ended', ended_at = joined_at where token like ? and id <> ?")
                    .params(one.token() + "%", one.id())
                    .update();
        }
    }

    @Test
    void what_suits_nobody_in_the_line_is_everybodys() {
        agenda("09:00", "09:20");
        var mine = book("09:00");
        var first = join(new Suits(Set.of(DayOfWeek.TUESDAY), Set.of(), null));
        bookings.cancel(mine.id(), true);
        assertNothingIsOffered(first);
        assertThat(free()).containsExactly(at("09:00"));
    }

    @Test
    void what_nobody_offers_opens_by_itself() {
        agenda("09:00", "09:20");
        var mine = book("09:00");
        join(new Suits(Set.of(DayOfWeek.TUESDAY), Set.of(), null));
        bookings.cancel(mine.id(), false);
        clock.forward(Duration.ofMinutes(12).plusSeconds(5));
        assertThat(free()).containsExactly(at("09:00"));
    }

    @Test
    void taken_it_is_booked_in_the_name_of_the_person_and_their_wait_is_over() {
        agenda("09:00", "09:20");
        var usager = somebody();
        var first = join(Suits.ANY, Channel.ONLINE, usager);
        var offer = offered(first);
        var mine = offers.take(offer.id());
        assertThat(mine.state()).isEqualTo(Appointment.State.BOOKED);
        assertThat(mine.usager()).isEqualTo(usager);
        assertThat(mine.start()).isEqualTo(at("09:00"));
        assertThat(offers.take(offer.id())).isEqualTo(mine);
        assertThat(now(first).state()).isEqualTo(Wish.State.SERVED);
        assertThat(free()).isEmpty();
        clock.forward(Duration.ofHours(1));
        offering.round();
        assertThat(appointments.find(mine.id())).isEqualTo(mine);
    }

    @Test
    void pressed_by_many_hands_at_once_it_is_taken_once() throws Exception {
        agenda("09:00", "09:40");
        var first = join();
        var offer = offered(first);
        var begin = new CountDownLatch(1);
        var got = new ArrayList<Future<Appointment>>();
        try (var all = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                Callable<Appointment> one = () -> {
                    begin.await();
                    return offers.take(offer.id());
                };
                got.add(all.submit(one));
            }
            begin.countDown();
        }
        for (var one : got) {
            assertThat(one.get().id()).isEqualTo(offer.heldId());
        }
        assertThat(record(first)).containsExactly("joined", "offered", "served");
    }

    private List<String> record(Wish wish) {
        return jdbc.sql("select type from appointments.wish_event where wish_id = ? order by seq")
                .param(wish.id())
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void declined_it_goes_to_the_next_and_is_not_offered_again() {
        agenda("09:00", "09:40");
        book("09:20");
        var first = join();
        var second = join();
        var offer = offered(first);
        offers.decline(offer.id());
        assertThat(free()).isEmpty();
        assertThat(offered(second).start()).isEqualTo(at("09:00"));
        nobodyAnswers();
        assertNothingIsOffered(first);
        assertThat(free()).containsExactly(at("09:00"));
        agenda("10:00", "10:20");
        assertThat(offered(first).start()).isEqualTo(at("10:00"));
        assertThat(offers.openOf(second)).isEmpty();
    }

    @Test
    void late_it_is_theirs_all_the_same_when_nobody_has_it() {
        agenda("09:00", "09:20");
        var first = join();
        var offer = offered(first);
        nobodyAnswers();
        assertNothingIsOffered(first);
        var second = join();
        assertThat(offered(second).start()).isEqualTo(at("09:00"));
        refused("hold-expired", () -> offers.take(offer.id()));
        assertThat(now(first).state()).isEqualTo(Wish.State.WAITING);
        offers.decline(offers.openOf(second).orElseThrow().id());
        offering.round();
        assertThat(offers.take(offer.id()).start()).isEqualTo(at("09:00"));
    }

    @Test
    void who_has_an_appointment_moves_to_an_earlier_time_and_leaves_their_own_to_the_next() {
        agenda("09:00", "10:00");
        var early = book("09:00");
        var mine = book("09:40");
        book("09:20");
        var first = wishes.joinForEarlier(mine.id(), Channel.ONLINE);
        assertThat(wishes.joinForEarlier(mine.id(), Channel.ONLINE)).isEqualTo(first);
        var second = join();
        bookings.cancel(early.id(), true);
        var offer = offered(first);
        assertThat(offer.start()).isEqualTo(at("09:00"));
        assertThat(told(first).getFirst().text()).contains("remplacerait", "09:40");
        assertThat(appointments.find(mine.id()).start()).isEqualTo(at("09:40"));
        var moved = offers.take(offer.id());
        assertThat(offers.take(offer.id())).isEqualTo(moved);
        assertThat(moved.token()).isEqualTo(mine.token());
        assertThat(moved.start()).isEqualTo(at("09:00"));
        assertThat(moved.agendas()).isEqualTo(mine.agendas());
        assertThat(moved.revision()).isGreaterThan(mine.revision());
        assertThat(free()).isEmpty();
        assertThat(offered(second).start()).isEqualTo(at("09:40"));
        await(() -> outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .anyMatch(message -> message.about().equals("appointment-moved")
                        && message.key().contains(mine.id().toString())));
    }

    @Test
    void what_is_moved_away_from_goes_to_the_line() {
        agenda("09:00", "10:00");
        var mine = book("09:00");
        book("09:20");
        var first = join(new Suits(Set.of(), Set.of(PartOfDay.MORNING), null));
        offers.decline(offered(first).id());
        assertNothingIsOffered(first);
        bookings.move(mine.id(), at("09:40"), false);
        assertThat(free()).isEmpty();
        assertThat(offered(first).start()).isEqualTo(at("09:00"));
    }

    @Test
    void nothing_later_than_their_own_time_is_offered_to_who_wants_an_earlier_one() {
        agenda("09:00", "10:00");
        var mine = book("09:00");
        var first = wishes.joinForEarlier(mine.id(), Channel.ONLINE);
        wishes.opened(first);
        assertNothingIsOffered(first);
        bookings.move(mine.id(), at("09:20"), true);
        var useless = offered(first);
        assertThat(useless.start()).isEqualTo(at("09:00"));
        agenda("08:40", "09:00");
        bookings.move(mine.id(), at("08:40"), true);
        await(() -> offers.openOf(first).isEmpty());
        await(() -> free().contains(at("09:00")));
        refused("offer-over", () -> offers.take(useless.id()));

        book("09:00");
        bookings.move(mine.id(), at("09:40"), true);
        await(() -> offers.openOf(first).isPresent());
        assertThat(offered(first).start()).isEqualTo(at("08:40"));
        bookings.cancel(appointments.ofDay(site, monday).getFirst().id(), true);
        offers.decline(offers.openOf(first).orElseThrow().id());
        await(() -> offers.openOf(first).isPresent());
        assertThat(offered(first).start())
                .as("what was withdrawn is offered again")
                .isEqualTo(at("09:00"));
        bookings.cancel(mine.id(), true);
        await(() -> now(first).state() == Wish.State.ENDED);
        assertThat(offers.openOf(first)).isEmpty();
        refused("offer-over", () -> offers.take(offers.of(first).getFirst().id()));
    }

    @Test
    void many_instances_at_once_never_offer_a_time_twice() throws Exception {
        agenda("09:00", "12:20");
        agenda("09:00", "12:20");
        var line = new ArrayList<Wish>();
        for (int i = 0; i < 24; i++) {
            line.add(join(new Suits(Set.of(DayOfWeek.MONDAY), Set.of(), null)));
        }
        var begin = new CountDownLatch(1);
        try (var all = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                all.submit(() -> {
                    begin.await();
                    return offering.round();
                });
            }
            begin.countDown();
        }
        offering.round();
        var starts = new ArrayList<java.time.Instant>();
        line.forEach(wish -> starts.add(offers.openOf(wish).map(Offer::start).orElse(at("23:00"))));
        assertThat(starts.subList(0, 20)).isSorted().startsWith(at("09:00"), at("09:00"), at("09:20"), at("09:20"));
        assertThat(starts.subList(20, 24)).containsOnly(at("23:00"));
        assertThat(jdbc.sql("""
                        select count(*) from appointments.place a join appointments.place b
                          on a.agenda_id = b.agenda_id and a.id < b.id and a.during && b.during""").query(Integer.class).single()).isZero();
    }

    @Test
    void no_more_than_three_a_day_whatever_the_line() {
        agenda("09:00", "11:00");
        agenda(site, monday.plusDays(1), "09:00", "11:00");
        var first = join();
        for (int i = 0; i < 3; i++) {
            offers.decline(offered(first).id());
        }
        assertNothingIsOffered(first);
        clock.setTo(at(monday.minusDays(2), "09:00"));
        assertThat(offered(first).start()).isEqualTo(at("10:00"));
    }

    @Test
    void in_the_night_it_is_held_until_people_have_read_it() {
        agenda("11:00", "11:20");
        clock.setTo(at(monday.minusDays(1), "22:00"));
        var first = join();
        assertThat(offered(first).until()).isEqualTo(at("08:30"));
        clock.setTo(at("08:29"));
        offering.round();
        assertThat(offers.openOf(first)).isPresent();
        clock.setTo(at("08:31"));
        assertNothingIsOffered(first);
    }

    @Test
    void what_begins_too_soon_to_be_answered_and_come_is_offered_to_nobody() {
        agenda("12:00", "13:00");
        clock.setTo(at("09:40"));
        var first = join();
        assertThat(offered(first).start()).isEqualTo(at("12:20"));
        assertThat(free()).containsExactly(at("12:00"), at("12:40"));
    }

    @Test
    void the_last_day_comes_up_for_the_line_before_everybody_rushes_at_it() {
        terms(3, LocalTime.of(8, 0), 0);
        agenda("09:00", "09:40");
        clock.setTo(at(monday.minusDays(3), "07:30"));
        var first = join();
        assertNothingIsOffered(first);
        clock.setTo(at(monday.minusDays(3), "07:51"));
        assertThat(free()).isEmpty();
        var offer = offered(first);
        assertThat(offer.start()).isEqualTo(at("09:00"));
        assertThat(offers.take(offer.id()).state()).isEqualTo(Appointment.State.BOOKED);
        clock.setTo(at(monday.minusDays(3), "08:00"));
        assertThat(free()).containsExactly(at("09:20"));
    }

    private void terms(int days, LocalTime opensAt, int keptPercent) {
        agendas.saveTerms(new ServiceTerms(
                service.id(), 20, 0, 20, 2, days, opensAt, 4, Terms.Grouping.CONSECUTIVE, Set.of(), keptPercent, null));
    }

    @Test
    void what_is_kept_for_the_desk_is_offered_to_who_joined_there() {
        terms(60, LocalTime.MIDNIGHT, 50);
        agenda("09:00", "09:40");
        var online = join();
        assertThat(offered(online).start()).isEqualTo(at("09:00"));
        var second = join();
        assertNothingIsOffered(second);
        var phone = join(Suits.ANY, Channel.PHONE, somebody());
        assertThat(offered(phone).start()).isEqualTo(at("09:20"));
        assertThat(offers.take(offers.openOf(phone).orElseThrow().id()).channel())
                .isEqualTo(Channel.PHONE);
    }

    @Test
    void who_can_only_be_rung_has_thirty_minutes_in_which_an_agent_is_there() {
        var closing = town.place(2, 1, java.util.Collections.nCopies(7, "09:00-17:00"));
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        agenda(closing.site(), monday, "15:00", "15:20");
        clock.setTo(at(monday.minusDays(3), "16:50"));
        var usager = new Appointment.Usager(
                "Dominique", "Fixe", null, "+331234" + (10_000 + new java.util.Random().nextInt(90_000)), "fr");
        var wish = wishes.join(new NewWish(
                service.id(),
                Set.of(closing.site().id()),
                Suits.ANY,
                1,
                Channel.PHONE,
                usager,
                "",
                Meeting.ON_SITE,
                false));
        assertThat(offered(wish).until())
                .isBetween(
                        at(monday.minusDays(2), "09:20"),
                        at(monday.minusDays(2), "09:20").plusSeconds(20));
        assertThat(told(wish)).isEmpty();
    }

    @Test
    void the_database_itself_refuses_a_second_open_offer_and_a_record_that_is_changed() {
        agenda("09:00", "09:40");
        var other = book("09:20");
        var first = join();
        var offer = offered(first);
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into appointments.offer (id, organisation_id, wish_id, site_id, appointment_id, token, starts_at, offered_at, until)
                        select gen_random_uuid(), organisation_id, wish_id, site_id, ?,
                               'essai', starts_at, offered_at, until from appointments.offer where id = ?""").params(other.id(), offer.id()).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("offer_one_at_a_time");
        for (var change : List.of(
                "update appointments.wish_event set type = 'left' where wish_id = ?",
                "delete from appointments.wish_event where wish_id = ?")) {
            assertThatThrownBy(() -> jdbc.sql(change).param(first.id()).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void its_message_says_what_until_when_and_how_to_stop() {
        agenda("09:00", "09:20");
        var first = join();
        var offer = offered(first);
        var message = told(first).getFirst();
        assertThat(message.about()).isEqualTo("waitlist-offer");
        assertThat(message.usefulUntil()).isEqualTo(offer.until());
        assertThat(Objects.requireNonNull(message.subject())).contains("09:00");
        assertThat(message.text())
                .contains(
                        "09:00",
                        site.address(),
                        "10:30",
                        "/rdv/proposition/" + offer.token() + "\n",
                        "/rdv/proposition/" + offer.token() + "/passer",
                        "/rdv/attente/" + first.token() + "/arreter");
        offering.round();
        assertThat(told(first)).hasSize(2);
    }
}
