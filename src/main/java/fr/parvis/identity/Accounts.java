package fr.parvis.identity;

import static java.util.Objects.requireNonNull;

import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Accounts of the people who work with Parvis. */
@Component
@Transactional
public class Accounts {
    public static final int SHORTEST_PASSWORD = 12;

    public record Account(
            UUID id,
            String login,
            String name,
            @Nullable UUID agentId,
            boolean active,
            Set<Role> roles,
            Set<UUID> sites) {}

    record Credentials(Account account, String passwordHash) {}

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final AuditLog audit;
    private final Clock clock;

    Accounts(JdbcClient jdbc, PasswordEncoder passwords, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param sites empty for every site */
    public UUID create(
            String login, String name, String password, @Nullable UUID agentId, Set<Role> roles, Set<UUID> sites) {
        if (!login.matches("[A-Za-z0-9._@-]{2,80}")) {
            throw ProblemException.field("login", "identity", "login-malformed", login);
        }
        if (find(login).isPresent()) {
            throw ProblemException.field("login", "identity", "login-taken", login);
        }
        if (roles.isEmpty() || roles.contains(Role.KIOSK)) {
            throw ProblemException.field("roles", "identity", "role-missing");
        }
        checkPassword(password);
        var id = Ids.next();
        jdbc.sql("""
                        insert into identity.account (id, login, name, password_hash, agent_id, created_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        login,
                        name.isBlank() ? login : name.strip(),
                        passwords.encode(password),
                        agentId,
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
        grant(id, roles, sites);
        audit.write("account-created", login);
        return id;
    }

    public void update(UUID id, String name, Set<Role> roles, Set<UUID> sites, boolean active) {
        if (roles.isEmpty() || roles.contains(Role.KIOSK)) {
            throw ProblemException.field("roles", "identity", "role-missing");
        }
        jdbc.sql("update identity.account set name = ?, active = ? where id = ?")
                .params(name.strip(), active, id)
                .update();
        jdbc.sql("delete from identity.account_role where account_id = ?")
                .param(id)
                .update();
        jdbc.sql("delete from identity.account_site where account_id = ?")
                .param(id)
                .update();
        grant(id, roles, sites);
        endSessions(id);
        audit.write(active ? "account-updated" : "account-deactivated", id.toString());
    }

    public void resetPassword(String login, String password) {
        checkPassword(password);
        var account =
                find(login).orElseThrow(() -> ProblemException.field("login", "identity", "login-unknown", login));
        jdbc.sql("update identity.account set password_hash = ?, active = true where id = ?")
                .params(
                        requireNonNull(passwords.encode(password)),
                        account.account().id())
                .update();
        endSessions(account.account().id());
        audit.write("password-reset", login);
    }

    public List<Account> list() {
        return jdbc.sql("select * from identity.account order by lower(login)")
                .query((row, _) -> account(
                        row.getObject("id", UUID.class),
                        row.getString("login"),
                        row.getString("name"),
                        row.getObject("agent_id", UUID.class),
                        row.getBoolean("active")))
                .list();
    }

    public boolean isEmpty() {
        return jdbc.sql("select count(*) from identity.account")
                        .query(Integer.class)
                        .single()
                == 0;
    }

    Optional<Credentials> find(String login) {
        return jdbc.sql("select * from identity.account where lower(login) = lower(:login)")
                .param("login", login)
                .query((row, _) -> new Credentials(
                        account(
                                row.getObject("id", UUID.class),
                                row.getString("login"),
                                row.getString("name"),
                                row.getObject("agent_id", UUID.class),
                                row.getBoolean("active")),
                        row.getString("password_hash")))
                .optional();
    }

    private Account account(UUID id, String login, String name, @Nullable UUID agentId, boolean active) {
        var roles = jdbc
                .sql("select role from identity.account_role where account_id = ?")
                .param(id)
                .query(String.class)
                .list()
                .stream()
                .map(role -> Role.valueOf(requireNonNull(role)))
                .collect(Collectors.toUnmodifiableSet());
        var sites = jdbc.sql("select site_id from identity.account_site where account_id = ?")
                .param(id)
                .query(UUID.class)
                .list();
        return new Account(id, login, name, agentId, active, roles, Set.copyOf(sites));
    }

    private void grant(UUID id, Set<Role> roles, Set<UUID> sites) {
        roles.forEach(role -> jdbc.sql("insert into identity.account_role values (?, ?)")
                .params(id, role.name())
                .update());
        sites.forEach(site -> jdbc.sql("insert into identity.account_site values (?, ?)")
                .params(id, site)
                .update());
    }

    /** The next request of a changed account has to sign in again with its new rights. */
    private void endSessions(UUID id) {
        jdbc.sql("delete from spring_session where principal_name = (select name from identity.account where id = ?)")
                .param(id)
                .update();
    }

    private static void checkPassword(String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw ProblemException.field("password", "identity", "password-too-short", SHORTEST_PASSWORD);
        }
        if (password.length() > 72) {
            throw ProblemException.field("password", "identity", "password-too-long", 72);
        }
    }
}
