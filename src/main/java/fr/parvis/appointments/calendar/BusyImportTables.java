package fr.parvis.appointments.calendar;

import fr.parvis.appointments.slots.Stretches.Stretch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for the busy times that come from other calendars. */
@Repository
class BusyImportTables {
    private static final String SELECT = """
            select i.*, array(select lower(r) from unnest(i.busy) r order by 1) begins, array(select upper(r) from unnest(i.busy) r order by 1) ends
              from appointments.busy_import i\s""";

    /** One to be read, by nobody else meanwhile. */
    record Due(UUID agendaId, CalendarAddress address, int failures, Instant runningSince) {}

    private final JdbcClient jdbc;

    BusyImportTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<BusyImport> find(UUID agendaId) {
        return jdbc.sql(SELECT + "where agenda_id = ?")
                .param(agendaId)
                .query(BusyImportTables::read)
                .optional();
    }

    List<BusyImport> of(Collection<UUID> agendas) {
        return jdbc.sql(SELECT + "where agenda_id = any (?)")
                .param(agendas.toArray(UUID[]::new))
                .query(BusyImportTables::read)
                .list();
    }

    List<BusyImport> withdrawn(Instant now) {
        return jdbc.sql(SELECT + """
                        join appointments.agenda g on g.id = i.agenda_id
                         where i.withdrawn_from <= ? and g.active order by g.name, g.id""")
                .param(utc(now))
                .query(BusyImportTables::read)
                .list();
    }

    void save(
            UUID agendaId,
            UUID organisationId,
            CalendarAddress address,
            BusyReading.Busy busy,
            Instant now,
            Instant next,
            Instant withdrawnFrom) {
        jdbc.sql("""
                        insert into appointments.busy_import (agenda_id, organisation_id, address, next_at, tried_at, read_at, withdrawn_from,
                            events, unread, busy)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::tstzmultirange)
                        on conflict (agenda_id) do update set address = excluded.address, next_at = excluded.next_at,
                            tried_at = excluded.tried_at, read_at = excluded.read_at, withdrawn_from = excluded.withdrawn_from,
                            events = excluded.events, unread = excluded.unread, busy = excluded.busy, running_since = null,
                            failures = 0, problem = null, detail = ''""")
                .params(
                        agendaId,
                        organisationId,
                        address.secret(),
                        utc(next),
                        utc(now),
                        utc(now),
                        utc(withdrawnFrom),
                        busy.events(),
                        busy.unread(),
                        multirange(busy.during()))
                .update();
    }

    boolean remove(UUID agendaId) {
        return jdbc.sql("delete from appointments.busy_import where agenda_id = ?")
                        .param(agendaId)
                        .update()
                == 1;
    }

    /** Claims some that are due, or that were left behind by an instance that died. */
    List<Due> claim(Instant now, Instant forgotten, int most) {
        return jdbc.sql("""
                        update appointments.busy_import set running_since = :now where agenda_id in (
                            select agenda_id from appointments.busy_import
                             where next_at <= :now and (running_since is null or running_since < :forgotten)
                             order by next_at limit :most for update skip locked)
                        returning *""")
                .param("now", utc(now))
                .param("forgotten", utc(forgotten))
                .param("most", most)
                .query((row, _) -> new Due(
                        row.getObject("agenda_id", UUID.class),
                        CalendarAddress.kept(row.getString("address")),
                        row.getInt("failures"),
                        row.getTimestamp("running_since").toInstant()))
                .list();
    }

    /** Unless the address was changed or taken away meanwhile. */
    boolean succeeded(Due due, BusyReading.Busy busy, Instant now, Instant next, Instant withdrawnFrom) {
        return jdbc.sql("""
                        update appointments.busy_import set running_since = null, failures = 0, problem = null, detail = '', tried_at = ?,
                               read_at = ?, next_at = ?, withdrawn_from = ?, events = ?, unread = ?, busy = ?::tstzmultirange
                         where agenda_id = ? and running_since = ? and address = ?""")
                        .params(
                                utc(now),
                                utc(now),
                                utc(next),
                                utc(withdrawnFrom),
                                busy.events(),
                                busy.unread(),
                                multirange(busy.during()),
                                due.agendaId(),
                                utc(due.runningSince()),
                                due.address().secret())
                        .update()
                == 1;
    }

    /** @param withdrawn now, whatever was planned */
    boolean failed(Due due, BusyImport.Problem problem, String detail, Instant now, Instant next, boolean withdrawn) {
        return jdbc.sql("""
                        update appointments.busy_import set running_since = null, failures = failures + 1, problem = ?, detail = ?, tried_at = ?,
                               next_at = ?, withdrawn_from = case when ? then least(withdrawn_from, ?) else withdrawn_from end
                         where agenda_id = ? and running_since = ? and address = ?""")
                        .params(Arrays.asList(
                                problem.name(),
                                detail,
                                utc(now),
                                utc(next),
                                withdrawn,
                                utc(now),
                                due.agendaId(),
                                utc(due.runningSince()),
                                due.address().secret()))
                        .update()
                == 1;
    }

    void due(UUID agendaId, Instant now) {
        jdbc.sql("update appointments.busy_import set next_at = ? where agenda_id = ?")
                .params(utc(now), agendaId)
                .update();
    }

    /** Which of these are appointments. */
    Set<UUID> appointments(Set<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select id from appointments.appointment where id = any (?)")
                        .param(ids.toArray(UUID[]::new))
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .list());
    }

    private static BusyImport read(ResultSet row, int index) throws SQLException {
        var problem = row.getString("problem");
        var begins = (java.sql.Timestamp[]) row.getArray("begins").getArray();
        var ends = (java.sql.Timestamp[]) row.getArray("ends").getArray();
        var busy = new ArrayList<Stretch>();
        for (int i = 0; i < begins.length; i++) {
            busy.add(new Stretch(begins[i].toInstant(), ends[i].toInstant()));
        }
        return new BusyImport(
                row.getObject("agenda_id", UUID.class),
                CalendarAddress.kept(row.getString("address")).masked(),
                row.getInt("failures"),
                problem == null ? null : BusyImport.Problem.valueOf(problem),
                row.getString("detail"),
                row.getTimestamp("tried_at").toInstant(),
                row.getTimestamp("read_at").toInstant(),
                row.getTimestamp("withdrawn_from").toInstant(),
                row.getInt("events"),
                row.getInt("unread"),
                busy);
    }

    private static String multirange(List<Stretch> stretches) {
        return stretches.stream()
                .map(one -> "[" + one.from() + "," + one.to() + ")")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
