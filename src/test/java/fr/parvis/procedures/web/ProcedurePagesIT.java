package fr.parvis.procedures.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.procedures.SheetImport;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParvisTest
class ProcedurePagesIT {
    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Visitor visitor;

    @BeforeEach
    void arrive() {
        // without an account, the first pages lead to the set-up
        town.account("Essai", Role.ADMIN);
        InventedSheets.bring(imports, folder, clock);
        visitor = new Visitor(port);
    }

    @Test
    void a_sheet_is_found_by_its_words() {
        assertThat(visitor.open("/demarches").body())
                .contains("name=\"q\"", "action=\"/demarches\"")
                .doesNotContain("class=\"answers\"");
        var found = visitor.open("/demarches?q=carte+de+lune").body();
        assertThat(found)
                .contains(
                        "value=\"carte de lune\"", "<div lang=\"fr\" dir=\"ltr\">", "Papiers lunaires", "Pour essayer.")
                .contains("<a href=\"/demarches/F99001\">Carte de lune : demande et renouvellement</a>")
                .contains("Fiche mise à jour le ");
    }

    @Test
    void nothing_found_says_what_to_do_next() {
        assertThat(visitor.open("/demarches?q=xyzzyx+%22%3Cb%3E").body())
                .contains("Aucune fiche ne correspond", "Essayez avec d’autres mots", "href=\"/aide\"")
                .contains("value=\"xyzzyx &quot;&lt;b&gt;\"")
                .doesNotContain("class=\"answers\"");
    }

    @Test
    void a_question_that_is_too_long_stays_in_its_field() {
        var question = "lune".repeat(76);
        var refused = visitor.open("/demarches?q=" + question);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "Une question a au plus 300 caractères", "value=\"" + question + "\"", "aria-invalid=\"true\"");
    }

    @Test
    void a_sheet_is_shown_whole() {
        var page = visitor.open("/demarches/F99001").body();
        assertThat(page)
                .contains("<h1 lang=\"fr\" dir=\"ltr\">Carte de lune : demande et renouvellement</h1>")
                .contains("<strong>jardin lunaire</strong>", "<a href=\"#R99\">gardien</a>", "<div id=\"R99\">")
                .contains("<summary><span>Première demande</span></summary>", "<h2>Coût</h2><h3>Selon l&#39;âge</h3>")
                .contains("<th scope=\"col\"><p>Première carte</p></th>", "rowspan=\"2\"", "Les photos de nuit")
                .contains(
                        "<a href=\"/demarches/F99002\">le baobab</a>",
                        "rel=\"noopener\" href=\"https://lune.example/\"")
                .contains("Cerfa n° 99999*01", "Décret lunaire", "Allô Lune", "Nouveau modèle")
                .contains("Direction de l’information légale et administrative (DILA)", "Licence Ouverte 2.0")
                .contains(
                        "href=\"https://exemple.example/F99001\"", "<a href=\"/demarches/N99003\">Papiers lunaires</a>")
                .doesNotContain("javascript:")
                .doesNotContain("Cette fiche est ancienne");
    }

    @Test
    void an_old_sheet_says_so() {
        assertThat(visitor.open("/demarches/F99002").body()).contains("Cette fiche est ancienne", "Pour essayer.");
    }

    @Test
    void a_folder_lists_its_sheets() {
        assertThat(visitor.open("/demarches/N99003?audience=associations").body())
                .contains("<h2>Cartes</h2>", "<li><a href=\"/demarches/F99001\">Carte de lune</a></li>");
    }

    @Test
    void the_page_around_the_sheet_is_in_the_language_of_its_reader() {
        assertThat(visitor.open("/demarches/F99001?lang=ar").body())
                .contains("<html lang=\"ar\" dir=\"rtl\"", "<h1 lang=\"fr\" dir=\"ltr\">", "هذه البطاقة الرسمية")
                .contains("<h2 class=\"part\">القوانين والمراجع</h2>");
    }

    @Test
    void an_unknown_sheet_has_a_next_step() {
        for (var id : new String[] {"F98765", "x", "%3Cscript%3E"}) {
            var answer = visitor.open("/demarches/" + id);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("Fiche inconnue", "href=\"/\"").doesNotContain("<script>");
        }
    }
}
