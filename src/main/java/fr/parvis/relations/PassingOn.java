package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.law.LegalTimes;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A request that another administration decides is passed on to it, and the person is told (CRPA L114-2). It stays open here, where the
 * person follows it; acceptance by silence runs from that day, refusal from the day on which we received it (L114-3). What waits for the
 * person goes on waiting, and is with the other administration once it is complete.
 */
@Component
@Transactional
public class PassingOn {
    public static final int LONGEST_ADDRESS = 300;
    private static final int DAYS_WITHOUT_RULE = 20;

    private final Handling handling;
    private final RequestActs acts;
    private final RequestTables tables;
    private final Reach reach;
    private final OfficeDays days;
    private final Directory directory;
    private final MessageSource texts;
    private final AuditLog audit;
    private final JdbcClient jdbc;

    PassingOn(
            Handling handling,
            RequestActs acts,
            RequestTables tables,
            Reach reach,
            OfficeDays days,
            Directory directory,
            MessageSource texts,
            AuditLog audit,
            JdbcClient jdbc) {
        this.handling = handling;
        this.acts = acts;
        this.tables = tables;
        this.reach = reach;
        this.days = days;
        this.directory = directory;
        this.texts = texts;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    /**
     * @param name of the administration that decides
     * @param address where the person reaches it
     * @throws ProblemException about the name or the address, or 409 when the request has an end
     */
    public Request passOn(UUID id, String name, String address) {
        check("name", "passed-on-name", name, TypedStep.LONGEST_OWNER);
        check("address", "passed-on-address", address, LONGEST_ADDRESS);
        var organisation = directory.organisation().id();
        var request = acts.open(id);
        var today = days.today(request.site());
        var locale = reach.of(request).spoken().locale();
        handling.sayPassedOn(id, texts.getMessage("relations.passed-on", new Object[] {name, address}, locale));
        jdbc.sql("update relations.request set competent_on = ? where id = ?")
                .params(today, id)
                .update();
        var legal = request.legal();
        var silence = LegalTimes.of(legal.rule(), legal.course().passedOn(today), days.worked(request.site()))
                .silence();
        var where = texts.getMessage("relations.passed-on.next", new Object[] {name}, locale);
        var waits = request.state() == Request.State.INCOMPLETE ? request.next() : null;
        if (waits == null) {
            tables.next(
                    organisation,
                    id,
                    Request.State.IN_PROGRESS,
                    new NextStep(null, where, name, due(request, silence, today)),
                    silence);
        } else {
            tables.next(organisation, id, request.state(), waits.then(where), silence);
        }
        audit.write("request-passed-on", id.toString());
        return acts.happened(id, "passed-on");
    }

    private LocalDate due(Request request, @Nullable LocalDate silence, LocalDate today) {
        return silence != null && silence.isAfter(today)
                ? silence
                : days.after(request.site(), today, DAYS_WITHOUT_RULE);
    }

    private static void check(String field, String missing, String typed, int most) {
        if (typed.isBlank()) {
            throw ProblemException.field(field, "relations", missing);
        }
        if (typed.length() > most) {
            throw ProblemException.field(field, "relations", "field-too-long", most);
        }
    }
}
