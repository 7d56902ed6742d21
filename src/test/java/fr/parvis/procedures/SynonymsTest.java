package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.Synonyms.Line;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An everyday expression")
class SynonymsTest {
    private static final List<Line> SHIPPED = List.of(
            new Line("bagnole | caisse", "véhicule"),
            new Line("boulot", "travail | emploi"),
            new Line("plus valable", "renouvellement"));

    private static List<String> meant(List<Line> own, String... stems) {
        return new Synonyms(own, SHIPPED, UnaryOperator.identity())
                .in(List.of(stems)).stream()
                        .map(found -> found.first() + "+" + found.length() + " " + String.join(" ", found.words()))
                        .toList();
    }

    @Test
    void is_one_of_several_that_mean_the_same() {
        assertThat(meant(List.of(), "vendre", "caisse")).containsExactly("1+1 vehicule");
    }

    @Test
    void may_have_several_meanings() {
        assertThat(meant(List.of(), "boulot")).containsExactly("0+1 travail", "0+1 emploi");
    }

    @Test
    void is_told_without_its_small_words() {
        assertThat(meant(List.of(), "passeport", "valable")).containsExactly("1+1 renouvellement");
    }

    @Test
    void of_ones_own_takes_the_place_of_the_one_that_came_with_the_program() {
        var own = List.of(new Line("caisse", "caisse des écoles"));
        assertThat(meant(own, "caisse")).containsExactly("0+1 caisse des ecoles");
        assertThat(meant(own, "bagnole")).containsExactly("0+1 vehicule");
    }

    @Test
    void that_came_with_the_program_has_a_topic_and_two_sides() {
        assertThat(ShippedSynonyms.topics()).hasSizeGreaterThan(10).allSatisfy(topic -> {
            assertThat(topic.name()).isNotBlank().doesNotContain("=>");
            assertThat(topic.lines()).isNotEmpty().allSatisfy(line -> {
                assertThat(Synonyms.expressions(line.said())).isNotEmpty();
                assertThat(Synonyms.expressions(line.meant())).isNotEmpty();
            });
        });
    }
}
