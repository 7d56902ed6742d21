package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Templates.Key;
import fr.parvis.platform.web.Language;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** An administrator's words in place of ours. */
@ParvisTest
class TemplatesIT {
    private static final String PAGE = "/admin/textes-messages/appointment-booked/email/fr";
    private static final List<String> FACTS = List.of(
            "Camille Martin",
            "Passeport",
            "mardi 1er décembre 2026",
            "09:20",
            "Mairie",
            "PRV-1",
            "https://a.example/rdv/mien/x",
            "Ville",
            "09:40",
            "",
            "");

    @Autowired
    Town town;

    @Autowired
    TemplateEditor editor;

    @Autowired
    Templates templates;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    private Pages admin;

    @BeforeEach
    void empty() {
        town.place(1, 1);
        jdbc.sql("delete from messaging.text").update();
        jdbc.sql("delete from messaging.message").update();
        admin = Pages.of(application, Role.ADMIN);
    }

    private MessageWords words(Channel channel, Language language) {
        return templates.words(editor.kind("appointment-booked"), channel, language, FACTS);
    }

    @Test
    void our_own_words_are_what_one_begins_with() {
        assertThat(admin.open(PAGE).body())
                .contains(
                        "Bonjour {nom}", "Votre rendez-vous : {jour}".replace(" :", "\u00A0:"), "{lien}", "Українська");
        for (var kind : editor.kinds()) {
            for (var channel : kind.channels()) {
                for (var language : Language.values()) {
                    var key = new Key(kind.about(), channel, language);
                    var begin = editor.standard(key);
                    assertThat(OwnText.fault(begin.text(), kind.offered()))
                            .as(key.toString())
                            .isEmpty();
                    // filled again, they are what they were
                    var facts = kind.variables().stream()
                            .map(name -> name.equals("partenaire") || name.equals("echange") ? "" : "<" + name + ">")
                            .toList();
                    var filled = Templates.fill(begin, kind, channel, language, facts);
                    assertThat(plain(filled.text()))
                            .as(key.toString())
                            .isEqualTo(plain(
                                    kind.standard().of(channel, language, facts).text()));
                }
            }
        }
    }

    @Test
    void our_own_words_leave_out_nothing_that_is_needed_in_any_language() {
        assertThat(editor.kinds()).extracting(MessageKind::about).doesNotHaveDuplicates();
        for (var kind : editor.kinds()) {
            assertThat(kind.variables()).as(kind.about()).containsAll(kind.needed());
            for (var channel : kind.channels()) {
                for (var language : Language.values()) {
                    assertThat(kind.lacking(channel, editor.standard(new Key(kind.about(), channel, language))))
                            .as("%s %s %s", kind.about(), channel, language)
                            .isEmpty();
                }
            }
        }
        assertThat(editor.kind("request-received").needed())
                .contains("reference", "jour", "echeance", "silence", "service");
        assertThat(editor.kind("request-refused").needed()).contains("message", "recours");
        assertThat(editor.kind("letter-refused").needed()).contains("message", "recours");
    }

    @Test
    void each_kind_has_its_page_with_names_for_all_that_is_on_it_and_a_preview() {
        for (var kind : editor.kinds()) {
            for (var channel : kind.channels()) {
                for (var language : List.of(Language.FRENCH, Language.ARABIC)) {
                    var key = new Key(kind.about(), channel, language);
                    var begin = editor.standard(key);
                    var looked = admin.send(address(key) + "/apercu", "subject", begin.subject(), "text", begin.text());
                    assertThat(looked.status()).as(key.toString()).isEqualTo(200);
                    assertThat(looked.body())
                            .as(key.toString())
                            .contains("Aperçu")
                            .doesNotContain("??", "messaging.");
                }
            }
        }
    }

    private static String address(Key key) {
        return "/admin/textes-messages/" + key.about() + "/" + key.channel().code() + "/"
                + key.language().tag();
    }

    @Test
    void kinds_are_found_under_their_subject_and_by_their_name() {
        templates.put(
                new Key("request-refused", Channel.EMAIL, Language.PORTUGUESE, ReadingLevel.PLAIN),
                new MessageWords("a", "b"),
                Instant.now());
        assertThat(admin.open("/admin/textes-messages").body())
                .contains("Confirmation de rendez-vous", "id=\"letters\"", "href=\"#letters\"", "Courriers sur papier")
                .contains("Votre texte\u00A0: Courriel, Português", "En mots simples");
        assertThat(admin.open("/admin/textes-messages?q=Décision de REFUS").body())
                .contains("Décision de refus, avec les recours")
                .doesNotContain("Confirmation de rendez-vous");
        assertThat(admin.open("/admin/textes-messages?q=atelier").body()).contains("Liste d’attente d’un atelier");
        assertThat(admin.open("/admin/textes-messages?q=xyz").body()).contains("Aucun message ne porte ce nom.");
    }

