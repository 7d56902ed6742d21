package fr.parvis.relations.counter;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.OpinionGiven;
import fr.parvis.queue.Ticket;
import fr.parvis.queue.TicketFinished;
import fr.parvis.relations.Request;
import fr.parvis.relations.usager.Channel;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.Timeline.Entry;
import fr.parvis.relations.usager.Timeline.Kind;
import fr.parvis.relations.usager.TimelineSource;
import fr.parvis.relations.usager.Usager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Visits tied to a request, or with the person's consent to their sheet; a ticket by itself is nobody's. */
@Component
@Transactional
public class TiedVisits implements TimelineSource {
    public record Tie(@Nullable UUID usager, @Nullable UUID request) {}

    private record Visit(
            UUID site,
            UUID service,
            @Nullable UUID request,
            Instant arrivedAt,
            @Nullable Instant finishedAt,
            boolean solved,
            int opinion,
            @Nullable Instant opinionAt) {}

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;
    private final MessageSource words;
    private final Clock clock;

    TiedVisits(JdbcClient jdbc, Directory directory, AuditLog audit, MessageSource words, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.words = words;
        this.clock = clock;
    }

    /** The person named the request, or it was made now. */
    public void tie(Ticket ticket, Request request) {
        write(ticket, null, request.id(), false);
        audit.write("visit-tied", request.id().toString());
    }

    /** @throws ProblemException when the person has not agreed */
    public void tie(Ticket ticket, Usager usager, boolean agreed) {
        if (!agreed) {
            throw ProblemException.field("agreed", "relations", "visit-not-agreed");
        }
        write(ticket, usager.id(), null, true);
        audit.write("visit-tied", usager.id().toString());
    }

    private void write(Ticket ticket, @Nullable UUID usager, @Nullable UUID request, boolean agreed) {
        jdbc.sql("""
                        insert into relations.visit as v (ticket_id, organisation_id, site_id, service_id, number, arrived_at, usager_id,
                            request_id, agreed, tied_at, tied_by)
                        values (:ticket, :organisation, :site, :service, :number, :arrived, :usager, :request, :agreed, :now, :by)
                        on conflict (ticket_id) do update
                           set usager_id = coalesce(excluded.usager_id, v.usager_id), agreed = v.agreed or excluded.agreed,
                               request_id = coalesce(excluded.request_id, v.request_id)""")
                .param("ticket", ticket.id())
                .param("organisation", ticket.organisationId())
                .param("site", ticket.siteId())
                .param("service", ticket.serviceId())
                .param("number", ticket.number())
                .param("arrived", ticket.arrivedAt().atOffset(ZoneOffset.UTC))
                .param("usager", usager)
                .param("request", request)
                .param("agreed", agreed)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", Caller.current().map(Caller::id).orElse(null))
                .update();
    }

    public void untie(UUID ticket) {
        jdbc.sql("delete from relations.visit where ticket_id = ?")
                .param(ticket)
                .update();
        audit.write("visit-untied", ticket.toString());
    }

    @Transactional(readOnly = true)
    public Optional<Tie> of(UUID ticket) {
        return jdbc.sql("select usager_id, request_id from relations.visit where ticket_id = ?")
                .param(ticket)
                .query((row, _) -> new Tie(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .optional();
    }

    @EventListener
    void on(TicketFinished visit) {
        jdbc.sql("update relations.visit set finished_at = ?, solved = ?, service_id = ? where ticket_id = ?")
                .params(
                        visit.finishedAt().atOffset(ZoneOffset.UTC),
                        visit.solved(),
                        visit.serviceId(),
                        visit.ticketId())
                .update();
    }

    /** The score alone: words stay where opinions are kept. */
    @ApplicationModuleListener
    void on(OpinionGiven opinion) {
        var at = opinion.at().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        update relations.visit set opinion = :score, opinion_at = :at
                         where ticket_id = :ticket and (opinion_at is null or opinion_at <= :at)""")
                .param("score", opinion.score())
                .param("at", at)
                .param("ticket", opinion.ticketId())
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> of(Usager usager, Collection<UUID> usagerIds, Collection<Contact> contacts, Locale locale) {
        var entries = new ArrayList<Entry>();
        jdbc.sql("""
                        select v.* from relations.visit v left join relations.request r on r.id = v.request_id
                         where v.organisation_id = ? and (v.usager_id = any (?) or r.usager_id = any (?))
                         order by v.arrived_at desc limit ?""")
                .params(
                        directory.organisation().id(),
                        usagerIds.toArray(UUID[]::new),
                        usagerIds.toArray(UUID[]::new),
                        MOST)
                .query(TiedVisits::read)
                .list()
                .forEach(visit -> {
                    entries.add(entry(visit, locale));
                    if (visit.opinionAt() != null) {
                        entries.add(opinion(visit, visit.opinionAt(), locale));
                    }
                });
        return entries;
    }

    private Entry entry(Visit visit, Locale locale) {
        return new Entry(
                visit.arrivedAt(),
                Channel.COUNTER,
                Kind.VISIT,
                title(visit),
                text(
                        visit.finishedAt() == null ? "visit.here" : visit.solved() ? "visit.solved" : "visit.next",
                        locale),
                visit.finishedAt() == null,
                visit.request() == null ? null : "/agent/messages/" + visit.request(),
                "queue");
    }

    private Entry opinion(Visit visit, Instant at, Locale locale) {
        return new Entry(
                at,
                Channel.WEB,
                Kind.OPINION,
                title(visit),
                text("visit.opinion", locale, visit.opinion()),
                false,
                null,
                "feedback");
    }

    private String title(Visit visit) {
        return directory.service(visit.service()).name() + ", "
                + directory.site(visit.site()).name();
    }

    private String text(String key, Locale locale, Object... facts) {
        return Objects.requireNonNull(words.getMessage(key, facts, locale));
    }

    private static Visit read(ResultSet row, int index) throws SQLException {
        var finished = row.getTimestamp("finished_at");
        var opinion = row.getTimestamp("opinion_at");
        return new Visit(
                row.getObject("site_id", UUID.class),
                row.getObject("service_id", UUID.class),
                row.getObject("request_id", UUID.class),
                row.getTimestamp("arrived_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getBoolean("solved"),
                row.getInt("opinion"),
                opinion == null ? null : opinion.toInstant());
    }
}
