package fr.parvis.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for tickets. */
@Repository
class Tickets {
    private static final String INSERT = """
            insert into queue.ticket (id, organisation_id, site_id, service_id, day, number, token, state, kind, priority,
                language, help, arrived_at, scheduled_at, queue_at, only_counter_id, counter_id, called_at, started_at,
                ended_at, recalls, outcome, next_what, next_owner, next_due, note, away_until)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** With words that nobody needs any more; a next step keeps its own until its day. */
    private static final String OLD =
            " where ended_at < :before and (language is not null or help <> '{}' or note is not null"
                    + " or next_due < :day and (next_what <> '-' or next_owner <> '-'))";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final HallEvents events;

    Tickets(JdbcClient jdbc, JdbcTemplate batch, HallEvents events) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.events = events;
    }

    /** The next number of the letter on that day; holds a lock on the letter until the transaction ends. */
    String nextNumber(UUID siteId, String letter, LocalDate day) {
        var next = jdbc.sql("""
                        insert into queue.number_sequence as s (site_id, letter, day, last) values (:site, :letter, :day, 1)
                        on conflict (site_id, letter, day) do update set last = s.last + 1 returning last""")
                .param("site", siteId)
                .param("letter", letter)
                .param("day", day)
                .query(Integer.class)
                .single();
        return numbered(letter, next);
    }

    static String numbered(String letter, int rank) {
        return letter + (rank < 1000 ? "%03d".formatted(rank) : Integer.toString(rank));
    }

    void reachNumber(UUID siteId, String letter, LocalDate day, int last) {
        jdbc.sql("""
                        insert into queue.number_sequence as s (site_id, letter, day, last) values (:site, :letter, :day, :last)
                        on conflict (site_id, letter, day) do update set last = greatest(s.last, excluded.last)""")
                .param("site", siteId)
                .param("letter", letter)
                .param("day", day)
                .param("last", last)
                .update();
    }

    /** A newcomer, with the act in the record. */
    void insert(Ticket ticket, HallEvents.Entry entry) {
        events.appendWith(INSERT, values(ticket), entry);
    }

    /** A past in bulk; its record is written apart. */
    void insert(Collection<Ticket> tickets) {
        batch.batchUpdate(INSERT, tickets, 500, (row, ticket) -> {
            var values = values(ticket);
            for (int i = 0; i < values.size(); i++) {
                row.setObject(i + 1, values.get(i));
            }
        });
    }

    private static List<@Nullable Object> values(Ticket t) {
        var next = t.outcome() instanceof Outcome.NextStep step ? step : null;
        return Arrays.asList(
                t.id(),
                t.organisationId(),
                t.siteId(),
                t.serviceId(),
                t.day(),
                t.number(),
                t.token(),
                t.state().code(),
                t.kind().code(),
                t.priority(),
                t.language(),
                t.help().stream().map(Ticket.Help::code).sorted().toArray(String[]::new),
                utc(t.arrivedAt()),
                utc(t.scheduledAt()),
                utc(t.queueAt()),
                t.onlyCounterId(),
                t.counterId(),
                utc(t.calledAt()),
                utc(t.startedAt()),
                utc(t.endedAt()),
                t.recalls(),
                outcomeCode(t.outcome()),
                next == null ? null : next.what(),
                next == null ? null : next.owner(),
                next == null ? null : next.due(),
                t.note(),
                utc(t.awayUntil()));
    }

    Optional<Ticket> find(UUID id) {
        return jdbc.sql("select * from queue.ticket where id = :id")
                .param("id", id)
                .query(Tickets::read)
                .optional();
    }

    Optional<Ticket> lock(UUID id) {
        return jdbc.sql("select * from queue.ticket where id = :id for update")
                .param("id", id)
                .query(Tickets::read)
                .optional();
    }

    Optional<Ticket> findByToken(String token) {
        return jdbc.sql("select * from queue.ticket where token = :token")
                .param("token", token)
                .query(Tickets::read)
                .optional();
    }

    Optional<Ticket> atCounter(UUID counterId) {
        return jdbc.sql("select * from queue.ticket where counter_id = :counter and state in ('called', 'serving')")
                .param("counter", counterId)
                .query(Tickets::read)
                .optional();
    }

    /** Everybody in the hall, in calling order. */
    List<Ticket> inTheHall(UUID siteId) {
        return jdbc.sql("""
                        select * from queue.ticket
                         where site_id = :site and state in ('waiting', 'called', 'serving', 'parked')
                         order by queue_at, arrived_at, id""").param("site", siteId).query(Tickets::read).list();
    }

    /**
     * Two counters calling at once never get the same person, and neither waits for the other. Who asked for help is left to the open
     * counter that suits them better, as {@link CounterFit} says.
     *
     * @param stepFree the site's counters without a step
     * @param speakers agents, one line for each language beside French that they speak
     */
    Optional<Ticket> callNext(
            CounterState desk, Set<UUID> stepFree, List<Map.Entry<UUID, String>> speakers, Instant now) {
        return jdbc.sql("""
                        update queue.ticket set state = 'called', counter_id = :counter, called_at = :now
                         where id = (select one.id from queue.ticket one
                                      where one.site_id = :site and one.state = 'waiting'
                                        and (one.only_counter_id = :counter
                                             or one.service_id = any (:services)
                                                and not exists (select from queue.counter_state kept
                                                                 where kept.counter_id = one.only_counter_id
                                                                   and kept.mode <> 'closed')
                                                and (not one.help && array['wheelchair', 'interpreter']
                                                     or not exists (
                                    with fit as (select d.counter_id,
                                                        case when 'wheelchair' = any (one.help)
                                                              and d.counter_id = any (:stepFree) then 2 else 0 end
                                                        + case when 'interpreter' = any (one.help) and exists (
                                                                select from unnest(cast(:agents as uuid[]),
                                                                                   cast(:languages as text[]))
                                                                           as speaker (agent, language)
                                                                 where speaker.agent = d.agent_id
                                                                   and speaker.language = one.language)
                                                               then 1 else 0 end as weight
                                                   from queue.counter_state d
                                                  where d.site_id = :site and d.mode = 'open'
                                                    and one.service_id = any (d.services))
                                    select from fit where weight > coalesce(
                                           (select mine.weight from fit mine where mine.counter_id = :counter), 0))))
                                      order by one.queue_at, one.arrived_at, one.id limit 1 for update of one skip locked)
                        returning *""")
                .param("stepFree", stepFree.toArray(UUID[]::new))
                .param("agents", speakers.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .param("languages", speakers.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .param("site", desk.siteId())
                .param("counter", desk.counterId())
                .param("services", desk.services().toArray(UUID[]::new))
                .param("now", utc(now))
                .query(Tickets::read)
                .optional();
    }

    /** Writes what an act changes and records it, if the ticket is still in the state the act started from. */
    boolean save(Ticket t, Ticket.State from, HallEvents.Entry entry) {
        var next = t.outcome() instanceof Outcome.NextStep step ? step : null;
        return events.appendWith(
                """
                update queue.ticket set state = ?, service_id = ?, only_counter_id = ?, counter_id = ?, called_at = ?,
                       started_at = ?, ended_at = ?, recalls = ?, outcome = ?, next_what = ?, next_owner = ?, next_due = ?,
                       away_until = ?
                 where id = ? and state = ?""",
                Arrays.asList(
                        t.state().code(),
                        t.serviceId(),
                        t.onlyCounterId(),
                        t.counterId(),
                        utc(t.calledAt()),
                        utc(t.startedAt()),
                        utc(t.endedAt()),
                        t.recalls(),
                        outcomeCode(t.outcome()),
                        next == null ? null : next.what(),
                        next == null ? null : next.owner(),
                        next == null ? null : next.due(),
                        utc(t.awayUntil()),
                        t.id(),
                        from.code()),
                entry);
    }

    void note(UUID id, @Nullable String note) {
        jdbc.sql("update queue.ticket set note = :note where id = :id")
                .param("note", note)
                .param("id", id)
                .update();
    }

    List<Ticket> finishedSince(Instant from) {
        return jdbc.sql(
                        "select * from queue.ticket where state = 'finished' and ended_at >= :from order by ended_at, id")
                .param("from", utc(from))
                .query(Tickets::read)
                .list();
    }

    DayFigures figures(UUID siteId, LocalDate day) {
        return jdbc.sql("""
                        select count(*) as issued, count(called_at) as called,
                               count(*) filter (where state = 'finished') as finished,
                               count(*) filter (where state = 'no-show') as no_shows,
                               count(*) filter (where state = 'abandoned') as abandoned,
                               percentile_cont(0.5) within group (order by extract(epoch from called_at - arrived_at))
                                   as median_wait
                          from queue.ticket where site_id = :site and day = :day""")
                .param("site", siteId)
                .param("day", day)
                .query((row, _) -> {
                    var median = row.getBigDecimal("median_wait");
                    return new DayFigures(
                            row.getInt("issued"),
                            row.getInt("called"),
                            row.getInt("finished"),
                            row.getInt("no_shows"),
                            row.getInt("abandoned"),
                            median == null ? null : Duration.ofSeconds(median.longValue()));
                })
                .single();
    }

    /** In the hall and arrived before the instant: left there by an earlier day. */
    List<Ticket> leftSince(Instant before) {
        return jdbc.sql("""
                        select * from queue.ticket
                         where state in ('waiting', 'called', 'serving', 'parked') and arrived_at < :before order by id""").param("before", utc(before)).query(Tickets::read).list();
    }

    /** Whose place was kept until the instant or less. */
    List<UUID> awayUntil(Instant until) {
        return jdbc.sql("select id from queue.ticket where state = 'parked' and away_until <= ? order by away_until")
                .param(utc(until))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    int withPersonalData(Instant endedBefore) {
        return jdbc.sql("select count(*) from queue.ticket" + OLD)
                .param("before", utc(endedBefore))
                .param("day", endedBefore.atOffset(ZoneOffset.UTC).toLocalDate())
                .query(Integer.class)
                .single();
    }

    int erasePersonalData(Instant endedBefore) {
        return jdbc.sql("""
                        update queue.ticket set language = null, help = '{}', note = null,
                               next_what = case when next_due < :day then '-' else next_what end,
                               next_owner = case when next_due < :day then '-' else next_owner end""" + OLD)
                .param("before", utc(endedBefore))
                .param("day", endedBefore.atOffset(ZoneOffset.UTC).toLocalDate())
                .update();
    }

    static @Nullable String outcomeCode(@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> null;
            case Outcome.Solved _ -> "solved";
            case Outcome.NextStep _ -> "next-step";
        };
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Ticket read(ResultSet row, int index) throws SQLException {
        var help = EnumSet.noneOf(Ticket.Help.class);
        for (var code : (String[]) row.getArray("help").getArray()) {
            help.add(Ticket.Help.valueOf(code.toUpperCase(java.util.Locale.ROOT)));
        }
        var outcome = row.getString("outcome");
        return new Ticket(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                row.getObject("site_id", UUID.class),
                row.getObject("service_id", UUID.class),
                row.getObject("day", LocalDate.class),
                row.getString("number"),
                row.getString("token"),
                Ticket.State.of(row.getString("state")),
                Ticket.Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                row.getBoolean("priority"),
                row.getString("language"),
                help,
                row.getTimestamp("arrived_at").toInstant(),
                instant(row, "scheduled_at"),
                row.getTimestamp("queue_at").toInstant(),
                row.getObject("only_counter_id", UUID.class),
                row.getObject("counter_id", UUID.class),
                instant(row, "called_at"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getInt("recalls"),
                outcome == null
                        ? null
                        : outcome.equals("solved")
                                ? new Outcome.Solved()
                                : new Outcome.NextStep(
                                        row.getString("next_what"),
                                        row.getString("next_owner"),
                                        row.getObject("next_due", LocalDate.class)),
                row.getString("note"),
                instant(row, "away_until"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
