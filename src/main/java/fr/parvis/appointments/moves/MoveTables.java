package fr.parvis.appointments.moves;

import fr.parvis.appointments.moves.MoveLine.Choice;
import fr.parvis.appointments.moves.MoveLine.Settled;
import fr.parvis.appointments.moves.MoveLine.State;
import fr.parvis.appointments.moves.MoveLine.Target;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.messaging.NewMessage.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for moves and their lines. */
@Repository
class MoveTables {
    private static final String OPEN = "state in ('asked', 'call', 'decide')";
    private static final String LINE = """
            select l.*, lower(l.during) lo, upper(l.during) hi, lower(l.to_during) to_lo, upper(l.to_during) to_hi
              from appointments.move_line l\s""";

    private final JdbcClient jdbc;

    MoveTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Move move, @Nullable UUID by) {
        var away = move.cause() instanceof Cause.Away one ? one : null;
        jdbc.sql("""
                        insert into appointments.move (id, organisation_id, site_id, cause, agenda_id, during, made_at, made_by)
                        values (:id, :organisation, :site, :cause, :agenda,
                                case when :from::timestamptz is not null then tstzrange(:from, :to) end, :at, :by)""")
                .param("id", move.id())
                .param("organisation", move.organisationId())
                .param("site", move.siteId())
                .param("cause", cause(move.cause()))
                .param("agenda", away == null ? null : away.agendaId())
                .param("from", away == null ? null : utc(away.during().from()))
                .param("to", away == null ? null : utc(away.during().to()))
                .param("at", utc(move.madeAt()))
                .param("by", by)
                .update();
    }

    private static String cause(Cause cause) {
        return switch (cause) {
            case Cause.Away _ -> "away";
            case Cause.Chosen _ -> "chosen";
            case Cause.Conflicts _ -> "conflicts";
        };
    }

    void insert(MoveLine line) {
        var from = line.from().place();
        jdbc.sql("""
                        insert into appointments.move_line (id, move_id, appointment_id, site_id, agendas, during, picked, choice)
                        values (?, ?, ?, ?, ?, tstzrange(?, ?), ?, 'none')""")
                .params(
                        line.id(),
                        line.moveId(),
                        line.appointmentId(),
                        line.from().siteId(),
                        from.agendas().toArray(UUID[]::new),
                        utc(from.during().from()),
                        utc(from.during().to()),
                        line.picked())
                .update();
        choose(line.id(), line.choice(), line.to());
    }

    void choose(UUID id, Choice choice, @Nullable Target to) {
        if (to == null) {
            jdbc.sql("""
                            update appointments.move_line set choice = ?, to_site_id = null, to_agendas = null, to_during = null
                             where id = ? and state = 'proposed'""").params(MoveLine.code(choice), id).update();
        } else {
            jdbc.sql("""
                            update appointments.move_line set choice = ?, to_site_id = ?, to_agendas = ?, to_during = tstzrange(?, ?)
                             where id = ? and state = 'proposed'""")
                    .params(
                            MoveLine.code(choice),
                            to.siteId(),
                            to.place().agendas().toArray(UUID[]::new),
                            utc(to.place().during().from()),
                            utc(to.place().during().to()),
                            id)
                    .update();
        }
    }

    Optional<Move> find(UUID id) {
        return jdbc.sql("select *, lower(during) lo, upper(during) hi from appointments.move where id = ?")
                .param(id)
                .query(MoveTables::move)
                .optional();
    }

    /** One at a time decides. */
    Optional<Move> lock(UUID id) {
        return jdbc.sql("select id from appointments.move where id = ? for update")
                .param(id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional()
                .flatMap(this::find);
    }

    void confirmed(UUID id, Instant at, @Nullable UUID by) {
        jdbc.sql("update appointments.move set confirmed_at = ?, confirmed_by = ? where id = ?")
                .params(Arrays.asList(utc(at), by, id))
                .update();
    }

    void follow(UUID id, UUID earlier) {
        jdbc.sql("update appointments.move set follows = ? where id = ?")
                .params(earlier, id)
                .update();
    }

    Optional<UUID> following(UUID id) {
        return jdbc.sql("select id from appointments.move where follows = ?")
                .param(id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
    }

    int forget(Instant madeBefore) {
        return jdbc.sql("delete from appointments.move where confirmed_at is null and made_at < ?")
                .param(utc(madeBefore))
                .update();
    }

    /** In order of the agreed times. */
    List<MoveLine> lines(UUID moveId) {
        return jdbc.sql(LINE + "where move_id = ? order by lower(during), id")
                .param(moveId)
                .query(MoveTables::line)
                .list();
    }

    Optional<MoveLine> line(UUID id) {
        return jdbc.sql(LINE + "where id = ?").param(id).query(MoveTables::line).optional();
    }

    /** What is left to settle, in order of the agreed times. */
    List<MoveLine> open(UUID siteId) {
        return jdbc.sql(LINE + "where site_id = ? and " + OPEN + " order by lower(during), id")
                .param(siteId)
                .query(MoveTables::line)
                .list();
    }

    Optional<MoveLine> openOf(UUID appointmentId) {
        return jdbc.sql(LINE + "where appointment_id = ? and " + OPEN)
                .param(appointmentId)
                .query(MoveTables::line)
                .optional();
    }

    List<MoveLine> openOf(Collection<UUID> appointments) {
        return jdbc.sql(LINE + "where appointment_id = any (?) and " + OPEN)
                .param(appointments.toArray(UUID[]::new))
                .query(MoveTables::line)
                .list();
    }

    Optional<MoveLine> lastOf(UUID appointmentId) {
        return jdbc.sql(
                        LINE
                                + "where appointment_id = ? and state <> 'proposed' order by settled_at desc nulls first, id desc limit 1")
                .param(appointmentId)
                .query(MoveTables::line)
                .optional();
    }

    /** Still booked where somebody has said that they are received all the same. */
    Set<UUID> kept(UUID siteId) {
        return Set.copyOf(jdbc.sql("""
                        select distinct l.appointment_id from appointments.move_line l
                          join appointments.appointment a on a.id = l.appointment_id
                         where l.site_id = ? and l.settled_as = 'kept' and a.state = 'booked' and a.starts_at = lower(l.during)""")
                .param(siteId)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
    }

    void open(UUID id, State state, @Nullable Instant answerUntil, @Nullable Channel toldBy) {
        jdbc.sql("update appointments.move_line set state = ?, answer_until = ?, told_by = ? where id = ?")
                .params(Arrays.asList(
                        MoveLine.code(state),
                        answerUntil == null ? null : utc(answerUntil),
                        toldBy == null ? null : toldBy.code(),
                        id))
                .update();
    }

    /** @return false when somebody else has done so before */
    boolean settle(UUID id, Settled as, Instant at) {
        return jdbc.sql("""
                        update appointments.move_line set state = 'settled', settled_as = ?, settled_at = ?
                         where id = ? and state <> 'settled'""").params(MoveLine.code(as), utc(at), id).update() == 1;
    }

    private static Move move(ResultSet row, int index) throws SQLException {
        var agenda = row.getObject("agenda_id", UUID.class);
        var confirmed = row.getTimestamp("confirmed_at");
        var cause = switch (row.getString("cause")) {
            case "away" -> new Cause.Away(agenda, stretch(row, "lo", "hi"));
            case "chosen" -> new Cause.Chosen();
            default -> new Cause.Conflicts();
        };
        return new Move(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                row.getObject("site_id", UUID.class),
                cause,
                row.getTimestamp("made_at").toInstant(),
                confirmed == null ? null : confirmed.toInstant());
    }

    private static MoveLine line(ResultSet row, int index) throws SQLException {
        var until = row.getTimestamp("answer_until");
        var told = row.getString("told_by");
        var settled = row.getString("settled_as");
        return new MoveLine(
                row.getObject("id", UUID.class),
                row.getObject("move_id", UUID.class),
                row.getObject("appointment_id", UUID.class),
                target(row, "site_id", "agendas", "lo", "hi"),
                row.getBoolean("picked"),
                Choice.valueOf(name(row.getString("choice"))),
                row.getObject("to_site_id") == null ? null : target(row, "to_site_id", "to_agendas", "to_lo", "to_hi"),
                State.valueOf(name(row.getString("state"))),
                until == null ? null : until.toInstant(),
                told == null ? null : Channel.valueOf(name(told)),
                settled == null ? null : Settled.valueOf(name(settled)));
    }

    private static Target target(ResultSet row, String site, String agendas, String from, String to)
            throws SQLException {
        return new Target(
                row.getObject(site, UUID.class),
                new Place(List.of((UUID[]) row.getArray(agendas).getArray()), stretch(row, from, to)));
    }

    private static Stretch stretch(ResultSet row, String from, String to) throws SQLException {
        return new Stretch(
                row.getTimestamp(from).toInstant(), row.getTimestamp(to).toInstant());
    }

    private static String name(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
