package fr.parvis.messaging.incoming;

import static fr.parvis.messaging.incoming.IncomingTables.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for mailboxes. */
@Repository
class MailboxTables {
    private final JdbcClient jdbc;

    MailboxTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Mailbox> all() {
        return jdbc.sql("select * from messaging.mailbox where state <> 'removed' order by lower(name), id")
                .query(MailboxTables::read)
                .list();
    }

    Optional<Mailbox> find(UUID id) {
        return jdbc.sql("select * from messaging.mailbox where id = ? and state <> 'removed'")
                .param(id)
                .query(MailboxTables::read)
                .optional();
    }

    byte @Nullable [] secret(UUID id) {
        return jdbc.sql("select secret from messaging.mailbox where id = ?")
                .param(id)
                .query((row, _) -> Optional.ofNullable(row.getBytes(1)))
                .single()
                .orElse(null);
    }

    /** @param clientSecret and refresh sealed; null when there is none */
    record GrantRow(
            String tokenUrl, String client, byte @Nullable [] clientSecret, byte @Nullable [] refresh, String scope) {}

    Optional<GrantRow> grant(UUID id) {
        return jdbc.sql("select * from messaging.mail_grant where mailbox_id = ?")
                .param(id)
                .query((row, _) -> new GrantRow(
                        row.getString("token_url"),
                        row.getString("client"),
                        row.getBytes("client_secret"),
                        row.getBytes("refresh"),
                        row.getString("scope")))
                .optional();
    }

    void keepGrant(UUID id, GrantRow grant) {
        forgetGrant(id);
        jdbc.sql("""
                        insert into messaging.mail_grant (mailbox_id, token_url, client, client_secret, refresh, scope)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id, grant.tokenUrl(), grant.client(), grant.clientSecret(), grant.refresh(), grant.scope()))
                .update();
    }

    void forgetGrant(UUID id) {
        jdbc.sql("delete from messaging.mail_grant where mailbox_id = ?")
                .param(id)
                .update();
    }

    boolean isNameTaken(String name, UUID byAnotherThan) {
        return jdbc.sql("""
                        select exists (select from messaging.mailbox where lower(name) = lower(?) and id <> ? and state <> 'removed')""").params(name, byAnotherThan).query(Boolean.class).single();
    }

    /** Writes over what was there, except what the mailbox has met. */
    void save(Mailbox one, Instant now) {
        jdbc.sql("""
                        insert into messaging.mailbox as b (id, organisation_id, name, address, url, login, site_id, state, given, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set name = excluded.name, address = excluded.address, url = excluded.url,
                            login = excluded.login, site_id = excluded.site_id, state = excluded.state""")
                .params(Arrays.asList(
                        one.id(),
                        one.organisationId(),
                        one.name(),
                        one.address(),
                        one.url(),
                        one.login(),
                        one.siteId(),
                        one.state().code(),
                        one.given(),
                        utc(now)))
                .update();
    }

    void keepSecret(UUID id, byte @Nullable [] sealed) {
        jdbc.sql("update messaging.mailbox set secret = ? where id = ?")
                .params(Arrays.asList(sealed, id))
                .update();
    }

    void become(UUID id, Mailbox.State state) {
        jdbc.sql(
                        "update messaging.mailbox set state = ?, secret = case when ? = 'removed' then null else secret end where id = ?")
                .params(state.code(), state.code(), id)
                .update();
    }

    /** @param problem of the mailbox as a whole that is read all the same; "" for none */
    void heard(UUID id, Instant at, String problem) {
        jdbc.sql("""
                        update messaging.mailbox set heard_at = ?, problem = ?, failures = 0, next_try_at = null,
                               problem_since = case when ? = '' then null else coalesce(problem_since, ?) end
                         where id = ?""").params(utc(at), problem, problem, utc(at), id).update();
    }

    void failed(UUID id, String problem, Instant at, Instant next) {
        jdbc.sql("""
                        update messaging.mailbox set problem = ?, problem_since = coalesce(problem_since, ?), failures = failures + 1,
                               next_try_at = ? where id = ?""").params(problem, utc(at), utc(next), id).update();
    }

    void tryNow(UUID id) {
        jdbc.sql("update messaging.mailbox set next_try_at = null, failures = 0 where id = ?")
                .param(id)
                .update();
    }

    private static Mailbox read(ResultSet row, int index) throws SQLException {
        return new Mailbox(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                row.getString("name"),
                row.getString("address"),
                row.getString("url"),
                row.getString("login"),
                row.getObject("site_id", UUID.class),
                Mailbox.State.of(row.getString("state")),
                row.getBoolean("given"),
                instant(row.getTimestamp("heard_at")),
                row.getString("problem"),
                instant(row.getTimestamp("problem_since")),
                row.getInt("failures"),
                instant(row.getTimestamp("next_try_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
