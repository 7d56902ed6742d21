package fr.parvis.procedures.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.KnownElements;
import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SheetHtmlTest {
    private static final Set<String> ROOTS = Set.of("Publication", "ServiceComplementaire");

    private static Part.Element element(String name, Object... parts) {
        return element(name, Map.of(), parts);
    }

    private static Part.Element element(String name, Map<String, String> attributes, Object... parts) {
        return new Part.Element(
                name,
                attributes,
                Arrays.stream(parts)
                        .map(part -> part instanceof Part ready ? ready : new Part.Text(part.toString()))
                        .toList());
    }

    private static Sheet sheet(String audience, Part.Element... parts) {
        return new Sheet(
                audience, "F1", "Fiche", "Essai", "", "", "", null, null, element("Publication", (Object[]) parts));
    }

    private static String html(Part.Element... parts) {
        return html("particuliers", parts);
    }

    private static String html(String audience, Part.Element... parts) {
        return SheetHtml.of(sheet(audience, parts)).stream()
                .map(SheetHtml.Section::html)
                .collect(Collectors.joining("\n"));
    }

    private static Part.Element text(Object... parts) {
        return element("Texte", parts);
    }

    private static Part.Element paragraph(Object... parts) {
        return element("Paragraphe", parts);
    }

    private static Part.Element title(String words) {
        return element("Titre", words);
    }

    /** Everything of the national format, in the body and right below the root. */
    @Test
    void every_kind_of_element_is_shown_or_describes_the_sheet() {
        var lost = new TreeSet<String>();
        for (var name : KnownElements.names()) {
            if (ROOTS.contains(name) || SheetNames.METADATA.contains(name) || name.startsWith("dc:")) {
                continue;
            }
            for (var content : List.<Object>of("mot-clé", paragraph("mot-clé"), element("Inconnu", "mot-clé"))) {
                if (!html(text(element(name, content))).contains("mot-clé")) {
                    lost.add(name + " in a text");
                }
                if (!html(element(name, content)).contains("mot-clé") && !name.equals("Theme")) {
                    lost.add(name + " below the root");
                }
            }
            var both = html(text(element(name, title("intitulé"), paragraph("mot-clé"))));
            if (!both.contains("intitulé") || !both.contains("mot-clé")) {
                lost.add(name + " with a title");
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void an_unknown_element_shows_what_it_holds() {
        assertThat(html(element("Nouveauté", element("Encadré", paragraph("Bonjour")))))
                .isEqualTo("<p>Bonjour</p>");
    }

    @Test
    void what_steers_a_questionnaire_is_not_shown() {
        assertThat(html(text(element(
                        "FragmentConditionne", element("Condition", element("estVrai", "T1")), paragraph("Vu")))))
                .isEqualTo("<p>Vu</p>");
    }

    @Test
    void words_and_attributes_are_escaped() {
        var script = "<script>alert(\"1\")</script>";
        var quote = "\"><script>alert(1)</script>";
        var page = html(
                text(
                        paragraph(script, element("LienExterne", Map.of("URL", "https://a.example/" + quote), script)),
                        element("Chapitre", title(script)),
                        element("BlocCas", element("Cas", title(script), paragraph(script))),
                        element(
                                "Tableau",
                                title(quote),
                                element("Rangée", element("Cellule", Map.of("fusionVerticale", quote), script))),
                        element(
                                "ServiceEnLigne",
                                Map.of(
                                        "type",
                                        quote,
                                        "numerocerfa",
                                        quote,
                                        "format",
                                        quote,
                                        "poids",
                                        quote,
                                        "URL",
                                        quote),
                                title(script)),
                        paragraph(element("TermeEtranger", Map.of("langue", quote), "x")),
                        paragraph(element("LienInterne", Map.of("LienPublication", quote, "audience", quote), "x"))),
                element("Definition", Map.of("ID", quote), title(script)));
        assertThat(page).contains("&lt;script&gt;").doesNotContain("<script").doesNotContain("\"\">");
    }

    @Test
    void only_addresses_of_the_web_become_links() {
        for (var address : List.of(
                "javascript:alert(1)",
                " JavaScript:alert(1)",
                "java\nscript:alert(1)",
                "data:text/html,x",
                "//a.example",
                "ftp://a.example",
                "/admin",
                "")) {
            assertThat(html(
                            text(paragraph(element("LienExterne", Map.of("URL", address), "mots"))),
                            element("Reference", Map.of("URL", address), title("loi")),
                            element("OuSAdresser", title("mairie"), element("RessourceWeb", Map.of("URL", address)))))
                    .as(address)
                    .contains("mots", "loi", "mairie")
                    .doesNotContain("<a ");
        }
        assertThat(html(text(paragraph(element(
                        "LienExterne",
                        Map.of("URL", "HTTPS://a.example/b?c=1&d=é", "format", "application/pdf", "poids", "175.4 KB"),
                        "mots")))))
                .isEqualTo("<p><a class=\"out\" rel=\"noopener\" href=\"HTTPS://a.example/b?c=1&amp;d=é\">mots</a>"
                        + " <span class=\"soft\">(PDF, 175,4 Ko)</span></p>");
    }

    @Test
    void a_question_that_its_publisher_does_not_show_is_not_shown() {
        assertThat(html(element("QuestionReponse", "**CNI - Renouvellement majeur")))
                .isEmpty();
        assertThat(html(element("QuestionReponse", "Quelles photos sont admises ?")))
                .contains("Quelles photos");
    }

    @Test
    void a_description_that_was_cut_off_says_so() {
        assertThat(sheet("particuliers").with(element("Publication")).summary()).isEmpty();
        assertThat(described("Venez avec une photo.").summary()).isEqualTo("Venez avec une photo.");
        assertThat(described("Pour la refaire, venez avec une").summary())
                .isEqualTo("Pour la refaire, venez avec une\u00a0…");
    }

    private static Sheet described(String description) {
        return new Sheet(
                "particuliers", "F1", "Fiche", "Essai", "", "", description, null, null, element("Publication"));
    }

    @Test
    void links_between_sheets_lead_to_our_own_pages() {
        assertThat(html(text(paragraph(element(
                        "LienInterne", Map.of("LienPublication", "F2", "audience", "Professionnels"), "deux")))))
                .contains("<a href=\"/demarches/F2?audience=professionnels\">deux</a>");
        assertThat(html(
                        "associations",
                        element("QuestionReponse", Map.of("ID", "F3", "audience", "Particuliers"), "trois"),
                        element("Fiche", Map.of("ID", "F4"), "quatre")))
                .contains(
                        "<li><a href=\"/demarches/F3\">trois</a></li>",
                        "<a href=\"/demarches/F4?audience=associations\">quatre</a>");
        assertThat(html(text(paragraph(element("LienInterne", Map.of("LienPublication", "../admin"), "non")))))
                .isEqualTo("<p>non</p>");
    }

    @Test
    void a_defined_word_leads_to_its_definition() {
        var page = html(
                text(paragraph(
                        element("LienIntra", Map.of("LienID", "R1"), "tuteur"),
                        element("LienInterne", Map.of("LienPublication", "R2"), "CAF"),
                        element("LienIntra", Map.of("LienID", "R9"), "autre"))),
                element("Definition", Map.of("ID", "R1"), title("Tuteur"), text(paragraph("Personne."))),
                element("Abreviation", Map.of("ID", "R2"), title("CAF"), text(paragraph("Caisse"))));
        assertThat(page)
                .contains("<a href=\"#R1\">tuteur</a>", "<a href=\"#R2\">CAF</a>")
                .contains(
                        "<dl class=\"sheet-list\"><div id=\"R1\"><dt>Tuteur</dt><dd><p>Personne.</p></dd></div><div id=\"R2\">")
                .doesNotContain("#R9");
    }

    @Test
    void chapters_become_headings_without_a_gap() {
        assertThat(html(text(
                        element(
                                "Chapitre",
                                title("Un"),
                                element("SousChapitre", element("Titre", paragraph("Deux")), paragraph("x"))),
                        element("Chapitre", element("SousChapitre", title("Trois"))))))
                .isEqualTo("<h2>Un</h2><h3>Deux</h3><p>x</p><h2>Trois</h2>");
    }

    @Test
    void cases_unfold_without_a_script() {
        assertThat(html(text(element(
                        "BlocCas",
                        element("Cas", title("Vous êtes majeur"), paragraph("oui")),
                        element("Cas", title("Seul"))))))
                .isEqualTo(
                        "<div class=\"cases\"><details class=\"case\"><summary><span>Vous êtes majeur</span></summary>"
                                + "<div class=\"case-in\"><p>oui</p></div></details><p class=\"case-alone\">Seul</p></div>");
    }

    @Test
    void lists_hold_nothing_but_items() {
        assertThat(html(text(
                        element("Liste", Map.of("type", "numero"), element("Item", paragraph("a")), paragraph("b")))))
                .isEqualTo("<ol><li><p>a</p></li><li><p>b</p></li></ol>");
        assertThat(html(text(element("Liste", element("Item", "a"))))).isEqualTo("<ul><li>a</li></ul>");
    }

    @Test
    void tables_keep_their_headers_and_merged_cells() {
        var page = html(text(element(
                "Tableau",
                title("Prix"),
                element("Colonne", Map.of("type", "header", "largeur", "30")),
                element("Colonne", Map.of("type", "header")),
                element("Colonne", Map.of("type", "normal")),
                element(
                        "Rangée",
                        Map.of("type", "header"),
                        element("Cellule"),
                        element("Cellule", Map.of("fusionHorizontale", "2"), "Tarif")),
                element(
                        "Rangée",
                        element("Cellule", Map.of("fusionVerticale", "2"), "Adulte"),
                        element("Cellule", "Neuf"),
                        element("Cellule", "86 €")),
                element("Rangée", element("Cellule", "Ancien"), element("Cellule", "25 €")))));
        assertThat(page)
                .startsWith(
                        "<div class=\"scroll-x sheet-table\" role=\"group\" tabindex=\"0\" aria-label=\"Tableau 1 : Prix\">")
                .contains("<caption>Prix</caption>")
                .contains("<tr><td></td><th scope=\"col\" colspan=\"2\">Tarif</th></tr>")
                .contains(
                        "<tr><th scope=\"row\" rowspan=\"2\">Adulte</th><th scope=\"row\">Neuf</th><td>86 €</td></tr>")
                .contains("<tr><th scope=\"row\">Ancien</th><td>25 €</td></tr>");
    }

    @Test
    void notes_are_labelled() {
        assertThat(html(text(
                        element("ASavoir", title("À savoir"), paragraph("x")), element("Attention", paragraph("y")))))
                .isEqualTo("<div class=\"sheet-note sheet-note-asavoir\" role=\"note\" aria-labelledby=\"note-1\">"
                        + "<p class=\"sheet-note-title\" id=\"note-1\">À savoir</p><p>x</p></div>"
                        + "<div class=\"sheet-note sheet-note-attention\" role=\"note\" aria-labelledby=\"note-2\">"
                        + "<p class=\"sheet-note-title\" id=\"note-2\">Attention</p><p>y</p></div>");
    }

    @Test
    void marks_inside_a_sentence() {
        assertThat(html(text(paragraph(
                        element("MiseEnEvidence", "fort"),
                        " 1",
                        element("Exposant", "er"),
                        " CO",
                        element("Indice", "2"),
                        element("Citation", "dit"),
                        element("Valeur", "86 €"),
                        element("TermeEtranger", Map.of("langue", "en"), "work")))))
                .isEqualTo("<p><strong>fort</strong> 1<sup>er</sup> CO<sub>2</sub><q>dit</q>"
                        + "<span class=\"value\">86 €</span><i lang=\"en\">work</i></p>");
    }

    @Test
    void a_service_shows_its_form_and_its_annexes() {
        var page = html(element(
                "ServiceEnLigne",
                Map.of("URL", "https://a.example", "type", "Formulaire", "numerocerfa", "12100*02"),
                title("Demande"),
                element("NoticeLiee", Map.of("URL", "https://b.example"), "Notice"),
                element(
                        "ServiceEnLigneAnnexe",
                        title("Annexe"),
                        element("LienWeb", Map.of("URL", "https://c.example"))),
                element("Source", "Ministère")));
        assertThat(page)
                .contains(">Demande</a></strong><br><span class=\"soft\">Formulaire – Cerfa n° 12100*02</span>")
                .contains(
                        "<ul class=\"sheet-list\"><li><p><strong><a class=\"out\" rel=\"noopener\" href=\"https://b.example\">Notice</a>")
                .contains("href=\"https://c.example\">Annexe</a>", "Ministère");
    }

    @Test
    void sections_stand_in_reading_order() {
        assertThat(SheetHtml.of(sheet(
                        "particuliers",
                        element("Reference", Map.of("URL", "https://a.example"), title("Loi")),
                        element("OuSAdresser", title("Mairie")),
                        element("FilDAriane", element("Niveau", "x")),
                        text(paragraph("corps")),
                        element("Introduction", text(paragraph("début"))),
                        element(
                                "VoirAussi",
                                element(
                                        "Fiche",
                                        Map.of("ID", "F2"),
                                        title("Deux"),
                                        element("Theme", title("Papiers")))),
                        element("VoirAussi", element("Dossier", Map.of("ID", "N3"), title("Trois"))))))
                .extracting(SheetHtml.Section::name)
                .containsExactly("", "", "where", "references", "see-also");
    }

    @Test
    void a_part_leads_to_the_definitions_that_it_does_not_show_on_the_page_of_the_sheet() {
        var part = element(
                "Chapitre",
                title("Coût"),
                paragraph(
                        element("LienIntra", Map.of("LienID", "R1"), "ici"),
                        element("LienIntra", Map.of("LienID", "R2"), "là"),
                        element("LienIntra", Map.of("LienID", "R3"), "nulle part")),
                element("Definition", Map.of("ID", "R1"), title("Ici")));
        var sheet = sheet("associations", text(part), element("Definition", Map.of("ID", "R2"), title("Là")));
        assertThat(SheetHtml.part(sheet, part, 3, 1))
                .contains("<a href=\"#R1\">ici</a>", "<div id=\"R1\">")
                .contains("<a href=\"/demarches/F1?audience=associations#R2\">là</a>nulle part");
        assertThat(SheetHtml.aside(sheet).html(List.of(part), 3))
                .contains("<a href=\"/demarches/F1?audience=associations#R1\">ici</a>")
                .doesNotContain(" id=");
    }
}
