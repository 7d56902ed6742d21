package fr.parvis.procedures.editor;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.DirectoryEditor;
import fr.parvis.identity.Role;
import fr.parvis.procedures.EmptyShelves;
import fr.parvis.testing.Api;
import fr.parvis.testing.Papers;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An organisation writes its own sheet: draft, preview, review by somebody else, publication. */
@ParvisTest
class OwnSheetsIT {
    @LocalServerPort
    int port;

    @Autowired
    Town town;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    fr.parvis.procedures.SheetImport imports;

    @Autowired
    DirectoryEditor directory;

    @TempDir
    Path folder;

    Visitor author;
    Visitor reviewer;

    @BeforeEach
    void signIn() throws Exception {
        EmptyShelves.in(jdbc);
        town.place(1, 1);
        author = editor(Role.QUALITY);
        reviewer = editor(Role.ADMIN);
        Files.writeString(folder.resolve("F900010.xml"), national("F900010", "Carte de pêche"));
        imports.run(folder, _ -> {});
    }

    private Visitor editor(Role role) {
        var visitor = new Visitor(port);
        visitor.signIn(town.account("Essai " + role, role), Town.PASSWORD);
        return visitor;
    }

    private static String national(String id, String title) {
        return """
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="%s" type="Fiche d'information">
                  <dc:title>%s</dc:title><dc:description>Pour pêcher.</dc:description><dc:date>modified 2026-01-15</dc:date>
                  <Audience>Particuliers</Audience><Texte><Paragraphe>Pour pêcher.</Paragraphe></Texte>
                </Publication>""".formatted(id, title);
    }

    /** @return where its page is */
    private String written(String title, String body) {
        var answer = author.send(
                "/admin/demarches/fiches/nouvelle",
                "/admin/demarches/fiches/nouvelle",
                "version",
                "0",
                "title",
                title,
                "summary",
                "Pour les enfants des écoles de la ville.",
                "body",
                body,
                "documents[0].what",
                "Quotient familial",
                "documents[0].form",
                "COPY",
                "documents[0].without",
                "Nous appliquons le tarif le plus haut.",
                "documents[1].what",
                "",
                "documents[1].form",
                "ORIGINAL",
                "cost",
                "De 1,20 € à 5,80 €",
                "everyday",
                "self midi",
                "review",
                "2027-06-01");
        assertThat(answer.statusCode()).isEqualTo(302);
        return Visitor.goesTo(answer);
    }

    private HttpResponse<String> act(Visitor who, String text, String act) {
        return who.send(text, text + "/" + act);
    }

    private void published(String text) {
        assertThat(act(author, text, "proposer").statusCode()).isEqualTo(302);
        assertThat(act(reviewer, text, "publier").statusCode()).isEqualTo(302);
    }

    @Test
    void a_sheet_goes_from_draft_to_the_public_and_is_found_like_any_other() {
        var text = written(
                "Inscrire son enfant à la cantine", "Les repas sont **bio**.\n\n## Changer d’avis\n\nAvant le jeudi.");
        var visitor = new Visitor(port);
        assertThat(visitor.open("/demarches/L-inscrire-son-enfant-a-la-cantine").statusCode())
                .isEqualTo(404);
        assertThat(author.open(text + "/apercu").body())
                .contains("Aperçu", "<strong>bio</strong>", "Documents à fournir", "Quotient familial");

        published(text);

        var page = visitor.open("/demarches/L-inscrire-son-enfant-a-la-cantine").body();
        assertThat(page)
                .contains("<strong>bio</strong>", "<h2>Changer d’avis</h2>", "Quotient familial</strong> (copie)")
                .contains("Vous ne l’avez pas", "De 1,20 € à 5,80 €", "Ville d’Essai")
                .doesNotContain("DILA", "Licence Ouverte", "Aperçu");
        try (var paper = Papers.read(port, "/demarches/L-inscrire-son-enfant-a-la-cantine/ma-liste/liste.pdf")) {
            assertThat(paper.words())
                    .contains("Quotient familial", "Source\u00a0: Ville d’Essai")
                    .doesNotContain("DILA");
        }
        assertThat(visitor.open("/demarches?q=self+midi").body()).contains("/demarches/L-inscrire-son-enfant");
        assertThat(visitor.open("/demarches?q=cantinne").body()).contains("/demarches/L-inscrire-son-enfant");
        var api = new Api(port, "").get("/api/v1/procedures/L-inscrire-son-enfant-a-la-cantine");
        assertThat(api.text("source")).isEqualTo("Ville d’Essai");
        assertThat(api.json().path("licence").isNull()
                        || api.json().path("licence").isMissingNode())
                .isTrue();
    }

