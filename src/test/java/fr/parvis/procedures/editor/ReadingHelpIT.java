package fr.parvis.procedures.editor;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.web.InventedSheets;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** Proofreading in the forms of the editor: nothing of it is saved. */
@ParvisTest
class ReadingHelpIT {
    private static final String NEW = "/admin/demarches/fiches/nouvelle";
    private static final String BODY = "Gardez le récépissé.\r\n\r\n- un récépissé\r\n- Vous devez présenté la carte.";

    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    @TempDir
    Path folder;

    Pages quality;

    @BeforeEach
    void arrive() {
        town.place(1, 1);
        jdbc.sql("truncate procedures.local_text_event, procedures.local_text_version, procedures.local_text")
                .update();
        quality = Pages.of(application, Role.QUALITY);
    }

    private Pages.Answer sheet(String act, String... more) {
        var typed = new String[] {
            "version", "0", "title", "Cantine", "summary", "Pour les enfants.", "act", act, "body", BODY
        };
        return quality.send(
                NEW, Stream.concat(Arrays.stream(typed), Arrays.stream(more)).toArray(String[]::new));
    }

    private int saved() {
        return jdbc.sql("select count(*) from procedures.local_text")
                .query(Integer.class)
                .single();
    }

    private static String button(Document page, String text, int at) {
        return page.select("#relecture button[name=act]").stream()
                .filter(button -> button.text().contains(text))
                .toList()
                .get(at)
                .attr("value");
    }

    private static List<String> remarks(Document page, String kind) {
        return page.select("#relecture details").stream()
                .filter(group -> group.selectFirst(".mark-" + kind) != null)
                .flatMap(group -> group.select("mark").stream())
                .map(Element::text)
                .toList();
    }

    @Test
    void a_sheet_is_read_with_what_to_mend_and_where_and_nothing_is_saved() {
        var answer = sheet(
                "read",
                "documents[0].what",
                "Une photo",
                "documents[0].why",
                "Les services de l’état civil est prévenu, le cas échéant.",
                "documents[0].form",
                "COPY");
        assertThat(answer.status()).isEqualTo(200);
        var page = Jsoup.parse(answer.body());
        assertThat(remarks(page, "jargon")).contains("récépissé", "récépissé", "le cas échéant");
        assertThat(remarks(page, "grammar")).contains("présenté");
        assertThat(page.select("#relecture .instead").text()).contains("reçu, papier qui prouve votre demande");
        assertThat(page.select("#relecture .read-acts a[href=#why0]")).isNotEmpty();
        assertThat(page.expectFirst("#relecture .read-acts a[href=#body]").text())
                .isEqualTo("Texte");
        assertThat(page.expectFirst("#body").wholeText().strip()).isEqualTo(BODY.replace("\r\n", "\n"));
        assertThat(page.expectFirst("#why0").attr("value")).startsWith("Les services de");
        assertThat(page.expectFirst("#relecture-dit").text()).contains("remarques");
        assertThat(saved()).isZero();
    }

    @Test
    void one_press_replaces_the_words_where_they_stand_and_nothing_else() {
        var page = Jsoup.parse(sheet("read").body());
        var second = Jsoup.parse(sheet(button(page, "reçu", 1)).body());
        assertThat(second.expectFirst("#body").wholeText().strip())
                .isEqualTo("Gardez le récépissé.\n\n- un reçu\n- Vous devez présenté la carte.");
        assertThat(second.expectFirst("#title").attr("value")).isEqualTo("Cantine");
        assertThat(second.expectFirst("#relecture-dit").text()).contains("« récépissé » est devenu « reçu »");
        assertThat(remarks(second, "jargon")).containsOnlyOnce("récépissé");
        var grammar = Jsoup.parse(sheet(button(page, "présenter", 0)).body());
        assertThat(grammar.expectFirst("#body").wholeText()).contains("Vous devez présenter la carte.");
        assertThat(remarks(grammar, "grammar")).doesNotContain("présenté");
        assertThat(saved()).isZero();
    }

