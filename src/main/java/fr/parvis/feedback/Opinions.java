package fr.parvis.feedback;

import fr.parvis.platform.Ids;
import fr.parvis.platform.rights.Erasures;
import fr.parvis.queue.OpinionGiven;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What usagers said of their visits. */
@Component
public class Opinions {
    /** Scores of a site since a moment: how many, their mean, and the 95 % interval of that mean. */
    public record Summary(int n, double mean, double low, double high) {}

    private static final String SAVE = """
            insert into feedback.opinion as o (id, ticket_id, organisation_id, site_id, service_id, score, verbatim, at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (ticket_id) do update
               set score = excluded.score, verbatim = coalesce(excluded.verbatim, o.verbatim), at = excluded.at
             where o.at < excluded.at""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Erasures erasures;

    Opinions(JdbcClient jdbc, JdbcTemplate batch, Erasures erasures) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.erasures = erasures;
    }

    /** Idempotent, and blind to the order of delivery: the later word counts. */
    @ApplicationModuleListener
    void on(OpinionGiven opinion) {
        erasures.carry();
        record(java.util.List.of(
                erasures.isOfErased(opinion.ticketId().toString()) ? opinion.withoutWords() : opinion));
    }

    @Transactional
    public void record(Collection<OpinionGiven> opinions) {
        batch.batchUpdate(SAVE, opinions, 500, (row, o) -> {
            row.setObject(1, Ids.next());
            row.setObject(2, o.ticketId());
            row.setObject(3, o.organisationId());
            row.setObject(4, o.siteId());
            row.setObject(5, o.serviceId());
            row.setInt(6, o.score());
            row.setString(7, o.words());
            row.setObject(8, o.at().atOffset(ZoneOffset.UTC));
        });
    }

    UUID give(
            @Nullable UUID ticketId,
            UUID organisation,
            UUID site,
            UUID service,
            int score,
            @Nullable String words,
            Instant at) {
        return jdbc.sql(SAVE + " returning id")
                .params(Arrays.asList(
                        Ids.next(), ticketId, organisation, site, service, score, words, at.atOffset(ZoneOffset.UTC)))
                .query(UUID.class)
                .optional()
                // a later word is there already: it counts, whichever comes last
                .orElseGet(() -> jdbc.sql("select id from feedback.opinion where ticket_id = ?")
                        .param(ticketId)
                        .query(UUID.class)
                        .single());
    }

    public Summary summary(UUID siteId, Instant since) {
        return jdbc.sql("""
                        select count(*) n, coalesce(avg(score), 0) mean, coalesce(stddev_samp(score), 0) spread
                          from feedback.opinion where site_id = :site and at >= :since""")
                .param("site", siteId)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> {
                    int n = row.getInt("n");
                    double mean = row.getDouble("mean");
                    double half = n < 2 ? 2 : 1.96 * row.getDouble("spread") / Math.sqrt(n);
                    return new Summary(n, mean, Math.max(1, mean - half), Math.min(5, mean + half));
                })
                .single();
    }
}
