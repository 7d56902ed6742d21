package fr.parvis.relations.inbox;

import fr.parvis.identity.Caller;
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

/** Who has a request before their eyes and who is writing, on whichever instance. */
@Component
@Transactional
public class Presence {
    public record Someone(UUID account, String name, boolean writing) {}

    private record Sign(@Nullable Instant seen, @Nullable Instant typed) {}

    /** Three signs of life of a page may be lost. */
    static final Duration THERE = Duration.ofSeconds(65);

    static final Duration WRITING = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final LiveUpdates live;
    private final Clock clock;

    Presence(JdbcClient jdbc, LiveUpdates live, Clock clock) {
        this.jdbc = jdbc;
        this.live = live;
        this.clock = clock;
    }

    /** The caller is there; tells the others when that is news. */
    public void here(UUID request, boolean writing) {
        var caller = Caller.current().orElseThrow();
        var now = clock.instant();
        var before = jdbc.sql(
                        "select name, seen_at, typed_at from relations.presence where request_id = ? and account_id = ?")
                .params(request, caller.id())
                .query((row, _) ->
                        new Sign(instant(row.getTimestamp("seen_at")), instant(row.getTimestamp("typed_at"))))
                .optional();
        jdbc.sql("""
                        insert into relations.presence (request_id, account_id, name, seen_at, typed_at)
                        values (:request, :me, :name, :now, :typed)
                        on conflict (request_id, account_id) do update set name = excluded.name, seen_at = excluded.seen_at,
                               typed_at = coalesce(excluded.typed_at, presence.typed_at)""")
                .param("request", request)
                .param("me", caller.id())
                .param("name", caller.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("typed", writing ? now.atOffset(ZoneOffset.UTC) : null)
                .update();
        var news = before.isEmpty()
                || !isThere(before.get().seen())
                || writing && !isWriting(before.get().typed());
        if (news) {
            live.changed(InboxTopics.request(request));
        }
    }

    /** What was written is sent. */
    public void wroteIt(UUID request) {
        jdbc.sql("update relations.presence set typed_at = null where request_id = ? and account_id = ?")
                .params(request, Caller.current().orElseThrow().id())
                .update();
    }

    /** Everybody there, by name. */
    public List<Someone> at(UUID request) {
        return jdbc.sql(
                        "select * from relations.presence where request_id = ? and seen_at > ? order by name, account_id")
                .params(request, clock.instant().minus(THERE).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Someone(
                        row.getObject("account_id", UUID.class),
                        row.getString("name"),
                        isWriting(instant(row.getTimestamp("typed_at")))))
                .list();
    }

    private boolean isThere(@Nullable Instant seen) {
        return seen != null && seen.isAfter(clock.instant().minus(THERE));
    }

    private boolean isWriting(@Nullable Instant typed) {
        return typed != null && typed.isAfter(clock.instant().minus(WRITING));
    }

    private static @Nullable Instant instant(java.sql.@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