    @Test
    void words_that_have_moved_are_not_guessed() {
        var act = button(Jsoup.parse(sheet("read").body()), "reçu", 0);
        var answer = quality.send(
                NEW,
                "version",
                "0",
                "title",
                "Cantine",
                "summary",
                "S",
                "body",
                "Un récépissé, puis un récépissé.",
                "act",
                act);
        assertThat(answer.status()).isEqualTo(409);
        var page = Jsoup.parse(answer.body());
        assertThat(page.expectFirst("#body-error").text()).contains("n’est plus à la place");
        assertThat(page.expectFirst("#relecture .notice-bad").text()).contains("n’est plus à la place");
        assertThat(page.expectFirst("#body").wholeText().strip()).isEqualTo("Un récépissé, puis un récépissé.");
    }

    @Test
    void what_is_too_long_is_told_by_its_field_and_stays() {
        var answer = quality.send(NEW, "title", "x".repeat(301), "summary", "S", "act", "read");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("id=\"title-error\"", "x".repeat(301));
        assertThat(Jsoup.parse(answer.body()).select("#relecture .read-score")).isEmpty();
    }

    @Test
    void of_a_text_that_is_too_long_for_one_check_the_page_says_where_it_stopped() {
        var page = Jsoup.parse(quality.send(
                        NEW,
                        "title",
                        "Cantine",
                        "body",
                        "La mairie ouvre à neuf heures.\n\n" + "… ".repeat(5_000),
                        "cost",
                        "Les document.",
                        "act",
                        "read")
                .body());
        assertThat(remarks(page, "grammar")).isEmpty();
        assertThat(page.select("#relecture .notice-warm").text()).contains("Le texte est long", "… … …", "(Texte)");
        assertThat(page.selectFirst("#relecture .read-score")).isNotNull();
    }

    @Test
    void an_empty_form_may_be_read() {
        assertThat(quality.send(NEW, "act", "read").body()).contains("Rien à signaler");
    }

    @Test
    void words_on_a_national_sheet_are_read_too() {
        InventedSheets.bring(imports, folder, clock);
        var answer = quality.send(
                "/admin/demarches/complements/nouveau",
                "fiche",
                "F99001",
                "audience",
                "particuliers",
                "place",
                "COST",
                "words",
                "Gardez le **récépissé**.",
                "where",
                "À la mairie <b>",
                "act",
                "read");
        var page = Jsoup.parse(answer.body());
        assertThat(remarks(page, "jargon")).containsExactly("récépissé");
        assertThat(page.expectFirst("#place option[selected]").attr("value")).isEqualTo("COST");
        assertThat(answer.body()).doesNotContain("mairie <b>");
        var replaced = Jsoup.parse(quality.send(
                        "/admin/demarches/complements/nouveau",
                        "fiche",
                        "F99001",
                        "audience",
                        "particuliers",
                        "words",
                        "Gardez le **récépissé**.",
                        "act",
                        button(page, "reçu", 0))
                .body());
        assertThat(replaced.expectFirst("#words").wholeText().strip()).isEqualTo("Gardez le **reçu**.");
        assertThat(saved()).isZero();
    }

    @Test
    void of_a_translation_only_the_length_of_its_sentences_is_told() {
        var text = quality.send(
                        NEW, "version", "0", "title", "Cantine", "summary", "Pour les enfants.", "body", "Bonjour.")
                .goesTo();
        var page = Jsoup.parse(quality.send(
                        text + "/traductions/ar",
                        "version",
                        "1",
                        "title",
                        "المطعم",
                        "summary",
                        "كلمة ".repeat(30) + "؟ récépissé.",
                        "act",
                        "read")
                .body());
        assertThat(page.select("#relecture .notice-warm").text()).contains("pour le français seulement");
        assertThat(page.select("#relecture details")).hasSize(1);
        assertThat(page.expectFirst("#relecture .read-quote").attr("dir")).isEqualTo("rtl");
        assertThat(page.selectFirst("#relecture .read-score")).isNull();
        assertThat(page.expectFirst("#summary").wholeText()).contains("récépissé");
        assertThat(quality.open(text + "/traductions").body()).doesNotContain("المطعم");
    }
}
