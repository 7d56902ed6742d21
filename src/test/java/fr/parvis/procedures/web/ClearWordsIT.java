package fr.parvis.procedures.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.platform.Share;
import fr.parvis.procedures.EmptyShelves;
import fr.parvis.procedures.SheetImport;
import fr.parvis.procedures.SheetJudged;
import fr.parvis.procedures.SheetOpinions;
import fr.parvis.procedures.SheetOpinions.SheetName;
import fr.parvis.procedures.clear.GrammarCheck;
import fr.parvis.procedures.clear.Hindrance;
import fr.parvis.procedures.clear.Readability;
import fr.parvis.procedures.clear.SheetReadings;
import fr.parvis.procedures.clear.TermList;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** Words explained to usagers, and what the staff sees of how clear the sheets are. */
@ParvisTest
class ClearWordsIT {
    private static final String LIST = "/admin/demarches/clarte?audience=particuliers&mots=F99001";

    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    SheetReadings readings;

    @Autowired
    SheetOpinions opinions;

    @Autowired
    TermList terms;

    @Autowired
    GrammarCheck grammar;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Visitor visitor;
    Pages quality;

    @BeforeEach
    void arrive() {
        town.account("Essai", Role.ADMIN);
        EmptyShelves.in(jdbc);
        InventedSheets.bring(imports, folder, clock);
        visitor = Visitor.elsewhere(port);
        quality = Pages.of(application, Role.QUALITY);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private static void await(BooleanSupplier wanted) {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen");
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void the_glossary_is_in_the_language_of_its_reader() {
        assertThat(visitor.open("/mots").body())
                .contains("id=\"recepisse\"", "Papier qui prouve que vous avez fait une demande.");
        assertThat(visitor.open("/mots?lang=ar").body())
                .contains(
                        "dir=\"rtl\"",
                        "id=\"recepisse\"",
                        "<span lang=\"fr\" dir=\"ltr\">récépissé</span>",
                        "وصل الطلب");
    }

    @Test
    void a_sheet_explains_the_words_that_it_uses() {
        assertThat(visitor.open("/demarches/F99001").body())
                .contains(
                        "Les mots de cette page",
                        "<span lang=\"fr\" dir=\"ltr\">justificatif de domicile</span>",
                        "href=\"/mots\"");
        assertThat(visitor.open("/demarches/F99001?lang=uk").body())
                .contains("підтвердження адреси", "Документ, який показує, де ви живете");
        assertThat(visitor.open("/demarches/F99002").body()).doesNotContain("Les mots de cette page");
    }

    @Test
    void a_reader_says_that_a_sheet_is_not_clear_and_then_why() {
        var name = new SheetName("particuliers", "F99001");
        var before = opinions.shares().getOrDefault(name, new Share(0, 0));
        var said = visitor.send(
                "/demarches/F99001", "/demarches/F99001/clair", "audience", "particuliers", "clair", "non");
        assertThat(said.statusCode()).isEqualTo(302);
        await(() -> opinions.shares().getOrDefault(name, before).n() == before.n() + 1);
        assertThat(opinions.shares().getOrDefault(name, before).hits()).isEqualTo(before.hits());

        var why = said.headers().firstValue("Location").orElseThrow();
        assertThat(visitor.open(why).body()).contains("C’est noté", "value=\"documents\"", "name=\"words\"");
        var judgement = why.replaceFirst(".*avis=", "");
        var address = "/demarches/F99001/clair/" + judgement;
        var tooLong =
                visitor.send(why, address, "audience", "particuliers", "reason", "words", "words", "x".repeat(501));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("Écrivez 500 caractères au plus", "x".repeat(501), "checked=\"checked\"");
        var done = visitor.send(
                why,
                address,
                "audience",
                "particuliers",
                "reason",
                "words",
                "words",
                "Je ne connais pas « gardien » <b>");
        assertThat(done.statusCode()).isEqualTo(302);
        await(() -> opinions.latest(name, 10).stream()
                .anyMatch(one -> one.reason() == SheetJudged.Reason.WORDS
                        && one.words().equals("Je ne connais pas « gardien » <b>")));
        assertThat(opinions.shares().getOrDefault(name, before).n()).isEqualTo(before.n() + 1);
        readings.readSome(10_000);
        assertThat(quality.open("/admin/demarches/clarte/particuliers/F99001").body())
                .contains("Les mots sont difficiles", "« gardien » &lt;b&gt;", " avis");
        assertThat(quality.open("/admin/demarches/clarte?tri=least-clear").body())
                .contains("Carte de lune");
    }

    @Test
    void an_answer_that_is_none_is_not_kept_and_too_many_are_refused() {
        assertThat(visitor.send("/demarches/F99002", "/demarches/F99002/clair", "clair", "peut-être")
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor.send("/demarches/F99002", "/demarches/F0/clair", "clair", "oui")
                        .statusCode())
                .isEqualTo(404);
        var last = 0;
        for (int i = 0; i < 21; i++) {
            last = visitor.send("/demarches/F99002", "/demarches/F99002/clair", "clair", "oui")
                    .statusCode();
        }
        assertThat(last).isEqualTo(429);
    }

    @Test
    void the_score_of_a_sheet_is_kept_over_time() throws IOException {
        readings.readSome(10_000);
        assertThat(readings.waiting()).isZero();
        assertThat(readings.readSome(10_000)).isZero();
        var before = readings.history("particuliers", "F99001").size();
        assertThat(before).isPositive();
        var file = folder.resolve("F99001.xml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "Venez avec un parent.",
                                "Le cas échéant, il est procédé à la vérification de la détention de l’autorité parentale. "
                                        + clock.instant()));
        clock.forward(Duration.ofMinutes(1));
        imports.run(folder, _ -> {});
        readings.readSome(10_000);
        var history = readings.history("particuliers", "F99001");
        assertThat(history).hasSize(before + 1);
        assertThat(history.getLast().scores().kandelMoles())
                .isLessThan(history.get(before - 1).scores().kandelMoles());
        assertThat(history.getLast().scores().jargon())
                .isGreaterThan(history.get(before - 1).scores().jargon());
        assertThat(quality.open(LIST).body()).contains("Carte de lune", "/admin/demarches/clarte/particuliers/F99001");
        assertThat(quality.open("/admin/demarches/clarte/particuliers/F99001").body())
                .contains("Au fil des versions", "<mark class=\"mark-jargon\">Le cas échéant</mark>", "si besoin");
    }

    @Test
    void past_versions_are_read_again_by_new_rules_too() throws IOException {
        var file = folder.resolve("F99001.xml");
        Files.writeString(file, Files.readString(file).replace("Venez avec un parent.", "Venez avec vos parents."));
        clock.forward(Duration.ofMinutes(1));
        imports.run(folder, _ -> {});
        readings.readSome(10_000);
        assertThat(readings.history("particuliers", "F99001")).hasSize(2);
        jdbc.sql("update procedures.sheet_reading set words = 0, jargon_revision = 'older rules'")
                .update();
        readings.readSome(10_000);
        assertThat(readings.history("particuliers", "F99001"))
                .hasSize(2)
                .allSatisfy(state -> assertThat(state.scores().words()).isPositive());
    }

    @Test
    void a_list_without_any_sheet_says_what_to_do() {
        assertThat(quality.open("/admin/demarches/clarte?mots=%25xyzzyx_").body())
                .contains("Aucune fiche ne correspond");
    }

    @Test
    void a_word_of_jargon_counts_as_soon_as_it_is_saved_and_its_change_is_in_the_log() {
        var term = "lunologie";
        var address = "/admin/demarches/mots/mot";
        assertThat(quality.send(address, "term", " ", "instead", "lune").body())
                .contains("Écrivez un mot ou une expression");
        assertThat(quality.send(address, "term", term, "instead", "").body())
                .contains("Dites ce qu’il faut écrire à la place", "value=\"" + term + "\"");
        assertThat(quality.send(
                                address,
                                "term",
                                term,
                                "forms",
                                "lunaires sciences, ",
                                "instead",
                                "étude de la lune",
                                "why",
                                "Mot savant.")
                        .goesTo())
                .isEqualTo("/admin/demarches/mots");
        assertThat(Readability.of("Les lunaires sciences.", terms.jargon()).hindrances())
                .extracting(Hindrance::instead)
                .contains("étude de la lune");
        assertThat(quality.send(address, "term", term, "instead", "autre").body())
                .contains("est déjà dans la liste");
        quality.send("/admin/demarches/mots/retirer", "mot", term);
        assertThat(terms.find(term)).isEmpty();
        assertThat(Pages.of(application, Role.ADMIN)
                        .open("/admin/journal?acte=jargon-removed")
                        .body())
                .contains("Mot de l’administration retiré", term);
    }

    @Test
    void a_word_that_parvis_comes_with_is_left_out_and_taken_back() {
        quality.send("/admin/demarches/mots/retirer", "mot", "nonobstant");
        assertThat(Readability.of("Nonobstant la pluie.", terms.jargon()).hindrances())
                .isEmpty();
        assertThat(quality.open("/admin/demarches/mots").body()).contains("Retiré ici");
        quality.send("/admin/demarches/mots/reprendre", "mot", "nonobstant");
        assertThat(Readability.of("Nonobstant la pluie.", terms.jargon()).hindrances())
                .hasSize(1);
        assertThat(quality.send("/admin/demarches/mots/retirer", "mot", "mot inconnu")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_word_is_explained_on_sheets_and_in_the_glossary_in_the_language_of_the_reader() {
        var address = "/admin/demarches/mots/mot";
        var saved = quality.send(
                address,
                "term",
                "jardin lunaire",
                "explanation",
                "Le jardin de la ville. <b>",
                "names[uk]",
                "місячний сад",
                "explanations[uk]",
                "Сад міста.");
        assertThat(saved.goesTo()).isEqualTo("/admin/demarches/mots");
        try {
            assertThat(visitor.open("/demarches/F99001?lang=uk").body())
                    .contains("місячний сад", "lang=\"uk\" dir=\"ltr\">Сад міста.");
            assertThat(visitor.open("/mots?lang=ar").body())
                    .contains(
                            "id=\"jardin-lunaire\"",
                            "<dd lang=\"fr\" dir=\"ltr\">Le jardin de la ville. &lt;b&gt;</dd>");
            assertThat(quality.open(address + "?mot=jardin lunaire").body())
                    .contains("value=\"місячний сад\"", "lang=\"uk\"", "lang=\"ar\" dir=\"rtl\"");
            assertThat(quality.open("/admin/demarches/mots").body()).contains("Votre mot", "Ajouté ici", "Українська");
        } finally {
            quality.send("/admin/demarches/mots/retirer", "mot", "jardin lunaire");
        }
        assertThat(visitor.open("/mots").body()).doesNotContain("jardin-lunaire");
    }

    @Test
    void what_is_wrong_with_a_word_stays_beside_its_reason() {
        var refused = quality.send(
                "/admin/demarches/mots/mot",
                "term",
                "lunaire",
                "forms",
                "lunaires",
                "explanation",
                "De la lune.",
                "names[ar]",
                "قمري",
                "sentence",
                "C’est lunaire.");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "id=\"explanation-ar-error\"",
                        "Écrivez l’explication dans cette langue",
                        "href=\"#explanation-ar\"")
                .contains("value=\"قمري\"", "value=\"lunaires\"", "De la lune.", "value=\"C’est lunaire.\"");
        assertThat(quality.send("/admin/demarches/mots/mot", "term", "récépissé", "instead", "papier")
                        .body())
                .contains("Ouvrir «\u00a0récépissé\u00a0»", "/admin/demarches/mots/mot?mot=r%C3%A9c%C3%A9piss%C3%A9");
        assertThat(terms.find("lunaire")).isEmpty();
    }

    @Test
    void a_sentence_is_tried_with_the_list_and_with_a_word_that_is_not_saved() {
        var list = "/admin/demarches/mots";
        assertThat(quality.send(list + "/essai", "sentence", "Gardez le récépissé. <b>")
                        .body())
                .contains("<mark class=\"mark-jargon\">récépissé</mark>", "Expliqué aux usagers", "&lt;b&gt;");
        assertThat(quality.send(list + "/essai", "sentence", "Venez demain.").body())
                .contains("Rien ne serait signalé");
        assertThat(quality.send(list + "/essai", "sentence", " ").body()).contains("id=\"sentence-error\"");
        var tried = quality.send(
                list + "/mot/essai", "term", "lunaire", "instead", "de la lune", "sentence", "C’est lunaire.");
        assertThat(tried.body()).contains("<mark class=\"mark-jargon\">lunaire</mark>", "value=\"lunaire\"");
        assertThat(terms.find("lunaire")).isEmpty();
    }

    @Test
    void the_words_that_came_with_the_program_are_searched() {
        assertThat(quality.open("/admin/demarches/mots?liste=RECEPISSE").body())
                .contains("value=\"RECEPISSE\"", "récépissé", "open=\"open\"")
                .doesNotContain("nonobstant");
        assertThat(quality.open("/admin/demarches/mots?liste=<xyzzyx>").body())
                .contains("Aucun mot avec «\u00a0&lt;xyzzyx&gt;\u00a0»");
    }

    @Test
    void a_text_is_proofread_with_its_grammar() {
        // the first line ever loads the rules, and takes whatever time that takes
        grammar.check("Une ligne.");
        assertThat(quality.send("/admin/demarches/relire", "text", "  ").body()).contains("Collez le texte à relire");
        var read = quality.send(
                "/admin/demarches/relire",
                "text",
                "Le cas échéant, vous devez présenté une carte.\r\nLes document sont prêt. <script>");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body())
                .contains(
                        "Grammaire et orthographe",
                        "présenter",
                        "<mark class=\"mark-jargon\">Le cas échéant</mark>",
                        "&lt;script&gt;")
                .doesNotContain("<script>\n", "n’a pas pu être vérifiée");
    }

    @Test
    void grammar_stops_in_time_and_its_places_are_in_the_text() {
        var text = "Une ligne.\n\nLes enfant joue.\nJe suis aller à la maisson.";
        assertThat(grammar.check(text)).isNotEmpty().allSatisfy(hindrance -> {
            assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.GRAMMAR);
            assertThat(text.substring(hindrance.from(), hindrance.to())).isEqualTo(hindrance.words());
        });
        assertThat(grammar.check(text)).extracting(Hindrance::words).contains("maisson");
        assertThat(grammar.check("- un justificatif\nune photo")).isEmpty();
        var tooLong =
                grammar.checkWithin(Duration.ofSeconds(30), "Les enfant.\n" + " \n".repeat(5_000) + "Les enfant.");
        assertThat(tooLong.hindrances())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.to()).isLessThan(12));
        assertThat(tooLong.complete()).isFalse();
        assertThat(tooLong.until()).isEqualTo(10_012);
        var late = grammar.checkWithin(Duration.ofNanos(1), text);
        assertThat(late.complete()).isFalse();
        assertThat(grammar.check(
                        "Venez à la mairie avec votre carte d’identité. C’est gratuit : vous n’avez rien à payer."))
                .isEmpty();
    }

    @Test
    void only_quality_leads_and_administrators_see_these_pages() {
        for (var page : new String[] {"/admin/demarches/clarte", "/admin/demarches/mots", "/admin/demarches/relire"}) {
            assertThat(quality.open(page).status()).as(page).isEqualTo(200);
            assertThat(Pages.of(application, Role.ADMIN).open(page).status())
                    .as(page)
                    .isEqualTo(200);
            assertThat(Pages.of(application, Role.AGENT).open(page).status())
                    .as(page)
                    .isEqualTo(403);
            assertThat(Pages.of(application, Role.SUPERVISOR).open(page).status())
                    .as(page)
                    .isEqualTo(403);
        }
        assertThat(quality.open("/admin/sites").status()).isEqualTo(403);
    }

    @Test
    void what_is_said_of_one_sheet_is_limited_as_the_taps_are() {
        var somebody = Visitor.elsewhere(port);
        for (int i = 0; i < 4; i++) {
            var last = somebody.send(
                            "/demarches/F99002",
                            "/demarches/F99002/clair/" + UUID.randomUUID(),
                            "reason",
                            "words",
                            "words",
                            "Rien de clair.")
                    .statusCode();
            assertThat(last).isEqualTo(i < 3 ? 302 : 429);
        }
        assertThat(somebody.send("/demarches/F99001", "/demarches/F99001/clair/" + UUID.randomUUID(), "words", "Oui.")
                        .statusCode())
                .as("another sheet")
                .isEqualTo(302);
    }
}
