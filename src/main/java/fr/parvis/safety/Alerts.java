package fr.parvis.safety;

import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.live.LiveUpdates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Calls for help that the person in front of the agent does not notice. */
@Component
public class Alerts {
    public static final String TOPIC = LiveUpdates.STAFF;
    private static final Duration FRESH = Duration.ofMinutes(30);
    private static final Duration ANSWER_SHOWN = Duration.ofMinutes(3);

    /** @param answeredBy the colleague who comes, null while nobody has answered */
    public record Alert(
            UUID id,
            UUID siteId,
            String place,
            UUID raisedBy,
            Instant raisedAt,
            @Nullable String answeredBy) {}

    private final JdbcClient jdbc;
    private final LiveUpdates live;
    private final Clock clock;

    Alerts(JdbcClient jdbc, LiveUpdates live, Clock clock) {
        this.jdbc = jdbc;
        this.live = live;
        this.clock = clock;
    }

    /**
     * A second press while nobody has answered renews the first, so that it is not lost among old ones.
     *
     * @param by the account of the one who needs help
     */
    @Transactional
    public void raise(Site site, String place, UUID by) {
        jdbc.sql("""
                        insert into safety.alert (id, organisation_id, site_id, place, raised_by, raised_at)
                        values (:id, :organisation, :site, :place, :by, :now)
                        on conflict (raised_by) where answered_at is null
                        do update set site_id = excluded.site_id, place = excluded.place, raised_at = excluded.raised_at""")
                .param("id", Ids.next())
                .param("organisation", site.organisationId())
                .param("site", site.id())
                .param("place", place)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        live.changed(TOPIC);
    }

    /** The first answer counts. */
    @Transactional
    public void answer(UUID id, String by) {
        jdbc.sql("update safety.alert set answered_by = :by, answered_at = :now where id = :id and answered_at is null")
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        live.changed(TOPIC);
    }

    /** Those of the last half hour that wait for an answer, and those just answered; oldest first. */
    public List<Alert> current() {
        var now = clock.instant();
        return jdbc.sql("""
                        select * from safety.alert
                         where answered_at is null and raised_at > :fresh or answered_at > :shown order by raised_at""")
                .param("fresh", now.minus(FRESH).atOffset(ZoneOffset.UTC))
                .param("shown", now.minus(ANSWER_SHOWN).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Alert(
                        row.getObject("id", UUID.class),
                        row.getObject("site_id", UUID.class),
                        row.getString("place"),
                        row.getObject("raised_by", UUID.class),
                        row.getTimestamp("raised_at").toInstant(),
                        row.getString("answered_by")))
                .list();
    }
}
