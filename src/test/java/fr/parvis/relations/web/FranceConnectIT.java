package fr.parvis.relations.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.platform.ReadableCode;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.franceconnect.FranceConnect;
import fr.parvis.testing.IdentityProvider;
import fr.parvis.testing.IdentityProvider.Person;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** To a request by FranceConnect, with a provider on this machine that is asked over HTTP like the real one. */
@ParvisTest
class FranceConnectIT {
    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @Autowired
    FranceConnect connect;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private final IdentityProvider provider = IdentityProvider.shared();
    private final String email = Ids.token().toLowerCase(java.util.Locale.ROOT) + "@fc.example";
    private final Person zoe = new Person("sub-" + Ids.token(), email, true);
    private Visitor visitor = new Visitor(0);

    @BeforeEach
    void arrive() {
        town.account("Essai", Role.ADMIN);
        town.place(1, 1);
        visitor = Visitor.elsewhere(port);
        forgetProvider();
    }

    @AfterEach
    void honestAgain() {
        provider.honest();
        forgetProvider();
    }

    private void forgetProvider() {
        ReflectionTestUtils.setField(connect, "known", null);
    }

    private Request asked(String mail) {
        var said = new Request.Said("Place de crèche", "Une place ?", "Zoé", "Essai", mail, "", null);
        return requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said, Ids.token()));
    }

    private static String page(Request request) {
        return "/suivi/" + request.reference().code();
    }

    private static URI leadsTo(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private static String path(URI back) {
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    /** By FranceConnect, and back. */
    private HttpResponse<String> goes(Visitor who, String start, Person person) {
        return who.open(path(provider.enters(leadsTo(who.open(start)), person)));
    }

    private boolean isOpen(Visitor who, Request request) {
        return who.open(page(request)).body().contains("Une place ?");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_verified_address_opens_the_request_that_gives_it(boolean signed) {
        if (!signed) {
            provider.saysPersonInJson();
        }
        var asked = asked(email.toUpperCase(java.util.Locale.ROOT));
        assertThat(visitor.open(page(asked)).body())
                .contains("S’identifier avec FranceConnect", page(asked) + "/franceconnect")
                .doesNotContain("Une place ?");
        var back = goes(visitor, page(asked) + "/franceconnect", zoe);
        assertThat(Visitor.goesTo(back)).isEqualTo(page(asked));
        assertThat(back.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("parvis-suivi="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("HttpOnly", "Path=" + page(asked)));
        assertThat(isOpen(visitor, asked)).isTrue();
        assertThat(isOpen(Visitor.elsewhere(port), asked)).isFalse();
    }

    @Test
    void whoever_does_not_match_is_told_so_and_learns_nothing() {
        var asked = asked(email);
        var letters = ReadableCode.random(7);
        var code = letters + ReadableCode.check(letters);
        var nowhere = "/suivi/PRV-" + code.substring(0, 4) + "-" + code.substring(4);
        for (var who : new Person[] {
            new Person("sub-" + Ids.token(), "autre@fc.example", true),
            new Person("sub-" + Ids.token(), email, false),
            new Person("sub-" + Ids.token(), email, null)
        }) {
            var stranger = Visitor.elsewhere(port);
            assertThat(Visitor.goesTo(goes(stranger, page(asked) + "/franceconnect", who)))
                    .isEqualTo(page(asked) + "?fc=stranger");
            var told = stranger.open(page(asked) + "?fc=stranger").body();
            assertThat(told)
                    .contains("n’est pas rattachée", "Recevoir un code")
                    .doesNotContain("Une place ?", "crèche", email);
            assertThat(Visitor.goesTo(stranger.open(nowhere + "/franceconnect")))
                    .as("already identified, of no request")
                    .isEqualTo(nowhere + "?fc=stranger");
            assertThat(bare(stranger.open(nowhere + "?fc=stranger").body(), nowhere))
                    .isEqualTo(bare(told, page(asked)));
        }
    }

    private static String bare(String body, String page) {
        return body.replace(page.substring("/suivi/".length()), "PRV").replaceAll("value=\"[^\"]{40,}\"", "");
    }

    @Test
    void a_tie_from_the_open_page_opens_it_later_and_lists_it_and_ends_with_it() {
        var asked = asked("");
        var person = new Person("sub-" + Ids.token(), "ailleurs@fc.example", null);
        visitor.open(page(asked) + "/" + asked.key().code());
        assertThat(visitor.open(page(asked)).body()).contains("Rattacher à mon FranceConnect");
        var sheets = jdbc.sql("select count(*) from relations.usager")
                .query(Integer.class)
                .single();
        assertThat(Visitor.goesTo(goes(visitor, page(asked) + "/franceconnect?rattacher=", person)))
                .isEqualTo(page(asked) + "?fc=tied");
        assertThat(visitor.open(page(asked) + "?fc=tied").body()).contains("Détacher", "Mes demandes");
        var other = Visitor.elsewhere(port);
        assertThat(Visitor.goesTo(goes(other, "/suivi/franceconnect", person))).isEqualTo("/suivi/mes-demandes");
        assertThat(other.open("/suivi/mes-demandes").body())
                .contains(asked.reference().code(), "Place de crèche");
        assertThat(Visitor.goesTo(other.open(page(asked) + "/franceconnect"))).isEqualTo(page(asked));
        assertThat(isOpen(other, asked)).isTrue();
        var stranger = Visitor.elsewhere(port);
        goes(stranger, "/suivi/franceconnect", zoe);
        assertThat(stranger.open("/suivi/mes-demandes").body())
                .contains("Aucune demande n’est rattachée")
                .doesNotContain(asked.reference().code());
        assertThat(jdbc.sql("select person from relations.franceconnect_tie where request_id = ?")
                        .param(asked.id())
                        .query(String.class)
                        .single())
                .matches("[0-9a-f]{64}");
        assertThat(jdbc.sql("select count(*) from relations.usager")
                        .query(Integer.class)
                        .single())
                .as("no sheet is made")
                .isEqualTo(sheets);
        requests.withdraw(asked.key());
        assertThat(jdbc.sql("select count(*) from relations.franceconnect_tie where request_id = ?")
                        .param(asked.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_tie_is_taken_back_and_nobody_ties_what_they_have_not_open() {
        var asked = asked("");
        visitor.open(page(asked) + "/" + asked.key().code());
        goes(visitor, page(asked) + "/franceconnect?rattacher=", zoe);
        visitor.send(page(asked), page(asked) + "/detacher");
        assertThat(Visitor.goesTo(goes(Visitor.elsewhere(port), page(asked) + "/franceconnect", zoe)))
                .endsWith("?fc=stranger");
        assertThat(Visitor.goesTo(goes(Visitor.elsewhere(port), page(asked) + "/franceconnect?rattacher=", zoe)))
                .endsWith("?fc=stranger");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key",
                "none",
                "nonce",
                "no-nonce",
                "audience",
                "audiences",
                "issuer",
                "expired",
                "level",
                "no-level",
                "somebody-else",
                "person-audience"
            })
    void an_answer_that_is_not_what_was_asked_for_opens_nothing(String lie) {
        var asked = asked(email);
        switch (lie) {
            case "key" -> provider.signsWithAnotherKey();
            case "none" -> provider.signsNothing();
            case "nonce" -> provider.tells("nonce", "x".repeat(43));
            case "no-nonce" -> provider.tells("nonce", null);
            case "audience" -> provider.tells("aud", "autre-client");
            case "audiences" -> provider.tells("aud", java.util.List.of(IdentityProvider.CLIENT, "autre-client"));
            case "issuer" -> provider.tells("iss", "https://evil.example");
            case "expired" -> provider.tells("exp", System.currentTimeMillis() / 1000 - 600);
            case "level" -> provider.tells("acr", "eidas0");
            case "no-level" -> provider.tells("acr", null);
            case "somebody-else" -> provider.saysOfPerson("sub", "sub-autre");
            default -> provider.saysOfPerson("aud", "autre-client");
        }
        assertThat(Visitor.goesTo(goes(visitor, page(asked) + "/franceconnect", zoe)))
                .isEqualTo(page(asked) + "?fc=wrong");
        assertThat(visitor.open(page(asked) + "?fc=wrong").body()).contains("Recevoir un code");
        assertThat(isOpen(visitor, asked)).isFalse();
        assertThat(visitor.open("/suivi/mes-demandes").body()).contains("S’identifier avec FranceConnect");
    }

    @Test
    void an_answer_counts_once_and_in_the_browser_that_asked() {
        var asked = asked(email);
        var back = path(provider.enters(leadsTo(visitor.open(page(asked) + "/franceconnect")), zoe));
        var other = Visitor.elsewhere(port);
        assertThat(Visitor.goesTo(other.open(back))).isEqualTo("/suivi/mes-demandes?fc=lost");
        assertThat(isOpen(other, asked)).isFalse();
        assertThat(Visitor.goesTo(visitor.open(back))).isEqualTo(page(asked));
        assertThat(Visitor.goesTo(visitor.open(back))).isEqualTo("/suivi/mes-demandes?fc=lost");
        var again = provider.enters(leadsTo(other.open(page(asked) + "/franceconnect")), zoe);
        assertThat(Visitor.goesTo(other.open(path(again).replaceFirst("state=.*", "state=autre"))))
                .endsWith("?fc=lost");
        assertThat(isOpen(other, asked)).isFalse();
    }

    @Test
    void whoever_says_no_there_and_whoever_finds_nobody_there_has_the_code() {
        var asked = asked(email);
        var led = leadsTo(visitor.open(page(asked) + "/franceconnect"));
        assertThat(Visitor.goesTo(visitor.open(path(IdentityProvider.refuses(led)))))
                .isEqualTo(page(asked) + "?fc=refused");
        assertThat(visitor.open(page(asked) + "?fc=refused").body()).contains("Recevoir un code");
        provider.isDown();
        forgetProvider();
        assertThat(Visitor.goesTo(visitor.open(page(asked) + "/franceconnect"))).isEqualTo(page(asked) + "?fc=away");
        assertThat(visitor.open(page(asked) + "?fc=away").body())
                .contains("FranceConnect ne répond pas", "Recevoir un code");
    }

    @Test
    void the_session_has_another_name_afterwards_and_the_staff_in_it_stays_who_it_is() {
        var asked = asked(email);
        visitor.signIn(town.account("Responsable", Role.ADMIN), Town.PASSWORD);
        var before = visitor.cookie("parvis-session");
        goes(visitor, page(asked) + "/franceconnect", zoe);
        assertThat(visitor.cookie("parvis-session")).isNotEmpty().isNotEqualTo(before);
        assertThat(visitor.open("/admin").statusCode()).isEqualTo(200);
        var left = visitor.send("/suivi/mes-demandes", "/suivi/franceconnect/fermer");
        var out = left.headers().firstValue("Refresh").orElseThrow().replaceFirst("1; url=", "");
        assertThat(left.body()).contains("session/end");
        provider.leaves(URI.create(out));
        assertThat(provider.ended())
                .isNotEmpty()
                .allSatisfy(token -> assertThat(token).contains("."));
        assertThat(visitor.open("/suivi/mes-demandes").body()).contains("S’identifier avec FranceConnect");
        assertThat(visitor.open("/admin").statusCode()).isEqualTo(200);
        var nobody = Visitor.elsewhere(port);
        goes(nobody, page(asked) + "/franceconnect", zoe);
        assertThat(nobody.open("/admin").statusCode())
                .as("no right of the staff")
                .isEqualTo(302);
    }

    @Test
    void without_the_settings_there_is_no_button() throws ReflectiveOperationException {
        var asked = asked(email);
        var settings = Objects.requireNonNull(ReflectionTestUtils.getField(connect, "settings"));
        try {
            var maker = settings.getClass().getDeclaredConstructors()[0];
            maker.setAccessible(true);
            ReflectionTestUtils.setField(connect, "settings", maker.newInstance("", "", ""));
            assertThat(visitor.open(page(asked)).body()).doesNotContain("FranceConnect");
            assertThat(visitor.open("/suivi").body()).doesNotContain("mes-demandes");
            assertThat(visitor.open(page(asked) + "/franceconnect").statusCode())
                    .isEqualTo(404);
            assertThat(visitor.open("/suivi/mes-demandes").statusCode()).isEqualTo(404);
        } finally {
            ReflectionTestUtils.setField(connect, "settings", settings);
        }
    }
}
