package fr.parvis.procedures.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.platform.web.Language;
import fr.parvis.procedures.NationalSheets;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.checklist.KnownDocuments;
import fr.parvis.testing.Papers;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;

@ParvisTest
class ChecklistPagesIT {
    private static final String NONE_OF_THESE = "/demarches/F900032/ma-liste?q40d03d=aucune";

    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    MessageSource messages;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Town.Place place;
    Visitor visitor;

    @BeforeEach
    void arrive() throws Exception {
        place = town.place(2, 1);
        town.openDayAndNight(place);
        town.account("Essai", Role.ADMIN);
        NationalSheets.copy(folder, "F1342", "F21089", "F14807", "F1427");
        Files.writeString(folder.resolve("F900031.xml"), """
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F900031" type="Fiche d'information">
                  <dc:title>Terrasse lunaire</dc:title><dc:description>Pour une terrasse.</dc:description><dc:date>modified 2026-01-15</dc:date>
                  <Audience>Professionnels</Audience>
                  <Texte><Chapitre><Titre><Paragraphe>Pièces à fournir</Paragraphe></Titre>
                    <Liste type="puce"><Item><Paragraphe>Plan de la <LienIntra LienID="R90">terrasse</LienIntra>, voir <LienInterne LienPublication="F900031" type="Fiche">la fiche</LienInterne></Paragraphe></Item></Liste>
                    <BlocCas affichage="radio"><Cas><Titre><Paragraphe>Couverte</Paragraphe></Titre><Liste type="puce"><Item><Paragraphe>Photo du toit</Paragraphe></Item></Liste></Cas>
                      <Cas><Titre><Paragraphe>Découverte</Paragraphe></Titre><Liste type="puce"><Item><Paragraphe>Photo du ciel</Paragraphe></Item></Liste></Cas></BlocCas>
                    <ASavoir><Titre>À savoir</Titre><Paragraphe>La lune est <Citation>pleine</Citation> le <LienIntra LienID="R90">soir</LienIntra>.</Paragraphe></ASavoir></Chapitre>
                  <Chapitre><Titre><Paragraphe>Coût</Paragraphe></Titre>
                    <BlocCas affichage="radio"><Cas><Titre><Paragraphe>Couverte</Paragraphe></Titre><Paragraphe>12 euros, voir <LienInterne LienPublication="F1342" type="Fiche" audience="Particuliers">la carte</LienInterne>.</Paragraphe></Cas>
                      <Cas><Titre><Paragraphe>Découverte</Paragraphe></Titre><Paragraphe>Rien.</Paragraphe></Cas></BlocCas></Chapitre></Texte>
                  <ServiceEnLigne ID="R91" URL="https://lune.example/terrasse" type="Téléservice"><Titre>Demander une terrasse</Titre></ServiceEnLigne>
                  <Definition ID="R90"><Titre>Terrasse</Titre><Texte><Paragraphe>Sol plat.</Paragraphe></Texte></Definition>
                </Publication>""");
        Files.writeString(folder.resolve("F900032.xml"), """
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F900032" type="Fiche d'information">
                  <dc:title>Barque lunaire</dc:title><dc:description>Pour une barque.</dc:description><dc:date>modified 2026-01-15</dc:date>
                  <Audience>Particuliers</Audience>
                  <Texte><Chapitre type="pieces"><Titre><Paragraphe>Pièces à fournir</Paragraphe></Titre>
                    <Liste type="puce"><Item><Paragraphe>Justificatif de domicile</Paragraphe></Item>
                      <Item><Paragraphe>Photo d'identité</Paragraphe><Paragraphe type="pourquoi">Pourquoi : Pour la barque.</Paragraphe></Item>
                      <Item><Paragraphe>soit une rame</Paragraphe></Item><Item><Paragraphe>soit une voile</Paragraphe></Item></Liste>
                    <BlocCas affichage="radio"><Cas><Titre><Paragraphe>Si la mer est calme</Paragraphe></Titre><Liste type="puce"><Item><Paragraphe>Ancre</Paragraphe></Item></Liste></Cas>
                      <Cas><Titre><Paragraphe>Si la mer est haute</Paragraphe></Titre><Liste type="puce"><Item><Paragraphe>Bouée</Paragraphe></Item></Liste></Cas></BlocCas></Chapitre></Texte>
                </Publication>""");
        imports.run(folder, _ -> {});
        visitor = Visitor.elsewhere(port);
    }

