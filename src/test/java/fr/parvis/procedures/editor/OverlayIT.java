package fr.parvis.procedures.editor;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.procedures.EmptyShelves;
import fr.parvis.procedures.SheetImport;
import fr.parvis.testing.Papers;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The town's own words on a national sheet: marked as hers, still there after an import, and flagged when it changed. */
@ParvisTest
class OverlayIT {
    @LocalServerPort
    int port;

    @Autowired
    Town town;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SheetImport imports;

    @TempDir
    Path folder;

    Visitor author;
    Visitor reviewer;
    Visitor visitor;

    @BeforeEach
    void signIn() throws Exception {
        EmptyShelves.in(jdbc);
        town.place(1, 1);
        visitor = new Visitor(port);
        author = new Visitor(port);
        author.signIn(town.account("Essai", Role.QUALITY), Town.PASSWORD);
        reviewer = new Visitor(port);
        reviewer.signIn(town.account("Essai", Role.ADMIN), Town.PASSWORD);
        national("Le dépôt se fait sur place.");
    }

    private void national(String sentence) throws Exception {
        Files.writeString(folder.resolve("F900020.xml"), """
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F900020" type="Fiche d'information">
                  <dc:title>Carte de lune</dc:title><dc:description>Pour la lune.</dc:description><dc:date>modified 2026-01-15</dc:date>
                  <Audience>Particuliers</Audience>
                  <ListeSituations><Situation><Titre>Majeur</Titre><Texte>
                    <Chapitre><Titre><Paragraphe>Pièces à fournir</Paragraphe></Titre><Paragraphe>Une photo.</Paragraphe></Chapitre>
                  </Texte></Situation><Situation><Titre>Mineur</Titre><Texte>
                    <Chapitre><Titre><Paragraphe>Pièces à fournir</Paragraphe></Titre><Paragraphe>Deux photos.</Paragraphe></Chapitre>
                  </Texte></Situation></ListeSituations>
                  <Texte><Chapitre><Titre><Paragraphe>Démarche</Paragraphe></Titre><Paragraphe>%s</Paragraphe></Chapitre></Texte>
                  <OuSAdresser ID="R1"><Titre>Mairie</Titre></OuSAdresser>
                </Publication>""".formatted(sentence));
        imports.run(folder, _ -> {});
    }

    private String published(Overlay.Place place, String words) {
        var page = "/admin/demarches/complements/nouveau?fiche=F900020";
        var answer = author.send(
                page,
                "/admin/demarches/complements/nouveau",
                "fiche",
                "F900020",
                "audience",
                "particuliers",
                "version",
                "0",
                "place",
                place.name(),
                "words",
                words,
                "cost",
                place == Overlay.Place.TOP ? "3 € de frais de dossier" : "");
        assertThat(answer.statusCode()).isEqualTo(302);
        var text = Visitor.goesTo(answer);
        author.send(text, text + "/proposer");
        assertThat(reviewer.send(text, text + "/publier").statusCode()).isEqualTo(302);
        return text;
    }

    @Test
    void the_words_stand_where_they_were_put_and_are_marked_as_the_towns() {
        published(Overlay.Place.TOP, "Le mardi **seulement**.");
        published(Overlay.Place.DOCUMENTS, "Photos possibles à la mairie.");
        published(Overlay.Place.WHERE, "Premier étage.");
        published(Overlay.Place.COST, "Gratuit chez nous.");
        var page = visitor.open("/demarches/F900020").body();
        assertThat(page)
                .contains("Dans votre commune", "Le mardi <strong>seulement</strong>.", "3 € de frais de dossier")
                .contains("Ville d’Essai, ");
        assertThat(page.indexOf("Le mardi")).isLessThan(page.indexOf("Majeur"));
        // once in each situation, since only one of them is open for each reader
        assertThat(page.split("Photos possibles à la mairie\\.", -1)).hasSize(3);
        assertThat(page.indexOf("Premier étage")).isGreaterThan(page.indexOf("Où s’adresser"));
        // the sheet has no such part
        assertThat(page.indexOf("Gratuit chez nous")).isLessThan(page.indexOf("Majeur"));
    }

