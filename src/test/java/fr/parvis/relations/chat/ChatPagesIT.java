package fr.parvis.relations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Language;
import fr.parvis.relations.answers.ModelAnswer;
import fr.parvis.relations.answers.ModelAnswers;
import fr.parvis.testing.EventStream;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** The chat by its addresses, as a browser without scripts has it. */
@ParvisTest
class ChatPagesIT {
    @Autowired
    Town town;

    @Autowired
    ChatDesks desks;

    @Autowired
    ChatRules rules;

    @Autowired
    ChatWork work;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ModelAnswers answers;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    Town.Place place;
    String start;
    Visitor visitor;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        place = town.place(1, 1);
        desks.add(place.site().id(), null, List.of());
        start = "/discussion?site=" + place.site().slug();
        visitor = Visitor.elsewhere(port);
        jdbc.sql("delete from relations.chat_agent").update();
        work.taking(Ids.next(), "Nadia Essai", Set.of(), true);
    }

    @AfterEach
    void end() {
        rules.change(3, 5, 90, "");
    }

    private static String field(String body, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(body);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private HttpResponse<String> begin(String words, String... more) {
        var page = visitor.open(start).body();
        var typed = new java.util.ArrayList<>(List.of(
                "words", words, "ou", field(page, "ou"), "cle", field(page, "cle"), "mode", field(page, "mode")));
        typed.addAll(List.of(more));
        return visitor.sendBare("/discussion", typed.toArray(String[]::new));
    }

    @Test
    void a_whole_chat_without_scripts() {
        assertThat(begin("").body()).contains("words-error");
        var begun = begin("Où est la <b>mairie</b> ? https://essai.example/plan", "name", "Zoé");
        var page = Visitor.goesTo(begun);
        assertThat(page).matches("/discussion/[A-Za-z0-9_-]{24}");
        assertThat(begun.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("parvis-discussion=")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Lax"));
        var shown = visitor.open(page);
        assertThat(shown.body())
                .contains(
                        "&lt;b&gt;mairie&lt;/b&gt;",
                        "href=\"https://essai.example/plan\" target=\"_blank\" rel=\"noopener nofollow\"")
                .contains("role=\"log\"", "Vous êtes le prochain.");
        assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
        var message = field(shown.body(), "message");
        for (int i = 0; i < 2; i++) {
            assertThat(Visitor.goesTo(
                            visitor.sendBare(page + "/messages", "words", "Je suis à pied.", "message", message)))
                    .startsWith(page);
        }
        assertThat(visitor.open(page).body().split("Je suis à pied\\.", -1))
                .as("once")
                .hasSize(2);
        assertThat(visitor.open(start).body()).contains("href=\"" + page + "\"");
        assertThat(visitor.open(page + "/transcription").body()).contains("Vous\u00a0: Je suis à pied.");
        assertThat(visitor.sendBare(page + "/rappel", "phone", "12").body()).contains("phone-error");
        assertThat(visitor.sendBare(page + "/courriel", "copie", "zoe@essai.example")
                        .body())
                .contains("Est-ce bien votre adresse");
        visitor.sendBare(page + "/message", "email", "");
        assertThat(visitor.open(page).body())
                .contains("Votre message est bien arrivé", "PRV-")
                .doesNotContain("id=\"ecrire\"");
        var again =
                visitor.sendBare("/discussion", "words", "Autre chose", "cle", page.substring(12), "mode", "message");
        assertThat(again.body()).contains("Autre chose");
        assertThat(field(again.body(), "cle")).as("a new form").isNotEqualTo(page.substring(12));
        assertThat(visitor.sendBare(page + "/messages", "words", "Encore", "message", "autre")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_model_answer_that_was_said_counts_as_used() {
        begin("Où est la mairie ?", "name", "Zoé");
        var chat = jdbc.sql("select id, request_id from relations.chat where site_id = ? and state = 'WAITING'")
                .param(place.site().id())
                .query((row, _) -> new UUID[] {row.getObject(1, UUID.class), row.getObject(2, UUID.class)})
                .single();
        var answer = answers.add(new ModelAnswers.Typed(
                "Adresse " + Ids.token(),
                "",
                null,
                "",
                false,
                null,
                "",
                List.of(new ModelAnswer.Text(Language.FRENCH, ReadingLevel.USUAL, "Place du Parvis."))));
        var agent = Pages.of(application, Role.AGENT);
        var page = "/agent/discussions/" + chat[0];
        agent.send(page + "/prendre");
        assertThat(agent.open(page).body()).contains("name=\"used\"", "value=\"" + answer + "\"");
        var blank = agent.send(page + "/messages", "words", " ", "message", "un", "used", answer.toString());
        assertThat(blank.status()).isEqualTo(400);
        assertThat(blank.body()).contains("name=\"used\" value=\"" + answer);
        assertThat(used(answer)).isEmpty();
        agent.send(page + "/messages", "words", "Place du Parvis.", "message", "un", "used", answer.toString());
        assertThat(used(answer)).containsExactly(chat[1]);
        answers.remove(answer);
    }

    private List<UUID> used(UUID answer) {
        return jdbc.sql("select request_id from relations.model_answer_use where answer_id = ?")
                .param(answer)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    @Test
    void what_was_typed_survives_the_last_agent() {
        var page = visitor.open(start).body();
        assertThat(field(page, "mode")).isEqualTo("chat");
        jdbc.sql("delete from relations.chat_agent").update();
        var refused = visitor.sendBare(
                "/discussion",
                "words",
                "Ma longue question",
                "ou",
                field(page, "ou"),
                "cle",
                field(page, "cle"),
                "mode",
                "chat");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Ma longue question", "La discussion vient de fermer");
        assertThat(field(refused.body(), "mode")).isEqualTo("message");
        var left = Visitor.goesTo(visitor.sendBare(
                "/discussion",
                "words",
                "Ma longue question",
                "ou",
                field(page, "ou"),
                "cle",
                field(page, "cle"),
                "mode",
                "message"));
        assertThat(visitor.open(left).body()).contains("Votre message est bien arrivé", "PRV-", "Ma longue question");
    }

    @Test
    void the_other_side_hears_at_once() {
        var page = Visitor.goesTo(begin("Bonjour"));
        try (var stream = EventStream.open(port, "", page + "/live")) {
            assertThat(stream.next("chat").data()).startsWith("1 WAITING");
            visitor.sendBare(page + "/messages", "words", "Encore moi", "message", "m1");
            assertThat(stream.next("chat").data()).startsWith("2 WAITING");
            assertThat(visitor.open(page + "/fil?apres=1").body())
                    .contains("Encore moi")
                    .doesNotContain("Bonjour");
        }
    }

    @Test
    void only_the_chat_stands_in_frames_and_only_of_the_named_sites() {
        assertThat(policy("/discussion")).contains("frame-ancestors 'none'");
        rules.change(3, 5, 90, "https://www.essai.example\nhttp://localhost:8081/");
        var page = Visitor.goesTo(begin("Bonjour")) + "?cadre=1&lang=en";
        for (var framed : List.of("/discussion", "/discussion?cadre=1", page, "/discussion/inconnue")) {
            assertThat(policy(framed))
                    .as(framed)
                    .endsWith("frame-ancestors https://www.essai.example http://localhost:8081")
                    .contains("default-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(visitor.open(framed).headers().firstValue("X-Frame-Options"))
                    .as(framed)
                    .isEmpty();
        }
        for (var other : List.of("/question", "/suivi", "/", "/connexion", "/discussions")) {
            assertThat(policy(other))
                    .as(other)
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("essai.example");
        }
        assertThat(visitor.open(page).body())
                .contains("lang=\"en\"", "?cadre=1&amp;lang=en")
                .doesNotContain("<header", "<footer");
    }

    private String policy(String page) {
        return visitor.open(page)
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("");
    }

    @Test
    void the_script_of_other_sites_is_small_and_kept_for_an_hour() {
        var script = visitor.open("/discussion.js");
        assertThat(script.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(script.headers().firstValue("Cache-Control").orElse("")).contains("max-age=3600", "public");
        assertThat(script.headers().firstValue("ETag")).isPresent();
        assertThat(script.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(script.body())
                .contains("التحدث مع موظف", "Discuter avec un agent")
                .doesNotContain("eval(", "innerHTML", ".cssText", "/*TEXTS*/");
        assertThat(script.body().length()).isLessThan(12_000);
    }

    @Test
    void too_many_beginnings_are_held_back() {
        assertThat(List.of(
                        begin("Un").statusCode(),
                        begin("Deux").statusCode(),
                        begin("Trois").statusCode()))
                .containsExactly(302, 302, 429);
        var page = Visitor.goesTo(Visitor.elsewhere(port).open("/discussion"));
        assertThat(page).isEmpty();
        assertThat(visitor.open("/discussion/" + Ids.token()).statusCode()).isEqualTo(404);
    }

    @Test
    void an_administrator_opens_the_chat_and_copies_the_tag() {
        var admin = new Visitor(port);
        admin.signIn(town.account("Essai", Role.ADMIN), Town.PASSWORD);
        var page = "/admin/discussion";
        assertThat(admin.open(page).body()).contains("/discussion.js&quot; defer&gt;");
        assertThat(admin.send(page, page + "/regles", "mostAtOnce", "0", "waitMinutes", "5", "goneSeconds", "90")
                        .body())
                .contains("mostAtOnce-error");
        assertThat(admin.send(
                                page,
                                page + "/regles",
                                "mostAtOnce",
                                "2",
                                "waitMinutes",
                                "5",
                                "goneSeconds",
                                "90",
                                "origins",
                                "n’importe quoi")
                        .body())
                .contains("origins-error");
        assertThat(admin.send(page, page + "/lieux", "site", place.site().id().toString())
                        .body())
                .contains("déjà ouverte");
        var other = town.place(1, 1).site();
        assertThat(admin.send(page, page + "/lieux", "site", other.id().toString(), "hours", "9-12, 14h-16h30")
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.open(page).body()).contains("9-12, 14h-16h30");
        assertThat(Duration.ofSeconds(rules.rules().goneSeconds())).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void whoever_takes_one_writes_at_once_and_a_refused_end_is_unfolded() {
        begin("Prenez-moi " + Ids.token());
        var id = jdbc.sql("select id from relations.chat where site_id = ? order by started_at desc limit 1")
                .param(place.site().id())
                .query(java.util.UUID.class)
                .single();
        var agent = Pages.of(application, Role.AGENT);
        var chat = "/agent/discussions/" + id;
        assertThat(agent.send(chat + "/prendre").goesTo()).isEqualTo(chat + "#words");
        var end = Pattern.compile("<details[^>]*id=\"acte-fin\"[^>]*open");
        assertThat(agent.open(chat).body()).contains("acte-fin").doesNotContainPattern(end);
        var past =
                agent.send(chat + "/fin", "outcome", "request", "owner", "Paul", "what", "Voir", "due", "2020-01-31");
        assertThat(past.status()).isEqualTo(400);
        assertThat(past.body()).containsPattern(end).contains("due-error", "value=\"2020-01-31\"");
    }
}
