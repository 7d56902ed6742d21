package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for handovers. The first answer counts, and a body is reminded once. */
@Repository
class HandoverTables {
    private static final String SHOWN = """
            select h.*, array(select d.attachment_id::text from relations.handover_document d where d.handover_id = h.id
                              union all select split_part(m.source, ' ', 2) || '.' || m.number
                                          from relations.handover_mail m where m.handover_id = h.id) as documents
              from relations.handover h
            """;

    private final JdbcClient jdbc;
    private final Directory directory;

    HandoverTables(JdbcClient jdbc, Directory directory) {
        this.jdbc = jdbc;
        this.directory = directory;
    }

    /** Oldest first. */
    List<Handover> of(UUID request) {
        return jdbc.sql(SHOWN + " where h.request_id = ? order by h.at, h.id")
                .param(request)
                .query(HandoverTables::read)
                .list();
    }

    /** Empty when there is none, and when it is too old. */
    Optional<Handover> find(String token, Instant now) {
        return jdbc.sql(SHOWN + " where h.token = ? and h.expires_at > ? and h.state <> 'WITHDRAWN'")
                .params(token, utc(now))
                .query(HandoverTables::read)
                .optional();
    }

    /** @param closes whether the request ends once they are taken up */
    Handover insert(
            Request request,
            Handovers.Wanted wanted,
            boolean closes,
            Bodies.Body body,
            Caller by,
            LocalDate due,
            LocalDate remind,
            Instant now,
            Instant until) {
        var id = Ids.next();
        var consent = wanted.consent();
        jdbc.sql("""
                        insert into relations.handover (id, organisation_id, request_id, body_id, body_name, token, words, contact, consent_how,
                            consented_on, closes, at, by_id, by_name, due_on, remind_on, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        directory.organisation().id(),
                        request.id(),
                        body.id(),
                        body.name(),
                        Ids.token(),
                        wanted.words().strip(),
                        wanted.contact(),
                        consent == null ? null : consent.name(),
                        wanted.consentedOn(),
                        closes,
                        utc(now),
                        by.id(),
                        by.name(),
                        due,
                        remind,
                        utc(until)))
                .update();
        wanted.documents().forEach(key -> enclose(id, key));
        return jdbc.sql(SHOWN + " where h.id = ?")
                .param(id)
                .query(HandoverTables::read)
                .single();
    }

    private void enclose(UUID handover, String key) {
        var parts = key.split("\\.", 2);
        var of = UUID.fromString(parts[0]);
        if (parts.length == 1) {
            jdbc.sql("insert into relations.handover_document (handover_id, attachment_id) values (?, ?)")
                    .params(handover, of)
                    .update();
        } else {
            jdbc.sql("insert into relations.handover_mail (handover_id, source, number) values (?, ?, ?)")
                    .params(handover, IntakeTables.ofMail(of), Integer.valueOf(parts[1]))
                    .update();
        }
    }

    /** False when it is answered already. */
    boolean answered(UUID id, Handover.State state, Instant at, String name, String answer) {
        return jdbc.sql("""
                        update relations.handover set state = ?, answered_at = ?, answered_by = ?, answer = ? where id = ? and state = 'SENT'""").params(state.name(), utc(at), name, answer, id).update() > 0;
    }

    /** The name of a body that has not answered yet. */
    Optional<String> waiting(UUID request) {
        return jdbc.sql(
                        "select body_name from relations.handover where request_id = ? and state = 'SENT' order by at limit 1")
                .param(request)
                .query(String.class)
                .optional();
    }

    /** Marks those who are to be reminded. @return their tokens */
    List<String> toRemind(LocalDate today, Instant now) {
        return jdbc.sql("""
                        update relations.handover set reminded_at = ? where state = 'SENT' and reminded_at is null and remind_on <= ?
                           and expires_at > ? returning token""")
                .params(utc(now), today, utc(now))
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static Handover read(ResultSet row, int index) throws SQLException {
        var answered = row.getTimestamp("answered_at");
        return new Handover(
                row.getObject("id", UUID.class),
                row.getObject("request_id", UUID.class),
                row.getObject("body_id", UUID.class),
                row.getString("body_name"),
                row.getString("token"),
                row.getString("words"),
                row.getBoolean("contact"),
                Set.of((String[]) row.getArray("documents").getArray()),
                Handover.Consent.valueOf(row.getString("consent_how")),
                row.getObject("consented_on", LocalDate.class),
                row.getBoolean("closes"),
                row.getTimestamp("at").toInstant(),
                row.getString("by_name"),
                row.getObject("due_on", LocalDate.class),
                row.getTimestamp("expires_at").toInstant(),
                Handover.State.valueOf(row.getString("state")),
                answered == null ? null : answered.toInstant(),
                row.getString("answered_by"),
                row.getString("answer"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
