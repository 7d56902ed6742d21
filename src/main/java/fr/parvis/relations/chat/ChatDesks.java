package fr.parvis.relations.chat;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where the organisation chats, and whether somebody is there to. */
@Component
public class ChatDesks {
    /**
     * @param service null for whatever is asked at the place
     * @param week hours of the chat, Monday first; empty for those of the place
     */
    public record Desk(UUID id, UUID site, @Nullable UUID service, List<String> week) {}

    /** Whether one can chat. */
    public sealed interface Standing {
        record Open() implements Standing {}

        /** Within the hours, and no agent takes chats. */
        record Unmanned() implements Standing {}

        /** @param opensAgain null when no opening is known */
        record Closed(@Nullable Instant opensAgain) implements Standing {}

        default boolean isOpen() {
            return this instanceof Open;
        }
    }

    private final JdbcClient jdbc;
    private final ChatRules rules;
    private final Directory directory;
    private final AuditLog audit;
    private final Clock clock;

    ChatDesks(JdbcClient jdbc, ChatRules rules, Directory directory, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    /** Of active sites, by the name of the site; the one for whatever is asked first. */
    public List<Desk> all() {
        var sites = directory.sites().stream().map(Site::id).toList();
        return jdbc
                .sql("select * from relations.chat_desk where organisation_id = ?")
                .param(directory.organisation().id())
                .query(ChatDesks::read)
                .list()
                .stream()
                .filter(desk -> sites.contains(desk.site()))
                .filter(desk -> desk.service() == null
                        || directory.servicesAt(desk.site()).stream()
                                .anyMatch(one -> one.id().equals(desk.service())))
                .sorted(Comparator.comparing((Desk desk) -> sites.indexOf(desk.site()))
                        .thenComparing(this::serviceName))
                .toList();
    }

    public Optional<Desk> find(UUID id) {
        return all().stream().filter(desk -> desk.id().equals(id)).findFirst();
    }

    /** "" for whatever is asked. */
    public String serviceName(Desk desk) {
        return desk.service() == null ? "" : directory.service(desk.service()).shownName();
    }

    public Standing standing(Desk desk) {
        return switch (opening(desk)) {
            case Opening.Open _ -> isManned(desk.site()) ? new Standing.Open() : new Standing.Unmanned();
            case Opening.Closed closed -> new Standing.Closed(closed.opensAgain());
        };
    }

    private Opening opening(Desk desk) {
        var now = clock.instant();
        var service = desk.service();
        if (!desk.week().isEmpty()) {
            var suspended = service == null ? Optional.empty() : directory.suspension(desk.site(), service);
            return suspended.isPresent()
                    ? new Opening.Closed(Opening.Reason.SERVICE_SUSPENDED, "", null)
                    : directory.opening(desk.site(), desk.week(), now);
        }
        return service == null ? directory.opening(desk.site(), now) : directory.opening(desk.site(), service, now);
    }

    /** Whether somebody takes chats there at the moment. */
    public boolean isManned(UUID site) {
        return jdbc.sql("""
                        select exists (select from relations.chat_agent
                                        where organisation_id = :organisation and taking and seen_at > :since
                                          and (cardinality(sites) = 0 or :site = any (sites)))""")
                .param("organisation", directory.organisation().id())
                .param(
                        "since",
                        ChatTables.utc(
                                clock.instant().minusSeconds(rules.rules().goneSeconds())))
                .param("site", site)
                .query(Boolean.class)
                .single();
    }

    /**
     * @param week seven texts, or none for the hours of the place
     * @throws ProblemException about the field at fault
     */
    @Transactional
    public void add(UUID site, @Nullable UUID service, List<String> week) {
        var place = directory.sites().stream()
                .filter(one -> one.id().equals(site))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("site", "relations", "chat-site-unknown"));
        if (service != null && !directory.offeredAt(site).contains(service)) {
            throw ProblemException.field("service", "relations", "chat-service-unknown", place.name());
        }
        var own = week.stream().allMatch(String::isBlank) ? List.<String>of() : week;
        if (!own.isEmpty()) {
            // says which day cannot be read
            directory.opening(site, own, clock.instant());
        }
        try {
            jdbc.sql(
                            "insert into relations.chat_desk (id, organisation_id, site_id, service_id, week) values (?, ?, ?, ?, ?)")
                    .params(Arrays.asList(
                            Ids.next(), directory.organisation().id(), site, service, own.toArray(String[]::new)))
                    .update();
        } catch (DuplicateKeyException there) {
            throw ProblemException.field("site", "relations", "chat-desk-there", place.name());
        }
        audit.write("chat-desk-added", place.name());
    }

    /** Chats that go on there go on. */
    @Transactional
    public void remove(UUID id) {
        jdbc.sql("delete from relations.chat_desk where organisation_id = ? and id = ? returning site_id")
                .params(directory.organisation().id(), id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional()
                .ifPresent(site ->
                        audit.write("chat-desk-removed", directory.site(site).name()));
    }

    private static Desk read(ResultSet row, int index) throws SQLException {
        return new Desk(
                row.getObject("id", UUID.class),
                row.getObject("site_id", UUID.class),
                row.getObject("service_id", UUID.class),
                List.of((String[]) row.getArray("week").getArray()));
    }
}
