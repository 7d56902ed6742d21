package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.platform.Ids;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import fr.parvis.relations.law.Course;
import fr.parvis.relations.law.LegalTimes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Requests that were made and answered before now, as another system had them or as a town is imagined. Nobody is written to. */
@Component
public class PastRequests {
    /**
     * @param said on our side, in order
     * @param end null while it is open
     */
    public record Past(
            NewRequest wanted,
            Instant receivedAt,
            List<Said> said,
            @Nullable Closing end,
            @Nullable Instant endedAt) {}

    /**
     * What was found out about a complaint.
     *
     * @param category the code of one that we start with, as the root cause
     */
    public record Explained(String category, String cause, boolean responsible) {}

    /** @param direction to the person, or a note between colleagues */
    public record Said(Interaction.Direction direction, Instant at, String by, String words) {}

    private final JdbcClient jdbc;
    private final Terms terms;
    private final PeopleOfRequests people;
    private final RequestTables tables;
    private final InteractionTables interactions;
    private final Promises promises;
    private final OfficeDays days;
    private final Directory directory;

    PastRequests(
            JdbcClient jdbc,
            Terms terms,
            PeopleOfRequests people,
            RequestTables tables,
            InteractionTables interactions,
            Promises promises,
            OfficeDays days,
            Directory directory) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.people = people;
        this.tables = tables;
        this.interactions = interactions;
        this.promises = promises;
        this.days = days;
        this.directory = directory;
    }

    /** By the subject of the complaints; those that are explained already stay so. */
    @Transactional
    public void explain(Map<String, Explained> explained) {
        terms.all(Term.Kind.CATEGORY);
        explained.forEach((subject, found) -> jdbc.sql("""
                        update relations.complaint c set responsible = :responsible,
                               category_id = (select t.id from relations.complaint_term t where t.organisation_id = c.organisation_id
                                                 and t.list = 'CATEGORY' and t.code = :category),
                               cause_id = (select t.id from relations.complaint_term t where t.organisation_id = c.organisation_id
                                              and t.list = 'CAUSE' and t.code = :cause)
                          from relations.request r
                         where r.id = c.request_id and r.subject = :subject and r.closed_at is not null and c.cause_id is null""")
                .param("responsible", found.responsible())
                .param("category", found.category())
                .param("cause", found.cause())
                .param("subject", subject)
                .update());
    }

    /** All or none. */
    @Transactional
    public void write(List<Past> past) {
        past.forEach(this::write);
    }

    private void write(Past past) {
        var organisation = directory.organisation().id();
        var wanted = past.wanted();
        var received = days.on(past.receivedAt(), wanted.site());
        var due = days.after(wanted.site(), received, promises.days().of(wanted.kind()));
        var usual = NextStep.Usual.first(wanted.kind());
        var times = LegalTimes.of(RequestTypes.rule(wanted), Course.of(received), days.worked(wanted.site()));
        UUID id;
        do {
            id = Ids.next();
        } while (!tables.insert(
                id,
                organisation,
                Reference.next(),
                wanted,
                past.receivedAt(),
                due,
                NextStep.of(usual, "", due),
                received,
                times));
        interactions.write(
                organisation,
                id,
                Interaction.Direction.IN,
                wanted.channel(),
                past.receivedAt(),
                null,
                "",
                wanted.said().words(),
                false);
        tables.event(organisation, id, past.receivedAt(), "received", null);
        people.receive(id, wanted.channel(), wanted.said());
        for (var said : past.said()) {
            interactions.write(
                    organisation,
                    id,
                    said.direction(),
                    wanted.channel(),
                    said.at(),
                    null,
                    said.by(),
                    said.words(),
                    false);
            tables.event(
                    organisation,
                    id,
                    said.at(),
                    said.direction() == Interaction.Direction.NOTE ? "noted" : "said",
                    null);
        }
        var end = past.end();
        var endedAt = past.endedAt();
        if (end != null && endedAt != null) {
            var by = past.said().isEmpty() ? "" : past.said().getLast().by();
            interactions.write(
                    organisation,
                    id,
                    Interaction.Direction.OUT,
                    wanted.channel(),
                    endedAt,
                    null,
                    by,
                    end.words(),
                    true);
            tables.close(organisation, id, end.state(), null, endedAt);
            tables.event(organisation, id, endedAt, "closed", null);
        }
    }
}
