package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.law.Course;
import fr.parvis.relations.law.LegalRule;
import fr.parvis.relations.law.LegalTimes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Refusals that the person contests (recours gracieux). Any word of theirs after a refusal is taken as one: the law asks for no form, and
 * a clock that runs for nothing harms nobody. Who reads that it is none says so, and so does a message to the person.
 */
@Component
class Appeals {
    private final JdbcClient jdbc;
    private final RequestTables tables;
    private final Requests requests;
    private final Remedies remedies;
    private final RequestTexts texts;
    private final Reach reach;
    private final OfficeDays days;
    private final Directory directory;
    private final Clock clock;

    Appeals(
            JdbcClient jdbc,
            RequestTables tables,
            Requests requests,
            Remedies remedies,
            RequestTexts texts,
            Reach reach,
            OfficeDays days,
            Directory directory,
            Clock clock) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.requests = requests;
        this.remedies = remedies;
        this.texts = texts;
        this.reach = reach;
        this.days = days;
        this.directory = directory;
        this.clock = clock;
    }

    /** Whether words that arrived on that day contest its end; what left before the refusal does not. */
    boolean contests(Request request, LocalDate on) {
        return request.isContestable() && !on.isBefore(refused(request));
    }

    private LocalDate refused(Request request) {
        var closed = request.closedAt();
        if (closed == null) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed");
        }
        return days.on(closed, request.site());
    }

    /** It is open again with the clock of an appeal, which runs from that day; whoever had it still has it. */
    void open(Request request, LocalDate on, String owner) {
        var refused = refused(request);
        var inTime = request.legal().appeal() == null && !on.isAfter(remedies.lastDay(refused, request.site()));
        var due = requests.due(Request.Kind.COMPLAINT, request.site());
        keep(request, refused);
        tables.reopen(directory.organisation().id(), request.id(), NextStep.of(NextStep.Usual.DECIDE, owner, due), due);
        var rule = LegalRule.APPEAL;
        var times = LegalTimes.of(rule, Course.of(on), days.worked(request.site()));
        jdbc.sql("""
                        update relations.request
                           set contests_on = :refused, contests_in_time = :inTime, rule_silence = :silence, rule_time = :time,
                               rule_acknowledged = :acknowledged, rule_source = :source, received_on = :on, competent_on = :on,
                               silence_on = :silenceOn, acknowledge_by = :acknowledgeBy, acknowledged_at = null
                         where id = :id""")
                .param("refused", refused)
                .param("inTime", inTime)
                .param("silence", rule.silence().name())
                .param("time", rule.time().toString())
                .param("acknowledged", rule.acknowledged())
                .param("source", rule.source())
                .param("on", on)
                .param("silenceOn", times.silence())
                .param("acknowledgeBy", times.acknowledged())
                .param("id", request.id())
                .update();
    }

    /** The refusal stands as it did, with its own days: nothing was contested. False when it has an end, or is no appeal. */
    boolean undo(UUID request) {
        return jdbc.sql("""
                        with contested as (
                            delete from relations.appeal
                             where request_id = :id and at = (select max(at) from relations.appeal where request_id = :id)
                            returning *)
                        update relations.request r
                           set state = 'REFUSED', closed_at = c.closed_at, closed_by = c.closed_by, due_on = c.due_on, next_usual = null,
                               next_what = null, next_owner = null, next_due = null, silence_on = null, acknowledge_by = null,
                               snoozed_until = null, acknowledged_at = c.acknowledged_at, rule_silence = c.rule_silence,
                               rule_time = c.rule_time, rule_acknowledged = c.rule_acknowledged, rule_source = c.rule_source,
                               received_on = c.received_on, competent_on = c.competent_on, contests_on = c.contests_on,
                               contests_in_time = c.contests_in_time, revision = r.revision + 1
                          from contested c
                         where r.id = c.request_id and r.closed_at is null and r.contests_on is not null""").param("id", request).update() == 1;
    }

    /** What tells the person that nothing is contested, and how to. */
    String none(Request request) {
        return texts.text("relations.appeal.none", reach.of(request).spoken());
    }

    private void keep(Request request, LocalDate refused) {
        jdbc.sql("""
                        insert into relations.appeal (request_id, at, refused_on, rule_silence, rule_time, rule_acknowledged, rule_source,
                            received_on, competent_on, acknowledged_at, due_on, closed_at, closed_by, contests_on, contests_in_time)
                        select id, ?, ?, rule_silence, rule_time, rule_acknowledged, rule_source, received_on, competent_on, acknowledged_at,
                               due_on, closed_at, closed_by, contests_on, contests_in_time
                          from relations.request where id = ?""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), refused, request.id())
                .update();
    }
}