    @Test
    void what_the_law_wants_cannot_be_left_out() {
        var page = "/admin/textes-messages/request-received/email/fr";
        var begin = editor.standard(new Key("request-received", Channel.EMAIL, Language.FRENCH));
        assertThat(admin.open(page).body()).contains("obligatoire");
        for (var name : editor.kind("request-received").needed()) {
            var without = begin.text().replace("{" + name + "}", "");
            for (var act : name.equals("silence") ? List.of("", "/apercu", "/essai") : List.of("")) {
                var refused = admin.send(page + act, "subject", "Reçu", "text", without, "to", "moi@ville.example");
                assertThat(refused.status()).as(name).isEqualTo(400);
                assertThat(refused.body()).contains("Il manque {" + name + "}");
            }
        }
        assertThat(editor.changed()).isEmpty();
        assertThat(outbox.page(null, 0, 10)).isEmpty();
        var kind = editor.kind("request-refused");
        templates.put(
                new Key(kind.about(), Channel.EMAIL, Language.FRENCH),
                new MessageWords("Non", "{message}\n\n{lien}"),
                Instant.now());
        assertThat(templates
                        .words(
                                kind,
                                Channel.EMAIL,
                                Language.FRENCH,
                                List.of("Bonjour,", "Non.", "", "Le tribunal.", "PRV-1", "https://a.example", "Ville"))
                        .text())
                .as("one that was kept without it")
                .contains("Le tribunal.");
    }

    @Test
    void a_text_that_says_nothing_with_these_facts_gives_way_to_ours() {
        for (var nothing : List.of(new MessageWords("Objet", "{partenaire}"), new MessageWords("{pieces}", "Venez."))) {
            templates.put(new Key("appointment-booked", Channel.EMAIL, Language.FRENCH), nothing, Instant.now());
            assertThat(words(Channel.EMAIL, Language.FRENCH).text()).contains("Votre rendez-vous est pris");
        }
    }

    @Test
    void what_stands_on_a_device_is_looked_at_and_not_tried() {
        var page = "/admin/textes-messages/ticket-called/push/fr";
        assertThat(admin.open(page).body())
                .contains("C’est à vous\u00A0: {guichet}", "ne s’essaie pas d’ici")
                .doesNotContain("name=\"to\"", "En mots simples");
        assertThat(admin.open(page + "-facile").status()).isEqualTo(404);
        assertThat(admin.send(page + "/essai", "subject", "{guichet}", "text", "Venez", "to", "a@b.example")
                        .status())
                .isEqualTo(409);
        assertThat(admin.send(page, "subject", "Venez", "text", "Maintenant.").body())
                .contains("Il manque {guichet}");
        assertThat(admin.send(page, "subject", "Allez au {guichet}", "text", "Maintenant.")
                        .goesTo())
                .isEqualTo(page + "?fait=garde");
        assertThat(templates.words(editor.kind("ticket-called"), Channel.PUSH, Language.FRENCH, List.of("Guichet 3")))
                .isEqualTo(new MessageWords("Allez au Guichet 3", "Maintenant."));
    }

    @Test
    void a_letter_is_looked_at_as_it_is_printed() {
        var page = "/admin/textes-messages/letter-refused/letter/ar";
        assertThat(admin.open(page).body()).contains("telle qu’elle s’imprime", "Voir la page (PDF)");
        assertThat(admin.send(page + "/papier", "subject", "{objet}", "text", "{message}\n\n{recours}")
                        .body())
                .startsWith("%PDF-");
        var refused = admin.send(page + "/papier", "subject", "{objet}", "text", "{message}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Il manque {recours}");
        assertThat(admin.send(page + "/essai", "subject", "{objet}", "text", "{message} {recours}", "to", "a@b.example")
                        .status())
                .isEqualTo(409);
        assertThat(admin.open("/admin/textes-messages/request-received/letter/fr")
                        .status())
                .isEqualTo(404);
        assertThat(admin.send(PAGE + "/papier", "subject", "a", "text", "b").status())
                .isEqualTo(404);
    }

    /** The sentence about a partner is there for the variable, and marks of direction do not show. */
    private static String plain(String text) {
        return text.replaceAll("[\u2068\u2069]", "").replaceAll("\\s+", " ").strip();
    }

