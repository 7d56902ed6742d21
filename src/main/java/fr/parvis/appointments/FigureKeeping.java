package fr.parvis.appointments;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.appointments.slots.Stretches;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what only the moment itself knows: what agendas offered, and how soon one could come. */
@Component
class FigureKeeping {
    /** What is measured late, as after an update, is measured with the rules of today. */
    private static final int DAYS_BACK = 60;

    private static final LocalTime NOON = LocalTime.NOON;
    private static final int THIRD = 3;

    private final AgendaBook book;
    private final AgendaTables agendas;
    private final Availability availability;
    private final Directory directory;
    private final JdbcClient jdbc;
    private final Clock clock;

    FigureKeeping(
            AgendaBook book,
            AgendaTables agendas,
            Availability availability,
            Directory directory,
            JdbcClient jdbc,
            Clock clock) {
        this.book = book;
        this.agendas = agendas;
        this.availability = availability;
        this.directory = directory;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The days up to yesterday that are not written yet, of all agendas that receive people. */
    @Transactional
    public void keepDays() {
        for (var site : directory.sites()) {
            var yesterday = clock.instant().atZone(site.zone()).toLocalDate().minusDays(1);
            var overflow = agendas.overflow(site.id());
            for (var agenda : agendas.at(site.id())) {
                if (agenda.resource() == null && agenda.active() && !overflow.contains(agenda.id())) {
                    firstMissing(agenda.id(), yesterday)
                            .datesUntil(yesterday.plusDays(1))
                            .forEach(day -> keep(agenda, site, day));
                }
            }
        }
    }

    private LocalDate firstMissing(UUID agendaId, LocalDate yesterday) {
        var first = yesterday.minusDays(DAYS_BACK - 1);
        return jdbc.sql("select max(day) from appointments.agenda_day where agenda_id = ?")
                .param(agendaId)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .map(last -> last.plusDays(1))
                .filter(next -> next.isAfter(first))
                .map(next -> next.isAfter(yesterday) ? yesterday.plusDays(1) : next)
                .orElse(first);
    }

    private void keep(Agenda agenda, Site site, LocalDate day) {
        var offered = book.offered(agenda, day);
        var taken = Stretches.of(places(
                agenda.id(),
                day.atStartOfDay(site.zone()).toInstant(),
                day.plusDays(1).atStartOfDay(site.zone()).toInstant()));
        jdbc.sql("""
                        insert into appointments.agenda_day (agenda_id, site_id, day, offered_minutes, taken_minutes)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                .params(agenda.id(), site.id(), day, minutes(offered), minutes(taken))
                .update();
    }

    private List<Stretch> places(UUID agendaId, Instant from, Instant to) {
        return jdbc.sql("""
                        select lower(p.during), upper(p.during) from appointments.place p
                          left join appointments.appointment a on a.id = p.appointment_id
                         where p.agenda_id = ? and p.during && tstzrange(?, ?)
                           and (p.session_id is not null or a.state in ('booked', 'arrived', 'no-show'))""")
                .params(agendaId, AgendaTables.utc(from), AgendaTables.utc(to))
                .query((row, _) -> new Stretch(
                        row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()))
                .list();
    }

    private static int minutes(Stretches stretches) {
        return (int) stretches.list().stream()
                .mapToLong(one -> Duration.between(one.from(), one.to()).toMinutes())
                .sum();
    }

    /** After noon of a site, once a day: how far away the third free start is for who books online. */
    @Transactional
    public void measureThirdNext() {
        var now = clock.instant();
        for (var site : directory.sites()) {
            var local = now.atZone(site.zone());
            if (local.toLocalTime().isBefore(NOON) || isMeasured(site, local.toLocalDate())) {
                continue;
            }
            for (var service : availability.servicesAt(site)) {
                availability
                        .terms(service.id())
                        .ifPresent(terms -> write(site, terms, local.toLocalDate(), thirdNext(site, terms, now)));
            }
        }
    }

    private @Nullable Integer thirdNext(Site site, ServiceTerms terms, Instant now) {
        var today = now.atZone(site.zone()).toLocalDate();
        return availability.slots(site, terms, 1, today, today.plusDays(terms.horizonDays()), false).stream()
                .skip(THIRD - 1L)
                .findFirst()
                .map(slot -> (int) Duration.between(now, slot.start()).toHours())
                .orElse(null);
    }

    private boolean isMeasured(Site site, LocalDate day) {
        return jdbc.sql("select exists (select 1 from appointments.third_next where site_id = ? and day = ?)")
                .params(site.id(), day)
                .query(Boolean.class)
                .single();
    }

    private void write(Site site, ServiceTerms terms, LocalDate day, @Nullable Integer hours) {
        jdbc.sql("""
                        insert into appointments.third_next (service_id, site_id, day, hours) values (?, ?, ?, ?)
                        on conflict do nothing""")
                .params(java.util.Arrays.asList(terms.serviceId(), site.id(), day, hours))
                .update();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> agendaDayTask(FigureKeeping keeping) {
            return Tasks.recurring("agenda-days", new Daily(ZoneId.of("Europe/Paris"), LocalTime.of(2, 10)))
                    .execute((_, _) -> keeping.keepDays());
        }

        @Bean
        Task<Void> thirdNextTask(FigureKeeping keeping) {
            return Tasks.recurring("third-next", FixedDelay.ofMinutes(20))
                    .execute((_, _) -> keeping.measureThirdNext());
        }
    }
}