    @Test
    void an_address_that_no_page_made_is_read_as_far_as_it_makes_sense() {
        for (var below : new String[] {"", "/liste.pdf", "/qr.svg", "/venir"}) {
            var answer = visitor.open("/demarches/F1342/ma-liste" + below
                    + "?q0a1b2c=%7Bx%7D&passe=%7By%7D&q0a1b2c=%22%3Cb%3E&audience=%7Bz%7D&voir=1&site="
                    + place.site().slug());
            assertThat(answer.statusCode()).as(below).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("{x}", "<b>");
        }
        assertThat(visitor.open("/demarches/F1342/ma-liste/venir?site=%7Bx%7D").statusCode())
                .isEqualTo(404);
        assertThat(visitor.open("/demarches/%7Bx%7D/ma-liste").statusCode()).isEqualTo(404);
    }

    @Test
    void a_search_for_what_no_database_holds_is_refused_on_a_page_of_ours() {
        var refused = visitor.open("/demarches?q=%00");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type").orElse(""))
                .isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(refused.body()).contains("/css/parvis.css", "href=\"/\"");
    }

    @Test
    void from_page_to_page_the_audience_stays() {
        assertThat(visitor.open("/demarches/F900031?audience=professionnels").body())
                .contains("href=\"/demarches/F900031/ma-liste?audience=professionnels\"");
        assertThat(visitor.open("/demarches/F900031/ma-liste?audience=professionnels")
                        .body())
                .contains("name=\"audience\" value=\"professionnels\"")
                .contains("href=\"/demarches/F900031?audience=professionnels\"");
        assertThat(visitor.open("/demarches/F900031/ma-liste?audience=professionnels&voir=1")
                        .body())
                .contains("href=\"/demarches/F900031?audience=professionnels\"", "Lire toute la fiche");
        assertThat(visitor.open("/demarches/F900031/guide?audience=professionnels")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/demarches/F900031?audience=professionnels"));
    }

    @Test
    void the_paper_says_all_that_the_page_says_and_leads_to_the_whole_addresses() {
        var page = visitor.open("/demarches/F900031/ma-liste?audience=professionnels&voir=1")
                .body();
        assertThat(page)
                .contains("href=\"/demarches/F900031?audience=professionnels#R90\"")
                .doesNotContain("href=\"#R90\"");
        try (var paper = Papers.read(port, "/demarches/F900031/ma-liste/liste.pdf?audience=professionnels")) {
            assertThat(paper.words())
                    .contains("Plan de la terrasse", "Photo du ciel")
                    .contains("La lune est «\u00a0pleine\u00a0» le soir")
                    .contains("12 euros", "Rien.")
                    .contains("Demander une terrasse", "https://lune.example/terrasse")
                    .contains("(DILA), Licence Ouverte 2.0");
            assertThat(paper.links())
                    .contains("https://lune.example/terrasse")
                    .anySatisfy(link ->
                            assertThat(link).matches("http://[^/]+/demarches/F900031\\?audience=professionnels#R90"))
                    .allSatisfy(link -> assertThat(link).matches("https?://.*"));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void our_own_words_are_in_the_language_of_the_reader_and_those_of_the_sheet_in_french(Language reader) {
        var question =
                visitor.open("/demarches/F900032/ma-liste?lang=" + reader.tag()).body();
        assertThat(question)
                .contains("<h1>" + words("list.about.situation", reader) + "</h1>")
                .contains("<span>" + words("list.none", reader) + "</span>")
                .contains("<span lang=\"fr\" dir=\"ltr\">Si la mer est calme</span>");
        var list = visitor.open(NONE_OF_THESE + "&voir=1&lang=" + reader.tag()).body();
        var home = KnownDocuments.about("justificatif de domicile", reader).orElseThrow();
        var told = "<p lang=\"" + reader.tag() + "\" dir=\"" + reader.direction() + "\">";
        assertThat(list)
                .contains(words("list.about.situation", reader), "<span>" + words("list.none", reader) + "</span>")
                .contains("<strong><span>" + words("list.one-of-these", reader) + "</span></strong>")
                .contains("<strong><span lang=\"fr\" dir=\"ltr\">Justificatif de domicile</span></strong>")
                .contains(told + home.why().text() + "</p>")
                .contains("<p lang=\"fr\" dir=\"ltr\">Pour la barque.</p>");
        if (reader != Language.FRENCH) {
            assertThat(list)
                    .contains(told + home.without().parts().getFirst().text()
                            + "<bdi lang=\"fr\" dir=\"ltr\">(attestation d’hébergement)</bdi>");
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_paper_is_in_the_language_of_the_reader(Language reader) {
        var home = KnownDocuments.about("justificatif de domicile", reader).orElseThrow();
        try (var paper = Papers.read(port, NONE_OF_THESE.replace("?", "/liste.pdf?") + "&lang=" + reader.tag())) {
            assertThat(paper.language()).isEqualTo(reader.tag());
            assertThat(paper.languages()).contains("fr", reader.tag());
            assertThat(paper.words())
                    .doesNotContain("#")
                    .contains("Barque lunaire", "Pour la barque.")
                    .contains(asPrinted(words("list.about.situation", reader)))
                    .contains(asPrinted(words("list.none", reader)), asPrinted(words("list.one-of-these", reader)))
                    .contains(asPrinted(home.why().text().replaceAll("\\..*", "")));
            assertThat(paper.words().contains("d’hébergement)")).isEqualTo(reader != Language.FRENCH);
            var edge = paper.rightEdge(asPrinted(words("list.over", reader)));
            if (reader.isRightToLeft()) {
                assertThat(edge).isGreaterThan(540);
                assertThat(paper.letters())
                        .as("drawn from left to right, lam and alef in one")
                        .contains("هيلإ نوجاتحت ام")
                        .doesNotContainPattern("[\\x{FE80}-\\x{FEF4}]");
            } else {
                assertThat(edge).isBetween(50f, 300f);
            }
        }
    }

    private String words(String key, Language reader) {
        return messages.getMessage(key, null, reader.locale());
    }

    /** Vowel signs stay off the paper. */
    private static String asPrinted(String words) {
        return words.replaceAll("\\p{Mn}", "");
    }

    @Test
    void a_step_back_to_another_service_gives_another_ticket() {
        var page = "/demarches/F1342/ma-liste/venir?site=" + place.site().slug();
        var first = place.services().getFirst().slug();
        var nonce = "retour-" + place.site().slug();
        var ticket = come(page, first, nonce);
        assertThat(come(page, first, nonce)).as("sent twice").isEqualTo(ticket);
        assertThat(come(page, place.services().getLast().slug(), nonce)).isNotEqualTo(ticket);
    }

    @Test
    void a_ticket_for_nothing_is_asked_again_with_the_answers_kept() {
        var page = "/demarches/F1342/ma-liste/venir?site=" + place.site().slug();
        var refused = visitor.send(
                page, "/demarches/F1342/ma-liste/venir", "site", place.site().slug(), "passe", "q0a1b2c");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("Choisissez la prestation de", "id=\"service-error\"", "name=\"passe\" value=\"q0a1b2c\"");
    }

    private String come(String page, String service, String nonce) {
        var answer = visitor.send(
                page,
                "/demarches/F1342/ma-liste/venir",
                "site",
                place.site().slug(),
                "service",
                service,
                "nonce",
                nonce);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
