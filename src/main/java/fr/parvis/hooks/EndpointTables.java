package fr.parvis.hooks;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for endpoints. */
@Repository
class EndpointTables {
    private final JdbcClient jdbc;

    EndpointTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<UUID> listening(String type, UUID siteId) {
        return jdbc.sql("""
                        select id from hooks.endpoint
                         where ? = any (types) and (sites = '{}' or ? = any (sites)) and state <> 'gone' order by id""")
                .params(type, siteId)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    List<Endpoint> all() {
        return jdbc.sql("select * from hooks.endpoint order by lower(name), id")
                .query(EndpointTables::read)
                .list();
    }

    Optional<Endpoint> find(UUID id) {
        return jdbc.sql("select * from hooks.endpoint where id = ?")
                .param(id)
                .query(EndpointTables::read)
                .optional();
    }

    /** The one that signs, then the one before as long as it does. */
    List<HookSecret> secrets(UUID id, Instant now) {
        return jdbc.sql("""
                        select secret from hooks.endpoint where id = ?
                        union all select old_secret from hooks.endpoint where id = ? and old_until > ?""")
                .params(id, id, utc(now))
                .query((row, _) -> new HookSecret(row.getString(1)))
                .list();
    }

    void insert(UUID organisationId, Endpoint one, HookSecret secret, Instant now) {
        jdbc.sql("""
                        insert into hooks.endpoint (id, organisation_id, name, address, types, sites, secret, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        one.id(),
                        organisationId,
                        one.name(),
                        one.address().toString(),
                        one.types().toArray(String[]::new),
                        one.sites().toArray(UUID[]::new),
                        secret.text(),
                        utc(now))
                .update();
    }

    void update(Endpoint one) {
        jdbc.sql("update hooks.endpoint set name = ?, address = ?, types = ?, sites = ? where id = ?")
                .params(
                        one.name(),
                        one.address().toString(),
                        one.types().toArray(String[]::new),
                        one.sites().toArray(UUID[]::new),
                        one.id())
                .update();
    }

    boolean isNameTaken(String name, UUID byAnotherThan) {
        return jdbc.sql("select exists (select from hooks.endpoint where lower(name) = lower(?) and id <> ?)")
                .params(name, byAnotherThan)
                .query(Boolean.class)
                .single();
    }

    /** Before anything of its deliveries: who changes both never waits for somebody who waits for them. */
    void lock(UUID id) {
        jdbc.sql("select id from hooks.endpoint where id = ? for update")
                .param(id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
    }

    /** Whatever it was before; answers whether anything has changed. */
    boolean become(UUID id, Endpoint.State state) {
        return jdbc.sql("""
                        update hooks.endpoint set state = ?, failing_since = case when ? = 'active' then null else failing_since end
                         where id = ? and state <> ?""")
                        .params(state.code(), state.code(), id, state.code())
                        .update()
                == 1;
    }

    void renew(UUID id, HookSecret secret, Instant oldUntil) {
        jdbc.sql("update hooks.endpoint set old_secret = secret, old_until = ?, secret = ? where id = ?")
                .params(utc(oldUntil), secret.text(), id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from hooks.endpoint where id = ?").param(id).update();
    }

    void heard(UUID id) {
        jdbc.sql("update hooks.endpoint set failing_since = null where id = ? and failing_since is not null")
                .param(id)
                .update();
    }

    /** Answers since when it fails, this time included. */
    Optional<Instant> notHeard(UUID id, Instant now) {
        return jdbc.sql(
                        "update hooks.endpoint set failing_since = coalesce(failing_since, ?) where id = ? returning failing_since")
                .params(utc(now), id)
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /** Secrets that have not signed for long. */
    void forgetOldSecrets(Instant now) {
        jdbc.sql("update hooks.endpoint set old_secret = null, old_until = null where old_until < ?")
                .param(utc(now))
                .update();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Endpoint read(ResultSet row, int index) throws SQLException {
        var failing = row.getTimestamp("failing_since");
        return new Endpoint(
                row.getObject("id", UUID.class),
                row.getString("name"),
                URI.create(row.getString("address")),
                Set.of((String[]) row.getArray("types").getArray()),
                Set.of((UUID[]) row.getArray("sites").getArray()),
                Endpoint.State.of(row.getString("state")),
                failing == null ? null : failing.toInstant());
    }
}
