package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.law.LegalRule;
import fr.parvis.relations.law.LegalTimes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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

    /** In which what silence has accepted may be taken back, when it is unlawful (CRPA L242-1). */
    private static final Period WITHDRAWN_WITHIN = Period.ofMonths(4);

    /** What is asked there is answered by word of mouth or live. */
    private static final Set<Channel> ANSWERED_ALOUD = Set.of(Channel.COUNTER, Channel.PHONE, Channel.CHAT);

    /** Whoever said it told the person in doing so. */
    private static final Set<Channel> SPOKEN = Set.of(Channel.PHONE, Channel.COUNTER, Channel.POST);

    private final RequestTables tables;
    private final MergedRequests merged;
    private final Requests requests;
    private final Appeals appeals;
    private final HandoverTables handovers;
    private final OfficeDays days;
    private final RequestMail mail;
    private final Reach reach;
    private final Directory directory;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Handling(
            RequestTables tables,
            MergedRequests merged,
            Requests requests,
            Appeals appeals,
            HandoverTables handovers,
            OfficeDays days,
            RequestMail mail,
            Reach reach,
            Directory directory,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.tables = tables;
        this.merged = merged;
        this.requests = requests;
        this.appeals = appeals;
        this.handovers = handovers;
        this.days = days;
        this.mail = mail;
        this.reach = reach;
        this.directory = directory;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Its next step is the caller's now. */
    public Request take(UUID id) {
        var by = caller();
        var request = mine(id);
        requests.demandSettled(id, "to-whom");
        changed(id, tables.take(organisation(), request.id(), by.id(), by.name()));
        return happened(id, "taken");
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
        var said = open(id).said();
        return say(
                id, said != null && !said.email().isEmpty() ? Channel.EMAIL : Channel.WEB, words, RequestTexts.SENT_ON);
    }

    private Interaction say(UUID id, Channel channel, String words, String about) {
        var request = open(id);
        var by = caller();
        reach.demand(request, channel);
        var said = written(request, Interaction.Direction.OUT, channel, words, by.name(), false);
        if (request.state() == Request.State.RECEIVED) {
            tables.take(organisation(), id, by.id(), by.name());
        }
        if (!SPOKEN.contains(channel)) {
            mail.say(request, said, about);
        }
        happened(id, "said");
        return said;
    }

    /** As {@link #hear(UUID, Channel, String, LocalDate, boolean)}, today and without a document. */
    public Interaction hear(UUID id, Channel channel, String words) {
        return hear(id, channel, words, days.today(mine(id).site()), false);
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
        var request = locked(id);
        var heard = written(request, Interaction.Direction.IN, channel, words, "", false);
        tables.wake(id);
        var due = requests.due(request.kind(), request.site());
        var next = NextStep.of(NextStep.Usual.ANSWER, owner(request), due);
        if (!request.isOpen()) {
            reopened(request, on, next);
        } else if (request.state() == Request.State.INCOMPLETE
                && (enclosed || request.kind() == Request.Kind.CALL_BACK)) {
            var asked = request.legal().course().asked();
            completed(request, on.isBefore(asked) ? asked : on);
        }
        happened(id, "heard");
        return heard;
    }

    /** What was refused is contested by that, and acknowledged as an appeal. */
    private void reopened(Request request, LocalDate on, NextStep next) {
        var id = request.id();
        if (!appeals.contests(request, on)) {
            tables.reopen(organisation(), id, next, next.due());
            happened(id, "reopened");
            return;
        }
        appeals.open(request, on, owner(request));
        happened(id, "reopened");
        if (mail.acknowledge(happened(id, "contested"))) {
            tables.acknowledged(id, clock.instant());
            happened(id, "acknowledged");
        }
    }

    /**
     * The words after a refusal contest nothing ("thank you all the same"): it stands as before, and the person is told how to contest it.
     *
     * @throws ProblemException 409 when it is no appeal, or has an end
     */
    public Request contestsNothing(UUID id) {
        var request = open(id);
        if (request.legal().appeal() == null) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "no-appeal");
        }
        say(id, channelTo(request), appeals.none(request));
        changed(id, appeals.undo(id));
        audit.write("request-no-appeal", id.toString());
        return happened(id, "not-contested");
    }

    /** Between colleagues. */
    public Interaction note(UUID id, String words) {
        var request = locked(id);
        var note = written(request, Interaction.Direction.NOTE, request.channel(), words, caller().name(), false);
        happened(id, "noted");
        return note;
    }

    private Interaction written(
            Request request,
            Interaction.Direction direction,
            Channel channel,
            String words,
            String name,
            boolean closes) {
        return written(request, direction, channel, words, name, closes, clock.instant());
    }

    private Interaction written(
            Request request,
            Interaction.Direction direction,
            Channel channel,
            String words,
            String name,
            boolean closes,
            Instant at) {
        if (request.said() == null) {
            throw new ProblemException(HttpStatus.GONE, "relations", "erased");
        }
        if (words.isBlank() && !closes) {
            throw ProblemException.field("text", "relations", "text-missing");
        }
        if (words.length() > Interaction.LONGEST) {
            throw ProblemException.field("text", "relations", "field-too-long", Interaction.LONGEST);
        }
        var by = direction == Interaction.Direction.IN
                ? null
                : Caller.current().map(Caller::id).orElse(null);
        return tables.write(organisation(), request.id(), direction, channel, at, by, name, words.strip(), closes);
    }

    /** @throws ProblemException 409 when it has an end */
    public Request next(UUID id, NextStep next) {
        var request = open(id);
        var state = request.state() == Request.State.RECEIVED ? Request.State.IN_PROGRESS : request.state();
        changed(id, tables.next(organisation(), id, state, next, request.legal().silenceOn()));
        return happened(id, "next-step");
    }

    /**
     * Asks the person for what is missing: times stand still or start again at completion (CRPA L114-5).
     *
     * @param words what is missing, and why
     * @param until the last day that the person is given
     */
    public Request askMissing(UUID id, String words, LocalDate until) {
        var request = open(id);
        var today = days.today(request.site());
        if (request.legal().isAccepted(today)) {
            throw conflict("missing", "accepted-by-silence", silenceOn(request));
        }
        if (!until.isAfter(today)) {
            throw ProblemException.field("until", "relations", "until-past");
        }
        if (until.isAfter(today.plus(LONGEST_WAIT))) {
            throw ProblemException.field("until", "relations", "until-far", LONGEST_WAIT.toTotalMonths());
        }
        var asked = written(request, Interaction.Direction.OUT, channelTo(request), words, caller().name(), false);
        if (request.state() == Request.State.INCOMPLETE) {
            tables.askAgain(id, until);
        } else {
            tables.askMissing(id, today, until);
        }
        var next = NextStep.of(
                NextStep.Usual.COMPLETE,
                request.said() == null ? "" : request.said().name(),
                until);
        changed(id, tables.next(organisation(), id, Request.State.INCOMPLETE, next, silence(id)));
        mail.askMissing(request, asked, until);
        return happened(id, "missing-asked");
    }

    /**
     * What was missing has come; our own promise is longer by the days that the person took.
     *
     * @param on the day on which it came; null for {@link Requests#lastWord}
     * @throws ProblemException about the field "came" when it had not been asked for yet, or the day is to come
     */
    public Request completed(UUID id, @Nullable LocalDate on) {
        var request = open(id);
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
        tables.completed(id, on);
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
                ? NextStep.of(usual, owner(request), due)
                : new NextStep(null, before.what(), "", due);
        changed(id, tables.next(organisation(), id, Request.State.IN_PROGRESS, next, silence(id)));
        return happened(id, "completed");
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
        var request = open(id);
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
        changed(
                id,
                tables.becomesComplaint(organisation(), id, NextStep.of(NextStep.Usual.ANSWER, "", due), rule, times));
        var complaint = happened(id, "complaint");
        if (mail.acknowledge(complaint)) {
            tables.acknowledged(id, clock.instant());
            complaint = happened(id, "acknowledged");
        }
        return complaint;
    }

    /**
     * One more of the steps of its type is done.
     *
     * @param done the step that the caller has seen as the one to do; nothing happens when a colleague was faster
     */
    public Request stepDone(UUID id, int done) {
        var request = open(id);
        var by = caller();
        if (request.state() == Request.State.RECEIVED) {
            changed(id, tables.take(organisation(), id, by.id(), by.name()));
        }
        return tables.stepDone(organisation(), id, done) ? happened(id, "step") : request;
    }

    /** As {@link #close}, with words that the person reads. */
    public boolean answer(UUID id, String words) {
        if (words.isBlank()) {
            throw ProblemException.field("answer", "relations", "answer-missing");
        }
        return close(id, new Closing.Solved(words));
    }

    /**
     * @return false when it had an end already
     * @throws ProblemException about what is missing in the closing
     */
    public boolean close(UUID id, Closing closing) {
        closing.check();
        var request = locked(id);
        if (!request.isOpen() || request.said() == null) {
            return false;
        }
        demand(request, closing, clock.instant());
        var with = closing;
        if (closing instanceof Closing.Solved(var words) && words.isBlank() && !isSpoken(request)) {
            var told = toldLast(request);
            if (told.isPresent()) {
                endedBy(request, told.get());
                return true;
            }
            if (request.kind() == Request.Kind.APPLICATION) {
                throw ProblemException.field("text", "relations", "answer-unsaid");
            }
            with = new Closing.Solved(mail.solved(request));
        }
        var said = ended(request, with, channelTo(request), clock.instant());
        mail.end(request, said, with.state());
        return true;
    }

    private static boolean isSpoken(Request request) {
        return request.kind() == Request.Kind.CALL_BACK
                || request.kind() != Request.Kind.APPLICATION && ANSWERED_ALOUD.contains(request.channel());
    }

    private Optional<Interaction> toldLast(Request request) {
        return merged.exchanged(organisation(), request.id()).stream()
                .filter(one -> one.direction() == Interaction.Direction.OUT
                        && one.words() != null
                        && !one.words().isBlank())
                .reduce((_, later) -> later);
    }

    /**
     * Whether it can be ended like that: no other body still has to answer, what silence has accepted is not refused unless it is taken
     * back, and nobody is given up who was not called as often as promised.
     *
     * @param at when it ends
     * @throws ProblemException about the fields "outcome" or "withdrawal"
     */
    public void demand(Request request, Closing closing, Instant at) {
        demandNobodyWaited(request);
        if (closing instanceof Closing.NotReached()
                && (request.kind() != Request.Kind.CALL_BACK || request.tries() < Request.MOST_TRIES)) {
            throw ProblemException.field("outcome", "relations", "not-reached-yet", Request.MOST_TRIES);
        }
        var accepted = request.legal().silenceOn();
        var day = days.on(at, request.site());
        if (accepted == null
                || !(closing instanceof Closing.Refused refused)
                || !request.legal().isAccepted(day)) {
            return;
        }
        var last = accepted.plus(WITHDRAWN_WITHIN);
        if (day.isAfter(last)) {
            throw conflict("withdrawal", "accepted-for-good", silenceOn(request), DayWords.full(last, Locale.FRENCH));
        }
        if (!refused.withdraws()) {
            throw conflict("withdrawal", "accepted-unsaid", silenceOn(request), DayWords.full(last, Locale.FRENCH));
        }
        audit.write("request-acceptance-withdrawn", request.id().toString());
    }

    private void demandNobodyWaited(Request request) {
        handovers.waiting(request.id()).ifPresent(body -> {
            throw conflict("outcome", "handover-open", body);
        });
    }

    private static String silenceOn(Request request) {
        return DayWords.full(Objects.requireNonNull(request.legal().silenceOn()), Locale.FRENCH);
    }

    private static ProblemException conflict(String field, String name, Object... arguments) {
        return new ProblemException(HttpStatus.CONFLICT, "relations", name, field, Map.of(), arguments);
    }

    /**
     * The last words to the person were the whole answer: they end it, and nothing more is sent.
     *
     * @return false when it had an end already
     * @throws ProblemException about the field "outcome" when the person wrote after them, or when a decision is due
     */
    public boolean answered(UUID id) {
        var request = locked(id);
        if (!request.isOpen() || request.said() == null) {
            return false;
        }
        var last = merged.exchanged(organisation(), id).stream()
                .filter(one -> one.direction() != Interaction.Direction.NOTE)
                .reduce((_, later) -> later)
                .filter(one -> one.direction() == Interaction.Direction.OUT)
                .filter(_ -> request.kind() != Request.Kind.APPLICATION && request.kind() != Request.Kind.CALL_BACK)
                .orElseThrow(() -> ProblemException.field("outcome", "relations", "nothing-answered"));
        demandNobodyWaited(request);
        endedBy(request, last);
        return true;
    }

    private void endedBy(Request request, Interaction last) {
        explained(request);
        tables.closes(last.id());
        finished(request, Request.State.ANSWERED, clock.instant());
    }

    private void explained(Request request) {
        if (request.kind() == Request.Kind.COMPLAINT && !tables.isExplained(request.id())) {
            throw ProblemException.field("cause", "relations", "complaint-unexplained");
        }
    }

    private Interaction ended(Request request, Closing closing, Channel channel, Instant at) {
        explained(request);
        var said = written(request, Interaction.Direction.OUT, channel, closing.words(), caller().name(), true, at);
        finished(request, closing.state(), at);
        return said;
    }

    private void finished(Request request, Request.State end, Instant at) {
        var id = request.id();
        changed(id, tables.close(organisation(), id, end, caller().id(), at));
        var code = end.name().toLowerCase(Locale.ROOT).replace('_', '-');
        audit.write("request-" + code, id.toString());
        var closed = happened(id, "closed");
        publisher.publishEvent(new RequestAnswered(
                id,
                organisation(),
                request.kind(),
                end,
                request.receivedAt(),
                request.dueOn(),
                Objects.requireNonNull(closed.closedAt())));
    }

    /**
     * A letter has left: nothing else is sent.
     *
     * @param closing how it ends the request; null when it does not. What has an end by now keeps it
     */
    public Interaction posted(UUID id, String words, @Nullable Closing closing, Instant at) {
        var request = locked(id);
        if (closing != null && request.isOpen()) {
            closing.check();
            demand(request, closing, at);
            return ended(request, closing, Channel.POST, at);
        }
        var said = written(request, Interaction.Direction.OUT, Channel.POST, words, caller().name(), false, at);
        happened(id, "said");
        return said;
    }

    /** Receipt was acknowledged on paper: by letter, or given into the person's hand. */
    public void acknowledgedOnPaper(UUID id, Instant at) {
        tables.acknowledged(mine(id).id(), at);
        happened(id, "acknowledged");
    }

    /** @return whether the acknowledgement of receipt leaves by e-mail */
    public boolean acknowledge(UUID id) {
        if (!mail.acknowledge(open(id))) {
            return false;
        }
        tables.acknowledged(id, clock.instant());
        happened(id, "acknowledged");
        return true;
    }

    /** Words that were said on the telephone: nothing is sent. */
    public Interaction told(UUID id, String words) {
        var said = written(open(id), Interaction.Direction.OUT, Channel.PHONE, words, caller().name(), false);
        happened(id, "called");
        return said;
    }

    /** One more call that nobody took: how many now; empty when it has an end, or was called as often as promised. */
    public Optional<Integer> calledInVain(UUID id) {
        var tries = tables.tried(organisation(), mine(id).id());
        if (tries.isPresent()) {
            audit.write("request-tried", id.toString());
            happened(id, "tried");
        }
        return tries;
    }

    /**
     * Another moment for a call.
     *
     * @param phone another number; "" for the one that is known
     * @param again whether the person chose it: calls are counted from there
     */
    public Request promiseCall(UUID id, Request.Moment when, String phone, boolean again) {
        var due = LocalDate.ofInstant(when.from(), directory.zone());
        var step = NextStep.of(NextStep.Usual.CALL, owner(open(id)), due);
        changed(id, tables.promiseCall(organisation(), id, when, phone, step, again));
        return happened(id, again ? "call-moved" : "call-promised");
    }

    private Channel channelTo(Request request) {
        return request.kind() == Request.Kind.CALL_BACK
                ? Channel.PHONE
                : reach.of(request).channel();
    }

    private static String owner(Request request) {
        var next = request.next();
        return request.assignee() == null || next == null || next.usual() == NextStep.Usual.COMPLETE
                ? ""
                : next.owner();
    }

    private Request mine(UUID id) {
        return requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }

    private Request locked(UUID id) {
        mine(id);
        return tables.locked(organisation(), id).orElseThrow();
    }

    private Request open(UUID id) {
        var request = locked(id);
        if (!request.isOpen()) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed");
        }
        return request;
    }

    private static void changed(UUID id, boolean done) {
        if (!done) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed");
        }
    }

    private Request happened(UUID id, String what) {
        tables.event(
                organisation(),
                id,
                clock.instant(),
                what,
                Caller.current().map(Caller::id).orElse(null));
        return tables.find(organisation(), id).orElseThrow();
    }

    private UUID organisation() {
        return directory.organisation().id();
    }

    private static Caller caller() {
        return Caller.current().orElseThrow();
    }
}
