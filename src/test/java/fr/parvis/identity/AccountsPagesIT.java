package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.Directory;
import fr.parvis.platform.Ids;
import fr.parvis.testing.Api;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.context.WebApplicationContext;

@ParvisTest
class AccountsPagesIT {
    private static final Pattern SECRET = Pattern.compile("class=\"secret\">([^<]+)<");

    @Autowired
    WebApplicationContext application;

    @Autowired
    Town town;

    @Autowired
    Accounts accounts;

    @Autowired
    ApiTokens tokens;

    @Autowired
    PasswordSignIn signIn;

    @Autowired
    Directory directory;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    Pages admin;
    Town.Place place;

    @BeforeEach
    void open() {
        place = town.place(1, 1);
        town.account("Essai", Role.ADMIN);
        admin = Pages.of(application, Role.ADMIN);
    }

    @Test
    void an_account_is_created_with_a_password_shown_once() {
        var login = "awa-" + Ids.next();
        var created = admin.send(
                "/admin/comptes",
                "login",
                login,
                "name",
                "Awa Diop",
                "roles",
                "AGENT",
                "agent",
                "new",
                "sites",
                site());
        var password = secrets(created.body()).getLast();
        assertThat(mayEnter(login, password)).isTrue();
        assertThat(admin.open("/admin/comptes").body()).contains(login).doesNotContain(password);
        var account = found(login);
        assertThat(account.sites()).containsExactly(place.site().id());
        assertThat(directory.agentsAt(place.site().id()))
                .extracting(agent -> agent.id())
                .containsExactly(account.agentId());
        assertThat(audited("account-created")).contains(login + " AGENT");
    }

    @Test
    void a_refused_account_comes_back_as_typed_and_leaves_no_agent_behind() {
        var agents = directory.allAgents().size();
        var refused = admin.send("/admin/comptes", "login", "avec espace", "name", "Awa", "agent", "new");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("value=\"avec espace\"", "id=\"login-error\"");
        assertThat(admin.send("/admin/comptes", "login", "sans-role-" + Ids.next(), "agent", "new")
                        .body())
                .contains("id=\"roles-error\"");
        assertThat(directory.allAgents()).hasSize(agents);
        assertThat(admin.send("/admin/comptes", "login", "x-" + Ids.next(), "roles", "KIOSK")
                        .body())
                .contains("id=\"roles-error\"");
    }

    @Test
    void changed_rights_end_the_sessions_of_that_account_only() {
        var changed = found(town.account("Bob", Role.AGENT));
        var other = found(town.account("Bob", Role.AGENT));
        session(changed);
        session(other);
        admin.send("/admin/comptes/" + changed.id(), "name", "Bob", "roles", "SUPERVISOR");
        assertThat(sessions(changed)).isZero();
        assertThat(sessions(other)).isEqualTo(1);
        assertThat(accounts.account(changed.id()).roles()).containsExactly(Role.SUPERVISOR);
        assertThat(audited("account-updated")).contains(changed.login() + " SUPERVISOR");
    }

    @Test
    void a_new_password_replaces_the_old_one() {
        var account = found(town.account("Chloé", Role.AGENT));
        session(account);
        var page = admin.send("/admin/comptes/" + account.id() + "/mot-de-passe");
        var password = secrets(page.body()).getLast();
        assertThat(mayEnter(account.login(), Town.PASSWORD)).isFalse();
        assertThat(mayEnter(account.login(), password)).isTrue();
        assertThat(sessions(account)).isZero();
        assertThat(audited("password-reset")).contains(account.login());
    }

    @Test
    void a_suspended_account_is_out_at_once_and_comes_back_as_it_was() {
        var account = found(town.account("Dan", Role.AGENT));
        session(account);
        admin.send("/admin/comptes/" + account.id() + "/suspendre");
        assertThat(sessions(account)).isZero();
        assertThat(mayEnter(account.login(), Town.PASSWORD)).isFalse();
        admin.send("/admin/comptes/" + account.id() + "/reactiver");
        assertThat(mayEnter(account.login(), Town.PASSWORD)).isTrue();
        assertThat(audited("account-suspended")).contains(account.login());
        assertThat(audited("account-reactivated")).contains(account.login());
    }

