package fr.parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.queue.Outcome;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TownWordsTest {
    /** A digit, an address, or a capital inside a sentence: what a name, a number or a place would need. */
    private static final Pattern PERSONAL = Pattern.compile("\\d|@|[^.] \\p{Lu}");

    private static Stream<Outcome.NextStep> steps() {
        return TownPlan.SERVICES.stream()
                .flatMap(service -> new SplittableRandom(1)
                        .ints(50)
                        .mapToObj(seed -> TownWords.nextStep(
                                service.slug(), LocalDate.of(2026, 3, 3), new SplittableRandom(seed))));
    }

    @Test
    void nothing_said_in_the_town_is_about_anybody() {
        var opinions =
                Stream.of(TownWords.KIND, TownWords.MIXED, TownWords.HARD).flatMap(List::stream);
        var all = new TreeSet<>(Stream.concat(opinions, steps().flatMap(step -> Stream.of(step.what(), step.owner())))
                .toList());
        assertThat(all)
                .hasSizeGreaterThan(25)
                .noneMatch(words -> PERSONAL.matcher(words).find());
        for (var person : TownPlan.PEOPLE) {
            for (var name : person.name().split(" ")) {
                assertThat(all).noneMatch(words -> words.contains(name));
            }
        }
    }

    @Test
    void a_step_has_an_owner_and_a_day_to_come() {
        assertThat(steps()).allSatisfy(step -> {
            assertThat(step.what()).isNotBlank().hasSizeLessThan(120);
            assertThat(step.owner()).isNotBlank();
            assertThat(step.due()).isBetween("2026-03-04", "2026-05-01");
        });
    }

    @Test
    void a_service_that_an_administrator_has_added_ends_like_any_other() {
        var crowd = new Crowd(new Crowd.Demand(new UUID(0, 1), 5, List.of()), new SplittableRandom(2));
        var outcomes = Stream.generate(() -> crowd.outcome(new UUID(0, 2), LocalDate.of(2026, 3, 3)))
                .limit(100)
                .toList();
        assertThat(outcomes).hasAtLeastOneElementOfType(Outcome.NextStep.class);
    }

    @Test
    void who_waits_long_is_less_pleased_and_few_answer() {
        var random = new SplittableRandom(4);
        var soon = Stream.generate(() -> Answer.draw(Duration.ofMinutes(3), random))
                .limit(4000)
                .flatMap(java.util.Optional::stream)
                .toList();
        var late = Stream.generate(() -> Answer.draw(Duration.ofMinutes(40), random))
                .limit(4000)
                .flatMap(java.util.Optional::stream)
                .toList();
        assertThat(soon)
                .hasSizeBetween(750, 1000)
                .allSatisfy(answer -> assertThat(answer.score()).isBetween(1, 5));
        assertThat(mean(soon)).isGreaterThan(mean(late) + 1.5);
        assertThat(late.stream().map(Answer::score).distinct()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(soon.stream().filter(answer -> answer.words() != null).count())
                .isBetween(150L, 400L);
    }

    private static double mean(List<Answer> answers) {
        return answers.stream().mapToInt(Answer::score).average().orElseThrow();
    }
}
