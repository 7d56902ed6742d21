package fr.parvis.relations.chat;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.relations.Reference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an agent has before them, and how chats went. */
@Component
public class ChatLists {
    /**
     * @param team its name, when it waits for one
     * @param unread what the person said since the agent has looked
     * @param there whether the person's page gives signs of life
     */
    public record Row(
            UUID id,
            UUID site,
            @Nullable UUID service,
            boolean mine,
            String name,
            String subject,
            String language,
            String team,
            Instant since,
            int unread,
            boolean there) {}

    /** Another request of the same person. */
    public record Earlier(UUID id, Reference reference, String subject, Instant at, boolean open) {}

    /**
     * Over the last ninety days.
     *
     * @param median minutes that half of those who were answered waited at most; null when nobody was
     */
    public record Figures(
            int begun,
            int answered,
            int request,
            int message,
            int callBack,
            int abandoned,
            @Nullable Integer median) {}

    private static final Duration PERIOD = Duration.ofDays(90);
    private static final int MOST_EARLIER = 5;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Clock clock;

    ChatLists(JdbcClient jdbc, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.clock = clock;
    }

    /** The caller's own, then those that the caller may take, longest waiting first. */
    public List<Row> rows() {
        var caller = Caller.current().orElseThrow();
        return jdbc.sql("""
                        select c.*, r.subject, r.first_name, r.last_name, r.language, t.name as team,
                               (select count(*)::int from relations.chat_line l join relations.interaction i on i.id = l.interaction_id
                                 where l.chat_id = c.id and l.seq > c.agent_seen and i.direction = 'IN') as unread,
                               exists (select from relations.chat_presence p
                                        where p.chat_id = c.id and p.side = 'USAGER' and p.seen_at > :there) as there
                          from relations.chat c join relations.request r on r.id = c.request_id
                          left join relations.team t on t.id = c.team_id
                         where c.organisation_id = :organisation and (:anywhere or c.site_id = any (:sites))
                           and (c.agent_id = :me
                                or c.state = 'WAITING'
                                   and (c.team_id is null
                                        or exists (select from relations.team_member m where m.team_id = c.team_id and m.account_id = :me)))
                         order by c.agent_id = :me desc nulls last, c.waiting_since, c.id""")
                .param("organisation", directory.organisation().id())
                .param("there", ChatTables.utc(clock.instant().minus(Chats.THERE)))
                .param("anywhere", caller.sites().isEmpty())
                .param("sites", caller.sites().toArray(UUID[]::new))
                .param("me", caller.id())
                .query((row, _) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getObject("site_id", UUID.class),
                        row.getObject("service_id", UUID.class),
                        caller.id().equals(row.getObject("agent_id", UUID.class)),
                        (text(row.getString("first_name")) + " " + text(row.getString("last_name"))).strip(),
                        text(row.getString("subject")),
                        row.getString("language"),
                        text(row.getString("team")),
                        row.getTimestamp("waiting_since").toInstant(),
                        row.getInt("unread"),
                        row.getBoolean("there")))
                .list();
    }

    /** Changes whenever a list may. */
    public String revision() {
        return jdbc.sql("""
                        select coalesce((select max(revision) from relations.chat), 0) || ' '
                            || (select count(*) from relations.chat_agent where taking)""").query(String.class).single();
    }

    /** By the address or number that the person has left; of places where the caller may act. */
    public List<Earlier> earlier(UUID request) {
        var caller = Caller.current().orElseThrow();
        return jdbc.sql("""
                        select o.* from relations.request r join relations.request o
                            on o.organisation_id = r.organisation_id and o.id <> r.id and o.erased_at is null
                               and (r.email <> '' and lower(o.email) = lower(r.email) or r.phone <> '' and o.phone = r.phone)
                         where r.id = :request and (:anywhere or o.site_id is null or o.site_id = any (:sites))
                         order by o.received_at desc limit :most""")
                .param("request", request)
                .param("anywhere", caller.sites().isEmpty())
                .param("sites", caller.sites().toArray(UUID[]::new))
                .param("most", MOST_EARLIER)
                .query((row, _) -> new Earlier(
                        row.getObject("id", UUID.class),
                        new Reference(row.getString("reference")),
                        text(row.getString("subject")),
                        row.getTimestamp("received_at").toInstant(),
                        row.getTimestamp("closed_at") == null))
                .list();
    }

    public Figures figures() {
        return jdbc.sql("""
                        select count(*)::int as begun,
                               (count(*) filter (where outcome = 'ANSWERED'))::int as answered,
                               (count(*) filter (where outcome = 'REQUEST'))::int as request,
                               (count(*) filter (where outcome = 'MESSAGE'))::int as message,
                               (count(*) filter (where outcome = 'CALL_BACK'))::int as call_back,
                               (count(*) filter (where outcome = 'ABANDONED'))::int as abandoned,
                               round(percentile_disc(0.5) within group (order by extract(epoch from taken_at - started_at)) / 60)::int as median
                          from relations.chat where organisation_id = ? and started_at > ?""")
                .params(
                        directory.organisation().id(),
                        ChatTables.utc(clock.instant().minus(PERIOD)))
                .query((row, _) -> new Figures(
                        row.getInt("begun"),
                        row.getInt("answered"),
                        row.getInt("request"),
                        row.getInt("message"),
                        row.getInt("call_back"),
                        row.getInt("abandoned"),
                        row.getObject("median", Integer.class)))
                .single();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
