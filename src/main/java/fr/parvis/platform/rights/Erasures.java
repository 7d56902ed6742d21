package fr.parvis.platform.rights;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps apart those who carry personal data from one place to another and the erasure of a person: what was read before it would be written
 * after it. Whoever carries waits for an erasure that has begun, and asks then whether what they carry is of somebody who is gone.
 */
@Component
public class Erasures {
    private static final String KEY = "hashtextextended('erasure of a person', 0)";

    private final JdbcClient jdbc;
    private final Clock clock;

    Erasures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** For whoever carries, until their transaction ends; many at a time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void carry() {
        lock("pg_advisory_xact_lock_shared");
    }

    /** Whether it names something, by its id, whose person was erased a moment ago; after {@link #carry}. */
    public boolean isOfErased(String key) {
        return jdbc.sql("select exists (select from platform.erased where strpos(?, id::text) > 0)")
                .param(key)
                .query(Boolean.class)
                .single();
    }

    /** For whoever erases, alone until their transaction ends, and before anything else in it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin() {
        lock("pg_advisory_xact_lock");
    }

    /** Remembered for the time that somebody may still carry what they have read. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void erased(Collection<UUID> ids) {
        jdbc.sql(
                        "insert into platform.erased (id, at) select unnest(?), ? on conflict (id) do update set at = excluded.at")
                .params(ids.toArray(UUID[]::new), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @return how many are forgotten */
    public int forget(Instant before) {
        return jdbc.sql("delete from platform.erased where at < ?")
                .param(before.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void lock(String function) {
        jdbc.sql("select " + function + "(" + KEY + ")::text")
                .query(String.class)
                .single();
    }
}