    @Test
    void an_import_of_the_whole_national_set_never_touches_it() throws Exception {
        published(written("Cantine", "Tous les jours."));
        Files.delete(folder.resolve("F900010.xml"));
        Files.writeString(folder.resolve("F900011.xml"), national("F900011", "Carte de chasse"));
        var summary = imports.run(folder, _ -> {});
        assertThat(summary.removed()).isEqualTo(1);
        var visitor = new Visitor(port);
        assertThat(visitor.open("/demarches/L-cantine").statusCode()).isEqualTo(200);
        assertThat(visitor.open("/demarches?q=cantine").body()).contains("/demarches/L-cantine");
        assertThat(visitor.open("/demarches?q=self+midi").body()).contains("/demarches/L-cantine");
    }

    @Test
    void its_sites_are_shown_as_they_are_now() {
        var site = town.place(1, 1).site();
        var answer = author.send(
                "/admin/demarches/fiches/nouvelle",
                "/admin/demarches/fiches/nouvelle",
                "version",
                "0",
                "title",
                "Piscine",
                "summary",
                "Nager.",
                "body",
                "Le lundi.",
                "sites",
                site.id().toString());
        published(Visitor.goesTo(answer));
        var visitor = new Visitor(port);
        assertThat(visitor.open("/demarches/L-piscine").body()).contains(site.address());
        directory.updateSite(site.id(), site.name(), "9 quai Neuf", "Europe/Paris", "", "", true);
        assertThat(visitor.open("/demarches/L-piscine").body())
                .contains("9 quai Neuf")
                .doesNotContain(site.address());
        assertThat(new Api(port, "").get("/api/v1/procedures/L-piscine").http().body())
                .contains("9 quai Neuf")
                .doesNotContain(site.address());
    }

    @Test
    void somebody_else_must_publish() {
        var text = written("Cantine", "Tous les jours.");
        act(author, text, "proposer");
        assertThat(author.open(text).body()).contains("une autre personne doit").doesNotContain("/publier\"");
        assertThat(act(author, text, "publier").statusCode()).isEqualTo(403);
        assertThat(new Visitor(port).open("/demarches/L-cantine").statusCode()).isEqualTo(404);
        assertThat(act(reviewer, text, "publier").statusCode()).isEqualTo(302);
        assertThat(reviewer.open("/admin/journal").body()).contains("Texte local publié");
    }

    @Test
    void the_second_of_two_who_save_at_once_loses_nothing() {
        var text = written("Cantine", "Tous les jours.");
        var first = reviewer.send(
                text, text + "/fiche", "version", "1", "title", "Cantine", "summary", "Le midi.", "body", "Le lundi.");
        assertThat(first.statusCode()).isEqualTo(302);
        var second = author.send(
                text, text + "/fiche", "version", "1", "title", "Cantine", "summary", "Le midi.", "body", "Le mardi.");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("Le mardi.</textarea>", "<del>", "lundi", "name=\"version\" value=\"2\"");
        var third = author.send(
                text, text + "/fiche", "version", "2", "title", "Cantine", "summary", "Le midi.", "body", "Le mardi.");
        assertThat(third.statusCode()).isEqualTo(302);
        assertThat(author.open(text + "/versions/3").body()).contains("lundi", "mardi");
    }

    @Test
    void an_older_version_comes_back_as_a_draft_while_the_public_goes_on_reading() {
        var text = written("Cantine", "Le lundi.");
        published(text);
        author.send(text, text + "/fiche", "version", "1", "title", "Cantine", "summary", "Midi.", "body", "Le mardi.");
        var visitor = new Visitor(port);
        assertThat(visitor.open("/demarches/L-cantine").body()).contains("Le lundi.");
        published(text);
        assertThat(visitor.open("/demarches/L-cantine").body()).contains("Le mardi.");
        author.send(text + "/versions/1", text + "/versions/1/reprendre");
        assertThat(author.open(text).body()).contains("Ancienne version reprise", "le public lit la version 2");
        assertThat(author.open(text + "/apercu").body()).contains("Le lundi.");
        assertThat(visitor.open("/demarches/L-cantine").body()).contains("Le mardi.");
    }

