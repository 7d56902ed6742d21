package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.ProblemException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who has a request, and what is put off until a day. */
@Component
@Transactional
public class Sharing {
    /**
     * @param team null for none
     * @param account null for the whole team
     * @param owner the name of the account, or of the team
     */
    public record Owner(@Nullable UUID team, @Nullable UUID account, String owner) {}

    private final JdbcClient jdbc;
    private final RequestActs acts;
    private final RequestTables tables;
    private final Requests requests;
    private final OfficeDays days;
    private final Directory directory;

    Sharing(
            JdbcClient jdbc,
            RequestActs acts,
            RequestTables tables,
            Requests requests,
            OfficeDays days,
            Directory directory) {
        this.jdbc = jdbc;
        this.acts = acts;
        this.tables = tables;
        this.requests = requests;
        this.days = days;
        this.directory = directory;
    }

    /**
     * The next step goes with it, unless it is the person's.
     *
     * @throws ProblemException 409 when it has an end
     */
    public void give(UUID id, Owner to) {
        var known = requests.find(id).orElseThrow(Sharing::unknown);
        var account = to.account();
        if (account != null) {
            requests.demandSettled(id, "to-whom");
        }
        if (account != null && tables.isAbout(known, account)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "relations", "owner-is-accused", "to-whom", Map.of(), to.owner());
        }
        var changed = jdbc.sql("""
                        update relations.request
                           set team_id = :team, assignee_id = :account, revision = revision + 1,
                               next_owner = case next_usual when 'COMPLETE' then next_owner else :owner end
                         where organisation_id = :organisation and id = :id and closed_at is null""")
                .param("team", to.team())
                .param("account", to.account())
                .param("owner", to.owner())
                .param("organisation", directory.organisation().id())
                .param("id", known.id())
                .update();
        check(changed, "to-whom");
        acts.happened(id, "given");
    }

    /**
     * Out of sight until that day, when it comes back by itself; a word of the person wakes it before.
     *
     * @param until a day after today, not later than the next step: nobody is forgotten beyond what was promised
     */
    public void snooze(UUID id, LocalDate until) {
        var request = requests.find(id).orElseThrow(Sharing::unknown);
        var next = request.next();
        if (!until.isAfter(days.today())) {
            throw ProblemException.field("snooze", "relations", "snooze-past");
        }
        if (next != null && until.isAfter(next.due())) {
            throw ProblemException.field("snooze", "relations", "snooze-too-long");
        }
        var silence = request.legal().silenceOn();
        if (isMissedBy(request.dueOn(), until) || silence != null && isMissedBy(silence, until)) {
            throw ProblemException.field("snooze", "relations", "snooze-beyond-promise");
        }
        check(put(id, until), "snooze");
        acts.happened(id, "snoozed");
    }

    /** A day that is past already is nothing that sleep could make anybody miss. */
    private boolean isMissedBy(LocalDate promised, LocalDate until) {
        return until.isAfter(promised) && !promised.isBefore(days.today());
    }

    public void wake(UUID id) {
        if (put(requests.find(id).orElseThrow(Sharing::unknown).id(), null) == 1) {
            acts.happened(id, "woken");
        }
    }

    private int put(UUID id, @Nullable LocalDate until) {
        return jdbc.sql("""
                        update relations.request set snoozed_until = :until, revision = revision + 1
                         where organisation_id = :organisation and id = :id and closed_at is null""")
                .param("until", until)
                .param("organisation", directory.organisation().id())
                .param("id", id)
                .update();
    }

    private static void check(int changed, String field) {
        if (changed != 1) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed", field, Map.of());
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request");
    }
}
