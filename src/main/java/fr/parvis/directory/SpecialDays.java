package fr.parvis.directory;

import fr.parvis.directory.DirectoryEdited.Act;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A site's closures and exceptional openings that are not over yet: seen, planned and taken back. */
@Component
@Transactional
public class SpecialDays {
    /** Both days included. */
    public record PlannedClosure(UUID id, LocalDate from, LocalDate to, String reason) {}

    public record PlannedOpening(UUID id, Instant from, Instant to) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final DirectoryEditor editor;
    private final DirectoryChange change;
    private final Clock clock;

    SpecialDays(JdbcClient jdbc, Directory directory, DirectoryEditor editor, DirectoryChange change, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.editor = editor;
        this.change = change;
        this.clock = clock;
    }

    public List<PlannedClosure> closures(UUID siteId) {
        var today = clock.instant().atZone(directory.site(siteId).zone()).toLocalDate();
        return jdbc.sql("select * from directory.closure where site_id = ? and to_day >= ? order by from_day, id")
                .params(siteId, today)
                .query(SpecialDays::closure)
                .list();
    }

    public List<PlannedOpening> openings(UUID siteId) {
        return jdbc.sql(
                        "select * from directory.exceptional_opening where site_id = ? and ends_at > ? order by starts_at, id")
                .params(siteId, clock.instant().atOffset(ZoneOffset.UTC))
                .query(SpecialDays::opening)
                .list();
    }

    /** Both days included; one that is over already is refused: nobody can be told of it any more. */
    public void close(UUID siteId, LocalDate from, LocalDate to, String reason) {
        var today = clock.instant().atZone(directory.site(siteId).zone()).toLocalDate();
        if (to.isBefore(today) && !to.isBefore(from)) {
            throw ProblemException.field("to", "directory", "closure-past");
        }
        editor.addClosure(siteId, from, to, reason);
    }

    /** On one day of the site's own zone; {@code to} at or before {@code from} is refused, 00:00 being the day's end. */
    public void open(UUID siteId, LocalDate day, LocalTime from, LocalTime to) {
        var zone = directory.site(siteId).zone();
        var start = day.atTime(from).atZone(zone).toInstant();
        var end = (to.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day)
                .atTime(to)
                .atZone(zone)
                .toInstant();
        if (!end.isAfter(start)) {
            throw ProblemException.field("toTime", "directory", "opening-ends-before-start");
        }
        if (!end.isAfter(clock.instant())) {
            throw ProblemException.field("day", "directory", "opening-past");
        }
        jdbc.sql("insert into directory.exceptional_opening (id, site_id, starts_at, ends_at) values (?, ?, ?, ?)")
                .params(Ids.next(), siteId, start.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC))
                .update();
        change.announce(Act.OPENING_PLANNED, directory.site(siteId).name() + " " + day);
    }

    /** @return what it was, so that it can be planned again */
    public PlannedClosure removeClosure(UUID siteId, UUID id) {
        var removed = jdbc.sql("delete from directory.closure where site_id = ? and id = ? returning *")
                .params(siteId, id)
                .query(SpecialDays::closure)
                .optional()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "directory", "unknown-special-day"));
        change.announce(
                Act.CLOSURE_REMOVED, directory.site(siteId).name() + " " + removed.from() + " – " + removed.to());
        return removed;
    }

    /** @return what it was, so that it can be planned again */
    public PlannedOpening removeOpening(UUID siteId, UUID id) {
        var removed = jdbc.sql("delete from directory.exceptional_opening where site_id = ? and id = ? returning *")
                .params(siteId, id)
                .query(SpecialDays::opening)
                .optional()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "directory", "unknown-special-day"));
        change.announce(Act.OPENING_REMOVED, directory.site(siteId).name());
        return removed;
    }

    private static PlannedClosure closure(ResultSet row, int index) throws SQLException {
        return new PlannedClosure(
                row.getObject("id", UUID.class),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                row.getString("reason"));
    }

    private static PlannedOpening opening(ResultSet row, int index) throws SQLException {
        return new PlannedOpening(
                row.getObject("id", UUID.class),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant());
    }
}
