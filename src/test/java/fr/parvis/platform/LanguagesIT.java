package fr.parvis.platform;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.platform.web.Audience;
import fr.parvis.platform.web.Language;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.QrCode;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who reads which page in which language. */
@ParvisTest
class LanguagesIT {
    private static final Pattern ADDRESSES_OF_USAGERS = Pattern.compile(
            "(?!/borne/[^/]+/installer)(?:/|/(accessibilite|aide|ateliers|demandes|demarches|discussion(\\.js)?|donnees(-personnelles)?|mots|question|reclamation|rappel|rdv|suivi|theme\\.css|app\\.webmanifest)|/(accueil|ateliers|avis|borne|demandes|demarches|discussion|ecran|question|rdv|relais|sites|suivi|ticket)/.*)");
    private static final Pattern ADDRESSES_OF_STAFF = Pattern.compile(
            "/(admin|agent|alertes|borne/[^/]+/installer|compte|connexion|espace|partenaire|pilotage|premiers-pas|qualite)(/.*)?");
    private static final Pattern ADDRESSES_OF_PROGRAMS =
            Pattern.compile("/(api|v3|swagger-ui)[/.].*|.*/error.*|/calendriers/.*|/donnees/.*|/telephone/.*");
    private static final Pattern ARABIC_LETTER = Pattern.compile("\\p{IsArabic}");

    @Autowired
    Town town;

    @Autowired
    MessageSource messages;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    @LocalServerPort
    int port;

    Visitor visitor;

    @BeforeEach
    void arrive() {
        // without an account, the first pages lead to the set-up
        town.account("Essai", Role.ADMIN);
        visitor = new Visitor(port);
    }

    @Test
    void a_chosen_language_is_remembered() {
        assertThat(visitor.open("/aide?lang=uk").body()).contains("<html lang=\"uk\" dir=\"ltr\"", "<h1>Довідка</h1>");
        for (var page : usagerPages()) {
            assertThat(visitor.open(page).body()).as(page).contains("<html lang=\"uk\" dir=\"ltr\"");
        }
        assertThat(visitor.open("/nulle-part").body()).contains("<h1>Сторінку не знайдено</h1>");
    }

    @Test
    void a_language_that_no_page_speaks_is_ignored() {
        visitor.open("/aide?lang=es");
        for (var unknown : List.of("de", "xx", "fr-FR", "%22", "")) {
            assertThat(visitor.open("/aide?lang=" + unknown).body())
                    .as(unknown)
                    .contains("<html lang=\"es\"", "<h1>Ayuda</h1>");
        }
        var other = new Visitor(port);
        other.putCookie("parvis-langue", "de");
        assertThat(other.open("/aide").body()).contains("<html lang=\"fr\"", "<h1>Aide</h1>");
    }

    @Test
    void the_browser_s_own_languages_are_heard_until_one_is_chosen() {
        assertThat(visitor.open("/aide", "uk-UA,uk;q=0.9,fr;q=0.5").body()).contains("<html lang=\"uk\"");
        assertThat(visitor.open("/aide", "ar-DZ,fr;q=0.5").body()).contains("<html lang=\"ar\" dir=\"rtl\"");
        assertThat(visitor.open("/aide", "de,pt-BR;q=0.5").body()).contains("<html lang=\"pt\"");
        assertThat(visitor.open("/aide", "de").body()).contains("<html lang=\"fr\"");
        assertThat(visitor.open("/aide", ";;;").body()).contains("<html lang=\"fr\"");
        visitor.open("/aide?lang=en");
        assertThat(visitor.open("/aide", "uk").body()).contains("<html lang=\"en\"");
    }

    @Test
    void a_staff_page_speaks_french_and_english_alone() {
        assertThat(visitor.open("/connexion?lang=en").body()).contains("<html lang=\"en\"");
        visitor.open("/?lang=ar");
        isFrench("/connexion", visitor);
        isFrench("/connexion?lang=ar", visitor);
        assertThat(visitor.open("/").body()).contains("<html lang=\"ar\" dir=\"rtl\"");
        assertThat(new Visitor(port).open("/connexion", "uk,en;q=0.5").body()).contains("<html lang=\"en\"");
        assertThat(new Visitor(port).open("/connexion", "uk").body()).contains("<html lang=\"fr\"");
    }

