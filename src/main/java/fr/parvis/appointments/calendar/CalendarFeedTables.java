package fr.parvis.appointments.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for the secret addresses of agendas, and for what is read there. */
@Repository
class CalendarFeedTables {
    /**
     * @param changed when it was last booked, moved, cancelled…
     * @param here it takes time of the agenda, and not of others alone
     * @param initials of who comes; empty once names are erased
     */
    record Entry(
            UUID id,
            String reference,
            UUID serviceId,
            String state,
            Instant start,
            Instant end,
            int people,
            int revision,
            Instant changed,
            boolean here,
            String initials,
            String modality) {}

    private final JdbcClient jdbc;

    CalendarFeedTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CalendarFeeds.Feed> find(UUID agendaId) {
        return jdbc.sql("select * from appointments.calendar_feed where agenda_id = ?")
                .param(agendaId)
                .query((row, _) -> {
                    var read = row.getTimestamp("read_at");
                    return new CalendarFeeds.Feed(
                            row.getTimestamp("made_at").toInstant(), read == null ? null : read.toInstant());
                })
                .optional();
    }

    Optional<UUID> agenda(String tokenHash) {
        return jdbc.sql("select agenda_id from appointments.calendar_feed where token_hash = ?")
                .param(tokenHash)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
    }

    void save(UUID agendaId, UUID organisationId, String tokenHash, Instant now) {
        jdbc.sql("""
                        insert into appointments.calendar_feed (agenda_id, organisation_id, token_hash, made_at) values (?, ?, ?, ?)
                        on conflict (agenda_id) do update set token_hash = excluded.token_hash, made_at = excluded.made_at, read_at = null""").params(agendaId, organisationId, tokenHash, utc(now)).update();
    }

    boolean remove(UUID agendaId) {
        return jdbc.sql("delete from appointments.calendar_feed where agenda_id = ?")
                        .param(agendaId)
                        .update()
                == 1;
    }

    void read(UUID agendaId, Instant now, Instant unlessSince) {
        jdbc.sql(
                        "update appointments.calendar_feed set read_at = ? where agenda_id = ? and (read_at is null or read_at < ?)")
                .params(utc(now), agendaId, utc(unlessSince))
                .update();
    }

    List<Entry> entries(UUID agendaId, Instant from, Instant to) {
        return jdbc.sql("""
                        select a.*, coalesce(left(a.first_name, 1) || '. ' || left(a.last_name, 1) || '.', '') initials,
                               (select max(e.at) from appointments.event e where e.appointment_id = a.id) changed,
                               exists (select 1 from appointments.place p
                                        where p.appointment_id = a.id and p.agenda_id = w.agenda_id and p.until is null) here
                          from appointments.was_at w join appointments.appointment a on a.id = w.appointment_id
                         where w.agenda_id = ? and a.ends_at > ? and a.starts_at < ?
                           and a.state in ('booked', 'arrived', 'no-show', 'cancelled')
                         order by a.starts_at, a.reference""")
                .params(agendaId, utc(from), utc(to))
                .query((row, _) -> new Entry(
                        row.getObject("id", UUID.class),
                        row.getString("reference"),
                        row.getObject("service_id", UUID.class),
                        row.getString("state"),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getInt("people"),
                        row.getInt("revision"),
                        instant(row.getTimestamp("changed"), row.getTimestamp("created_at")),
                        row.getBoolean("here"),
                        row.getString("initials"),
                        row.getString("modality")))
                .list();
    }

    private static Instant instant(java.sql.@Nullable Timestamp changed, java.sql.Timestamp created) {
        return (changed == null ? created : changed).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