    @Test
    void the_last_administrator_cannot_be_removed() {
        var last = found(town.account("Eve", Role.ADMIN));
        var others = accounts.list().stream()
                .filter(one -> one.active() && one.roles().contains(Role.ADMIN))
                .filter(one -> !one.id().equals(last.id()))
                .toList();
        others.forEach(one -> accounts.suspend(one.id()));
        try {
            assertThat(admin.send("/admin/comptes/" + last.id() + "/suspendre").status())
                    .isEqualTo(409);
            assertThat(admin.send("/admin/comptes/" + last.id(), "name", "Eve", "roles", "AGENT")
                            .status())
                    .isEqualTo(409);
            assertThat(accounts.account(last.id()).roles()).containsExactly(Role.ADMIN);
            assertThat(accounts.account(last.id()).active()).isTrue();
        } finally {
            others.forEach(one -> accounts.reactivate(one.id()));
        }
    }

    @Test
    void two_accounts_cannot_be_one_agent() {
        town.agentAt(place, "Fatou");
        var agent = directory.agentsAt(place.site().id()).getFirst().id();
        var refused =
                admin.send("/admin/comptes", "login", "f-" + Ids.next(), "roles", "AGENT", "agent", agent.toString());
        assertThat(refused.body()).contains("id=\"agent-error\"");
    }

    @Test
    void a_token_is_shown_once_tells_its_last_use_and_is_revoked_by_its_name() {
        var name = "Borne " + Ids.next();
        var secret = secrets(admin.send("/admin/jetons", "name", name, "role", "KIOSK")
                        .body())
                .getLast();
        assertThat(admin.send("/admin/jetons", "name", name, "role", "KIOSK").body())
                .contains("id=\"name-error\"");
        assertThat(admin.open("/admin/jetons").body()).contains(name).doesNotContain(secret);
        assertThat(token(name).lastUsedAt()).isNull();
        assertThat(new Api(port, secret).get(place.path() + "/queue").status()).isEqualTo(200);
        assertThat(token(name).lastUsedAt()).isNotNull();
        var revoke = "/admin/jetons/" + token(name).id() + "/revoquer";
        assertThat(admin.open(revoke).status()).isEqualTo(200);
        assertThat(admin.send(revoke, "confirmation", "autre").status()).isEqualTo(400);
        admin.send(revoke, "confirmation", name);
        assertThat(token(name).revokedAt()).isNotNull();
        assertThat(audited("token-issued")).contains(name + " KIOSK");
        assertThat(audited("token-revoked")).contains(name);
    }

    private String site() {
        return place.site().id().toString();
    }

    private Accounts.Account found(String login) {
        return accounts.find(login).orElseThrow().account();
    }

    private ApiTokens.ApiToken token(String name) {
        return tokens.list().stream()
                .filter(token -> token.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean mayEnter(String login, String password) {
        try {
            signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(login, password));
            return true;
        } catch (AuthenticationException refused) {
            return false;
        }
    }

    private static List<String> secrets(String body) {
        return SECRET.matcher(body).results().map(hit -> hit.group(1)).toList();
    }

    private Set<String> audited(String act) {
        return Set.copyOf(jdbc.sql("select subject from identity.audit where act = ?")
                .param(act)
                .query(String.class)
                .set());
    }

    /** As the session store writes it when someone signs in. */
    private void session(Accounts.Account account) {
        jdbc.sql("insert into spring_session values (?, ?, 0, 0, 1800, 9999999999999, ?)")
                .params(
                        UUID.randomUUID().toString(),
                        UUID.randomUUID().toString(),
                        account.id().toString())
                .update();
    }

    private int sessions(Accounts.Account account) {
        return jdbc.sql("select count(*) from spring_session where principal_name = ?")
                .param(account.id().toString())
                .query(Integer.class)
                .single();
    }
}
