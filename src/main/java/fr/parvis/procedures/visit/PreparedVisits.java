package fr.parvis.procedures.visit;

import fr.parvis.platform.Ids;
import fr.parvis.procedures.DocumentsChecked;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklist;
import fr.parvis.procedures.checklist.RequiredDocument;
import fr.parvis.queue.Ticket;
import fr.parvis.queue.TicketFinished;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Checklists in the hands of people in the line. */
@Component
@Transactional
public class PreparedVisits {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PreparedVisits(JdbcClient jdbc, JdbcTemplate batch, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.events = events;
        this.clock = clock;
    }

    /** Takes the place of what was prepared for the ticket before. */
    public void prepare(Ticket ticket, Sheet sheet, Checklist list) {
        var now = clock.instant();
        jdbc.sql("delete from procedures.prepared_visit where ticket_id = ?")
                .param(ticket.id())
                .update();
        jdbc.sql("""
                        insert into procedures.prepared_visit (ticket_id, organisation_id, site_id, audience, sheet_id, title, prepared_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(List.of(
                        ticket.id(),
                        ticket.organisationId(),
                        ticket.siteId(),
                        sheet.audience(),
                        sheet.id(),
                        sheet.title(),
                        now.atOffset(ZoneOffset.UTC)))
                .update();
        var documents = list.documents();
        batch.batchUpdate(
                "insert into procedures.prepared_document (ticket_id, place, key, what, condition) values (?, ?, ?, ?, ?)",
                java.util.stream.IntStream.range(0, documents.size()).boxed().toList(),
                100,
                (row, place) -> {
                    var item = documents.get(place);
                    row.setObject(1, ticket.id());
                    row.setInt(2, place);
                    row.setString(3, item.document().key());
                    row.setString(4, words(item.document()));
                    row.setString(5, condition(item));
                });
    }

    /** Whoever stands at the counter need not open the sheet to know what is enough. */
    private static String words(RequiredDocument document) {
        return document.alternatives().isEmpty()
                ? document.what()
                : document.what() + "\u00a0: " + String.join(" ou ", document.alternatives());
    }

    private static String condition(Checklist.Item item) {
        return item.document().condition().isEmpty()
                ? String.join(" ; ", item.ifs())
                : item.document().condition();
    }

    @Transactional(readOnly = true)
    public Optional<PreparedVisit> of(UUID ticketId) {
        return jdbc.sql("select * from procedures.prepared_visit where ticket_id = ?")
                .param(ticketId)
                .query((row, _) -> new PreparedVisit(
                        ticketId,
                        row.getString("audience"),
                        row.getString("sheet_id"),
                        row.getString("title"),
                        papers(ticketId)))
                .optional();
    }

    private List<PreparedVisit.Paper> papers(UUID ticketId) {
        return jdbc.sql("select * from procedures.prepared_document where ticket_id = ? order by place")
                .param(ticketId)
                .query((row, _) -> new PreparedVisit.Paper(
                        row.getInt("place"),
                        row.getString("key"),
                        row.getString("what"),
                        row.getString("condition"),
                        PreparedVisit.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT))))
                .list();
    }

    /** @return false when there is no such document */
    public boolean mark(UUID ticketId, int place, PreparedVisit.State state) {
        return jdbc.sql("update procedures.prepared_document set state = ? where ticket_id = ? and place = ?")
                        .params(state.code(), ticketId, place)
                        .update()
                == 1;
    }

    /** What was seen is counted, what was prepared is forgotten. */
    @EventListener
    void on(TicketFinished visit) {
        var prepared = of(visit.ticketId());
        if (prepared.isEmpty()) {
            return;
        }
        var seen = prepared.get().documents().stream()
                .filter(paper -> paper.state() != PreparedVisit.State.UNSEEN)
                .map(paper -> new DocumentsChecked.Seen(
                        paper.key(), paper.what(), paper.state() == PreparedVisit.State.MISSING))
                .toList();
        jdbc.sql("delete from procedures.prepared_visit where ticket_id = ?")
                .param(visit.ticketId())
                .update();
        if (!seen.isEmpty()) {
            count(visit, prepared.get(), seen);
        }
    }

    private void count(TicketFinished visit, PreparedVisit prepared, List<DocumentsChecked.Seen> seen) {
        var checked = new DocumentsChecked(
                visit.organisationId(),
                visit.siteId(),
                prepared.audience(),
                prepared.sheetId(),
                seen,
                visit.finishedAt());
        count(List.of(checked));
        events.publishEvent(checked);
    }

    /** Counts what was seen at past visits; nobody is told. */
    public void count(List<DocumentsChecked> visits) {
        var lines = visits.stream()
                .flatMap(visit -> visit.documents().stream().map(seen -> new Line(visit, seen)))
                .toList();
        batch.batchUpdate("""
                insert into procedures.document_check (id, organisation_id, site_id, audience, sheet_id, key, what, missing, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", lines, 200, (row, line) -> {
            var visit = line.visit();
            row.setObject(1, Ids.next());
            row.setObject(2, visit.organisationId());
            row.setObject(3, visit.siteId());
            row.setString(4, visit.audience());
            row.setString(5, visit.sheetId());
            row.setString(6, line.seen().key());
            row.setString(7, line.seen().what());
            row.setBoolean(8, line.seen().missing());
            row.setObject(9, visit.at().atOffset(ZoneOffset.UTC));
        });
    }

    private record Line(DocumentsChecked visit, DocumentsChecked.Seen seen) {}
}