    @Test
    void it_survives_an_import_and_says_that_the_sheet_changed() throws Exception {
        var text = published(Overlay.Place.TOP, "Le mardi seulement.");
        assertThat(author.open("/admin/demarches").body()).doesNotContain("badge-state is-warm");

        national("Le dépôt se fait sur rendez-vous.");

        assertThat(visitor.open("/demarches/F900020").body()).contains("sur rendez-vous", "Le mardi seulement.");
        assertThat(author.open("/admin/demarches?etat=CHANGED").body()).contains("Carte de lune", "is-warm");
        var page = author.open(text).body();
        assertThat(page)
                .contains("La fiche nationale a changé", "<del>", "place", "<ins>", "rendez-vous", "Retiré", "Ajouté");
        var hash = Pattern.compile("name=\"hash\" value=\"([0-9a-f]+)\"").matcher(page);
        assertThat(hash.find()).isTrue();
        assertThat(author.send(text, text + "/confirmer", "hash", "autre").statusCode())
                .isEqualTo(409);
        assertThat(author.send(text, text + "/confirmer", "hash", hash.group(1)).statusCode())
                .isEqualTo(302);
        assertThat(author.open(text).body()).doesNotContain("is-warm").contains("toujours juste");
        assertThat(visitor.open("/demarches/F900020").body()).contains("Le mardi seulement.");
    }

    @Test
    void writing_it_again_settles_it_too() throws Exception {
        var text = published(Overlay.Place.TOP, "Le mardi seulement.");
        national("Le dépôt se fait par courrier.");
        author.send(text, text + "/complement", "version", "1", "place", "TOP", "words", "Plus de mardi.");
        assertThat(author.open(text).body()).doesNotContain("is-warm");
        assertThat(visitor.open("/demarches/F900020").body()).contains("Le mardi seulement.");
    }

    @Test
    void a_sheet_that_is_gone_is_said_to_be() throws Exception {
        var text = published(Overlay.Place.TOP, "Le mardi seulement.");
        Files.move(folder.resolve("F900020.xml"), folder.resolve("F900021.xml"));
        Files.writeString(
                folder.resolve("F900021.xml"),
                Files.readString(folder.resolve("F900021.xml")).replace("F900020", "F900021"));
        imports.run(folder, _ -> {});
        assertThat(author.open(text).body()).contains("n’existe plus").doesNotContain("/confirmer");
        assertThat(author.open(text + "/apercu").statusCode()).isEqualTo(404);
    }

    @Test
    void the_sheet_is_chosen_by_its_number_or_its_words() {
        var page = "/admin/demarches/complements/nouveau";
        assertThat(author.open(page + "?q=F900020").body()).contains("fiche=F900020");
        assertThat(author.open(page + "?q=lune").body()).contains("fiche=F900020");
        assertThat(author.open(page + "?q=xyzzyx").body()).contains("Aucune fiche nationale");
        assertThat(author.open(page + "?fiche=F1").statusCode()).isEqualTo(404);
    }

    @Test
    void the_words_stand_in_the_checklist_on_its_paper_and_in_the_plan_too() throws Exception {
        published(Overlay.Place.TOP, "Le mardi seulement.");
        published(Overlay.Place.DOCUMENTS, "Photos possibles à la mairie.");
        published(Overlay.Place.WHERE, "Premier étage.");
        var list = visitor.open("/demarches/F900020/ma-liste?voir=1").body();
        assertThat(list).contains("Le mardi seulement.", "Photos possibles à la mairie.", "Premier étage.");
        assertThat(list.indexOf("Premier étage")).isGreaterThan(list.indexOf("Photos possibles"));
        try (var paper = Papers.read(port, "/demarches/F900020/ma-liste/liste.pdf")) {
            assertThat(paper.words())
                    .contains("Le mardi seulement.", "Photos possibles à la mairie.", "Premier étage.");
        }
        var file = folder.resolve("F900020.xml");
        Files.writeString(
                file,
                Files.readString(file).replace("type=\"Fiche d'information\"", "type=\"Fiche Comment faire si\""));
        imports.run(folder, _ -> {});
        var plan = visitor.open("/demarches/F900020/plan").body();
        assertThat(plan).contains("Le mardi seulement.", "Premier étage.");
        assertThat(plan.indexOf("Le mardi")).as("before the first step").isLessThan(plan.indexOf("class=\"step\""));
        Files.writeString(file, """
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F900020" type="Recherche guidée">
                  <dc:title>Carte de lune</dc:title><dc:date>modified 2026-01-15</dc:date><Audience>Particuliers</Audience>
                  <Problematiques><Problematique><Titre><Paragraphe>Pleine</Paragraphe></Titre></Problematique>
                    <Problematique><Titre><Paragraphe>Nouvelle</Paragraphe></Titre></Problematique></Problematiques>
                </Publication>""");
        imports.run(folder, _ -> {});
        assertThat(visitor.open("/demarches/F900020/guide").body()).contains("Nouvelle", "Le mardi seulement.");
    }
}
