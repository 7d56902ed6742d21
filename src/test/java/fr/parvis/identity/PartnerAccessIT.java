package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import fr.parvis.platform.Ids;
import fr.parvis.testing.Api;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the people and programs of an outside organisation may do, and who lets them. */
@ParvisTest
class PartnerAccessIT {
    private static final Set<String> BEYOND_ANYBODY = Set.of(
            "GET /partenaire",
            "POST /partenaire/chercher",
            "GET /partenaire/nouveau",
            "POST /partenaire/nouveau",
            "GET /partenaire/prise/{id}",
            "POST /partenaire/prise/{id}",
            "POST /partenaire/prise/{id}/rendre",
            "GET /partenaire/rendez-vous/{id}",
            "POST /partenaire/rendez-vous/{id}/deplacer",
            "POST /partenaire/rendez-vous/{id}/annuler",
            "GET /partenaire/rendez-vous/{id}/fiche",
            "GET /partenaire/rendez-vous/{id}/qr.svg",
            "GET /compte",
            "POST /compte/mot-de-passe",
            "GET /espace",
            "POST /api/v1/appointments",
            "GET /api/v1/appointments",
            "GET /api/v1/appointments/{id}",
            "POST /api/v1/appointments/{id}/cancel",
            "POST /api/v1/appointments/{id}/move");

    @Autowired
    WebApplicationContext application;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    @Autowired
    Town town;

