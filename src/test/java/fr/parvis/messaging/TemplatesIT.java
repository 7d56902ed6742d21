package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Templates.Key;
import fr.parvis.platform.web.Language;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
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
        assertThat(admin.open("/admin/textes-messages").body()).contains("Confirmation de rendez-vous", "Українська");
        assertThat(admin.open(PAGE).body())
                .contains("Bonjour {nom}", "Votre rendez-vous : {jour}".replace(" :", "\u00A0:"), "{lien}");
        for (var kind : editor.kinds()) {
            for (var channel : Channel.values()) {
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
                    var filled = Templates.fill(begin, kind, language, facts);
                    assertThat(plain(filled.text()))
                            .as(key.toString())
                            .isEqualTo(plain(
                                    kind.standard().of(channel, language, facts).text()));
                }
            }
        }
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
