package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.Ids;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** What a session is worth to somebody else, and what guessing costs. */
@ParvisTest
class SessionsIT {
    private static final String WRONG = "pas-le-bon-mot-de-passe";

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Accounts accounts;

    @Autowired
    SessionRepository<? extends Session> sessions;

    @LocalServerPort
    int port;

    private Visitor visitor = new Visitor(0);
    private String login = "";

    @BeforeEach
    void arrive() {
        town.place(1, 1);
        town.account("Essai", Role.ADMIN);
        login = town.account("Camille Essai", Role.SUPERVISOR);
        visitor = new Visitor(port);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private static String stranger() {
        return "personne-" + Ids.token().substring(0, 8);
    }

    private static boolean isIn(Visitor who) {
        return who.open("/pilotage").statusCode() == 200;
    }

    @Test
    void capitals_of_the_login_do_not_matter() {
        assertThat(Visitor.goesTo(visitor.signIn(login.toUpperCase(Locale.ROOT), Town.PASSWORD)))
                .isEqualTo("/pilotage");
    }

    @Test
    void whatever_is_wrong_is_told_the_same() {
        var suspended = town.account("Ancien Essai", Role.AGENT);
        accounts.suspend(accounts.find(suspended).orElseThrow().account().id());
        for (var tried : List.of(login, stranger(), "", "x".repeat(5_000))) {
            assertThat(Visitor.goesTo(visitor.signIn(tried, WRONG))).isEqualTo("/connexion?erreur");
        }
        assertThat(Visitor.goesTo(visitor.signIn(suspended, Town.PASSWORD))).isEqualTo("/connexion?erreur");
        assertThat(Visitor.goesTo(visitor.signIn(login, "é".repeat(500)))).isEqualTo("/connexion?erreur");
    }

    @Test
    void an_unknown_login_costs_as_much_work_as_a_known_one() {
        var known = new long[9];
        var unknown = new long[9];
        for (int i = 0; i < known.length; i++) {
            known[i] = time(town.account("Mesure", Role.AGENT));
            unknown[i] = time(stranger());
        }
        Arrays.sort(known);
        Arrays.sort(unknown);
        // the hash is nearly all of it: without it an answer takes a twentieth
        assertThat(unknown[4] / (double) known[4]).isBetween(0.5, 2.0);
    }

    private long time(String tried) {
        var begun = System.nanoTime();
        visitor.signIn(tried, WRONG);
        return System.nanoTime() - begun;
    }

    @Test
    void guessing_is_slowed_down_more_each_time_and_a_success_begins_again() {
        for (var tried : List.of(login, stranger())) {
            for (int i = 0; i < 4; i++) {
                assertThat(Visitor.goesTo(visitor.signIn(tried, WRONG))).isEqualTo("/connexion?erreur");
            }
            assertThat(Visitor.goesTo(visitor.signIn(tried, Town.PASSWORD))).isEqualTo("/connexion?attente=5");
            clock.forward(Duration.ofSeconds(6));
            assertThat(Visitor.goesTo(visitor.signIn(tried, WRONG))).isEqualTo("/connexion?erreur");
            assertThat(Visitor.goesTo(visitor.signIn(tried, WRONG))).isEqualTo("/connexion?attente=10");
            clock.forward(Duration.ofSeconds(11));
        }
        assertThat(Visitor.goesTo(visitor.signIn(login, Town.PASSWORD))).isEqualTo("/pilotage");
        var next = new Visitor(port);
        for (int i = 0; i < 4; i++) {
            assertThat(Visitor.goesTo(next.signIn(login, WRONG))).isEqualTo("/connexion?erreur");
        }
    }

    @Test
    void the_delay_grows_to_a_quarter_of_an_hour_and_no_further() {
        assertThat(SignInDelay.after(3)).isZero();
        assertThat(SignInDelay.after(4)).isEqualTo(Duration.ofSeconds(5));
        assertThat(SignInDelay.after(7)).isEqualTo(Duration.ofSeconds(40));
        for (int failures : new int[] {12, 40, 64, 10_000, Integer.MAX_VALUE}) {
            assertThat(SignInDelay.after(failures)).isEqualTo(Duration.ofMinutes(15));
        }
    }

    @Test
    void a_session_ends_with_its_row() {
        visitor.signIn(login, Town.PASSWORD);
        assertThat(isIn(visitor)).isTrue();
        var ended = jdbc.sql("delete from spring_session where principal_name = ?")
                .param(accounts.find(login).orElseThrow().account().id().toString())
                .update();
        assertThat(ended).isEqualTo(1);
        assertThat(isIn(visitor)).isFalse();
    }

    @Test
    void a_session_that_somebody_planted_is_not_the_one_that_is_signed_in() {
        visitor.signIn(login, Town.PASSWORD);
        var planted = visitor.cookie("parvis-session");
        var victim = new Visitor(port);
        victim.putCookie("parvis-session", planted);
        victim.signIn(town.account("Victime", Role.ADMIN), Town.PASSWORD);
        var thief = new Visitor(port);
        thief.putCookie("parvis-session", planted);
        assertThat(planted).isNotEmpty();
        assertThat(thief.open("/admin").statusCode()).isNotEqualTo(200);
    }

    @Test
    void an_answer_that_ends_late_takes_the_session_from_nobody_who_has_signed_in_meanwhile() {
        visitor.signIn(login, Town.PASSWORD);
        var before = visitor.cookie("parvis-session");
        var other = town.account("Suivante", Role.ADMIN);
        endingLate(sessions, before, () -> visitor.signIn(other, Town.PASSWORD));
        assertThat(visitor.open("/admin").statusCode()).isEqualTo(200);
        var thief = new Visitor(port);
        thief.putCookie("parvis-session", before);
        assertThat(thief.open("/admin").statusCode())
                .as("the session of before is not the new one")
                .isEqualTo(302);
    }

    /** Loads the session as a request does, and writes it as its end does. */
    private static <S extends Session> void endingLate(
            SessionRepository<S> sessions, String cookie, Runnable meanwhile) {
        var loaded = Objects.requireNonNull(
                sessions.findById(new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8)));
        meanwhile.run();
        loaded.setLastAccessedTime(Instant.now());
        sessions.save(loaded);
    }

