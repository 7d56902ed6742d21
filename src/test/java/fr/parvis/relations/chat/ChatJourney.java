package fr.parvis.relations.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Language;
import fr.parvis.relations.answers.ModelAnswer;
import fr.parvis.relations.answers.ModelAnswers;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a page of the town's own site to a request: a chat in a frame, an agent with two at once, a network that is lost in the middle. */
@ParvisTest
class ChatJourney {
    @Autowired
    Town town;

    @Autowired
    ChatDesks desks;

    @Autowired
    ChatRules rules;

    @Autowired
    ModelAnswers answers;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    Screens screens;
    Town.Place place;
    HttpServer site;
    String siteAddress;

    @BeforeEach
    void open() throws IOException {
        town.account("Essai", Role.ADMIN);
        place = town.place(1, 1);
        desks.add(place.site().id(), null, List.of());
        jdbc.sql("delete from relations.chat_agent").update();
        // the line is this journey's alone
        jdbc.sql("""
                        update relations.chat set state = 'ENDED', outcome = 'ABANDONED', ended_at = now(), agent_id = null, slot = null
                         where state <> 'ENDED'""").update();
        screens = new Screens(port);
        site = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        siteAddress = "http://127.0.0.1:" + site.getAddress().getPort();
        site.createContext("/", exchange -> {
            var page = """
                    <!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Ville d’Essai</title>
                    <script src="http://localhost:%d/discussion.js" data-site="%s" defer></script></head>
                    <body><main><h1>Le site de la ville</h1><p><a href="/autre">Autre page</a></p></main></body></html>""".formatted(port, place.site().slug());
            var body = page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            // as a careful host does: nothing inline, nothing evaluated
            exchange.getResponseHeaders()
                    .add(
                            "Content-Security-Policy",
                            "default-src 'self'; script-src 'self' http://localhost:%1$d; frame-src http://localhost:%1$d"
                                    .formatted(port));
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        site.start();
        rules.change(3, 5, 90, siteAddress);
    }

    @AfterEach
    void close() {
        screens.close();
        site.stop(0);
        rules.change(3, 5, 90, "");
    }

    private static void ready(Page page) {
        assertThat(page.locator("#inbox")).hasAttribute("data-ready", "true");
    }

    /** Goes on by a key or a button, and stays until the page that follows is there. */
    private static void go(Page page, Runnable going) {
        Screens.loaded(page, going);
        ready(page);
    }

    private static void begin(Locator form, String name, String words) {
        form.locator("#name").fill(name);
        form.locator("#words").fill(words);
        form.locator("button.btn-primary").press("Enter");
    }

    @Test
    void a_chat_becomes_a_request() {
        var ready = "Ampoules " + Ids.token();
        var answer = answers.add(new ModelAnswers.Typed(
                ready,
                "",
                null,
                "",
                false,
                null,
                "",
                List.of(new ModelAnswer.Text(
                        Language.FRENCH, ReadingLevel.USUAL, "Elles se reprennent au même endroit que les piles."))));
        var agent = screens.window(1280, 900, "fr");
        Screens.signIn(agent, town.agentAt(place, "Nadia Essai"));
        go(agent, () -> agent.navigate("/agent/discussions"));
        screens.look(agent, "discussion-agent-01-vide-1280");
        go(agent, () -> agent.locator(".chats-on button").press("Enter"));

        // from the town's own site
        var visitor = screens.window(1280, 900, "fr");
        visitor.navigate(siteAddress);
        visitor.locator("button.open").press("Enter");
        FrameLocator frame = visitor.frameLocator("iframe");
        begin(frame.locator("main"), "Zoé", "Je voudrais une place en crèche.");
        assertThat(frame.locator("#etat")).containsText("Vous êtes le prochain");
        Screens.picture(visitor, "discussion-site-01-1280");

        // and another one, on the page itself
        var other = screens.window(320, 800, "fr");
        other.navigate("/discussion?site=" + place.site().slug());
        screens.look(other, "discussion-320-01-debut");
        begin(other.locator("main"), "", "Où jeter des piles ?");
        assertThat(other.locator("#etat")).containsText("environ une personne avant vous");
        screens.look(other, "discussion-320-02-attente");

        // both are taken, by keyboard
        assertThat(agent.locator("[data-take]")).hasCount(2);
        go(agent, () -> agent.keyboard().press("n"));
        assertThat(agent.locator("#fil")).containsText("place en crèche");
        assertThat(agent.locator("#words")).isFocused();
        agent.keyboard().press("Escape");
        go(agent, () -> agent.keyboard().press("n"));
        assertThat(agent.locator("#fil")).containsText("jeter des piles");
        assertThat(other.locator("#fil")).containsText("Nadia Essai vous répond.");
        assertThat(agent.locator("#words")).isFocused();
        agent.keyboard().type("Au point de collecte : https://essai.example/piles");
        assertThat(other.locator("#etat")).containsText("Nadia Essai écrit…");
        agent.keyboard().press("Enter");
        assertThat(other.locator("#fil a")).hasAttribute("rel", "noopener nofollow");
        assertThat(agent.locator("#words")).hasValue("");
        assertThat(agent.locator("#words")).isFocused();
        screens.look(other, "discussion-320-03-reponse");

        screens.assertNoComplaint();

        // the network is lost in the middle: nothing is lost, nothing is doubled
        other.locator("#words").fill("Et les ampoules ?");
        other.context().setOffline(true);
        other.locator("#words").press("Enter");
        other.locator("#words").press("Enter");
        assertThat(other.locator("#envoi")).containsText("il part dès qu’elle revient");
        assertThat(other.locator("#words")).hasValue("Et les ampoules ?");
        agent.locator("#macros summary").press("Enter");
        agent.locator("#macros button", new Page.LocatorOptions().setHasText(ready))
                .press("Enter");
        assertThat(agent.locator("#words")).hasValue("Elles se reprennent au même endroit que les piles.");
        agent.locator("#words").press("Enter");
        assertThat(agent.locator("#fil")).containsText("au même endroit");
        assertThat(agent.locator("#ecrire [name=used]")).hasValue("");
        assertThat(jdbc.sql("select count(*) from relations.model_answer_use where answer_id = ?")
                        .param(answer)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        screens.look(other, "discussion-320-04-coupure");
        other.context().setOffline(false);
        assertThat(other.locator("#fil")).containsText("au même endroit");
        assertThat(other.locator("#fil li", new Page.LocatorOptions().setHasText("Et les ampoules ?")))
                .hasCount(1);
        assertThat(other.locator("#words")).hasValue("");
        other.reload();
        assertThat(other.locator("#fil li", new Page.LocatorOptions().setHasText("Et les ampoules ?")))
                .hasCount(1);
        assertThat(other.locator("#fil .is-other")).hasCount(2);

        // the next page of the town's site shows the same chat
        frame.locator("#words").fill("J’ai un enfant de deux ans.");
        frame.locator("#words").press("Enter");
        assertThat(frame.locator("#fil")).containsText("deux ans");
        visitor.getByText("Autre page").press("Enter");
        assertThat(visitor.frameLocator("iframe").locator("#fil")).containsText("deux ans");
        assertThat(agent.locator(".is-unread")).hasText(Pattern.compile("1.*"));
        screens.look(agent, "discussion-agent-02-deux-1280");

        // the transcript goes where the person says it goes
        var to = Ids.token() + "@essai.example";
        frame.locator("#copie-bloc summary").press("Enter");
        frame.locator("#copie").fill(to);
        frame.locator("#copie").press("Enter");
        frame.locator("#copie-oui button").press("Enter");
        assertThat(frame.locator("#copie-bloc .notice-good")).containsText(to);

        // one becomes a request, the other is answered
        agent.locator("h1").click();
        go(agent, () -> agent.keyboard().press("n"));
        assertThat(agent.locator("#fil")).containsText("place en crèche");
        agent.keyboard().press("e");
        agent.locator("[name=outcome][value=request]").check();
        agent.fill("#what", "La commission lit votre dossier");
        screens.look(agent, "discussion-agent-03-fin-1280");
        agent.locator("#what").focus();
        go(agent, () -> agent.keyboard().press("Control+Enter"));
        assertThat(agent.locator("main .notice-good a")).hasText(Pattern.compile("PRV-.*"));
        assertThat(frame.locator("#suite")).containsText("Votre discussion est devenue une demande");
        assertThat(frame.locator("#fil")).containsText("sa référence est PRV-");
        assertThat(frame.locator("#ecrire")).hasCount(0);
        assertThat(outbox.page(null, 0, Integer.MAX_VALUE))
                .filteredOn(mail -> to.equals(mail.to()) && mail.about().equals("chat-transcript"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("deux ans", "place en crèche"));
        go(agent, () -> agent.locator("[data-row]").first().press("Enter"));
        agent.keyboard().press("e");
        agent.locator("[name=outcome][value=answered]").check();
        go(agent, () -> agent.locator("#acte-fin [data-send]").press("Enter"));
        assertThat(other.locator("#suite")).containsText("La discussion est finie");
        screens.look(other, "discussion-320-05-finie");

        answers.remove(answer);
        theOtherScreens();
    }

    private void theOtherScreens() {
        // what was offline has complained of it
        screens.close();
        screens = new Screens(port);
        var small = screens.window(320, 800, "fr");
        Screens.signIn(small, town.agentAt(place, "Paul Essai"));
        Screens.loaded(small, () -> small.navigate("/agent/discussions"));
        screens.look(small, "discussion-agent-320");
        var admin = screens.window(1280, 900, "fr");
        Screens.signIn(admin, town.account("Essai", Role.ADMIN));
        Screens.loaded(admin, () -> admin.navigate("/admin/discussion"));
        screens.look(admin, "discussion-admin-1280");
        admin.setViewportSize(320, 800);
        screens.look(admin, "discussion-admin-320");
        jdbc.sql("delete from relations.chat_agent").update();
        var arabic = screens.window(390, 800, "ar");
        arabic.navigate("/discussion?site=" + place.site().slug());
        screens.look(arabic, "discussion-ar-390-fermee");
        begin(arabic.locator("main"), "", "سؤال");
        assertThat(arabic.locator("#suite h2")).hasText("وصلت رسالتك");
        screens.look(arabic, "discussion-ar-390-message");
        screens.assertNoComplaint();
    }
}
