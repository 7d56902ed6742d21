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
        return new Suitability.Candidate(key, SHEET, title, 0, 0, false, Suitability.Need.UNKNOWN);
    }

    private static long first(Ranking.Question question) {
        var candidates = List.of(
                sheet(1, Map.of("cart", 1.0, "pert", 2.0)),
                sheet(2, Map.of("cart", 1.0, "vol", 2.0)),
                sheet(3, Map.of("cart", 1.0, "mineur", 2.0)));
        assertThat(new Ranking(question, SHELF).promising(10)).isNotEmpty();
        return new Ranking(question, SHELF).order(candidates).getFirst().key();
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
        assertThat(new Ranking(nothing, SHELF).promising(10)).isEmpty();
    }

    private static Suitability.Candidate candidate(
            long key, String kind, int pairs, boolean ofCivilService, Suitability.Need need) {
        return new Suitability.Candidate(key, kind, Map.of("cart", 1.0), pairs, 0, ofCivilService, need);
    }

    private static long firstOf(Ranking.Question question, Suitability.Candidate... candidates) {
        return new Ranking(question, SHELF)
                .order(List.of(candidates))
                .getFirst()
                .key();
    }

    @Test
    void that_is_opened_more_only_when_it_answers_as_well() {
        var loved = new Suitability.Need(0, false, 1_000_000);
        assertThat(firstOf(
                        asked(List.of(word("cart"))),
                        candidate(1, SHEET, 0, false, Suitability.Need.UNKNOWN),
                        candidate(2, SHEET, 0, false, loved)))
                .isEqualTo(2);
        assertThat(firstOf(
                        asked(List.of(word("cart"), word("pert"))),
                        candidate(1, SHEET, 0, false, Suitability.Need.UNKNOWN),
                        candidate(2, SHEET, 0, false, loved)))
                .isEqualTo(1);
    }

    @Test
    void that_the_organisation_wrote_itself() {
        assertThat(firstOf(
                        asked(List.of(word("cart"))),
                        candidate(1, SHEET, 0, false, new Suitability.Need(0, true, 0)),
                        candidate(2, Sheet.LOCAL_KIND, 0, false, new Suitability.Need(0, true, 0))))
                .isEqualTo(2);
    }

    @Test
    void that_is_the_whole_subject_when_the_question_is_short() {
        var sheet = candidate(1, SHEET, 0, false, Suitability.Need.UNKNOWN);
        var folder = candidate(2, "Dossier", 0, false, Suitability.Need.UNKNOWN);
        assertThat(firstOf(asked(List.of(word("cart"))), sheet, folder)).isEqualTo(2);
        assertThat(firstOf(asked(List.of(word("cart"), word("neuf"), word("fils"))), sheet, folder))
                .isEqualTo(1);
    }

    @Test
    void that_says_the_words_side_by_side() {
        var question = new Ranking.Question(List.of(word("cart"), word("bleu")), List.of(), List.of("cart bleu"));
        assertThat(firstOf(
                        question,
                        candidate(1, SHEET, 0, false, Suitability.Need.UNKNOWN),
                        candidate(2, SHEET, 1, false, Suitability.Need.UNKNOWN)))
                .isEqualTo(2);
    }

    @Test
    void that_is_not_for_civil_servants_alone_unless_one_asks() {
        var forAll = candidate(2, SHEET, 0, false, Suitability.Need.UNKNOWN);
        var forAgents = candidate(1, SHEET, 0, true, Suitability.Need.UNKNOWN);
        assertThat(firstOf(asked(List.of(word("cart"))), forAgents, forAll)).isEqualTo(2);
        assertThat(firstOf(asked(List.of(word("cart"), word("fonctionnair"))), forAgents, forAll))
                .isEqualTo(1);
        assertThat(Suitability.isOfCivilService("Congés dans la fonction publique"))
                .isTrue();
        assertThat(Suitability.isOfCivilService("Congés dans le secteur privé")).isFalse();
    }
}
