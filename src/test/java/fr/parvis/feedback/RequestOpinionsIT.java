package fr.parvis.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Endings;
import fr.parvis.relations.Handling;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@ParvisTest
class RequestOpinionsIT {
    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    Endings endings;

    @Autowired
    RequestOpinions opinions;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    private final String to = Ids.token() + "@essai.example";

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        town.place(1, 1);
        var context = SecurityContextHolder.createEmptyContext();
        var nadia = new Caller(Ids.next(), "Nadia Essai", null, Set.of(Role.AGENT), Set.of(), false);
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(nadia, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    private Request answered(String email) {
        var said = new Request.Said("", "Quel jour ?", "Zoé", "Essai", email, "", null);
        var request = requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said, Ids.token()));
        endings.answer(request.id(), "Le mardi.");
        await().untilAsserted(() -> assertThat(opinions.page(request)).isPresent());
        return request;
    }

    private List<Message> questions() {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> to.equals(mail.to()) && mail.about().equals("request-opinion"))
                .toList();
    }

    @Test
    void whoever_had_an_answer_is_asked_once_the_day_after() {
        var request = answered(to);
        opinions.ask();
        assertThat(questions()).isEmpty();
        clock.forward(Duration.ofDays(1).plusMinutes(1));
        opinions.ask();
        opinions.ask();
        var page = opinions.page(request).orElseThrow();
        assertThat(questions())
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .contains(page, request.reference().code())
                        .doesNotContain("Quel jour"));
        handling.hear(request.id(), Channel.WEB, "Et mercredi ?");
        endings.answer(request.id(), "Aussi.");
        clock.forward(Duration.ofDays(2));
        opinions.ask();
        assertThat(questions()).hasSize(1);
    }

    @Test
    void one_that_is_open_again_is_asked_about_later() {
        var request = answered(to);
        handling.hear(request.id(), Channel.WEB, "Et mercredi ?");
        clock.forward(Duration.ofDays(2));
        opinions.ask();
        assertThat(questions()).isEmpty();
        endings.answer(request.id(), "Aussi.");
        clock.forward(Duration.ofDays(2));
        opinions.ask();
        assertThat(questions()).hasSize(1);
    }

    @Test
    void a_press_says_it_and_the_register_knows() {
        var request = answered(to);
        var page = opinions.page(request).orElseThrow();
        SecurityContextHolder.clearContext();
        var visitor = Visitor.elsewhere(port);
        visitor.open(
                "/suivi/" + request.reference().code() + "/" + request.key().code());
        assertThat(visitor.open("/suivi/" + request.reference().code()).body())
                .contains("href=\"" + page + "\"", "Êtes-vous satisfait de la réponse");
        var shown = visitor.open(page);
        assertThat(shown.headers().firstValue("X-Robots-Tag")).contains("noindex");
        assertThat(shown.body()).contains("href=\"/reclamation\"");
        assertThat(visitor.send(page, page, "score", "9").statusCode()).isEqualTo(400);
        assertThat(visitor.send(page, page, "score", "4").statusCode()).isEqualTo(302);
        assertThat(visitor.send(page, page, "score", "4", "words", "Clair.").statusCode())
                .isEqualTo(302);
        assertThat(opinions.scores(List.of(request.id()))).containsEntry(request.id(), 4);
        assertThat(opinions.page(request)).isEmpty();
        assertThat(visitor.open("/avis/reponse/" + Ids.token()).statusCode()).isEqualTo(404);
        requests.withdraw(request.key());
        assertThat(opinions.forgetWords()).isPositive();
    }

    @Test
    void whoever_says_no_is_never_asked_again() {
        var first = answered(to);
        var page = opinions.page(first).orElseThrow();
        var visitor = Visitor.elsewhere(port);
        assertThat(visitor.send(page, page + "/plus-jamais").statusCode()).isEqualTo(302);
        clock.forward(Duration.ofDays(2));
        opinions.ask();
        assertThat(questions()).isEmpty();
    }
}
