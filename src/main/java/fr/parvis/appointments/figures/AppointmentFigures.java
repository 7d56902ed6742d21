package fr.parvis.appointments.figures;

import fr.parvis.directory.Site;
import fr.parvis.platform.Share;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts appointments; names nobody. */
@Component
@Transactional(readOnly = true)
public class AppointmentFigures {
    /** @param share minutes taken of minutes offered */
    public record Filled(UUID siteId, Share share) {}

    /** A month of a service at a site. */
    public record Month(YearMonth month, ServiceFigures figures) {}

    /** A month of a site. */
    public record FilledMonth(YearMonth month, Filled filled) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    AppointmentFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<ServiceFigures> services(Collection<Site> sites, Period period) {
        return jdbc.sql(byService("1::int"))
                .params(parameters(sites, period))
                .query((row, _) -> figures(row))
                .list();
    }

    /** In order of months, sites and services. */
    public List<Month> months(Collection<Site> sites, Period period) {
        return jdbc.sql(byService("to_char(day, 'YYYY-MM')"))
                .params(parameters(sites, period))
                .query((row, _) -> new Month(YearMonth.parse(row.getString("part")), figures(row)))
                .list();
    }

    private List<Object> parameters(Collection<Site> sites, Period period) {
        var days = days(sites, period);
        var all = new ArrayList<Object>();
        all.add(clock.instant().atOffset(ZoneOffset.UTC));
        all.addAll(days);
        all.addAll(List.of(days.getFirst(), period.first(), period.last()));
        return all;
    }

    /** The first pair is of instants, so that an index serves whatever the zone; the second one of the site's days. */
    private static List<Object> days(Collection<Site> sites, Period period) {
        var ids = sites.stream().map(Site::id).toArray(UUID[]::new);
        var zones = sites.stream().map(site -> site.zone().getId()).toArray(String[]::new);
        return List.of(ids, zones, period.first(), period.last(), period.first(), period.last());
    }

    private static String byService(String part) {
        return """
                with counted as (
                  select site_id, service_id, %1$s part,
                         count(*) filter (where state <> 'cancelled') booked,
                         count(*) filter (where state = 'cancelled') cancelled,
                         count(*) filter (where state = 'booked' and ends_at < ?) unsaid,
                         count(*) filter (where state = 'no-show') missed,
                         count(*) filter (where state in ('arrived', 'no-show')) said
                    from (select a.*, (a.starts_at at time zone s.zone)::date as day from appointments.appointment a
                            join unnest(?::uuid[], ?::text[]) s (id, zone) on s.id = a.site_id
                           where a.state in ('booked', 'arrived', 'no-show', 'cancelled')
                             and a.starts_at between ?::date - interval '1 day' and ?::date + interval '2 days'
                             and (a.state <> 'cancelled' or exists (
                                  select 1 from appointments.event e where e.appointment_id = a.id and e.type = 'booked'))) a
                   where day between ? and ? group by 1, 2, 3),
                noon as (
                  select site_id, service_id, %1$s part, count(*) noons, count(*) filter (where hours is null) without_three,
                         percentile_disc(0.5) within group (order by hours) third
                    from appointments.third_next where site_id = any (?) and day between ? and ? group by 1, 2, 3)
                select site_id, service_id, part, coalesce(booked, 0) booked, coalesce(cancelled, 0) cancelled,
                       coalesce(unsaid, 0) unsaid, coalesce(missed, 0) missed, coalesce(said, 0) said, third,
                       coalesce(without_three, 0) without_three, coalesce(noons, 0) noons
                  from counted full join noon using (site_id, service_id, part)
                 order by part, site_id, service_id""".formatted(part);
    }

    private static ServiceFigures figures(ResultSet row) throws SQLException {
        return new ServiceFigures(
                row.getObject("site_id", UUID.class),
                row.getObject("service_id", UUID.class),
                row.getInt("booked"),
                row.getInt("cancelled"),
                row.getInt("unsaid"),
                new Share(row.getInt("missed"), row.getInt("said")),
                row.getObject("third", Integer.class),
                row.getInt("without_three"),
                row.getInt("noons"));
    }

    public List<Filled> filled(Collection<Site> sites, Period period) {
        return filledMonths(sites, period).stream()
                .collect(Collectors.groupingBy(one -> one.filled().siteId(), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(site -> new Filled(
                        site.getKey(),
                        new Share(
                                site.getValue().stream()
                                        .mapToInt(one -> one.filled().share().hits())
                                        .sum(),
                                site.getValue().stream()
                                        .mapToInt(one -> one.filled().share().n())
                                        .sum())))
                .toList();
    }

    /** Who is squeezed in beyond what was offered fills no more than all of it. */
    public List<FilledMonth> filledMonths(Collection<Site> sites, Period period) {
        return jdbc.sql("""
                        select to_char(day, 'YYYY-MM') part, site_id, sum(offered_minutes)::int offered,
                               sum(least(taken_minutes, offered_minutes))::int taken
                          from appointments.agenda_day where site_id = any (?) and day between ? and ?
                         group by 1, 2 having sum(offered_minutes) > 0 order by 1, 2""")
                .params(sites.stream().map(Site::id).toArray(UUID[]::new), period.first(), period.last())
                .query((row, _) -> new FilledMonth(
                        YearMonth.parse(row.getString(1)),
                        new Filled(row.getObject(2, UUID.class), new Share(row.getInt(4), row.getInt(3)))))
                .list();
    }

    /** By the days from booking to appointment, soonest first. */
    public List<Missed> missedByLead(Collection<Site> sites, Period period) {
        return missed(sites, period, Lead.sql(), "min(days)");
    }

    public List<Missed> missedByChannel(Collection<Site> sites, Period period) {
        return missed(sites, period, "channel", "1");
    }

    /** "reminded" and "not-reminded". */
    public List<Missed> missedByReminder(Collection<Site> sites, Period period) {
        return missed(sites, period, "case when reminded_at is null then 'not-reminded' else 'reminded' end", "1");
    }

    private List<Missed> missed(Collection<Site> sites, Period period, String group, String order) {
        return jdbc.sql("""
                        select %s part, count(*) filter (where state = 'no-show')::int, count(*)::int
                          from (select a.*, (a.starts_at at time zone s.zone)::date as day,
                                       (a.starts_at at time zone s.zone)::date - (a.created_at at time zone s.zone)::date as days
                                  from appointments.appointment a
                                  join unnest(?::uuid[], ?::text[]) s (id, zone) on s.id = a.site_id
                                 where a.state in ('arrived', 'no-show')
                                   and a.starts_at between ?::date - interval '1 day' and ?::date + interval '2 days') a
                         where day between ? and ? group by 1 order by %s, 1""".formatted(group, order))
                .params(days(sites, period))
                .query((row, _) -> new Missed(row.getString(1), new Share(row.getInt(2), row.getInt(3))))
                .list();
    }
}
