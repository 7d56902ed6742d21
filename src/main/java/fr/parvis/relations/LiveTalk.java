package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.law.Course;
import fr.parvis.relations.law.LegalTimes;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happens to a request while both sides are there and read each other's words at once: nobody is written to. */
@Component
@Transactional
public class LiveTalk {
    private final JdbcClient jdbc;
    private final RequestActs acts;
    private final RequestTables tables;
    private final InteractionTables interactions;
    private final Requests requests;
    private final Handling handling;
    private final RequestMail mail;
    private final OfficeDays days;
    private final Directory directory;
    private final Clock clock;

    LiveTalk(
            JdbcClient jdbc,
            RequestActs acts,
            RequestTables tables,
            InteractionTables interactions,
            Requests requests,
            Handling handling,
            RequestMail mail,
            OfficeDays days,
            Directory directory,
            Clock clock) {
        this.jdbc = jdbc;
        this.acts = acts;
        this.tables = tables;
        this.interactions = interactions;
        this.requests = requests;
        this.handling = handling;
        this.mail = mail;
        this.days = days;
        this.directory = directory;
        this.clock = clock;
    }

    /** For this transaction alone: whatever changes a chat holds its request first. */
    public Request hold(UUID id) {
        return tables.locked(organisation(), id).orElseThrow(LiveTalk::unknown);
    }

    public Interaction heard(UUID id, String words) {
        return interactions.write(
                organisation(),
                id,
                Interaction.Direction.IN,
                Channel.CHAT,
                clock.instant(),
                null,
                "",
                words.strip(),
                false);
    }

    public Interaction said(UUID id, String words) {
        var by = Caller.current().orElseThrow();
        return interactions.write(
                organisation(),
                id,
                Interaction.Direction.OUT,
                Channel.CHAT,
                clock.instant(),
                by.id(),
                by.name(),
                words.strip(),
                false);
    }

    /** Nobody has it any more; what was promised stays promised. */
    public void release(UUID id) {
        var released = jdbc.sql("""
                        update relations.request set assignee_id = null, next_owner = '', revision = revision + 1
                         where organisation_id = ? and id = ? and closed_at is null""").params(organisation(), id).update();
        if (released == 1) {
            acts.happened(id, "given");
        }
    }

    public boolean isAddress(String typed) {
        return NewRequest.isEmail(typed);
    }

    /**
     * An address that the person has typed for themselves, in place of none: what is known already stays.
     *
     * @param acknowledged whether receipt is acknowledged there
     * @throws ProblemException about the field "email"
     */
    public void reach(UUID id, String email, boolean acknowledged) {
        if (!NewRequest.isEmail(email)) {
            throw ProblemException.field("email", "relations", "email-unreadable");
        }
        jdbc.sql("update relations.request set email = ?, revision = revision + 1 where id = ? and erased_at is null")
                .params(email, id)
                .update();
        var request = hold(id);
        if (acknowledged && request.isOpen() && mail.acknowledge(request)) {
            tables.acknowledged(id, clock.instant());
            acts.happened(id, "acknowledged");
        }
    }

    /**
     * The person would rather be called: the same request, with the promise of a call.
     *
     * @throws ProblemException about the field "phone"
     */
    public Request call(UUID id, String phone) {
        if (phone.isBlank()) {
            throw ProblemException.field("phone", "relations", "phone-missing");
        }
        if (!NewRequest.isNumber(phone)) {
            throw ProblemException.field("phone", "relations", "phone-unreadable");
        }
        var due = requests.due(Request.Kind.CALL_BACK);
        jdbc.sql("""
                        update relations.request
                           set kind = 'CALL_BACK', phone = ?, next_usual = 'CALL', next_what = '', next_due = ?, due_on = ?,
                               revision = revision + 1
                         where id = ? and closed_at is null and erased_at is null""").params(phone, due, due, id).update();
        return acts.happened(id, "next-step");
    }

    /**
     * What was a question becomes a request of a type, whose rule runs from today, with a next step.
     *
     * @param type null for a question
     * @param what the step in the agent's words; "" for the usual one of its kind
     * @throws ProblemException about the field "what", "owner" or "due"
     */
    public Request become(
            UUID id, @Nullable RequestType type, String what, String owner, java.time.@Nullable LocalDate due) {
        var kind = type == null ? Request.Kind.QUESTION : type.kind();
        var promised = type == null ? requests.due(kind) : days.promised(type);
        var step = step(kind, what, owner, due == null ? promised : due);
        if (type != null) {
            var site = hold(id).site();
            var today = days.today(site);
            var times = LegalTimes.of(type.rule(), Course.of(today), days.worked(site));
            jdbc.sql("""
                            update relations.request
                               set kind = ?, type_id = ?, due_on = ?, rule_silence = ?, rule_time = ?, rule_acknowledged = ?,
                                   rule_source = ?, received_on = ?, competent_on = ?, silence_on = ?, acknowledge_by = ?,
                                   contests_on = null, contests_in_time = false
                             where id = ? and closed_at is null and erased_at is null""")
                    .params(java.util.Arrays.asList(
                            kind.name(),
                            type.id(),
                            promised,
                            type.rule().silence().name(),
                            type.rule().time().toString(),
                            type.rule().acknowledged(),
                            type.rule().source(),
                            today,
                            today,
                            times.silence(),
                            times.acknowledged(),
                            id))
                    .update();
        }
        var request = handling.next(id, step);
        if (mail.acknowledge(request)) {
            tables.acknowledged(id, clock.instant());
            acts.happened(id, "acknowledged");
        }
        return request;
    }

    private NextStep step(Request.Kind kind, String what, String owner, java.time.LocalDate due) {
        if (due.isBefore(days.today())) {
            throw ProblemException.field("due", "relations", "next-step-past");
        }
        if (owner.isBlank() || owner.length() > TypedStep.LONGEST_OWNER) {
            throw ProblemException.field("owner", "relations", "step-missing");
        }
        if (what.length() > TypedStep.LONGEST_WHAT) {
            throw ProblemException.field("what", "relations", "field-too-long", TypedStep.LONGEST_WHAT);
        }
        return new NextStep(what.isBlank() ? NextStep.Usual.first(kind) : null, what.strip(), owner.strip(), due);
    }

    /** The person has left before anybody had answered. The words stay until the request is erased as any other. */
    public void leftAlone(UUID id) {
        if (tables.close(organisation(), id, Request.State.UNANSWERED, null, clock.instant())) {
            acts.happened(id, "closed");
        }
    }

    /** What was left is wanted after all: a promise from today. */
    public void again(UUID id) {
        var due = requests.due(Request.Kind.QUESTION);
        if (tables.reopen(organisation(), id, NextStep.of(NextStep.Usual.ANSWER, "", due), due)) {
            acts.happened(id, "reopened");
        }
    }

    private UUID organisation() {
        return directory.organisation().id();
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request");
    }
}
