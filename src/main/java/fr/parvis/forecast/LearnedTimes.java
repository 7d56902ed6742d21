package fr.parvis.forecast;

import fr.parvis.directory.Directory;
import fr.parvis.queue.Hall;
import fr.parvis.queue.Halls;
import fr.parvis.queue.TicketFinished;
import fr.parvis.queue.WaitEstimator;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What finished visits have taught, kept as one observation per ticket, and the estimator that uses it. */
@Component
public class LearnedTimes implements WaitEstimator {
    /** Older visits say little about today's. */
    private static final int MOST_VISITS = 400;

    private static final Duration REFRESH = Duration.ofMinutes(1);

    private record Key(UUID siteId, UUID serviceId) {}

    private record Known(ServiceTime time, long readAtNanos) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Directory directory;
    private final ObjectProvider<Halls> halls;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    LearnedTimes(JdbcClient jdbc, JdbcTemplate batch, Directory directory, ObjectProvider<Halls> halls) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.directory = directory;
        this.halls = halls;
    }

    @Override
    public Waits estimate(Hall hall) {
        var result = new WaitForecast(service -> time(hall.siteId(), service)).simulate(hall);
        return new Waits(result.tickets(), result.services());
    }

    /** In the transaction of the visit's end: what it taught is kept with it. */
    @EventListener
    void on(TicketFinished visit) {
        store(List.of(visit));
    }

    /** Learns everything again from the visits that the queue has kept. */
    @Transactional
    public void relearn(Instant from) {
        store(halls.getObject().finishedSince(from));
        known.clear();
    }

    private void store(List<TicketFinished> visits) {
        batch.batchUpdate("""
                insert into forecast.observation (ticket_id, organisation_id, site_id, service_id, seconds, finished_at)
                values (?, ?, ?, ?, ?, ?) on conflict (ticket_id) do nothing""", visits, 1000, (row, v) -> {
            row.setObject(1, v.ticketId());
            row.setObject(2, v.organisationId());
            row.setObject(3, v.siteId());
            row.setObject(4, v.serviceId());
            row.setDouble(
                    5,
                    Math.max(1, Duration.between(v.startedAt(), v.finishedAt()).toMillis() / 1000.0));
            row.setObject(6, v.finishedAt().atOffset(ZoneOffset.UTC));
        });
    }

    private ServiceTime time(UUID siteId, UUID serviceId) {
        var now = System.nanoTime();
        return known.compute(
                        new Key(siteId, serviceId),
                        (key, before) -> before != null && now - before.readAtNanos() < REFRESH.toNanos()
                                ? before
                                : new Known(read(key), now))
                .time();
    }

    private ServiceTime read(Key key) {
        var usual = directory.service(key.serviceId()).usualDuration().toSeconds();
        return jdbc.sql("""
                        select count(*) as n, coalesce(avg(ln(seconds)), 0) as mean, coalesce(var_pop(ln(seconds)), 0) as variance
                          from (select seconds from forecast.observation where site_id = :site and service_id = :service
                                 order by finished_at desc limit :most) recent""")
                .param("site", key.siteId())
                .param("service", key.serviceId())
                .param("most", MOST_VISITS)
                .query((row, _) -> ServiceTime.learned(
                        usual, row.getDouble("n"), row.getDouble("mean"), row.getDouble("variance")))
                .single();
    }
}
