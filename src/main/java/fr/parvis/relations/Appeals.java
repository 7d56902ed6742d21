package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.law.Course;
import fr.parvis.relations.law.LegalRule;
import fr.parvis.relations.law.LegalTimes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Refusals that the person contests (recours gracieux). Any word of theirs after a refusal is taken as one: the law asks for no form, and
 * a clock that runs for nothing harms nobody.
 */
@Component
class Appeals {
    private final JdbcClient jdbc;
    private final RequestTables tables;
    private final Requests requests;
    private final Remedies remedies;
    private final OfficeDays days;
    private final Directory directory;
    private final Clock clock;

    Appeals(
            JdbcClient jdbc,
            RequestTables tables,
            Requests requests,
            Remedies remedies,
            OfficeDays days,
            Directory directory,
            Clock clock) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.requests = requests;
        this.remedies = remedies;
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
        return LocalDate.ofInstant(closed, directory.zone());
    }

    /** It is open again with the clock of an appeal, which runs from that day; whoever had it still has it. */
    void open(Request request, LocalDate on, String owner) {
        var refused = refused(request);
        var inTime = request.legal().appeal() == null && !on.isAfter(remedies.lastDay(refused));
        var due = requests.due(Request.Kind.COMPLAINT);
        keep(request, refused);
        tables.reopen(directory.organisation().id(), request.id(), NextStep.of(NextStep.Usual.DECIDE, owner, due), due);
        var rule = LegalRule.APPEAL;
        var times = LegalTimes.of(rule, Course.of(on), days::isWorked);
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

    private void keep(Request request, LocalDate refused) {
        jdbc.sql("""
                        insert into relations.appeal (request_id, at, refused_on, rule_silence, rule_time, rule_acknowledged, rule_source,
                            received_on, competent_on, acknowledged_at)
                        select id, ?, ?, rule_silence, rule_time, rule_acknowledged, rule_source, received_on, competent_on, acknowledged_at
                          from relations.request where id = ?""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), refused, request.id())
                .update();
    }
}
