package fr.parvis.appointments.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointment.Channel;
import fr.parvis.appointments.Meeting;
import fr.parvis.messaging.Message;
import fr.parvis.rights.Nights;
import fr.parvis.testing.ParvisTest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Places in the line: taken once, kept, given up, forgotten. */
@ParvisTest
class WishesIT extends LineScene {
    @Autowired
    Nights nights;

    @Test
    void a_person_has_one_place_for_a_service_however_the_name_is_typed() {
        agenda("09:00", "09:20");
        book("09:00");
        var first = join(
                Suits.ANY,
                Channel.ONLINE,
                new Appointment.Usager("Jean-Noël", "Essai", "jn@ligne.example", "+33612345670", "fr"));
        refused(
                "already-waiting",
                () -> join(
                        Suits.ANY,
                        Channel.PHONE,
                        new Appointment.Usager("jean noel", "ESSAI", "JN@ligne.example", null, "fr")));
        refused(
                "already-waiting",
                () -> join(
                        Suits.ANY,
                        Channel.PHONE,
                        new Appointment.Usager("Jean-Noël", "Essai", null, "+33612345670", "fr")));
        refused(
                "already-waiting",
                () -> join(
                        Suits.ANY,
                        Channel.PHONE,
                        new Appointment.Usager("Essai", "Jean Noël", "jn@ligne.example", null, "fr")));
        var child = join(
                Suits.ANY,
                Channel.ONLINE,
                new Appointment.Usager("Louise", "Essai", "jn@ligne.example", "+33612345670", "fr"));
        assertThat(child.position()).isGreaterThan(first.position());
    }

    @Test
    void who_joins_again_reads_it_where_they_are_written_to_once_a_day() {
        agenda("09:00", "09:20");
        book("09:00");
        var wish = joinUnread();
        var again = wanted(Suits.ANY, Channel.ONLINE, Objects.requireNonNull(wish.usager()));
        wishes.ask(again);
        assertThat(told(wish)).as("the first message of today is still there").hasSize(1);
        clock.forward(Duration.ofDays(1));
        wishes.ask(again);
        wishes.ask(again);
        assertThat(told(wish)).hasSize(2);
    }

    @Test
    void who_has_an_appointment_reads_it_there_and_nowhere_else() {
        agenda("09:00", "09:40");
        var usager = new Appointment.Usager("Alix", "Discret", "discret@ligne.example", "+33612345671", "fr");
        var mine = book(at("09:00"), usager);
        wishes.ask(wanted(Suits.ANY, Channel.ONLINE, usager.writtenTo()));
        assertThat(wishes.openOf(service.id(), usager)).isEmpty();
        assertThat(written("wish-booked " + mine.id()))
                .as("no mail leaves: an agent rings this one")
                .isEmpty();

        var other = somebody();
        var theirs = book(at("09:20"), other);
        wishes.ask(wanted(Suits.ANY, Channel.ONLINE, other));
        wishes.ask(wanted(Suits.ANY, Channel.ONLINE, other));
        assertThat(written("wish-booked " + theirs.id())).singleElement().satisfies(message -> {
            assertThat(message.to()).isEqualTo(other.email());
            assertThat(message.text()).contains("09:20", "/rdv/mien/" + theirs.token());
        });

        var strangers = new Appointment.Usager("Alix", "Discret", "curieux@ligne.example", usager.phone(), "fr");
        wishes.ask(wanted(Suits.ANY, Channel.ONLINE, strangers));
        assertThat(wishes.openOf(service.id(), strangers.writtenTo()))
                .as("the telephone of somebody tells nothing about them")
                .isPresent();
    }

