package fr.parvis.relations.calls;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Share;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Request;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who waits to be called, and how well promises are kept. */
@Component
public class CallQueue {
    /**
     * @param concerns the request from whose page it was asked
     * @param window null when no hour was promised: it is then due on the day
     * @param missed nobody asked: somebody rang and was not answered
     * @param takenBy null while nobody makes it
     */
    public record Waiting(
            UUID request,
            Reference reference,
            String name,
            String phone,
            String subject,
            Channel channel,
            @Nullable Reference concerns,
            String language,
            Request.@Nullable Moment window,
            LocalDate due,
            Instant asked,
            int tries,
            boolean missed,
            @Nullable UUID takenBy,
            String takenName) {

        /** Nobody is rung on a day before the one that they were promised. */
        public boolean isLater(LocalDate today, ZoneId zone) {
            return window == null
                    ? due.isAfter(today)
                    : LocalDate.ofInstant(window.from(), zone).isAfter(today);
        }
    }

    private static final Duration COUNTED = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Clock clock;

    CallQueue(JdbcClient jdbc, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.clock = clock;
    }

    /** Of the sites where the caller may act, by the promised hour. */
    public List<Waiting> waiting() {
        return read("true", null);
    }

    /** Empty when it needs no call, or not here. */
    public Optional<Waiting> find(UUID request) {
        return read("r.id = :id", request).stream().findFirst();
    }

    private List<Waiting> read(String which, @Nullable UUID id) {
        var caller = Caller.current().orElseThrow();
        return jdbc.sql("""
                        select r.*, p.starts_at, p.ends_at, coalesce(b.missed, false) as missed, o.reference as concerned,
                               case when b.taken_at >= :stale then b.taken_by end as taken_by, b.taken_name,
                               coalesce(nullif(r.subject, ''), nullif(r.sheet_title, ''),
                                   (select left(i.words, 200) from relations.interaction i
                                     where i.request_id = r.id and i.direction = 'IN' order by i.at, i.id limit 1), '') as about
                          from relations.request r
                          left join relations.call_promise p on p.request_id = r.id and p.settled_at is null
                          left join relations.call_back b on b.request_id = r.id
                          left join relations.request o on o.id = r.concerns_id
                         where r.organisation_id = :organisation and r.kind = 'CALL_BACK' and r.closed_at is null
                           and r.next_usual = 'CALL' and (:anywhere or r.site_id is null or r.site_id = any (:sites)) and\s""" + which
                        + "\norder by coalesce(p.starts_at, (r.next_due + 1)::timestamptz), r.received_at, r.id")
                .param("stale", clock.instant().minus(CallBacks.TAKEN_FOR).atOffset(ZoneOffset.UTC))
                .param("organisation", directory.organisation().id())
                .param("anywhere", caller.sites().isEmpty())
                .param("sites", caller.sites().toArray(UUID[]::new))
                .param("id", id)
                .query(CallQueue::read)
                .list();
    }

    private static Waiting read(ResultSet row, int index) throws SQLException {
        var from = row.getTimestamp("starts_at");
        var concerned = row.getString("concerned");
        return new Waiting(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                (row.getString("first_name") + " " + row.getString("last_name")).strip(),
                row.getString("phone"),
                row.getString("about"),
                Channel.of(row.getString("channel")).orElseThrow(),
                concerned == null ? null : new Reference(concerned),
                row.getString("language"),
                from == null
                        ? null
                        : new Request.Moment(
                                from.toInstant(), row.getTimestamp("ends_at").toInstant()),
                row.getObject("next_due", LocalDate.class),
                row.getTimestamp("received_at").toInstant(),
                row.getInt("tries"),
                row.getBoolean("missed"),
                row.getObject("taken_by", UUID.class),
                Objects.requireNonNullElse(row.getString("taken_name"), ""));
    }

    /** Of the hours promised in the last 90 days, those in which the person was called. */
    public Share kept() {
        var now = clock.instant();
        return jdbc.sql("""
                        select (count(*) filter (where kept))::int, count(*)::int from relations.call_promise
                         where organisation_id = ? and ends_at > ? and (kept is not null or settled_at is null and ends_at <= ?)""")
                .params(
                        directory.organisation().id(),
                        now.minus(COUNTED).atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Share(row.getInt(1), row.getInt(2)))
                .single();
    }
}
