package fr.parvis.relations.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.procedures.LunarSheets;
import fr.parvis.procedures.SheetImport;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestKey;
import fr.parvis.relations.Requests;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;

@ParvisTest
class RequestPagesIT {
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"");
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    Requests requests;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    private Visitor visitor = new Visitor(0);

    @BeforeEach
    void arrive() {
        town.account("Essai", Role.ADMIN);
        town.place(1, 1);
        LunarSheets.bring(imports);
        visitor = Visitor.elsewhere(port);
    }

    private HttpResponse<String> send(String page, String... typed) {
        var form = FORM.matcher(visitor.open(page).body());
        assertThat(form.find()).isTrue();
        var all = new String[typed.length + 2];
        System.arraycopy(typed, 0, all, 0, typed.length);
        all[typed.length] = "form";
        all[typed.length + 1] = form.group(1);
        return visitor.send(page, page.replaceFirst("\\?.*", ""), all);
    }

    /** Where the key leads once it is in no address any more. */
    private HttpResponse<String> followed(HttpResponse<String> sent) {
        return visitor.open(Visitor.goesTo(visitor.open(Visitor.goesTo(sent))));
    }

    private Request received(HttpResponse<String> answer) {
        var code = Visitor.goesTo(answer).replaceFirst("^/suivi/[^/]+/", "").replaceFirst("\\?.*", "");
        return requests.find(RequestKey.parse(code).orElseThrow()).orElseThrow();
    }

    @Test
    void a_question_keeps_the_sheet_that_it_was_asked_from() {
        assertThat(visitor.open("/question?fiche=F98003").body()).contains("Permis de séjour lunaire");
        assertThat(visitor.open("/question?fiche=F0").body()).doesNotContain("class=\"about\"");
        var sent = send("/question?fiche=F98003", "words", "Faut-il une photo ?", "fiche", "F98003", "reply", "page");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(received(sent).about()).isEqualTo(new Request.About("F98003", "Permis de séjour lunaire"));
        var page = followed(sent);
        assertThat(page.body())
                .contains(
                        "Votre question est bien arrivée",
                        received(sent).reference().code(),
                        "Faut-il une photo ?")
                .contains("notez la référence et la clé", received(sent).key().shown(), "Retirer ma demande");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Robots-Tag")).contains("noindex");
    }

    @Test
    void whoever_goes_back_and_presses_again_has_sent_it_already_unless_the_words_changed() {
        var first = send("/question", "words", "Retour arrière ?", "reply", "page");
        var again = send("/question", "words", "Retour arrière ?", "reply", "page");
        assertThat(received(again).id()).isEqualTo(received(first).id());
        assertThat(followed(again).body())
                .contains(
                        "Vous l’aviez déjà envoyée", received(first).reference().code())
                .doesNotContain("Votre question est bien arrivée");
        var other = send("/question", "words", "Retour arrière ? Et le samedi ?", "reply", "page");
        assertThat(received(other).id()).isNotEqualTo(received(first).id());
        assertThat(followed(other).body()).contains("Votre question est bien arrivée");

        // nobody else is led to it, and what was withdrawn is asked again
        var before = visitor;
        visitor = Visitor.elsewhere(port);
        assertThat(received(send("/question", "words", "Retour arrière ?", "reply", "page"))
                        .id())
                .isNotEqualTo(received(first).id());
        visitor = before;
        requests.withdraw(received(other).key());
        assertThat(received(send("/question", "words", "Retour arrière ? Et le samedi ?", "reply", "page"))
                        .id())
                .isNotEqualTo(received(other).id());
    }

    @Test
    void only_what_the_answer_needs_is_kept() {
        var sent = send(
                "/question", "words", "Oui ?", "reply", "phone", "phone", "+33 6 12 34 56 78", "email", "a@b.example");
        assertThat(received(sent).said())
                .isEqualTo(new Request.Said("", "Oui ?", "", "", "", "+33 6 12 34 56 78", null));
        var page =
                send("/question", "words", "Oui ?", "reply", "page", "phone", "0612345678", "email", "pas une adresse");
        assertThat(received(page).said()).isEqualTo(new Request.Said("", "Oui ?", "", "", "", "", null));
    }

    @Test
    void what_was_typed_survives_a_refusal() {
        var refused = send("/question", "words", "<b>Où ?</b>", "reply", "email", "email", "moi chez moi");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("&lt;b&gt;Où ?&lt;/b&gt;", "value=\"moi chez moi\"", "nom@exemple.fr")
                .contains("aria-invalid=\"true\"", "href=\"#email\"");
        var long1 = send("/question", "words", "x".repeat(4001), "reply", "page");
        assertThat(long1.body()).contains("Un message a au plus");
        var gone = send("/rappel", "phone", "0612345678", "moment", "12");
        assertThat(gone.statusCode()).isEqualTo(400);
        assertThat(gone.body()).contains("Ce moment n’est plus possible", "value=\"0612345678\"");
    }

    @Test
    void a_field_that_no_form_has_is_refused() {
        assertThat(send("/question", "words[0]", "x").statusCode()).isEqualTo(400);
    }

    @Test
    void machines_and_strangers_are_held_back() {
        assertThat(send("/question", "words", "Achetez !", "website", "https://spam.example")
                        .statusCode())
                .isEqualTo(400);
        assertThat(Visitor.elsewhere(port)
                        .sendBare("/question", "words", "Oui ?", "form", "x")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoever_sends_too_often_keeps_what_was_typed() {
        // as many as it takes: some come back while a slow machine sends them
        for (int i = 0; send("/rappel", "phone", "0612345678").statusCode() == 302; i++) {
            assertThat(i).isLessThan(60);
        }
        var question = send("/question", "words", "Une page entière", "reply", "email", "email", "moi@lune.example");
        assertThat(question.statusCode()).isEqualTo(429);
        assertThat(question.headers().firstValue("Retry-After")).isPresent();
        assertThat(question.body())
                .contains("Une page entière</textarea>", "value=\"moi@lune.example\"", "role=\"alert\"")
                .containsPattern("<form[^>]*action=\"/question\"");
        var call = send("/rappel", "phone", "0612345678", "words", "Le soir");
        assertThat(call.statusCode()).isEqualTo(429);
        assertThat(call.body()).contains("Le soir</textarea>", "value=\"0612345678\"");
    }

    @Test
    void nobody_finds_a_request_by_guessing() {
        for (var guess : new String[] {"0000000000000000", "x", "%3Cscript%3E"}) {
            var answer = visitor.open("/question/" + guess);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("Demande inconnue").doesNotContain("<script>");
        }
    }

    @Test
    void an_answer_is_shown_as_words_and_nothing_else() {
        var sent = send("/question", "words", "Oui ?", "reply", "page");
        var asked = received(sent);
        var agent = Pages.of(application, Role.AGENT);
        assertThat(agent.open("/agent/messages?q=" + asked.reference().code()).body())
                .contains("/agent/messages/" + asked.id());
        assertThat(agent.send(
                                "/agent/messages/" + asked.id() + "/fin",
                                "outcome",
                                "solved",
                                "answer",
                                "<script>Oui</script>",
                                "seen",
                                seen(agent, asked))
                        .goesTo())
                .startsWith("/agent/messages");
        assertThat(followed(sent).body())
                .contains("&lt;script&gt;Oui&lt;/script&gt;", "Notre réponse")
                .doesNotContain("<script>Oui");
    }

    @Test
    void a_request_withdrawn_meanwhile_says_so_to_the_agent() {
        var sent = send("/question", "words", "Oui ?", "reply", "page");
        var asked = received(sent);
        visitor.open(Visitor.goesTo(sent));
        var own = "/suivi/" + asked.reference().code();
        assertThat(visitor.send(own, own + "/retrait").statusCode()).isEqualTo(302);
        assertThat(visitor.open(own).body())
                .contains("Vous avez retiré cette demande")
                .doesNotContain("Oui ?");
        var late = Pages.of(application, Role.AGENT)
                .send("/agent/messages/" + asked.id() + "/fin", "outcome", "sent-on", "to", "l’état civil", "seen", "");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Rien n’est parti");
    }

    private static String seen(Pages agent, Request asked) {
        var found = SEEN.matcher(agent.open("/agent/messages/" + asked.id()).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void the_staff_pages_are_for_those_who_answer() {
        assertThat(visitor.open("/agent/messages").statusCode()).isEqualTo(302);
        assertThat(visitor.open("/agent/questions").statusCode()).isEqualTo(302);
    }

    @Test
    void what_is_not_compulsory_is_marked_in_the_form_of_a_complaint() {
        var french = visitor.open("/reclamation").body();
        for (var label : List.of(
                "Quand\u00a0?",
                "Où\u00a0?",
                "La personne dont vous vous plaignez",
                "Qu’attendez-vous de nous\u00a0?",
                "Prénom",
                "Nom",
                "Adresse de courriel",
                "Numéro de téléphone")) {
            assertThat(french).as(label).contains(">" + label + " (facultatif)</label>");
        }
        assertThat(french)
                .contains(">Que s’est-il passé\u00a0?</label>")
                .doesNotContain("Facultatif.", "Tout est facultatif");
        assertThat(visitor.open("/reclamation?lang=uk").body()).contains("(необов’язково)</label>");
        assertThat(visitor.open("/reclamation?lang=ar").body()).contains(" (اختياري)</label>");
    }
}