    private List<Message> written(String key) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(message -> message.key().startsWith(key))
                .toList();
    }

    @Test
    void a_stranger_is_written_to_five_times_a_day_at_the_most_whatever_is_left_meanwhile() {
        agenda("09:00", "09:40");
        book("09:00");
        var nth = new java.util.concurrent.atomic.AtomicInteger();
        var address = "Etranger" + UUID.randomUUID() + "@ligne.example";
        ThrowingCallable once = () -> {
            var usager = new Appointment.Usager(
                    "A" + nth.incrementAndGet(), "Relais", address.toLowerCase(java.util.Locale.ROOT), null, "fr");
            wishes.ask(wanted(Suits.ANY, Channel.ONLINE, usager));
            wishes.leave(wishes.openOf(service.id(), usager).orElseThrow().id());
        };
        for (int i = 0; i < 5; i++) {
            assertThatCode(once).doesNotThrowAnyException();
        }
        refused("joined-too-often", once);
        var mine = book(
                at("09:20"),
                new Appointment.Usager("Z", "Relais", address.toLowerCase(java.util.Locale.ROOT), null, "fr"));
        refused("joined-too-often", () -> wishes.joinForEarlier(mine.id(), Channel.ONLINE));
        assertThat(wishes.joinForEarlier(mine.id(), Channel.DESK).replaces()).isEqualTo(mine.id());
        assertThat(jdbc.sql(
                                "select count(*) from appointments.wish_asked where contact like '%relais%' or contact like '%@%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        clock.forward(Duration.ofDays(1));
        assertThatCode(once).doesNotThrowAnyException();
        clock.forward(Duration.ofDays(1));
        keeping.tidy();
        assertThat(jdbc.sql("select count(*) from appointments.wish_asked")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void more_than_five_places_at_once_is_said_in_a_message() {
        agenda("09:00", "09:20");
        book("09:00");
        for (int i = 0; i < 5; i++) {
            join(Suits.ANY, Channel.PHONE, new Appointment.Usager("A" + i, "Foule", "foule@ligne.example", null, "fr"));
        }
        var sixth = new Appointment.Usager("B", "Foule", "foule@ligne.example", null, "fr");
        wishes.ask(wanted(Suits.ANY, Channel.ONLINE, sixth));
        assertThat(wishes.openOf(service.id(), sixth)).isEmpty();
        assertThat(written("wish-full "))
                .anySatisfy(message -> assertThat(message.text()).contains("5 places", "/rdv/" + service.slug()));
    }

    @Test
    void one_address_has_five_places_at_the_most() {
        agenda("09:00", "09:20");
        for (int i = 0; i < 5; i++) {
            join(
                    Suits.ANY,
                    Channel.ONLINE,
                    new Appointment.Usager("A" + i, "Famille", "famille@ligne.example", null, "fr"));
        }
        refused(
                "wishes-too-many",
                () -> join(
                        Suits.ANY,
                        Channel.ONLINE,
                        new Appointment.Usager("B", "Famille", "Famille@ligne.example", null, "fr")));
    }

    @Test
    void who_has_an_appointment_waits_for_an_earlier_one_from_there() {
        agenda("09:00", "09:40");
        var usager = somebody();
        var mine = book(at("09:20"), usager);
        refused("appointment-already", () -> join(Suits.ANY, Channel.ONLINE, usager));
        var wish = wishes.joinForEarlier(mine.id(), Channel.DESK);
        assertThat(wish.usager()).isEqualTo(usager);
        assertThat(wishes.openFor(mine.id())).contains(wish);
        wishes.change(wish.id(), Set.of(UUID.randomUUID()), Suits.ANY);
        assertThat(now(wish).sites()).as("the site is agreed").containsExactly(site.id());
        bookings.cancel(mine.id(), true);
        await(() -> now(wish).state() == Wish.State.ENDED);
        refused("wish-over", () -> wishes.joinForEarlier(mine.id(), Channel.ONLINE));
    }

    @Test
    void what_cannot_be_given_is_refused_with_its_field() {
        refused("sites-missing", () -> join());
        agenda("09:00", "09:20");
        refused(
                "people-out-of-range",
                () -> wishes.join(new NewWish(
                        service.id(),
                        Set.of(site.id()),
                        Suits.ANY,
                        5,
                        Channel.ONLINE,
                        somebody(),
                        "",
                        Meeting.ON_SITE,
                        false)));
        refused(
                "not-by-appointment",
                () -> wishes.join(new NewWish(
                        place.services().get(1).id(),
                        Set.of(site.id()),
                        Suits.ANY,
                        1,
                        Channel.ONLINE,
                        somebody(),
                        "",
                        Meeting.ON_SITE,
                        false)));
        refused("unknown-wish", () -> wishes.leave(UUID.randomUUID()));
    }

    @Test
    void who_books_in_the_usual_way_has_nothing_to_wait_for() {
        agenda("09:00", "09:20");
        book("09:00");
        var usager = somebody();
        var wish = join(Suits.ANY, Channel.ONLINE, usager);
        agenda("10:00", "10:40");
        var offer = offered(wish);
        book(at("10:20"), usager);
        await(() -> now(wish).state() == Wish.State.ENDED);
        refused("offer-over", () -> offers.take(offer.id()));
        await(() -> free().equals(List.of(at("10:00"))));
    }

    @Test
    void other_days_keep_the_place() {
        agenda("09:00", "09:20");
        var first = join(new Suits(Set.of(DayOfWeek.SUNDAY), Set.of(), null));
        var second = join(new Suits(Set.of(DayOfWeek.SUNDAY), Set.of(), null));
        assertNothingIsOffered(first);
        assertThat(look.place(second).before()).isEqualTo(1);
        wishes.change(second.id(), Set.of(site.id()), new Suits(Set.of(), Set.of(), monday));
        wishes.change(first.id(), Set.of(site.id()), new Suits(Set.of(), Set.of(), monday.plusDays(1)));
        assertNothingIsOffered(first);
        assertThat(offers.openOf(second)).isPresent();
        assertThat(now(first).position()).isEqualTo(first.position());
        assertThat(now(first).suits().earliest()).isEqualTo(monday.plusDays(1));
    }

    @Test
    void who_leaves_gives_back_what_was_held_and_hears_nothing_more() {
        agenda("09:00", "09:20");
        var first = join();
        var offer = offered(first);
        var second = join();
        wishes.leave(first.id());
        wishes.leave(first.id());
        assertThat(now(first).state()).isEqualTo(Wish.State.LEFT);
        assertThat(offered(second).start()).isEqualTo(at("09:00"));
        refused("offer-over", () -> offers.take(offer.id()));
        refused("wish-over", () -> wishes.wake(first.id()));
        refused("wish-over", () -> wishes.change(first.id(), Set.of(site.id()), Suits.ANY));
        assertThat(told(first)).extracting(Message::about).containsExactly("waitlist-offer", "waitlist-joined");
        assertThat(join(Suits.ANY, Channel.ONLINE, Objects.requireNonNull(first.usager()))
                        .position())
                .as("a new place is at the end")
                .isGreaterThan(second.position());
    }

    @Test
    void the_staff_says_why_it_removes_one() {
        agenda("09:00", "09:20");
        book("09:00");
        var wish = join();
        wishes.remove(wish.id(), Wish.Reason.UNREACHABLE);
        wishes.remove(wish.id(), Wish.Reason.MISTAKE);
        assertThat(now(wish).state()).isEqualTo(Wish.State.REMOVED);
        assertThat(told(wish)).hasSize(2);
        assertThat(told(wish).getFirst().text()).contains("pas réussi à vous joindre");
    }

    @Test
    void messages_speak_the_language_of_the_person() {
        agenda("09:00", "09:20");
        book("09:00");
        var usager = somebody();
        var wish = join(
                Suits.ANY,
                Channel.ONLINE,
                new Appointment.Usager("ليلى", usager.lastName(), usager.email(), null, "ar"));
        assertThat(told(wish).getFirst().text())
                .contains("قائمة الانتظار", "\nhttp://localhost")
                .doesNotContain("\u2068http");
    }

    @Test
    void the_delay_is_what_really_happened_and_nothing_when_too_little_did() {
        agenda("09:00", "09:20");
        book("09:00");
        var line = new ArrayList<Wish>();
        for (int i = 0; i < 12; i++) {
            line.add(join());
        }
        assertThat(look.last(service.id(), Set.of(site.id())).before()).isEqualTo(12);
        assertThat(look.place(line.getFirst()).delay().isKnown()).isFalse();
        clock.forward(Duration.ofDays(1));
        for (int i = 0; i < 10; i++) {
            agenda(site, monday.plusDays(7), "09:00", "09:20");
        }
        assertThat(offering.round()).isEqualTo(10);
        var delay = look.place(line.getLast()).delay();
        assertThat(delay.isKnown()).isTrue();
        assertThat(delay.offered()).isEqualTo(10);
        assertThat(Objects.requireNonNull(delay.half()))
                .isBetween(Duration.ofDays(1), Duration.ofDays(1).plusMinutes(5));
        assertThat(delay.late()).as("two of twelve wait still").isNull();
        assertThat(look.last(place.services().get(1).id(), Set.of(site.id())).before())
                .isZero();
        var lines = look.lines(List.of(site.id()));
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().wishes()).hasSize(12);
        assertThat(lines.getFirst().offers()).hasSize(10);
    }

    @Test
    void sleepers_and_the_forgotten_end_and_names_are_erased_thirty_days_later() {
        agenda("09:00", "09:20");
        var first = join();
        offered(first);
        nobodyAnswers();
        offering.round();
        agenda("10:00", "10:20");
        offered(first);
        nobodyAnswers();
        offering.round();
        assertThat(now(first).state()).isEqualTo(Wish.State.ASLEEP);
        clock.forward(Duration.ofDays(29));
        keeping.tidy();
        assertThat(now(first).state()).isEqualTo(Wish.State.ASLEEP);
        var waiting = join();
        clock.forward(Duration.ofDays(2));
        keeping.tidy();
        assertThat(now(first).state()).isEqualTo(Wish.State.ENDED);
        assertThat(told(first)).extracting(Message::about).doesNotContain("waitlist-ended");
        clock.forward(Duration.ofDays(31));
        nights.run("wish");
        assertThat(now(first).usager()).isNull();
        assertThat(jdbc.sql("""
                        select count(*) from appointments.wish
                         where id = ? and num_nonnulls(first_name, last_name, known_as, email, phone, language, papers) > 0""").param(first.id()).query(Integer.class).single())
                .isZero();
        assertThat(now(waiting).state()).isEqualTo(Wish.State.WAITING);
        clock.forward(Duration.ofDays(366));
        keeping.tidy();
        assertThat(now(waiting).state()).isEqualTo(Wish.State.ENDED);
        assertThat(told(waiting)).extracting(Message::about).contains("waitlist-ended");
    }

    /** The state of a wish, rebuilt from what happened to it. */
    private Map<String, Object> rebuilt(Wish wish) {
        var state = new HashMap<String, Object>();
        jdbc.sql("""
                        select type, coalesce(data -> 'suits' ->> 'earliest', data ->> 'earliest') earliest from appointments.wish_event
                         where wish_id = ? order by seq""").param(wish.id()).query(row -> {
            switch (row.getString("type")) {
                case "joined", "changed" -> {
                    state.put("state", Wish.State.WAITING);
                    state.put("earliest", row.getString("earliest"));
                }
                case "woken" -> state.put("state", Wish.State.WAITING);
                case "asleep" -> state.put("state", Wish.State.ASLEEP);
                case "served" -> state.put("state", Wish.State.SERVED);
                case "left" -> state.put("state", Wish.State.LEFT);
                case "removed" -> state.put("state", Wish.State.REMOVED);
                case "ended" -> state.put("state", Wish.State.ENDED);
                default -> state.put("last offer", row.getString("type"));
            }
        });
        return state;
    }

    @Test
    void the_record_tells_the_state_and_no_name() {
        agenda("09:00", "09:20");
        var wish = join(new Suits(Set.of(DayOfWeek.MONDAY), Set.of(PartOfDay.MORNING), null));
        offered(wish);
        wishes.change(wish.id(), Set.of(site.id()), new Suits(Set.of(), Set.of(), LocalDate.of(2030, 1, 2)));
        assertThat(rebuilt(wish))
                .containsEntry("state", Wish.State.WAITING)
                .containsEntry("earliest", "2030-01-02")
                .containsEntry("last offer", "offered");
        wishes.leave(wish.id());
        assertThat(rebuilt(wish)).containsEntry("state", Wish.State.LEFT).containsEntry("last offer", "withdrawn");
        assertThat(jdbc.sql("select string_agg(data::text, ' ') from appointments.wish_event where wish_id = ?")
                        .param(wish.id())
                        .query(String.class)
                        .single())
                .doesNotContain("Camille", "Attente", "@");
    }
}