    @Test
    void a_sign_in_with_a_form_that_is_too_old_gets_a_fresh_one_with_the_login_and_never_the_password() {
        var stale = visitor.sendBare(
                "/connexion?retour=/agent/messages",
                "username",
                "<b>" + login,
                "password",
                Town.PASSWORD,
                "_csrf",
                "vieux");
        assertThat(stale.statusCode()).isEqualTo(403);
        assertThat(stale.body())
                .contains("Ce formulaire était trop ancien", "value=\"&lt;b&gt;" + login, "value=\"/agent/messages\"")
                .doesNotContain(Town.PASSWORD, "Page ouverte depuis trop longtemps");
        assertThat(isIn(visitor)).isFalse();
        var proof = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(stale.body());
        assertThat(proof.find()).isTrue();
        assertThat(Visitor.goesTo(visitor.sendBare(
                        "/connexion", "username", login, "password", Town.PASSWORD, "_csrf", proof.group(1))))
                .as("the form in the answer is good at once")
                .isEqualTo("/pilotage");
    }

    @Test
    void signing_out_ends_the_session_for_whoever_kept_its_cookie() {
        visitor.signIn(login, Town.PASSWORD);
        var other = new Visitor(port);
        other.putCookie("parvis-session", visitor.cookie("parvis-session"));
        assertThat(isIn(other)).as("the cookie is what opens").isTrue();
        assertThat(Visitor.goesTo(visitor.send("/pilotage", "/deconnexion"))).isEqualTo("/");
        assertThat(isIn(visitor)).isFalse();
        assertThat(isIn(other)).isFalse();
    }

    @Test
    void a_form_that_no_page_of_ours_made_is_refused_in_words_and_does_nothing() {
        visitor.signIn(login, Town.PASSWORD);
        var refused = visitor.sendBare("/deconnexion");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("<h1>Page ouverte depuis trop longtemps</h1>", "Revenir à ma page");
        var atTheKiosk = visitor.sendBare("/borne/mairie/tickets", "service", "a");
        assertThat(atTheKiosk.statusCode()).isEqualTo(403);
        assertThat(atTheKiosk.body()).contains("Recommençons").doesNotContain("/connexion");
        assertThat(isIn(visitor)).isTrue();
    }

    @Test
    void a_page_of_another_role_is_refused_in_words() {
        visitor.signIn(login, Town.PASSWORD);
        var refused = visitor.open("/admin");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("<h1>Votre compte n’a pas ce droit</h1>", "Revenir à ma page");
    }

    @Test
    void cookies_are_out_of_reach_of_scripts_and_of_other_sites() {
        assertThat(visitor.signIn(login, Town.PASSWORD).headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("parvis-session="))
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    }
}