    @Autowired
    Partners partners;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    Town.Place place;
    Partner partner;
    Pages admin;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        place = town.place(2, 1);
        partner = town.partner(place, 5);
        admin = Pages.of(application, Role.ADMIN);
    }

    /** Whoever adds an address decides here whether partners get in. */
    @Test
    void a_partner_gets_exactly_so_far_beyond_anybody() {
        var mvc = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
        var caller = new Caller(Ids.next(), "Essai", null, Set.of(Role.PARTNER), Set.of(), false, partner.id());
        var signedIn = authentication(
                UsernamePasswordAuthenticationToken.authenticated(caller, null, PasswordSignIn.authorities(caller)));
        var beyond = new TreeSet<String>();
        handlers.getHandlerMethods().keySet().forEach(mapping -> {
            var methods = mapping.getMethodsCondition().getMethods();
            for (var method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                for (var address : mapping.getPatternValues()) {
                    if (isRefused(mvc, method, address, anonymous()) && !isRefused(mvc, method, address, signedIn)) {
                        beyond.add(method + " " + address);
                    }
                }
            }
        });
        assertThat(beyond).containsExactlyInAnyOrderElementsOf(BEYOND_ANYBODY);
    }

    private static boolean isRefused(MockMvc mvc, RequestMethod method, String pattern, RequestPostProcessor who) {
        var address = pattern.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        try {
            var request = request(HttpMethod.valueOf(method.name()), address)
                    .param("counter", UUID.randomUUID().toString())
                    .with(who)
                    .with(csrf());
            if (address.startsWith("/api/")) {
                request.contentType(MediaType.APPLICATION_JSON).content("{}");
            }
            var answer = mvc.perform(request).andReturn().getResponse();
            var goesTo = answer.getRedirectedUrl();
            return answer.getStatus() == 401
                    || answer.getStatus() == 403
                    || goesTo != null && goesTo.contains("/connexion");
        } catch (Exception failure) {
            throw new AssertionError(method + " " + pattern, failure);
        }
    }

    @Test
    void a_program_of_a_partner_does_not_pass_for_anybody_either() {
        var api = new Api(port, town.tokenOf(partner));
        for (var path : List.of(place.path() + "/tickets", "/api/v1/feedback")) {
            assertThat(api.post(path, "{}").status()).as(path).isEqualTo(403);
        }
        for (var path : List.of(place.path() + "/queue", place.path() + "/events")) {
            assertThat(api.get(path).status()).as(path).isEqualTo(403);
        }
        for (var act : List.of("check-in", "no-show")) {
            assertThat(api.post("/api/v1/appointments/" + UUID.randomUUID() + "/" + act, "{}")
                            .status())
                    .as(act)
                    .isEqualTo(403);
        }
    }

    private Visitor signedIn(String login) {
        var visitor = new Visitor(port);
        assertThat(Visitor.goesTo(visitor.signIn(login, Town.PASSWORD))).isEqualTo("/partenaire");
        return visitor;
    }

    @Test
    void a_partner_sees_its_own_page_and_none_of_the_house() {
        var visitor = signedIn(town.accountOf(partner));
        assertThat(visitor.open("/partenaire").body())
                .contains(partner.name())
                .doesNotContain("href=\"/agent", "href=\"/admin", "href=\"/pilotage", "/alertes");
        for (var page :
                List.of("/agent", "/agent/rendez-vous", "/pilotage", "/admin", "/admin/partenaires", "/alertes")) {
            assertThat(visitor.open(page).statusCode()).as(page).isEqualTo(403);
        }
        assertThat(Visitor.goesTo(visitor.open("/espace"))).isEqualTo("/partenaire");
        var agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Agent " + Ids.token()), Town.PASSWORD);
        assertThat(agent.open("/partenaire").statusCode()).isEqualTo(403);
    }

    @Test
    void closing_a_partner_ends_what_its_people_and_programs_do_at_once_and_reopening_gives_it_back() {
        var login = town.accountOf(partner);
        var visitor = signedIn(login);
        var other = signedIn(town.accountOf(town.partner(place, null)));
        var api = new Api(port, town.tokenOf(partner));
        assertThat(api.get("/api/v1/appointments").status()).isEqualTo(200);

        assertThat(admin.send("/admin/partenaires/" + partner.id() + "/fermer").goesTo())
                .isEqualTo("/admin/partenaires/" + partner.id() + "?fait");

        assertThat(Visitor.goesTo(visitor.open("/partenaire"))).isEqualTo("/connexion");
        // within a moment the token is unknown; until then it opens nothing
        assertThat(api.get("/api/v1/appointments").status()).isIn(401, 403);
        assertThat(Visitor.goesTo(new Visitor(port).signIn(login, Town.PASSWORD)))
                .isEqualTo("/connexion?erreur");
        assertThat(other.open("/partenaire").statusCode()).isEqualTo(200);

        admin.send("/admin/partenaires/" + partner.id() + "/rouvrir");
        assertThat(signedIn(login).open("/partenaire").statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select act from identity.audit where subject = ?")
                        .param(partner.name())
                        .query(String.class)
                        .list())
                .contains("partner-created", "partner-closed", "partner-reopened");
    }

    @Test
    void a_session_that_outlives_its_partner_opens_nothing() {
        var visitor = signedIn(town.accountOf(partner));
        jdbc.sql("update identity.partner set closed_at = now() where id = ?")
                .param(partner.id())
                .update();
        assertThat(visitor.open("/partenaire").statusCode()).isEqualTo(403);
        assertThat(visitor.open("/partenaire/nouveau").statusCode()).isEqualTo(403);
    }

    @Test
    void an_administrator_creates_a_partner_then_an_account_that_can_be_nothing_else() {
        var name = "CCAS " + Ids.token();
        var service = place.services().getFirst().id().toString();
        var site = place.site().id().toString();
        var created =
                admin.send("/admin/partenaires", "name", name, "services", service, "sites", site, "mostOpen", "7");
        var page = created.goesTo().replace("?fait", "");
        var made = partners.list().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(page).isEqualTo("/admin/partenaires/" + made.id());
        assertThat(made.mostOpen()).isEqualTo(7);
        assertThat(admin.open(page).body()).contains(name, "partenaire=" + made.id());

        var login = "ccas-" + Ids.next();
        var form = admin.open("/admin/comptes/nouveau?partenaire=" + made.id()).body();
        assertThat(form).contains(name).doesNotContain("name=\"roles\"", "name=\"agent\"");
        assertThat(admin.send(
                                "/admin/comptes",
                                "login",
                                login,
                                "name",
                                "Awa",
                                "partner",
                                made.id().toString(),
                                "roles",
                                "ADMIN")
                        .status())
                .isEqualTo(200);
        var account = accounts.find(login).orElseThrow().account();
        assertThat(account.roles()).containsExactly(Role.PARTNER);
        admin.send("/admin/comptes/" + account.id(), "name", "Awa Diop", "roles", "ADMIN", "agent", "new");
        var after = accounts.account(account.id());
        assertThat(after.name()).isEqualTo("Awa Diop");
        assertThat(after.roles()).containsExactly(Role.PARTNER);
        assertThat(after.agentId()).isNull();
        assertThat(admin.open("/admin/comptes").body()).contains(login, name);
    }

    @Test
    void a_refused_partner_comes_back_as_typed() {
        var service = place.services().getFirst().id().toString();
        var site = place.site().id().toString();
        assertThat(admin.send("/admin/partenaires", "name", " ", "services", service, "sites", site)
                        .body())
                .contains("id=\"name-error\"");
        assertThat(admin.send("/admin/partenaires", "name", "X", "sites", site).body())
                .contains("id=\"services-error\"", "value=\"X\"");
        assertThat(admin.send("/admin/partenaires", "name", "X", "services", service)
                        .body())
                .contains("id=\"sites-error\"");
        for (var most : List.of("0", "501", "vingt", "99999999999")) {
            var refused =
                    admin.send("/admin/partenaires", "name", "X", "services", service, "sites", site, "mostOpen", most);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("id=\"mostOpen-error\"", "value=\"" + most + "\"");
        }
        assertThat(admin.send(
                                "/admin/partenaires",
                                "name",
                                partner.name().toUpperCase(java.util.Locale.ROOT),
                                "services",
                                service,
                                "sites",
                                site)
                        .body())
                .contains("id=\"name-error\"");
        assertThat(admin.open("/admin/partenaires/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void a_role_of_the_house_and_that_of_a_partner_never_meet() {
        assertThat(admin.send("/admin/comptes", "login", "x-" + Ids.next(), "roles", "PARTNER")
                        .body())
                .contains("id=\"roles-error\"");
        assertThat(admin.send("/admin/jetons", "name", "jeton " + Ids.next(), "role", "PARTNER")
                        .status())
                .isEqualTo(400);
        var issued = admin.send("/admin/jetons", "name", "logiciel " + Ids.next(), "role", "PARTNER:" + partner.id());
        assertThat(issued.body()).contains("pv_");
        assertThat(admin.open("/admin/jetons").body()).contains("(" + partner.name() + ")");
    }
}
