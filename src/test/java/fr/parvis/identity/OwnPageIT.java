package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever has signed in finds their own page and the way out, from every page. */
@ParvisTest
class OwnPageIT {
    private static final String SIGN_OUT = "action=\"/deconnexion\"";

    @Autowired
    Town town;

    @LocalServerPort
    int port;

    @BeforeEach
    void aTown() {
        town.place(1, 1);
    }

    @Test
    void an_account_without_a_screen_can_sign_out_from_everywhere() {
        var visitor = new Visitor(port);
        var answer = visitor.signIn(town.account("Théo Essai", Role.TRAINER), Town.PASSWORD);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/espace");
        for (var page : new String[] {"/espace", "/", "/aide"}) {
            assertThat(visitor.open(page).body()).as(page).contains(SIGN_OUT);
        }
        var out = visitor.send("/espace", "/deconnexion");
        assertThat(out.statusCode()).isEqualTo(302);
        assertThat(visitor.open("/").body()).doesNotContain(SIGN_OUT).contains("href=\"/connexion\"");
    }

    @Test
    void a_refusal_shows_staff_their_menu_the_way_back_and_the_way_out() {
        var visitor = new Visitor(port);
        visitor.signIn(town.account("Sonia Essai", Role.SUPERVISOR), Town.PASSWORD);
        var refused = visitor.open("/admin");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("Votre compte n’a pas ce droit")
                .contains(SIGN_OUT)
                .contains("href=\"/pilotage\"")
                .contains("href=\"/espace\"");
        var missing = visitor.open("/nulle-part");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains(SIGN_OUT).contains("href=\"/espace\"");
        assertThat(visitor.open("/espace").headers().firstValue("Location").orElse(""))
                .endsWith("/pilotage");
    }

    @Test
    void a_refusal_shows_usagers_the_public_page() {
        var visitor = new Visitor(port);
        assertThat(visitor.open("/nulle-part").body()).doesNotContain(SIGN_OUT).contains("href=\"/\"");
    }
}
