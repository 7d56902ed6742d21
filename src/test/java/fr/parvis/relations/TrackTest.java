package fr.parvis.relations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.Ids;
import fr.parvis.relations.law.Course;
import fr.parvis.relations.law.LegalRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The way of a request, as a delivery is followed")
class TrackTest {
    private static final Instant START = Instant.parse("2026-05-20T08:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 5, 20);
    private static final List<String> STEPS = List.of("Dossier vérifié", "Passage en commission");

    private static Instant day(int n) {
        return START.plus(Duration.ofDays(n));
    }

    private static Request request(Request.Kind kind, Request.State state, int step, @Nullable Instant closed) {
        return new Request(
                Ids.next(),
                Reference.next(),
                RequestKey.next(),
                kind,
                null,
                state,
                step,
                Channel.WEB,
                START,
                DAY,
                "fr",
                null,
                null,
                null,
                null,
                new Request.Said("", "", "", "", "", "", null),
                state.isOpen() ? NextStep.of(NextStep.Usual.ANSWER, "", DAY) : null,
                new Request.Legal(LegalRule.NONE, Course.of(DAY), null, null, null, null),
                0,
                null,
                closed,
                0);
    }

    private static RequestHistory.Event event(int day, String what, Request.State state) {
        return new RequestHistory.Event(day(day), what, state);
    }

    private static List<String> read(Track track) {
        return track.stops().stream()
                .map(stop -> stop.place() + " " + stop.name() + (stop.words().isEmpty() ? "" : " " + stop.words())
                        + (stop.at() == null
                                ? ""
                                : " " + Duration.between(START, stop.at()).toDays()))
                .toList();
    }

    @Test
    void begins_with_receipt_and_says_what_is_ahead() {
        assertThat(read(Track.of(
                        request(Request.Kind.QUESTION, Request.State.RECEIVED, 0, null),
                        List.of(),
                        List.of(event(0, "received", Request.State.RECEIVED)))))
                .containsExactly("DONE RECEIVED 0", "NOW TAKEN", "AHEAD ANSWER");
    }

    @Test
    void goes_through_the_steps_of_its_type_each_on_its_day() {
        var happened = List.of(
                event(0, "received", Request.State.RECEIVED),
                event(2, "taken", Request.State.IN_PROGRESS),
                event(5, "step", Request.State.IN_PROGRESS));
        assertThat(read(Track.of(
                        request(Request.Kind.APPLICATION, Request.State.IN_PROGRESS, 1, null), STEPS, happened)))
                .containsExactly(
                        "DONE RECEIVED 0",
                        "DONE TAKEN 2",
                        "DONE STEP Dossier vérifié 5",
                        "NOW STEP Passage en commission",
                        "AHEAD DECISION");
    }

    @Test
    void ends_without_what_never_happened() {
        var happened =
                List.of(event(0, "received", Request.State.RECEIVED), event(1, "erased", Request.State.WITHDRAWN));
        assertThat(read(Track.of(
                        request(Request.Kind.APPLICATION, Request.State.WITHDRAWN, 0, day(1)), STEPS, happened)))
                .containsExactly("DONE RECEIVED 0", "DONE END 1");
    }

    @Test
    void starts_anew_for_whoever_writes_again() {
        var happened = List.of(
                event(0, "received", Request.State.RECEIVED),
                event(1, "taken", Request.State.IN_PROGRESS),
                event(2, "closed", Request.State.ANSWERED),
                event(9, "reopened", Request.State.RECEIVED),
                event(9, "heard", Request.State.RECEIVED));
        assertThat(read(Track.of(request(Request.Kind.QUESTION, Request.State.RECEIVED, 0, null), List.of(), happened)))
                .containsExactly("DONE RECEIVED 0", "NOW TAKEN", "AHEAD ANSWER");
    }

    @Test
    void always_has_one_place_where_it_is_now_while_open_and_none_after() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 2000; i++) {
            var states = Request.State.values();
            var state = states[random.nextInt(states.length)];
            var kinds = Request.Kind.values();
            var happened = new ArrayList<RequestHistory.Event>();
            for (int n = random.nextInt(6); n > 0; n--) {
                var what = List.of("taken", "said", "step", "reopened", "closed", "noted")
                        .get(random.nextInt(6));
                happened.add(event(happened.size(), what, states[random.nextInt(states.length)]));
            }
            var request = request(
                    kinds[random.nextInt(kinds.length)], state, random.nextInt(3), state.isOpen() ? null : day(9));
            var track = Track.of(request, STEPS, happened);
            assertThat(track.stops().stream().filter(stop -> stop.place() == Track.Place.NOW))
                    .as("%s %s", request, happened)
                    .hasSize(state.isOpen() ? 1 : 0);
            var places = track.stops().stream().map(Track.Stop::place).toList();
            assertThat(places).as("done comes first").isSorted();
            assertThat(track.stops().getFirst().name()).isEqualTo(Track.Name.RECEIVED);
        }
    }

    @Test
    void a_refusal_that_is_contested_shows_when_the_appeal_came() {
        var one = request(Request.Kind.APPLICATION, Request.State.RECEIVED, 0, null);
        var contested = new Request(
                one.id(),
                one.reference(),
                one.key(),
                one.kind(),
                null,
                one.state(),
                0,
                one.channel(),
                START,
                DAY,
                "fr",
                null,
                null,
                null,
                null,
                one.said(),
                one.next(),
                new Request.Legal(
                        LegalRule.APPEAL,
                        Course.of(DAY.plusDays(6)),
                        null,
                        null,
                        null,
                        new Request.Appeal(DAY.plusDays(4), true)),
                0,
                null,
                null,
                0);
        assertThat(read(Track.of(
                        contested,
                        List.of(),
                        List.of(
                                event(0, "received", Request.State.RECEIVED),
                                event(4, "closed", Request.State.REFUSED),
                                event(6, "reopened", Request.State.RECEIVED)))))
                .containsExactly("DONE RECEIVED 0", "DONE APPEAL 6", "NOW TAKEN", "AHEAD DECISION");
    }
}
