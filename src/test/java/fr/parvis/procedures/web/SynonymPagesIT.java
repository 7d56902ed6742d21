package fr.parvis.procedures.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.SynonymList;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParvisTest
class SynonymPagesIT {
    private static final String PAGE = SynonymsController.PAGE;

    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    TestClock clock;

    @Autowired
    SynonymList synonyms;

    @LocalServerPort
    int port;

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

    private Visitor signedIn(Role role) {
        var visitor = new Visitor(port);
        visitor.signIn(town.account("Essai", role), Town.PASSWORD);
        return visitor;
    }

    @Test
    void is_for_administrators_and_quality_alone() {
        assertThat(signedIn(Role.ADMIN).open(PAGE).body())
                .contains("Mots de tous les jours", "href=\"/admin/journal\"");
        assertThat(signedIn(Role.QUALITY).open(PAGE).body())
                .contains("Mots de tous les jours")
                .doesNotContain("href=\"/admin/journal\"");
        for (var other : new Role[] {Role.AGENT, Role.SUPERVISOR, Role.TRAINER}) {
            assertThat(signedIn(other).open(PAGE).statusCode()).as(other.name()).isEqualTo(403);
        }
        assertThat(new Visitor(port).open(PAGE).headers().firstValue("Location").orElse(""))
                .endsWith("/connexion");
        assertThat(signedIn(Role.QUALITY).open("/admin").statusCode()).isEqualTo(403);
    }

    @Test
    void a_line_is_added_changed_and_removed() {
        var visitor = signedIn(Role.QUALITY);
        visitor.send(PAGE, PAGE, "said", "sésame <b>", "meant", "carte de lune");
        assertThat(visitor.open(PAGE).body())
                .contains("Votre ligne", "sésame &lt;b&gt;")
                .doesNotContain("sésame <b>");
        assertThat(visitor.open("/demarches?q=sesame+b").body()).contains("/demarches/F99001");
        var line = PAGE + "/" + synonyms.own().getFirst().id();
        assertThat(visitor.open(line).body()).contains("Modifier une ligne", "value=\"carte de lune\"");
        visitor.send(line, line, "said", "sésame", "meant", "baobab");
        assertThat(visitor.open("/demarches?q=sesame").body()).contains("/demarches/F99002");
        visitor.send(PAGE, line + "/retrait");
        assertThat(synonyms.own()).isEmpty();
        assertThat(visitor.open(line).statusCode()).isEqualTo(404);
    }

    @Test
    void what_is_refused_stays_beside_its_reason() {
        var visitor = signedIn(Role.ADMIN);
        var refused = visitor.send(PAGE, PAGE, "said", "sésame", "meant", "xyzzyx", "question", "mon sésame");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("id=\"meant-error\"", "Aucune fiche n’emploie «\u00a0xyzzyx\u00a0».", "value=\"sésame\"")
                .contains("value=\"xyzzyx\"", "value=\"mon sésame\"");
        assertThat(synonyms.own()).isEmpty();
    }

    @Test
    void a_question_is_tried_before_anything_is_saved() {
        var visitor = signedIn(Role.ADMIN);
        var tried = visitor.send(
                PAGE, PAGE + "/essai", "said", "sésame", "meant", "carte de lune", "question", "mon sésame");
        assertThat(tried.statusCode()).isEqualTo(200);
        assertThat(tried.body())
                .contains("Aujourd’hui", "Aucune fiche.", "Avec cette ligne", "href=\"/demarches/F99001\"");
        assertThat(visitor.send(PAGE, PAGE + "/essai", "said", "sésame", "meant", "lune", "question", "baobab")
                        .body())
                .contains("Cette ligne ne change rien à cette question.");
        assertThat(visitor.send(PAGE, PAGE + "/essai", "said", "sésame", "meant", "lune", "question", "")
                        .body())
                .contains("id=\"question-error\"");
        assertThat(synonyms.own()).isEmpty();
    }

    @Test
    void the_list_that_came_with_the_program_is_searched() {
        var visitor = signedIn(Role.ADMIN);
        assertThat(visitor.open(PAGE).body()).contains("Liste livrée avec Parvis", "Logement");
        assertThat(visitor.open(PAGE + "?liste=passport").body())
                .contains("value=\"passport\"", "passeport")
                .doesNotContain("Logement");
        assertThat(visitor.open(PAGE + "?liste=%3Cxyzzyx%3E").body())
                .contains("Aucune ligne avec «\u00a0&lt;xyzzyx&gt;\u00a0»");
    }
}
