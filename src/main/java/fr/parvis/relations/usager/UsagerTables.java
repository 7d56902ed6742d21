package fr.parvis.relations.usager;

import fr.parvis.platform.Ids;
import fr.parvis.relations.usager.Usager.Address;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for usagers and where they are reached. */
@Repository
class UsagerTables {
    private final JdbcClient jdbc;

    UsagerTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends, nobody else makes somebody of the same address. */
    void waitForTurn(UUID organisation, Collection<Contact> contacts) {
        contacts.stream()
                .map(one -> organisation + " " + one.kind() + " " + one.normalised())
                .sorted()
                .forEach(this::waitForTurn);
    }

    /** One merge at a time. */
    void waitForTurn(UUID organisation) {
        waitForTurn(organisation + " merges");
    }

    private void waitForTurn(String turn) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('usager ' || ?, 0))::text")
                .param(turn)
                .query(String.class)
                .single();
    }

    Optional<UUID> root(UUID organisation, UUID id) {
        return jdbc.sql("select root_id from relations.usager where organisation_id = ? and id = ?")
                .params(organisation, id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
    }

    /**
     * For this transaction alone; false when it has been merged into another meanwhile. What hangs on a row may still be written by
     * others: two who look alike are written at once, and each names the other.
     */
    boolean lock(UUID root) {
        return jdbc.sql("select id from relations.usager where id = ? and merged_into is null for no key update")
                .param(root)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional()
                .isPresent();
    }

    /** By root; roots that do not exist are left out. */
    Map<UUID, Usager> usagers(Collection<UUID> roots) {
        var ids = roots.toArray(UUID[]::new);
        var addresses = addresses(ids);
        var found = new LinkedHashMap<UUID, Usager>();
        rows(ids)
                .forEach((root, rows) -> found.put(
                        root,
                        new Together(rows)
                                .usager(rows.stream()
                                        .flatMap(row -> addresses.getOrDefault(row.id(), List.of()).stream())
                                        .toList())));
        return found;
    }

    Together together(UUID root) {
        return new Together(rows(new UUID[] {root}).getOrDefault(root, List.of()));
    }

    private Map<UUID, List<UsagerRow>> rows(UUID[] roots) {
        return jdbc.sql("""
                        select u.*, m.at merged_at from relations.usager u left join relations.usager_merge m on m.id = u.merge_id
                         where u.root_id = any (?)""").param(roots).query(UsagerTables::read).list().stream()
                .collect(Collectors.groupingBy(UsagerRow::rootId));
    }

    /** By the row that they were given to. */
    private Map<UUID, List<Address>> addresses(UUID[] roots) {
        record Given(UUID to, Address address) {}
        return jdbc
                .sql("""
                        select c.* from relations.usager_contact c join relations.usager u on u.id = c.usager_id
                         where u.root_id = any (?)""")
                .param(roots)
                .query((row, _) -> new Given(row.getObject("usager_id", UUID.class), address(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Given::to, Collectors.mapping(Given::address, Collectors.toList())));
    }

    /** The roots of those who have it, whoever was seen last first. */
    List<UUID> known(UUID organisation, Collection<Contact> contacts) {
        return jdbc.sql("""
                        select u.root_id from relations.usager_contact c join relations.usager u on u.id = c.usager_id
                         where u.organisation_id = ? and (c.kind, c.normalised) in (select * from unnest(?, ?))
                         group by u.root_id order by max(u.last_seen_at) desc, u.root_id""")
                .param(organisation)
                .param(contacts.stream().map(one -> one.kind().code()).toArray(String[]::new))
                .param(contacts.stream().map(Contact::normalised).toArray(String[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** @param key as {@link Names#key} writes it; perhaps of somebody who was merged into the root */
    record Named(UUID root, String key) {}

    /** Those whose names have something in common with this one, the likest first: few letters that changed places leave little. */
    List<Named> named(UUID organisation, String key, int most) {
        jdbc.sql("select set_config('pg_trgm.word_similarity_threshold', '0.25', true)")
                .query(String.class)
                .single();
        return jdbc.sql("""
                        select root_id, name_key from relations.usager where organisation_id = :organisation and :key <% name_key
                         order by word_similarity(:key, name_key) + similarity(:key, name_key) desc, last_seen_at desc, id limit :most""")
                .param("organisation", organisation)
                .param("key", key)
                .param("most", most)
                .query((row, _) -> new Named(row.getObject("root_id", UUID.class), row.getString("name_key")))
                .list();
    }

    void insert(UUID organisation, UsagerRow row) {
        jdbc.sql("""
                        insert into relations.usager (id, root_id, organisation_id, first_name, last_name, name_key, language,
                            preferred_channel, preferred_moment, needs, created_at, last_seen_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        row.id(),
                        row.id(),
                        organisation,
                        row.firstName(),
                        row.lastName(),
                        Names.key(row.firstName(), row.lastName()),
                        row.language(),
                        row.channel(),
                        row.moment(),
                        codes(row.needs()),
                        utc(row.createdAt()),
                        utc(row.lastSeenAt())))
                .update();
    }

    void save(UsagerRow row) {
        jdbc.sql("""
                        update relations.usager set first_name = ?, last_name = ?, name_key = ?, language = ?, preferred_channel = ?,
                               preferred_moment = ?, needs = ?, needs_dropped = ?, revision = ?, last_seen_at = ? where id = ?""")
                .params(Arrays.asList(
                        row.firstName(),
                        row.lastName(),
                        Names.key(row.firstName(), row.lastName()),
                        row.language(),
                        row.channel(),
                        row.moment(),
                        codes(row.needs()),
                        codes(row.dropped()),
                        row.revision(),
                        utc(row.lastSeenAt()),
                        row.id()))
                .update();
    }

    void seen(UUID id, Instant at) {
        jdbc.sql("update relations.usager set last_seen_at = greatest(last_seen_at, ?) where id = ?")
                .params(utc(at), id)
                .update();
    }

    void forgetNeeds(UUID root) {
        jdbc.sql("update relations.usager set needs = '{}', needs_dropped = '{}' where root_id = ?")
                .param(root)
                .update();
    }

    void add(UUID usager, Contact contact, String given, Instant at) {
        jdbc.sql("""
                        insert into relations.usager_contact (id, usager_id, kind, value, normalised, added_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(Ids.next(), usager, contact.kind().code(), given, contact.normalised(), utc(at))
                .update();
    }

    /** Of whichever row has it. */
    int remove(UUID root, Contact contact) {
        return jdbc.sql("""
                        delete from relations.usager_contact c using relations.usager u
                         where u.id = c.usager_id and u.root_id = ? and c.kind = ? and c.normalised = ?""")
                .params(root, contact.kind().code(), contact.normalised())
                .update();
    }

    int verified(UUID root, Contact contact, Instant at) {
        return jdbc.sql("""
                        update relations.usager_contact c set verified_at = ? from relations.usager u
                         where u.id = c.usager_id and u.root_id = ? and c.kind = ? and c.normalised = ? and verified_at is null""")
                .params(utc(at), root, contact.kind().code(), contact.normalised())
                .update();
    }

    /** Everybody under the other one is the kept one's from here. */
    void merge(UUID organisation, UUID merge, UUID kept, UUID other, Instant at, UUID by) {
        jdbc.sql("""
                        insert into relations.usager_merge (id, organisation_id, kept_id, other_id, at, by_account)
                        values (?, ?, ?, ?, ?, ?)""").params(merge, organisation, kept, other, utc(at), by).update();
        jdbc.sql("""
                        update relations.usager set root_id = :kept, merged_into = case when id = :other then :kept else merged_into end,
                               merge_id = case when id = :other then :merge else merge_id end where root_id = :other""")
                .param("kept", kept)
                .param("other", other)
                .param("merge", merge)
                .update();
    }

    /** @return who stands for themselves again; empty when it had been taken back already */
    Optional<UUID> unmerge(UUID organisation, UUID merge, Instant at, UUID by) {
        var other = jdbc.sql("select id from relations.usager where organisation_id = ? and merge_id = ?")
                .params(organisation, merge)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
        other.ifPresent(id -> {
            jdbc.sql("insert into relations.usager_unmerge (merge_id, at, by_account) values (?, ?, ?)")
                    .params(merge, utc(at), by)
                    .update();
            jdbc.sql("""
                            with recursive under as (select id from relations.usager where id = :other
                                 union all select u.id from relations.usager u join under on u.merged_into = under.id)
                            update relations.usager set root_id = :other,
                                   merged_into = case when id = :other then null else merged_into end,
                                   merge_id = case when id = :other then null else merge_id end where id in (select id from under)""").param("other", id).update();
        });
        return other;
    }

    UUID keptBy(UUID merge) {
        return jdbc.sql("select kept_id from relations.usager_merge where id = ?")
                .param(merge)
                .query((row, _) -> row.getObject(1, UUID.class))
                .single();
    }

    void live(UUID root, @Nullable UUID household) {
        jdbc.sql("update relations.usager set household_id = ? where " + (household == null ? "root_id" : "id")
                        + " = ?")
                .params(Arrays.asList(household, root))
                .update();
    }

    /** Roots, by name. */
    List<UUID> household(UUID household) {
        return jdbc.sql(
                        "select root_id from relations.usager where household_id = ? group by root_id order by min(name_key)")
                .param(household)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Roots of which none of the rows was seen since, longest unseen first. */
    List<UUID> unseen(UUID organisation, Instant since, int most) {
        return jdbc.sql("""
                        select root_id from relations.usager where organisation_id = ?
                         group by root_id having max(last_seen_at) < ? order by max(last_seen_at), root_id limit ?""")
                .params(organisation, utc(since), most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** With everything that hangs on them, if nobody has seen them since. */
    boolean erase(UUID root, Instant since) {
        return jdbc.sql("""
                        delete from relations.usager where root_id = :root and (select max(last_seen_at) from relations.usager
                         where root_id = :root) < :since""").param("root", root).param("since", utc(since)).update() > 0;
    }

    void append(UUID organisation, UUID usager, String type, Instant at, @Nullable UUID by) {
        jdbc.sql(
                        "insert into relations.usager_event (organisation_id, usager_id, type, at, by_account) values (?, ?, ?, ?, ?)")
                .params(Arrays.asList(organisation, usager, type, utc(at), by))
                .update();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static String[] codes(Set<Need> needs) {
        return needs.stream().map(Need::code).toArray(String[]::new);
    }

    private static Set<Need> needs(ResultSet row, String column) throws SQLException {
        return Need.all(List.of((String[]) row.getArray(column).getArray()));
    }

    private static Address address(ResultSet row) throws SQLException {
        var kind = Contact.Kind.of(row.getString("kind"));
        return new Address(
                row.getObject("id", UUID.class),
                kind,
                row.getString("value"),
                new Contact(kind, row.getString("normalised")),
                row.getTimestamp("added_at").toInstant(),
                instant(row.getTimestamp("verified_at")));
    }

    private static UsagerRow read(ResultSet row, int index) throws SQLException {
        return new UsagerRow(
                row.getObject("id", UUID.class),
                row.getObject("root_id", UUID.class),
                row.getObject("merged_into", UUID.class),
                row.getObject("merge_id", UUID.class),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("language"),
                row.getString("preferred_channel"),
                row.getString("preferred_moment"),
                needs(row, "needs"),
                needs(row, "needs_dropped"),
                row.getObject("household_id", UUID.class),
                row.getInt("revision"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("last_seen_at").toInstant(),
                instant(row.getTimestamp("merged_at")));
    }
}
