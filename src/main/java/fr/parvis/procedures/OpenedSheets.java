package fr.parvis.procedures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.directory.Directory;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many times each sheet was opened, by day. Nothing about who opened it is known here, so nothing is kept. */
@Repository
class OpenedSheets {
    /** On this instance; more is a reload, a robot or a prank. */
    private static final int MOST_A_MINUTE = 10;

    private static final int LATELY_DAYS = 30;
    private static final int KEPT_DAYS = 400;
    /** With fewer openings than this, what a few people happened to open says little of what a town asks for. */
    private static final int USE_THAT_TELLS = 50;

    /** What the desks of town halls are asked for most; the order is ours. */
    private static final List<String> AT_EVERY_DESK = List.of(
            "F21089", "F21091", "F1427", "F1342", "F14930", "F1344", "F1367", "F930", "F1618", "F961", "F1359", "F870",
            "F14128", "F16507", "F1604", "F1986", "F1865", "F10007", "F909", "F1411");

    private record Minute(long sheet, long minute) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Clock clock;
    private final Cache<Minute, AtomicInteger> counted = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(2))
            .build();

    OpenedSheets(JdbcClient jdbc, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.clock = clock;
    }

    void count(String audience, String id) {
        if (!directory.isSetUp()) {
            return;
        }
        jdbc.sql("select key from procedures.sheet where audience = ? and id = ? and removed_at is null")
                .params(audience, id)
                .query(Long.class)
                .optional()
                .filter(this::isNotTooMany)
                .ifPresent(sheet -> jdbc.sql("""
                                insert into procedures.opened_sheet (organisation_id, sheet_key, day, times) values (?, ?, ?, 1)
                                on conflict (sheet_key, day, organisation_id) do update set times = opened_sheet.times + 1""")
                        .params(directory.organisation().id(), sheet, today())
                        .update());
    }

    private boolean isNotTooMany(long sheet) {
        var minute = new Minute(sheet, clock.instant().getEpochSecond() / 60);
        return counted.get(minute, _ -> new AtomicInteger()).incrementAndGet() <= MOST_A_MINUTE;
    }

    /** Only what was opened after this day counts. */
    LocalDate before() {
        return today().minusDays(LATELY_DAYS);
    }

    /** For people at home: the most opened of the last 30 days, then what is asked for at every desk, then what most sheets lead to. */
    List<Procedures.Hit> most(int n) {
        return jdbc.sql("""
                        with lately as (
                          select sheet_key, sum(times) times from procedures.opened_sheet where day > ? group by 1),
                             telling as (
                          select * from lately where (select sum(times) from lately) >= ?)
                        select s.id, s.audience, s.kind, s.title, s.theme, s.description, s.updated
                          from procedures.sheet s
                          join procedures.sheet_text t on t.sheet_key = s.key
                          left join telling on telling.sheet_key = s.key
                         where s.removed_at is null and s.publication and s.audience = ? and s.title not like '**%'
                           and s.kind like 'Fiche%'
                         order by coalesce(telling.times, 0) desc, array_position(?, s.id), t.links desc, s.key limit ?""")
                .params(before(), USE_THAT_TELLS, Procedures.PEOPLE, AT_EVERY_DESK.toArray(String[]::new), n)
                .query((row, _) -> SheetSearch.hit(row))
                .list();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    int forget() {
        return jdbc.sql("delete from procedures.opened_sheet where day < ?")
                .param(today().minusDays(KEPT_DAYS))
                .update();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> openedSheetsTask(OpenedSheets opened) {
            return Tasks.recurring("opened-sheets", FixedDelay.ofHours(24)).execute((_, _) -> opened.forget());
        }
    }
}
