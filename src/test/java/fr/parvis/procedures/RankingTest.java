package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sheet comes first")
class RankingTest {
    private static final String SHEET = "Fiche d'information";

    private record Shelf(Map<String, Map<Long, Double>> postings) implements Ranking.Index {
        @Override
        public double rarity(String stem) {
            var sheets = postings.getOrDefault(stem, Map.of()).size();
            return sheets == 0 ? 0 : Math.log(1 + (10 - sheets + 0.5) / (sheets + 0.5));
        }

        @Override
        public double unheardOf() {
            return Math.log(1 + 10.5 / 0.5);
        }

        @Override
        public Map<Long, Double> weights(String stem) {
            return postings.getOrDefault(stem, Map.of());
        }
    }

    private static final Shelf SHELF = new Shelf(Map.of(
            "cart", Map.of(1L, 2.0, 2L, 2.0, 3L, 2.0),
            "pert", Map.of(1L, 2.0),
            "vol", Map.of(2L, 2.0),
            "mineur", Map.of(3L, 2.0)));

    private static Ranking.Group word(String stem) {
        return new Ranking.Group(Map.of(stem, 1.0));
    }

    private static Ranking.Question asked(List<Ranking.Group> groups, Ranking.Alternative... others) {
        return new Ranking.Question(groups, List.of(others), List.of());
    }

    private static Suitability.Candidate sheet(long key, Map<String, Double> title) {
        return new Suitability.Candidate(key, SHEET, title, 0, false, Suitability.Need.UNKNOWN);
    }

    private static long first(Ranking.Question question) {
        var candidates = List.of(
                sheet(1, Map.of("cart", 1.0, "pert", 2.0)),
                sheet(2, Map.of("cart", 1.0, "vol", 2.0)),
                sheet(3, Map.of("cart", 1.0, "mineur", 2.0)));
        assertThat(Ranking.promising(question, SHELF, 10)).isNotEmpty();
        return Ranking.order(question, SHELF, candidates).getFirst().key();
    }

    @Test
    void that_covers_the_whole_question() {
        assertThat(first(asked(List.of(word("cart"), word("vol"))))).isEqualTo(2);
    }

    @Test
    void that_an_everyday_expression_means() {
        var lost = new Ranking.Alternative(1, 1, List.of(word("pert")));
        assertThat(first(asked(List.of(word("cart"), word("egar")), lost))).isEqualTo(1);
    }

    @Test
    void that_is_for_fewer_people_only_when_asked_for() {
        var plain = asked(List.of(word("cart")));
        assertThat(first(plain)).isNotEqualTo(3);
        assertThat(first(asked(List.of(word("cart"), word("mineur"))))).isEqualTo(3);
    }

    @Test
    void never_when_no_word_is_its_own() {
        var nothing = asked(List.of(word("zzz")));
        assertThat(Ranking.promising(nothing, SHELF, 10)).isEmpty();
    }
}