    @Test
    void what_is_withdrawn_is_found_by_nobody() {
        var text = written("Cantine", "Le lundi.");
        published(text);
        act(reviewer, text, "retirer");
        var visitor = new Visitor(port);
        assertThat(visitor.open("/demarches/L-cantine").statusCode()).isEqualTo(404);
        assertThat(visitor.open("/demarches?q=cantine").body()).doesNotContain("L-cantine");
        published(text);
        assertThat(visitor.open("/demarches?q=cantine").body()).contains("L-cantine");
    }

    @Test
    void nothing_typed_is_ever_markup() {
        published(written(
                "Cantine <script>alert(1)</script>",
                "<img src=x onerror=alert(1)>\n\n[ici](javascript:alert(1)) et <b>gras</b>"));
        var page = new Visitor(port)
                .open("/demarches/L-cantine-script-alert-1-script")
                .body();
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<img src=x", "href=\"javascript", "<script>alert");
    }

    @Test
    void what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays() {
        var refused = author.send(
                "/admin/demarches/fiches/nouvelle",
                "/admin/demarches/fiches/nouvelle",
                "title",
                "Cantine",
                "body",
                "Le texte tapé.",
                "documents[0].why",
                "un document sans nom");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("id=\"summary-error\"", "Le texte tapé.</textarea>", "un document sans nom");
        written("Cantine", "Le lundi.");
        var twice = author.send(
                "/admin/demarches/fiches/nouvelle",
                "/admin/demarches/fiches/nouvelle",
                "title",
                "Cantine",
                "summary",
                "Midi");
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(twice.body()).contains("id=\"slug-error\"", "L-cantine");
    }

    @Test
    void a_reader_of_another_language_gets_the_translation_or_is_told_why_not() {
        var text = written("Cantine", "Le lundi.");
        published(text);
        var visitor = new Visitor(port);
        assertThat(visitor.open("/demarches/L-cantine?lang=ar").body()).contains("هذه البطاقة من البلدية");
        var page = text + "/traductions/ar";
        assertThat(author.send(page, page, "version", "1", "title", "المطعم", "summary", "", "body", "x")
                        .statusCode())
                .isEqualTo(400);
        author.send(
                page, page, "version", "1", "title", "المطعم المدرسي", "summary", "للأطفال", "body", "يوم **الاثنين**");
        assertThat(author.open(text + "/apercu?langue=ar").body()).contains("المطعم المدرسي");
        published(text);
        assertThat(visitor.open("/demarches/L-cantine?lang=ar").body())
                .contains("<h1 lang=\"ar\" dir=\"rtl\">المطعم المدرسي</h1>", "<strong>الاثنين</strong>", "Le lundi.")
                .doesNotContain("ليست محدّثة");
        assertThat(visitor.open("/demarches/L-cantine?lang=uk").body()).contains("існує лише французькою");

        author.send(text, text + "/fiche", "version", "2", "title", "Cantine", "summary", "Midi.", "body", "Le mardi.");
        assertThat(author.open(text + "/traductions").body()).contains("En retard sur le français");
        published(text);
        assertThat(visitor.open("/demarches/L-cantine?lang=ar").body()).contains("ليست محدّثة", "Le mardi.");
        assertThat(visitor.open("/demarches/L-cantine?lang=fr").body()).doesNotContain("المطعم");
    }

    @Test
    void only_administrators_and_the_quality_lead_may_write() {
        for (var role : new Role[] {Role.AGENT, Role.SUPERVISOR, Role.TRAINER}) {
            assertThat(editor(role).open("/admin/demarches").statusCode())
                    .as("%s", role)
                    .isEqualTo(403);
        }
        assertThat(new Visitor(port).open("/admin/demarches").statusCode()).isEqualTo(302);
        assertThat(author.open("/admin/demarches").body()).contains("Démarches").doesNotContain("/admin/comptes");
        assertThat(author.open("/admin/comptes").statusCode()).isEqualTo(403);
    }
}