    @Test
    void no_page_behind_the_sign_in_is_in_a_usager_s_language() {
        var place = town.place(1, 1);
        visitor.signIn(town.account("Essai", Role.ADMIN), Town.PASSWORD);
        visitor.open("/?lang=ar");
        var installing = "/borne/" + place.site().slug() + "/installer";
        for (var page : List.of(
                "/agent",
                "/pilotage",
                "/qualite",
                "/admin",
                "/admin/comptes",
                "/alertes",
                "/admin/nulle-part",
                installing)) {
            isFrench(page, visitor);
        }
        var agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Agent " + Ids.token()), Town.PASSWORD);
        isFrench("/agent?lang=ar", agent);
        isFrench("/admin?lang=uk", agent);
        isFrench(installing, agent);
    }

    private static void isFrench(String page, Visitor visitor) {
        var body = visitor.open(page).body();
        assertThat(ARABIC_LETTER.matcher(body).find()).as(page).isFalse();
        if (body.contains("<html")) {
            assertThat(body).as(page).contains("<html lang=\"fr\" dir=\"ltr\"").doesNotContain("bootstrap.rtl");
        }
    }

    @Test
    void an_arabic_page_runs_from_right_to_left_and_keeps_western_digits() {
        assertThat(visitor.open("/?lang=ar").body())
                .contains("<html lang=\"ar\" dir=\"rtl\"", "bootstrap.rtl.min.css")
                .doesNotContain("bootstrap.min.css");
        var arabic = Language.ARABIC.locale();
        assertThat(messages.getMessage("queue.wait.between", new Object[] {5, 10}, arabic))
                .contains("5", "10", "دقائق");
        assertThat(messages.getMessage("queue.wait.between", new Object[] {15, 20}, arabic))
                .contains("15", "20", "دقيقة");
    }

    @Test
    void no_page_for_usagers_mixes_french_into_another_language() throws IOException {
        var french = frenchSentences();
        for (var language : Audience.USAGERS.languages()) {
            visitor.open("/aide?lang=" + language.tag());
            for (var page : usagerPages()) {
                var body = visitor.open(page).body();
                assertThat(body)
                        .as(page)
                        .contains("<html lang=\"" + language.tag() + "\"")
                        .doesNotContain("??");
                if (language != Language.FRENCH) {
                    assertThat(french.stream().filter(body::contains))
                            .as(page + " " + language)
                            .isEmpty();
                }
            }
        }
    }

    private List<String> usagerPages() {
        var open = town.place(2, 1);
        var closed = town.place(1, 1, Collections.nCopies(7, ""));
        var ticket = new Api(port, town.token(Role.KIOSK))
                .post(
                        open.path() + "/tickets",
                        "{\"service\":\"" + open.services().getFirst().slug() + "\"}")
                .text("token");
        // of no request: the last letter is the check of the seven before
        var unknown = "PRV-0000-000" + ReadableCode.check("0000000");
        var pages = new ArrayList<>(List.of(
                "/",
                "/aide",
                "/accessibilite",
                "/donnees-personnelles",
                "/nulle-part",
                "/ticket/inconnu",
                "/demarches",
                "/mots",
                "/demarches?q=introuvable",
                "/demarches/F999999",
                "/question",
                "/question/inconnue",
                "/demandes",
                "/reclamation",
                "/avis/reponse/inconnu",
                "/relais/inconnu",
                "/discussion",
                "/discussion/inconnue",
                "/suivi",
                "/suivi/inconnue",
                "/suivi/" + unknown,
                "/rappel"));
        for (var place : List.of(open, closed)) {
            var slug = place.site().slug();
            pages.addAll(List.of(
                    "/sites/" + slug,
                    "/sites/" + slug + "/ticket?aide=1",
                    "/sites/" + slug + "/affiche",
                    "/borne/" + slug + "/services",
                    "/borne/" + slug + "/services?aide=1",
                    "/ecran/" + slug));
        }
        pages.addAll(List.of(
                "/ticket/" + ticket,
                "/ticket/" + ticket + "/quitter",
                "/borne/" + open.site().slug() + "/tickets/" + ticket));
        return pages;
    }

