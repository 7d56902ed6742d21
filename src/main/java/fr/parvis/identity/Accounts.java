package fr.parvis.identity;

import static java.util.Objects.requireNonNull;

import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Accounts of the people who work with Parvis. */
@Component
@Transactional
public class Accounts {
    public static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_NAME = 120;

    public record Account(
            UUID id,
            String login,
            String name,
            @Nullable UUID agentId,
            boolean active,
            Set<Role> roles,
            Set<UUID> sites,
            @Nullable UUID partnerId) {}

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
        return create(login, name, password, agentId, roles, sites, null);
    }

    /** For somebody of a partner, who may do what the partner may and nothing else. */
    public UUID createForPartner(String login, String name, String password, UUID partnerId) {
        return create(login, name, password, null, Set.of(Role.PARTNER), Set.of(), partnerId);
    }

    private UUID create(
            String login,
            String name,
            String password,
            @Nullable UUID agentId,
            Set<Role> roles,
            Set<UUID> sites,
            @Nullable UUID partnerId) {
        lock();
        if (!login.matches("[A-Za-z0-9._@-]{2,80}")) {
            throw ProblemException.field("login", "identity", "login-malformed", login);
        }
        if (find(login).isPresent()) {
            throw ProblemException.field("login", "identity", "login-taken", login);
        }
        if (name.length() > LONGEST_NAME) {
            throw ProblemException.field("name", "identity", "name-malformed", LONGEST_NAME);
        }
        if (partnerId == null) {
            checkRoles(roles);
        }
        checkPassword(password);
        checkAgent(agentId, null);
        var id = Ids.next();
        jdbc.sql("""
                        insert into identity.account (id, login, name, password_hash, agent_id, created_at, partner_id)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        login,
                        name.isBlank() ? login : name.strip(),
                        passwords.encode(password),
                        agentId,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        partnerId))
                .update();
        grant(id, roles, sites);
        audit.write("account-created", login + " " + sorted(roles));
        return id;
    }

    /** @return the password, drawn at random, which can never be read again */
    public String createWithPassword(
            String login, String name, @Nullable UUID agentId, Set<Role> roles, Set<UUID> sites) {
        var password = Secrets.readable(4);
        create(login, name, password, agentId, roles, sites);
        return password;
    }

    /** The same for somebody of a partner. */
    public String createWithPasswordForPartner(String login, String name, UUID partnerId) {
        var password = Secrets.readable(4);
        createForPartner(login, name, password, partnerId);
        return password;
    }

    /**
     * The very first account, an administrator; refused for ever once any account exists.
     *
     * @throws ProblemException 409
     */
    public void createFirst(String login, String name, String password) {
        lock();
        if (!isEmpty()) {
            throw new ProblemException(HttpStatus.CONFLICT, "identity", "set-up-done");
        }
        create(login, name, password, null, Set.of(Role.ADMIN), Set.of());
    }

    /** Signs the account out when what it may do, or under which name, has changed. */
    public void update(UUID id, String name, @Nullable UUID agentId, Set<Role> roles, Set<UUID> sites) {
        lock();
        var before = account(id);
        checkName(name);
        if (before.partnerId() == null) {
            checkRoles(roles);
        } else if (agentId != null || !roles.equals(before.roles()) || !sites.isEmpty()) {
            throw ProblemException.field("roles", "identity", "role-missing");
        }
        checkAgent(agentId, id);
        var after = new Account(
                id, before.login(), name.strip(), agentId, before.active(), roles, sites, before.partnerId());
        if (after.equals(before)) {
            return;
        }
        jdbc.sql("update identity.account set name = ?, agent_id = ? where id = ?")
                .params(Arrays.asList(after.name(), agentId, id))
                .update();
        jdbc.sql("delete from identity.account_role where account_id = ?")
                .param(id)
                .update();
        jdbc.sql("delete from identity.account_site where account_id = ?")
                .param(id)
                .update();
        grant(id, roles, sites);
        keepAnAdministrator("roles");
        endSessions(id);
        audit.write("account-updated", before.login() + " " + sorted(roles));
    }

    /** A suspended account keeps everything but cannot sign in, and is signed out at once. */
    public void suspend(UUID id) {
        lock();
        activate(id, false);
        keepAnAdministrator("suspend");
        endSessions(id);
        audit.write("account-suspended", account(id).login());
    }

    public void reactivate(UUID id) {
        activate(id, true);
        audit.write("account-reactivated", account(id).login());
    }

    private void activate(UUID id, boolean active) {
        jdbc.sql("update identity.account set active = ? where id = ?")
                .params(active, id)
                .update();
    }

    /** @return the new password, which can never be read again */
    public String renewPassword(UUID id) {
        var password = Secrets.readable(4);
        setPassword(id, password);
        audit.write("password-reset", account(id).login());
        return password;
    }

    /**
     * Chosen by the person, who proved to be who they are; every other session of the account ends.
     *
     * @param keptSession the session that goes on
     */
    void choosePassword(UUID id, String password, String keptSession) {
        checkPassword(password);
        hash(id, password);
        jdbc.sql("delete from spring_session where principal_name = ? and session_id <> ?")
                .params(id.toString(), keptSession)
                .update();
        audit.write("password-changed", account(id).login());
    }

    /** An agent for an account that has none; nobody is signed out, since its rights stay the same. */
    public void link(UUID id, UUID agentId) {
        lock();
        checkAgent(agentId, id);
        jdbc.sql("update identity.account set agent_id = ? where id = ?")
                .params(agentId, id)
                .update();
        audit.write("account-updated", account(id).login());
    }

    /** The rescue from the command line: a suspended account can sign in again. */
    public void resetPassword(String login, String password) {
        checkPassword(password);
        var id = find(login)
                .orElseThrow(() -> ProblemException.field("login", "identity", "login-unknown", login))
                .account()
                .id();
        setPassword(id, password);
        activate(id, true);
        audit.write("password-reset", login);
    }

    private void setPassword(UUID id, String password) {
        hash(id, password);
        endSessions(id);
    }

    private void hash(UUID id, String password) {
        jdbc.sql("update identity.account set password_hash = ? where id = ?")
                .params(requireNonNull(passwords.encode(password)), id)
                .update();
    }

    public List<Account> list() {
        return jdbc.sql("select * from identity.account order by lower(login)")
                .query((row, _) -> account(
                        row.getObject("id", UUID.class),
                        row.getString("login"),
                        row.getString("name"),
                        row.getObject("agent_id", UUID.class),
                        row.getBoolean("active"),
                        row.getObject("partner_id", UUID.class)))
                .list();
    }

    /** @throws ProblemException 404 */
    public Account account(UUID id) {
        return list().stream()
                .filter(account -> account.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "identity", "unknown-account"));
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
                                row.getBoolean("active"),
                                row.getObject("partner_id", UUID.class)),
                        row.getString("password_hash")))
                .optional();
    }

    private Account account(
            UUID id, String login, String name, @Nullable UUID agentId, boolean active, @Nullable UUID partnerId) {
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
        return new Account(id, login, name, agentId, active, roles, Set.copyOf(sites), partnerId);
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
        jdbc.sql("delete from spring_session where principal_name = ?")
                .param(id.toString())
                .update();
    }

    /** Changes of accounts follow each other: two administrators cannot each remove the other as the last but one. */
    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('identity.account'))")
                .query()
                .listOfRows();
    }

    private void keepAnAdministrator(String field) {
        var left = jdbc.sql("""
                        select count(*) from identity.account a join identity.account_role r on r.account_id = a.id
                         where a.active and r.role = 'ADMIN'""").query(Integer.class).single();
        if (left == 0) {
            throw new ProblemException(HttpStatus.CONFLICT, "identity", "last-administrator", field, Map.of());
        }
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ProblemException.field("name", "identity", "name-malformed", LONGEST_NAME);
        }
    }

    private static void checkRoles(Set<Role> roles) {
        if (roles.isEmpty() || !roles.stream().allMatch(Role::isOfAccounts)) {
            throw ProblemException.field("roles", "identity", "role-missing");
        }
    }

    /** Two people cannot sit at one desk under one name. */
    private void checkAgent(@Nullable UUID agentId, @Nullable UUID self) {
        if (agentId == null) {
            return;
        }
        list().stream()
                .filter(other -> agentId.equals(other.agentId()) && !other.id().equals(self))
                .findFirst()
                .ifPresent(other -> {
                    throw ProblemException.field("agent", "identity", "agent-taken", other.login());
                });
    }

    private static String sorted(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
    }

    static void checkPassword(String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw ProblemException.field("password", "identity", "password-too-short", SHORTEST_PASSWORD);
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > 72) { // bcrypt reads no further
            throw ProblemException.field("password", "identity", "password-too-long", 72);
        }
    }
}
