package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.law.LegalRule;
import fr.parvis.relations.law.LegalTimes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the organisation does with a request until it ends. Each act leaves it with a next step or with an end, and is written in the
 * record of what happened; of two colleagues at once, one is told that the other was faster.
 */
@Component
@Transactional
public class Handling {
    /** The clock of the law stands still for no longer than that without anybody looking. */
    private static final Period LONGEST_WAIT = Period.ofMonths(6);

    /** Whoever said it told the person in doing so. */
    private static final Set<Channel> SPOKEN = Set.of(Channel.PHONE, Channel.COUNTER, Channel.POST);

    private final RequestActs acts;
    private final RequestTables tables;
    private final MissingTables missing;
    private final MergedRequests merged;
    private final Requests requests;
    private final Appeals appeals;
    private final OfficeDays days;
    private final RequestMail mail;
    private final Reach reach;
    private final Directory directory;
    private final AuditLog audit;
    private final Clock clock;

    Handling(
            RequestActs acts,
            RequestTables tables,
            MissingTables missing,
            MergedRequests merged,
            Requests requests,
            Appeals appeals,
            OfficeDays days,
            RequestMail mail,
            Reach reach,
            Directory directory,
            AuditLog audit,
            Clock clock) {
        this.acts = acts;
        this.tables = tables;
        this.missing = missing;
        this.merged = merged;
        this.requests = requests;
        this.appeals = appeals;
        this.days = days;
        this.mail = mail;
        this.reach = reach;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    /** Its next step is the caller's now. */
    public Request take(UUID id) {
        var by = RequestActs.caller();
        var request = acts.mine(id);
        requests.demandSettled(id, "to-whom");
        RequestActs.changed(tables.take(organisation(), request.id(), by.id(), by.name()));
        return acts.happened(id, "taken");
    }

    /**
     * Words to the person, sent that way; what was said at the counter, on the telephone or in a letter is noted, and sends nothing. Whoever
     * writes has it from then on.
     *
     * @throws ProblemException about the words, about the channel when it does not reach the person, or 409 when it has an end
     */
    public Interaction say(UUID id, Channel channel, String words) {
        return say(id, channel, words, RequestTexts.SAID);
    }

    /** As {@link #say}, that somebody else has it now. */
    Interaction sayPassedOn(UUID id, String words) {
        var said = acts.open(id).said();
        return say(
                id, said != null && !said.email().isEmpty() ? Channel.EMAIL : Channel.WEB, words, RequestTexts.SENT_ON);
    }

    private Interaction say(UUID id, Channel channel, String words, String about) {
        var request = acts.open(id);
        var by = RequestActs.caller();
        reach.demand(request, channel);
        var said = acts.write(request, Interaction.Direction.OUT, channel, words, by.name());
        if (request.state() == Request.State.RECEIVED) {
            tables.take(organisation(), id, by.id(), by.name());
        }
        if (!SPOKEN.contains(channel)) {
            mail.say(request, said, about);
        }
        acts.happened(id, "said");
        return said;
    }

    /** As {@link #hear(UUID, Channel, String, LocalDate, boolean)}, today and without a document. */
    public Interaction hear(UUID id, Channel channel, String words) {
        return hear(id, channel, words, days.today(acts.mine(id).site()), false);
    }

    /**
     * Words from the person, to the one that goes on when it was merged. What had an end is open again. What waits for documents (CRPA
     * L114-5) waits no more when some come; words alone may ask which, so that somebody reads them and says whether all is there.
     *
     * @param on when it arrived; what was missing comes on that day, or on the day of the asking that it crossed
     * @param enclosed whether documents came with them
     * @throws ProblemException about the words, or 410 when its data are erased
     */
    public Interaction hear(UUID id, Channel channel, String words, LocalDate on, boolean enclosed) {
        var goesOn = merged.goesOn(id);
        var heard = heard(goesOn, channel, words, on, enclosed);
        if (!goesOn.equals(id)) {
            merged.cameTo(heard.id(), id);
        }
        return heard;
    }

    private Interaction heard(UUID id, Channel channel, String words, LocalDate on, boolean enclosed) {
        var request = acts.locked(id);
        var heard = acts.write(request, Interaction.Direction.IN, channel, words, "");
        tables.wake(id);
        var due = requests.due(request.kind(), request.site());
        var next = NextStep.of(NextStep.Usual.ANSWER, request.owner(), due);
        if (!request.isOpen()) {
            reopened(request, on, next);
        } else if (request.state() == Request.State.INCOMPLETE
                && (enclosed || request.kind() == Request.Kind.CALL_BACK)) {
            var asked = request.legal().course().asked();
            completed(request, on.isBefore(asked) ? asked : on);
        }
        acts.happened(id, "heard");
        return heard;
    }

    /** What was refused is contested by that, and acknowledged as an appeal. */
    private void reopened(Request request, LocalDate on, NextStep next) {
        var id = request.id();
        if (!appeals.contests(request, on)) {
            tables.reopen(organisation(), id, next, next.due());
            acts.happened(id, "reopened");
            return;
        }
        appeals.open(request, on, request.owner());
        acts.happened(id, "reopened");
        acknowledge(acts.happened(id, "contested"));
    }

    /**
     * The words after a refusal contest nothing ("thank you all the same"): it stands as before, and the person is told how to contest it.
     *
     * @throws ProblemException 409 when it is no appeal, or has an end
     */
    public Request contestsNothing(UUID id) {
        var request = acts.open(id);
        if (request.legal().appeal() == null) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "no-appeal");
        }
        say(id, reach.channel(request), appeals.none(request));
        RequestActs.changed(appeals.undo(id));
        audit.write("request-no-appeal", id.toString());
        return acts.happened(id, "not-contested");
    }

    /** Between colleagues. */
    public Interaction note(UUID id, String words) {
        var request = acts.locked(id);
        var note = acts.write(
                request,
                Interaction.Direction.NOTE,
                request.channel(),
                words,
                RequestActs.caller().name());
        acts.happened(id, "noted");
        return note;
    }

    /** @throws ProblemException 409 when it has an end */
    public Request next(UUID id, NextStep next) {
        var request = acts.open(id);
        var state = request.state() == Request.State.RECEIVED ? Request.State.IN_PROGRESS : request.state();
        RequestActs.changed(
                tables.next(organisation(), id, state, next, request.legal().silenceOn()));
        return acts.happened(id, "next-step");
    }

    /**
     * Asks the person for what is missing: times stand still or start again at completion (CRPA L114-5).
     *
     * @param words what is missing, and why
     * @param until the last day that the person is given
     */
    public Request askMissing(UUID id, String words, LocalDate until) {
        var request = acts.open(id);
        var today = days.today(request.site());
        if (request.legal().isAccepted(today)) {
            throw RequestActs.conflict(
                    "missing",
                    "accepted-by-silence",
                    DayWords.full(Objects.requireNonNull(request.legal().silenceOn()), Locale.FRENCH));
        }
        if (!until.isAfter(today)) {
            throw ProblemException.field("until", "relations", "until-past");
        }
        if (until.isAfter(today.plus(LONGEST_WAIT))) {
            throw ProblemException.field("until", "relations", "until-far", LONGEST_WAIT.toTotalMonths());
        }
        var asked = acts.write(
                request,
                Interaction.Direction.OUT,
                reach.channel(request),
                words,
                RequestActs.caller().name());
        if (request.state() == Request.State.INCOMPLETE) {
            missing.askAgain(id, until);
        } else {
            missing.askMissing(id, today, until);
        }
        var next = NextStep.of(
                NextStep.Usual.COMPLETE,
                request.said() == null ? "" : request.said().name(),
                until);
        RequestActs.changed(tables.next(organisation(), id, Request.State.INCOMPLETE, next, silence(id)));
        mail.askMissing(request, asked, until);
        return acts.happened(id, "missing-asked");
    }

    /**
     * What was missing has come; our own promise is longer by the days that the person took.
     *
     * @param on the day on which it came; null for {@link Requests#lastWord}
     * @throws ProblemException about the field "came" when it had not been asked for yet, or the day is to come
     */
    public Request completed(UUID id, @Nullable LocalDate on) {
        var request = acts.open(id);
        if (request.state() != Request.State.INCOMPLETE) {
            return request;
        }
        var came = on == null ? requests.lastWord(request) : on;
        var asked = request.legal().course().asked();
        if (came.isBefore(asked) || came.isAfter(days.today(request.site()))) {
            throw ProblemException.field(
                    "came", "relations", "came-day", DayWords.full(asked, LocaleContextHolder.getLocale()));
        }
        return completed(request, came);
    }

    private Request completed(Request request, LocalDate on) {
        var id = request.id();
        missing.completed(id, on);
        var usual = request.kind() == Request.Kind.APPLICATION ? NextStep.Usual.DECIDE : NextStep.Usual.ANSWER;
        var due = days.after(
                request.site(),
                request.dueOn(),
                days.between(request.site(), request.legal().course().asked(), on));
        tables.promise(id, due);
        var before = request.next();
        var next = before == null
                        || before.usual() != NextStep.Usual.COMPLETE
                        || before.what().isEmpty()
                ? NextStep.of(usual, request.owner(), due)
                : new NextStep(null, before.what(), "", due);
        RequestActs.changed(tables.next(organisation(), id, Request.State.IN_PROGRESS, next, silence(id)));
        return acts.happened(id, "completed");
    }

    private @Nullable LocalDate silence(UUID id) {
        var request = tables.find(organisation(), id).orElseThrow();
        var now = request.legal();
        return LegalTimes.of(now.rule(), now.course(), days.worked(request.site()))
                .silence();
    }

    /**
     * What came in as something else expresses dissatisfaction: it has the promise and the rule of a complaint, from the day of receipt.
     *
     * @throws ProblemException 409 when it has a legal time of its own, which would be lost
     */
    public Request asComplaint(UUID id) {
        var request = acts.open(id);
        if (request.kind() == Request.Kind.COMPLAINT) {
            return request;
        }
        if (request.legal().hasOwnTime()) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "complaint-legal");
        }
        var received = request.legal().course().received();
        var due = requests.due(Request.Kind.COMPLAINT, request.site(), received);
        // a refusal that is contested keeps the clock of an appeal, whatever else it is
        var rule = request.legal().appeal() == null ? RequestTypes.COMPLAINT : LegalRule.APPEAL;
        var times = LegalTimes.of(rule, request.legal().course(), days.worked(request.site()));
        RequestActs.changed(
                tables.becomesComplaint(organisation(), id, NextStep.of(NextStep.Usual.ANSWER, "", due), rule, times));
        var complaint = acts.happened(id, "complaint");
        return acknowledge(complaint) ? acts.mine(id) : complaint;
    }

    /**
     * One more of the steps of its type is done.
     *
     * @param done the step that the caller has seen as the one to do; nothing happens when a colleague was faster
     */
    public Request stepDone(UUID id, int done) {
        var request = acts.open(id);
        var by = RequestActs.caller();
        if (request.state() == Request.State.RECEIVED) {
            RequestActs.changed(tables.take(organisation(), id, by.id(), by.name()));
        }
        return tables.stepDone(organisation(), id, done) ? acts.happened(id, "step") : request;
    }

    /** Receipt was acknowledged on paper: by letter, or given into the person's hand. */
    public void acknowledgedOnPaper(UUID id, Instant at) {
        tables.acknowledged(acts.mine(id).id(), at);
        acts.happened(id, "acknowledged");
    }

    /** @return whether the acknowledgement of receipt leaves by e-mail */
    public boolean acknowledge(UUID id) {
        return acknowledge(acts.open(id));
    }

    /** Leaves by e-mail, where there is an address. */
    private boolean acknowledge(Request request) {
        if (!mail.acknowledge(request)) {
            return false;
        }
        tables.acknowledged(request.id(), clock.instant());
        acts.happened(request.id(), "acknowledged");
        return true;
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