    /** All French texts of the interface that are long enough to be nothing else. */
    private static List<String> frenchSentences() throws IOException {
        var sentences = new ArrayList<String>();
        try (var files = Files.list(Path.of("src", "main", "resources", "messages"))) {
            for (var file : files.filter(path -> path.toString().endsWith("_fr.properties"))
                    .toList()) {
                var texts = new Properties();
                try (var reader = Files.newBufferedReader(file)) {
                    texts.load(reader);
                }
                texts.values().stream()
                        .map(Object::toString)
                        .filter(text -> text.length() > 15 && !text.contains("{"))
                        .forEach(sentences::add);
            }
        }
        return sentences;
    }

    @Test
    void the_kiosk_forgets_the_language_of_the_one_before() {
        var kiosk = "/borne/" + town.place(1, 1).site().slug();
        assertThat(visitor.open(kiosk).body()).contains("<html lang=\"fr\"", ">العربية<", ">Українська<");
        var choices = visitor.open(kiosk + "/services?lang=ar");
        assertThat(choices.body()).contains("<html lang=\"ar\" dir=\"rtl\"");
        assertThat(choices.headers().firstValue("Refresh")).contains("90; url=" + kiosk);
        assertThat(visitor.open(kiosk, "ar").body()).contains("<html lang=\"fr\"");
        assertThat(visitor.open(kiosk + "/services").body()).contains("<html lang=\"fr\"");
        var asked = visitor.open(kiosk + "?lang=es");
        assertThat(asked.body()).contains("<html lang=\"es\"");
        assertThat(asked.headers().firstValue("Refresh")).contains("90; url=" + kiosk);
    }

    @Test
    void the_ticket_keeps_the_language_and_its_code_opens_in_it() {
        var place = town.place(1, 1);
        var choices = "/sites/" + place.site().slug() + "/ticket";
        visitor.open("/?lang=uk");
        var service = place.services().getFirst().slug();
        var path = visitor.send(choices, choices, "service", service, "nonce", Ids.token())
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("^http://[^/]+", "");
        var chosen = visitor.send(choices, choices, "service", service, "language", "pt", "nonce", Ids.token());
        var waiting = new Api(port, town.token(Role.AGENT))
                .get(place.path() + "/queue")
                .json()
                .path("waiting");
        assertThat(chosen.statusCode()).isEqualTo(302);
        assertThat(waiting.get(0).path("language").asString()).isEqualTo("uk");
        assertThat(waiting.get(1).path("language").asString()).isEqualTo("pt");
        var read = QrCode.read(visitor.open(path + "/qr.svg").body());
        assertThat(read).endsWith(path + "?lang=uk");
        var phone = new Visitor(port);
        assertThat(phone.open(path + "?lang=uk", "fr").body()).contains("<html lang=\"uk\"", "Талон");
        assertThat(phone.open(path + "/quitter", "fr").body()).contains("<html lang=\"uk\"");
    }

    @Test
    void a_refusal_of_the_api_speaks_the_language_of_the_caller() {
        var place = town.place(1, 1, Collections.nCopies(7, ""));
        var refused = new Api(port, "")
                .post(
                        place.path() + "/tickets",
                        "{\"service\":\"" + place.services().getFirst().slug() + "\"}",
                        "Accept-Language",
                        "uk",
                        "Cookie",
                        "parvis-langue=ar");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("title")).isEqualTo("Послуга зараз не надається");
        assertThat(refused.text("detail")).contains("зараз неробочий час");
    }

    /** A page at a new address is for usagers until {@link Audience} says otherwise: whoever adds one decides here. */
    @Test
    void every_address_has_its_readers() {
        for (var mapping : handlers.getHandlerMethods().keySet()) {
            assertThat(mapping.getPatternValues())
                    .allSatisfy(address -> assertThat(ADDRESSES_OF_USAGERS
                                            .matcher(address)
                                            .matches()
                                    || ADDRESSES_OF_STAFF.matcher(address).matches()
                                    || ADDRESSES_OF_PROGRAMS.matcher(address).matches())
                            .as(address)
                            .isTrue());
        }
    }
}
