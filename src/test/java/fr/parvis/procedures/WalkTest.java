package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A walk through the questions of a publication")
class WalkTest {
    private static final Walk PERMIT = Walk.of(LunarSheets.read("F98002")).orElseThrow();
    private static final Walk LEAVING = Walk.of(LunarSheets.read("F98001")).orElseThrow();

    private static Walk.Asking asking(Walk walk, String answers) {
        return (Walk.Asking) walk.after(Answers.parse(answers));
    }

    private static Walk.Arrived arrived(Walk walk, String answers) {
        return (Walk.Arrived) walk.after(Answers.parse(answers));
    }

    @Test
    void begins_with_the_first_choice() {
        assertThat(asking(PERMIT, "").question().choices())
                .extracting(Walk.Choice::words)
                .containsExactly(
                        "Vous êtes majeur", "Vous êtes mineur", "Vous êtes une comète", "Vous êtes de passage");
        assertThat(asking(LEAVING, "").question().words()).startsWith("Partez-vous avec un animal");
        assertThat(asking(LEAVING, "").of()).isEqualTo(2);
    }

    @Test
    void follows_a_branch_to_its_sheet_and_what_is_known_by_then() {
        assertThat(asking(PERMIT, "1").given()).containsExactly(new Walk.Given("", "Vous êtes majeur"));
        var end = arrived(PERMIT, "1.2");
        assertThat(end.leads())
                .extracting(lead -> lead.attribute("LienPublication"))
                .containsExactly("F98003");
        assertThat(end.facts().known()).containsOnlyKeys("T10", "T13").doesNotContainValue(false);
    }

    @Test
    void may_end_at_nothing() {
        assertThat(arrived(PERMIT, "4").leads()).isEmpty();
    }

    @Test
    void asks_every_question_of_a_list_and_lets_one_pass() {
        assertThat(asking(LEAVING, "0").given()).containsExactly(new Walk.Given("Partez-vous avec un animal ?", ""));
        var end = arrived(LEAVING, "0.1");
        assertThat(end.facts().known()).containsOnlyKeys("T2", "T3");
        assertThat(end.leads()).isEmpty();
    }

    /** Addresses are typed, shared and old. */
    @ParameterizedTest
    @ValueSource(strings = {"9", "1.9", "0", "1.2.3.4.5", "x", "-1", "1..2", "999999999999"})
    void stands_where_answers_stop_making_sense(String answers) {
        for (var walk : List.of(PERMIT, LEAVING)) {
            assertThat(walk.after(Answers.parse(answers)).given().size()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void keeps_the_other_answers_when_one_is_changed() {
        assertThat(Answers.parse("1.2").changed(0, 2)).hasToString("2.2");
        assertThat(Answers.parse("1.2").first(1)).hasToString("1");
    }

    @Test
    void is_not_there_where_nothing_is_asked() {
        assertThat(Walk.of(LunarSheets.read("F98003"))).isEmpty();
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "PARVIS_SHEETS", matches = ".+")
    void reaches_every_end_of_every_national_publication() {
        var here = new HashSet<String>();
        var asking = LunarSheets.national(sheet -> {
            here.add(sheet.id());
            return Walk.of(sheet).isPresent();
        });
        var ends = 0;
        for (var sheet : asking) {
            var walk = Walk.of(sheet).orElseThrow();
            for (var end : ends(walk, Answers.NONE)) {
                ends++;
                assertThat(end.leads().isEmpty()).as(sheet.title()).isEqualTo(walk.isList());
                assertThat(end.leads())
                        .as(sheet.title())
                        .allMatch(lead -> here.contains(lead.attribute("LienPublication")));
                assertThat(end.facts().applyTo(sheet).content().words()).isNotBlank();
            }
        }
        assertThat(asking).hasSizeGreaterThanOrEqualTo(58);
        assertThat(ends).isGreaterThan(1392);
    }

    private static List<Walk.Arrived> ends(Walk walk, Answers answers) {
        return switch (walk.after(answers)) {
            case Walk.Arrived end -> List.of(end);
            case Walk.Asking asking ->
                asking.question().choices().stream()
                        .flatMap(choice -> ends(walk, answers.and(choice.number())).stream())
                        .toList();
        };
    }
}
