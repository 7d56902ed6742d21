package fr.parvis.appointments;

import fr.parvis.appointments.slots.SchoolHolidays;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** School holidays by zone, and in which zone a site is. A change is effective with the next search. */
@Component
@Transactional
public class SchoolCalendars {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_DAYS = 120;

    /** @param source who says so */
    public record Period(UUID id, SchoolZone zone, String name, LocalDate first, LocalDate last, String source) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;

    SchoolCalendars(JdbcClient jdbc, Directory directory, AuditLog audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public Optional<SchoolZone> zone(UUID siteId) {
        return jdbc.sql("select zone from appointments.school_zone where site_id = ?")
                .param(siteId)
                .query((row, _) -> SchoolZone.valueOf(row.getString(1)))
                .optional();
    }

    /** @param zone null when school does not matter there */
    public void choose(Site site, @Nullable SchoolZone zone) {
        if (zone == null) {
            jdbc.sql("delete from appointments.school_zone where site_id = ?")
                    .param(site.id())
                    .update();
        } else {
            jdbc.sql("""
                            insert into appointments.school_zone (site_id, zone) values (?, ?)
                            on conflict (site_id) do update set zone = excluded.zone""").params(site.id(), zone.name()).update();
        }
        audit.write("school-zone-chosen", site.name() + " → " + (zone == null ? AuditLog.NOBODY : zone.code()));
    }

    /** Those that are not over on the day, by zone and in order. */
    @Transactional(readOnly = true)
    public List<Period> periods(LocalDate since) {
        return jdbc.sql("select * from appointments.school_period where last_day >= ? order by zone, first_day, id")
                .param(since)
                .query((row, _) -> new Period(
                        row.getObject("id", UUID.class),
                        SchoolZone.valueOf(row.getString("zone")),
                        row.getString("name"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getString("source")))
                .list();
    }

    /** Those of the site's zone that are not over on the day, in order; none without a zone. */
    @Transactional(readOnly = true)
    public List<Period> periods(Site site, LocalDate since) {
        var zone = zone(site.id());
        return periods(since).stream()
                .filter(one -> zone.filter(one.zone()::equals).isPresent())
                .toList();
    }

    /** Past ones as well; none without a zone. */
    @Transactional(readOnly = true)
    public SchoolHolidays holidays(UUID siteId) {
        return SchoolHolidays.of(periods(directory.site(siteId), LocalDate.EPOCH).stream()
                .map(one -> new SchoolHolidays.Period(one.first(), one.last()))
                .toList());
    }

    /** @throws ProblemException 400 with the field */
    public void add(SchoolZone zone, String name, LocalDate first, LocalDate last, String source) {
        if (name.isBlank()) {
            throw ProblemException.field("name", "appointments", "field-missing", "name");
        }
        if (name.length() > LONGEST_NAME) {
            throw ProblemException.field("name", "appointments", "name-too-long", LONGEST_NAME);
        }
        if (last.isBefore(first)) {
            throw ProblemException.field("last", "appointments", "days-backwards", first, last);
        }
        if (first.plusDays(LONGEST_DAYS).isBefore(last)) {
            throw ProblemException.field("last", "appointments", "school-too-long", LONGEST_DAYS);
        }
        periods(first).stream()
                .filter(one -> one.zone() == zone && !one.first().isAfter(last))
                .findFirst()
                .ifPresent(other -> {
                    throw ProblemException.field("first", "appointments", "school-overlaps", other.name());
                });
        jdbc.sql("""
                        insert into appointments.school_period (id, zone, name, first_day, last_day, source)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(Ids.next(), zone.name(), name.strip(), first, last, source)
                .update();
        audit.write("school-period-added", zone.code() + " " + first + " – " + last);
    }

    public void remove(UUID id) {
        jdbc.sql(
                        "delete from appointments.school_period where id = ? returning zone || ' ' || first_day || ' – ' || last_day")
                .param(id)
                .query(String.class)
                .optional()
                .ifPresent(removed -> audit.write("school-period-removed", removed));
    }
}