    @Test
    void a_text_in_simple_words_is_for_whoever_asks_for_it() {
        var plain = PAGE + "-facile";
        assertThat(admin.open(plain).body()).contains("En mots simples", "Bonjour {nom}");
        assertThat(plainWords().text())
                .isEqualTo(words(Channel.EMAIL, Language.FRENCH).text());
        admin.send(PAGE, "subject", "Courant", "text", "Le rendez-vous de {nom} est pris.");
        assertThat(plainWords().text()).isEqualTo("Le rendez-vous de Camille Martin est pris.");
        assertThat(admin.open(plain).body()).contains("Le rendez-vous de {nom} est pris.");
        assertThat(admin.send(plain, "subject", "Simple", "text", "{nom}, venez à {lieu}.")
                        .goesTo())
                .isEqualTo(plain + "?fait=garde");
        assertThat(plainWords().text()).isEqualTo("Camille Martin, venez à Mairie.");
        assertThat(words(Channel.EMAIL, Language.FRENCH).text())
                .isEqualTo("Le rendez-vous de Camille Martin est pris.");
        assertThat(admin.open("/admin/textes-messages").body()).contains("En mots simples");
        assertThat(admin.send(plain + "/apercu", "subject", "Simple", "text", "{nom} : {inconnu}")
                        .status())
                .isEqualTo(400);
        admin.send(plain + "/origine");
        assertThat(plainWords().text()).isEqualTo("Le rendez-vous de Camille Martin est pris.");
    }

    private MessageWords plainWords() {
        return templates.words(
                editor.kind("appointment-booked"), Channel.EMAIL, Language.FRENCH, ReadingLevel.PLAIN, FACTS);
    }

    @Test
    void a_text_is_saved_used_and_taken_back() {
        var saved = admin.send(
                PAGE,
                "subject",
                "À {heure} : {prestation}",
                "text",
                "{nom}, venez à {lieu} le {jour}.\nChanger : {lien}");
        assertThat(saved.goesTo()).isEqualTo(PAGE + "?fait=garde");
        assertThat(words(Channel.EMAIL, Language.FRENCH))
                .isEqualTo(
                        new MessageWords(
                                "À 09:20 : Passeport",
                                "Camille Martin, venez à Mairie le mardi 1er décembre 2026.\nChanger : https://a.example/rdv/mien/x"));
        assertThat(words(Channel.SMS, Language.FRENCH).text()).contains("rendez-vous pris");
        assertThat(words(Channel.EMAIL, Language.ARABIC).text()).doesNotContain("venez");
        assertThat(jdbc.sql("select count(*) from identity.audit where act = 'message-text-changed' and subject = ?")
                        .param("appointment-booked email fr")
                        .query(Integer.class)
                        .single())
                .isPositive();
        assertThat(admin.open(PAGE).body()).contains("Votre texte", "Revenir au texte d’origine");
        admin.send(PAGE + "/origine");
        assertThat(words(Channel.EMAIL, Language.FRENCH).text()).contains("Votre rendez-vous est pris");
    }

    @Test
    void a_broken_text_is_refused_with_the_piece_at_fault_and_stays_as_it_was_typed() {
        for (var broken : List.of("Bonjour {prenom}", "Bonjour {nom", "Bonjour nom}", "")) {
            var refused = admin.send(PAGE, "subject", "Objet", "text", broken);
            assertThat(refused.status()).as(broken).isEqualTo(400);
            assertThat(refused.body()).contains(broken);
        }
        assertThat(admin.send(PAGE, "subject", "", "text", "Bonjour").status()).isEqualTo(400);
        assertThat(editor.changed()).isEmpty();
        assertThat(admin.open("/admin/textes-messages/inconnu/email/fr").status())
                .isEqualTo(404);
        assertThat(admin.open("/admin/textes-messages/appointment-booked/email/xx")
                        .status())
                .isEqualTo(404);
        assertThat(Pages.of(application, Role.AGENT).open(PAGE).status()).isEqualTo(403);
    }

    @Test
    void a_text_whose_variable_is_gone_gives_way_to_ours() {
        jdbc.sql("""
                        insert into messaging.text (about, channel, language, level, subject, body, changed_at)
                        values ('appointment-booked', 'sms', 'fr', 'usual', '', 'Bonjour {disparu}', now())""").update();
        assertThat(words(Channel.SMS, Language.FRENCH).text()).contains("rendez-vous pris");
    }

    @Test
    void one_looks_at_it_and_tries_it_on_oneself() {
        var typed = new String[] {
            "subject",
            "Pour {nom}",
            "text",
            "{nom}, votre demande sera examinée par nos services dès réception.",
            "to",
            "moi@ville.example"
        };
        var preview = admin.send(PAGE + "/apercu", typed);
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body()).contains("Pour Camille", "Aperçu");
        assertThat(editor.changed()).isEmpty();
        assertThat(admin.send(PAGE + "/essai", typed).body()).contains("moi@ville.example");
        assertThat(outbox.page(null, 0, 10)).singleElement().satisfies(one -> {
            assertThat(one.to()).isEqualTo("moi@ville.example");
            assertThat(one.subject()).startsWith("Pour Camille");
            assertThat(one.urgent()).isTrue();
        });
        typed[5] = "moi";
        assertThat(admin.send(PAGE + "/essai", typed).status()).isEqualTo(400);
        assertThat(outbox.page(null, 0, 10)).hasSize(1);
    }
}
