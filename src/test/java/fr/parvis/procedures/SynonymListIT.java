package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.web.InventedSheets;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class SynonymListIT {
    private static final String SAID = "kwyzibox grumfizel";

    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    TestClock clock;

    @Autowired
    SynonymList synonyms;

    @Autowired
    Procedures procedures;

    @Autowired
    OwnSynonyms own;

    @Autowired
    OpenedSheets opened;

    @Autowired
    AuditLog audit;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    @BeforeEach
    void arrive() {
        town.place(1, 1);
        InventedSheets.bring(imports, folder, clock);
        forget();
    }

    @AfterEach
    void forget() {
        synonyms.own().forEach(line -> synonyms.remove(line.id()));
    }

    private boolean findsTheCard() {
        return findsTheCard(procedures.search(SAID, Procedures.PEOPLE, 5));
    }

    private static boolean findsTheCard(List<Procedures.Hit> hits) {
        return hits.stream().anyMatch(hit -> hit.id().equals("F99001"));
    }

    @Test
    void a_line_is_effective_with_the_next_question_on_every_instance_and_until_it_is_removed() {
        var other = new SheetSearch(jdbc, own, opened);
        assertThat(findsTheCard()).isFalse();
        assertThat(findsTheCard(other.find(SAID, Procedures.PEOPLE, 5))).isFalse();

        synonyms.save(null, "sésame, " + SAID, "carte de lune");
        assertThat(findsTheCard()).isTrue();
        assertThat(findsTheCard(other.find(SAID, Procedures.PEOPLE, 5))).isTrue();

        var line = synonyms.own().getFirst();
        synonyms.save(line.id(), SAID, "baobab");
        assertThat(procedures.search(SAID, Procedures.PEOPLE, 1).getFirst().id())
                .isEqualTo("F99002");

        synonyms.remove(line.id());
        assertThat(procedures.search(SAID, Procedures.PEOPLE, 5)).isEmpty();
        assertThat(other.find(SAID, Procedures.PEOPLE, 5)).isEmpty();
    }

    @Test
    void a_word_of_a_line_is_no_typing_error_of_a_word_of_the_sheets() {
        synonyms.save(null, "baobal", "carte de lune");
        assertThat(procedures.search("baobal", Procedures.PEOPLE, 1))
                .extracting(Procedures.Hit::id)
                .containsExactly("F99001");
    }

    @Test
    void a_typing_error_is_read_as_the_word_that_it_most_looks_like() {
        for (var typed : new String[] {"baoabb", "baobba", "boabab", "baobabb", "baobap"}) {
            assertThat(procedures.search(typed, Procedures.PEOPLE, 1))
                    .as(typed)
                    .extracting(Procedures.Hit::id)
                    .containsExactly("F99002");
        }
    }

    @Test
    void trying_a_line_shows_what_it_would_change_and_writes_nothing() {
        var trial = synonyms.tried(SAID, null, SAID, "carte de lune");
        assertThat(findsTheCard(trial.before())).isFalse();
        assertThat(findsTheCard(trial.after())).isTrue();
        assertThat(synonyms.own()).isEmpty();
        assertThat(findsTheCard()).isFalse();
    }

    @Test
    void what_is_wrong_is_refused_with_the_field_and_the_reason() {
        synonyms.save(null, "sésame, grande clé", "carte de lune");
        refused("said", "synonym-said-missing", " , ", "carte");
        refused("meant", "synonym-meant-missing", "sésame d’or", "!");
        refused("said", "synonym-length", "x".repeat(121), "carte");
        refused("meant", "synonym-unknown-words", "sésame d’or", "carte, xyzzyx");
        refused("meant", "synonym-same", "Carte de Lune", "carte de lune");
        refused("said", "synonym-exists", "passe, Grande clé", "carte");
        assertThat(synonyms.own()).hasSize(1);
    }

    private void refused(String field, String reason, String said, String meant) {
        assertThatThrownBy(() -> synonyms.save(null, said, meant))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.field()).isEqualTo(field);
                    assertThat(refusal.key()).isEqualTo("problem.procedures." + reason);
                });
    }

    @Test
    void who_changed_what_is_kept() {
        synonyms.save(null, SAID, "carte de lune");
        synonyms.save(synonyms.own().getFirst().id(), SAID, "baobab");
        synonyms.remove(synonyms.own().getFirst().id());
        assertThat(audit.page(new AuditLog.Filter(null, null), 0, 100_000).stream()
                        .filter(entry -> entry.subject().startsWith(SAID + " → "))
                        .limit(3))
                .extracting(entry -> entry.act() + ": " + entry.subject())
                .containsExactly(
                        "synonym-removed: " + SAID + " → baobab",
                        "synonym-changed: " + SAID + " → baobab",
                        "synonym-added: " + SAID + " → carte de lune");
    }

    @Test
    void the_list_that_came_with_the_program_can_be_searched() {
        assertThat(synonyms.shipped("PASSPORT"))
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(topic.pairs())
                        .allSatisfy(
                                pair -> assertThat(pair.said() + pair.meant()).containsIgnoringCase("passport")));
        assertThat(synonyms.shipped("xyzzyx")).isEmpty();
    }
}
