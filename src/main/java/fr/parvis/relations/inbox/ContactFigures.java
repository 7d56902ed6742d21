package fr.parvis.relations.inbox;

import fr.parvis.directory.Directory;
import fr.parvis.platform.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether what was answered was solved. Of the requests answered in the last ninety days and at least seven days ago, so that
 * each of them has had its seven days.
 */
@Component
public class ContactFigures {
    /**
     * @param first answered with a single message to the person, who neither wrote a second time before nor came back within seven days
     * @param again the person wrote again, or made another request with the same address or number, within seven days
     */
    public record Figures(Share first, Share again) {}

    static final Duration WATCHED = Duration.ofDays(7);
    static final Duration PERIOD = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Clock clock;

    ContactFigures(JdbcClient jdbc, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.clock = clock;
    }

    public Figures figures() {
        var now = clock.instant();
        return jdbc.sql("""
                        with answered as (
                            select distinct on (e.request_id) e.request_id, e.at
                              from relations.request_event e
                             where e.organisation_id = :organisation and e.what = 'closed' and e.state = 'ANSWERED'
                               and e.at > :from and e.at <= :to
                             order by e.request_id, e.at),
                        seen as (
                            select a.request_id,
                                   exists (select from relations.request_event e
                                            where e.request_id = a.request_id and e.what = 'heard'
                                              and e.at > a.at and e.at <= a.at + interval '7 days')
                                   or exists (select from relations.request o
                                            where o.organisation_id = :organisation and o.id <> r.id
                                              and o.received_at > a.at and o.received_at <= a.at + interval '7 days'
                                              and (r.email <> '' and lower(o.email) = lower(r.email)
                                                   or r.phone <> '' and o.phone = r.phone)) as again,
                                   (select count(*) from relations.request_event e
                                     where e.request_id = a.request_id and e.at < a.at
                                       and e.what in ('said', 'heard', 'missing-asked', 'tried')) as before
                              from answered a join relations.request r on r.id = a.request_id)
                        select count(*)::int as n, (count(*) filter (where again))::int as again,
                               (count(*) filter (where not again and before = 0))::int as first from seen""")
                .param("organisation", directory.organisation().id())
                .param("from", now.minus(PERIOD).atOffset(ZoneOffset.UTC))
                .param("to", now.minus(WATCHED).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Figures(
                        new Share(row.getInt("first"), row.getInt("n")),
                        new Share(row.getInt("again"), row.getInt("n"))))
                .single();
    }
}
