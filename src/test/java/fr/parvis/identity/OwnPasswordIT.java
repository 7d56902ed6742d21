package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody who is signed in changes their own password. */
@ParvisTest
class OwnPasswordIT {
    private static final String FRESH = "une autre phrase à moi";

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private Visitor visitor = new Visitor(0);
    private String login = "";

    @BeforeEach
    void signIn() {
        town.place(1, 1);
        town.account("Essai", Role.ADMIN);
        login = town.account("Camille Essai", Role.SUPERVISOR);
        visitor = new Visitor(port);
        visitor.signIn(login, Town.PASSWORD);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private HttpResponse<String> change(String current, String fresh, String again) {
        return visitor.send("/compte", "/compte/mot-de-passe", "current", current, "password", fresh, "again", again);
    }

    private boolean entersWith(String password) {
        return new Visitor(port)
                .signIn(login, password)
                .headers()
                .firstValue("Location")
                .orElse("")
                .endsWith("/pilotage");
    }

    private List<@Nullable String> audited() {
        return jdbc.sql(
                        "select act from identity.audit where subject = ? and actor = ? and act like 'password-%' order by at, id")
                .params(login, login)
                .query(String.class)
                .list();
    }

    @Test
    void the_new_password_opens_the_old_one_no_longer_and_only_this_session_goes_on() {
        var elsewhere = new Visitor(port);
        elsewhere.signIn(login, Town.PASSWORD);
        var changed = change(Town.PASSWORD, FRESH, FRESH);
        assertThat(changed.statusCode()).isEqualTo(302);
        assertThat(visitor.open("/compte?fait").body())
                .contains("Votre mot de passe est changé", login)
                .doesNotContain(FRESH);
        assertThat(elsewhere.open("/pilotage").statusCode()).isEqualTo(302);
        assertThat(entersWith(FRESH)).isTrue();
        assertThat(entersWith(Town.PASSWORD)).isFalse();
        assertThat(audited()).containsExactly("password-changed");
    }

    @Test
    void a_refusal_says_what_is_wrong_beside_the_field_and_changes_nothing() {
        record Wrong(String current, String fresh, String again, String field, String words) {}
        for (var wrong : List.of(
                new Wrong("pas le bon", FRESH, FRESH, "current", "Mot de passe actuel inexact"),
                new Wrong("", FRESH, FRESH, "current", "Mot de passe actuel inexact"),
                new Wrong(Town.PASSWORD, "court", "court", "password", "Mot de passe trop court"),
                new Wrong(Town.PASSWORD, "é".repeat(40), "é".repeat(40), "password", "Mot de passe trop long"),
                new Wrong(Town.PASSWORD, FRESH, FRESH + " ", "again", "Les deux mots de passe diffèrent"),
                new Wrong(Town.PASSWORD, Town.PASSWORD, Town.PASSWORD, "password", "Mot de passe inchangé"))) {
            var refused = change(wrong.current(), wrong.fresh(), wrong.again());
            assertThat(refused.statusCode()).as(wrong.words()).isEqualTo(400);
            assertThat(refused.body())
                    .contains(wrong.words(), "href=\"#" + wrong.field() + "\"", "id=\"" + wrong.field() + "-error\"")
                    .doesNotContain(FRESH, Town.PASSWORD);
        }
        assertThat(entersWith(Town.PASSWORD)).isTrue();
    }

    @Test
    void guessing_the_current_password_is_slowed_down_as_at_the_door() {
        for (int i = 0; i < 4; i++) {
            assertThat(change("pas le bon " + i, FRESH, FRESH).statusCode()).isEqualTo(400);
        }
        var held = change(Town.PASSWORD, FRESH, FRESH);
        assertThat(held.statusCode()).isEqualTo(429);
        assertThat(held.body()).contains("Attendez 5 secondes");
        assertThat(entersWith(Town.PASSWORD)).isFalse();
        clock.forward(Duration.ofSeconds(6));
        assertThat(change(Town.PASSWORD, FRESH, FRESH).statusCode()).isEqualTo(302);
        assertThat(audited()).hasSize(5).endsWith("password-refused", "password-changed");
    }

    @Test
    void nobody_else_gets_there() {
        var stranger = new Visitor(port);
        assertThat(stranger.open("/compte").headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/connexion"));
        assertThat(stranger.send("/connexion", "/compte/mot-de-passe", "current", "", "password", FRESH, "again", FRESH)
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/connexion"));
        assertThat(visitor.send("/compte", "/compte/agent", "agent", "new").statusCode())
                .isEqualTo(403);
    }
}
