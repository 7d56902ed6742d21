package fr.parvis.appointments.demand;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.MeetingColumns;
import fr.parvis.appointments.WaitingLine;
import fr.parvis.platform.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL for wishes and their record. */
@Repository
class WishTables implements WaitingLine {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    WishTables(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void waitForTurn() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('appointments line', 0))::text")
                .query(String.class)
                .single();
    }

    @Override
    public boolean waitsAt(UUID siteId) {
        return jdbc.sql(
                        "select exists (select from appointments.wish where state = 'waiting' and sites @> array[?::uuid])")
                .param(siteId)
                .query(Boolean.class)
                .single();
    }

    void insert(Wish wish, @Nullable UUID addedBy) {
        var usager = Objects.requireNonNull(wish.usager());
        jdbc.sql("""
                        insert into appointments.wish (id, organisation_id, service_id, token, state, channel, sites, days, parts, earliest,
                            people, replaces, joined_at, touched_at, choosy, added_by, papers, first_name, last_name, known_as, email, phone,
                            language, modality, needs, address)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        wish.id(),
                        wish.organisationId(),
                        wish.serviceId(),
                        wish.token(),
                        wish.state().code(),
                        wish.channel().code(),
                        ids(wish.sites()),
                        days(wish.suits()),
                        parts(wish.suits()),
                        wish.suits().earliest(),
                        wish.people(),
                        wish.replaces(),
                        utc(wish.joinedAt()),
                        utc(wish.touchedAt()),
                        wish.choosy(),
                        addedBy,
                        wish.papers().isEmpty() ? null : wish.papers(),
                        usager.firstName(),
                        usager.lastName(),
                        usager.knownAs(),
                        usager.email(),
                        usager.phone(),
                        usager.language()))
                .params(MeetingColumns.of(wish.meeting()))
                .update();
    }

    void suit(UUID id, Collection<UUID> sites, Suits suits, boolean choosy, Instant now) {
        jdbc.sql("""
                        update appointments.wish set sites = ?, days = ?, parts = ?, earliest = ?, choosy = ?, touched_at = ?, lapses = 0
                         where id = ?""")
                .params(Arrays.asList(ids(sites), days(suits), parts(suits), suits.earliest(), choosy, utc(now), id))
                .update();
    }

    void state(UUID id, Wish.State state, int lapses, Instant now) {
        var open = state == Wish.State.WAITING || state == Wish.State.ASLEEP;
        jdbc.sql("update appointments.wish set state = ?, lapses = ?, ended_at = ? where id = ?")
                .params(Arrays.asList(state.code(), lapses, open ? null : utc(now), id))
                .update();
    }

    void asleep(UUID id, int lapses, Instant now) {
        jdbc.sql("update appointments.wish set state = 'asleep', lapses = ?, touched_at = ? where id = ?")
                .params(lapses, utc(now), id)
                .update();
    }

    /** The person has said something. */
    void touched(UUID id, Instant now) {
        jdbc.sql("update appointments.wish set touched_at = ?, lapses = 0 where id = ?")
                .params(utc(now), id)
                .update();
    }

    void prove(UUID id, Instant now) {
        jdbc.sql("update appointments.wish set proved_at = ? where id = ? and proved_at is null")
                .params(utc(now), id)
                .update();
    }

    /** @param contact nobody can read it from the row */
    void asked(String contact, Instant now) {
        jdbc.sql("insert into appointments.wish_asked (contact, at) values (?, ?)")
                .params(Sha256.of(contact), utc(now))
                .update();
    }

    int asked(String contact, Instant since, Instant now) {
        return jdbc.sql("select count(*) from appointments.wish_asked where contact = ? and at > ? and at <= ?")
                .params(Sha256.of(contact), utc(since), utc(now))
                .query(Integer.class)
                .single();
    }

    void forgetAsked(Instant before) {
        jdbc.sql("delete from appointments.wish_asked where at <= ?")
                .param(utc(before))
                .update();
    }

    void offered(UUID id, Instant now) {
        jdbc.sql("update appointments.wish set first_offered_at = coalesce(first_offered_at, ?) where id = ?")
                .params(utc(now), id)
                .update();
    }

    Optional<Wish> find(UUID id) {
        return jdbc.sql("select * from appointments.wish where id = ?")
                .param(id)
                .query(WishTables::read)
                .optional();
    }

    Optional<Wish> findByToken(String token) {
        return jdbc.sql("select * from appointments.wish where token = ?")
                .param(token)
                .query(WishTables::read)
                .optional();
    }

    Optional<Wish> openFor(UUID appointmentId) {
        return jdbc.sql("select * from appointments.wish where replaces = ? and ended_at is null")
                .param(appointmentId)
                .query(WishTables::read)
                .optional();
    }

    /** The same person's, for the same service. */
    Optional<Wish> openOf(UUID serviceId, Appointment.Usager usager) {
        return jdbc.sql("""
                        select * from appointments.wish where service_id = ? and ended_at is null and known_as = ?
                           and (lower(email) = lower(?) or phone = ?) order by position limit 1""")
                .params(Arrays.asList(serviceId, usager.knownAs(), usager.email(), usager.phone()))
                .query(WishTables::read)
                .optional();
    }

    int openAt(Appointment.Usager usager) {
        return jdbc.sql("""
                        select count(*) from appointments.wish where ended_at is null and (lower(email) = lower(?) or phone = ?)""")
                .params(Arrays.asList(usager.email(), usager.phone()))
                .query(Integer.class)
                .single();
    }

    /** In order, those whom a day that can be booked could suit. */
    List<Wish> waiting(LocalDate today) {
        return jdbc.sql("""
                        select * from appointments.wish
                         where state = 'waiting'
                           and (earliest is null or earliest <= ?::date + (select coalesce(max(horizon_days), 0) + 1 from appointments.terms))
                         order by position""").param(today).query(WishTables::read).list();
    }

    /** By appointment, when those begin that somebody waits to have earlier. */
    Map<UUID, Instant> replaced() {
        var starts = new HashMap<UUID, Instant>();
        jdbc.sql("""
                        select a.id, a.starts_at from appointments.wish w join appointments.appointment a on a.id = w.replaces
                         where w.state = 'waiting' and a.state = 'booked'""").query(row -> {
            starts.put(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant());
        });
        return starts;
    }

    /** Waiting or asleep, for a time at one of the sites, in order. */
    List<Wish> open(Collection<UUID> sites) {
        return jdbc.sql("select * from appointments.wish where ended_at is null and sites && ? order by position")
                .param(ids(sites))
                .query(WishTables::read)
                .list();
    }

    /** How many wait for the service at one of these sites; those before the position only, when it is given. */
    int countWaiting(UUID serviceId, Collection<UUID> sites, @Nullable Long before) {
        return jdbc.sql("""
                        select count(*) from appointments.wish
                         where service_id = ? and state = 'waiting' and sites && ? and (?::bigint is null or position < ?::bigint)""")
                .params(Arrays.asList(serviceId, ids(sites), before, before))
                .query(Integer.class)
                .single();
    }

    /** Those who were offered something since then, and those who were not, as long as they were waiting. */
    List<LineDelay.Waited> waited(UUID serviceId, Collection<UUID> sites, Instant since, Instant now) {
        return jdbc.sql("""
                        select extract(epoch from coalesce(first_offered_at, ended_at, ?::timestamptz) - joined_at)::bigint,
                               first_offered_at is not null
                          from appointments.wish
                         where service_id = ? and sites && ?
                           and (first_offered_at >= ? or first_offered_at is null and (ended_at is null or ended_at >= ?))""")
                .params(utc(now), serviceId, ids(sites), utc(since), utc(since))
                .query((row, _) -> new LineDelay.Waited(Duration.ofSeconds(row.getLong(1)), row.getBoolean(2)))
                .list();
    }

    /** With nothing to wait for any more: the appointment that it would replace is over, or nobody has touched it since then. */
    List<Wish> overdue(Instant now, Instant untouchedSince, Instant asleepSince) {
        return jdbc.sql("""
                        select w.* from appointments.wish w left join appointments.appointment a on a.id = w.replaces
                         where w.ended_at is null and (a.state <> 'booked' or a.starts_at <= ? or w.touched_at < ?
                           or w.state = 'asleep' and w.touched_at < ?) order by w.position""")
                .params(utc(now), utc(untouchedSince), utc(asleepSince))
                .query(WishTables::read)
                .list();
    }

    void append(Wish wish, String type, Instant at, Map<String, ?> data) {
        jdbc.sql("""
                        insert into appointments.wish_event (organisation_id, wish_id, type, at, data)
                        values (?, ?, ?, ?, ?::jsonb)""")
                .params(wish.organisationId(), wish.id(), type, utc(at), json.writeValueAsString(data))
                .update();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static UUID[] ids(Collection<UUID> ids) {
        return ids.stream().sorted().toArray(UUID[]::new);
    }

    private static Integer[] days(Suits suits) {
        return suits.days().stream().map(DayOfWeek::getValue).sorted().toArray(Integer[]::new);
    }

    private static String[] parts(Suits suits) {
        return suits.parts().stream().sorted().map(PartOfDay::code).toArray(String[]::new);
    }

    private static Wish read(ResultSet row, int index) throws SQLException {
        var first = row.getString("first_name");
        var last = row.getString("last_name");
        var proved = row.getTimestamp("proved_at");
        var ended = row.getTimestamp("ended_at");
        return new Wish(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                row.getObject("service_id", UUID.class),
                row.getLong("position"),
                row.getString("token"),
                Wish.State.of(row.getString("state")),
                Appointment.Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                Set.of((UUID[]) row.getArray("sites").getArray()),
                new Suits(
                        Stream.of((Integer[]) row.getArray("days").getArray())
                                .map(DayOfWeek::of)
                                .collect(Collectors.toUnmodifiableSet()),
                        Stream.of((String[]) row.getArray("parts").getArray())
                                .flatMap(code -> PartOfDay.of(code).stream())
                                .collect(Collectors.toUnmodifiableSet()),
                        row.getObject("earliest", LocalDate.class)),
                row.getInt("people"),
                row.getObject("replaces", UUID.class),
                row.getInt("lapses"),
                row.getTimestamp("joined_at").toInstant(),
                row.getTimestamp("touched_at").toInstant(),
                proved == null ? null : proved.toInstant(),
                row.getBoolean("choosy"),
                ended == null ? null : ended.toInstant(),
                Objects.requireNonNullElse(row.getString("papers"), ""),
                first == null || last == null
                        ? null
                        : new Appointment.Usager(
                                first,
                                last,
                                row.getString("email"),
                                row.getString("phone"),
                                Objects.requireNonNullElse(row.getString("language"), "fr")),
                MeetingColumns.read(row));
    }
}
