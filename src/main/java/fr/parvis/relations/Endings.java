package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How a request ends: with words to the person, what the law wants of a no, and nobody else still to answer. */
@Component
@Transactional
public class Endings {
    /** In which what silence has accepted may be taken back, when it is unlawful (CRPA L242-1). */
    private static final Period WITHDRAWN_WITHIN = Period.ofMonths(4);

    /** What is asked there is answered by word of mouth or live. */
    private static final Set<Channel> ANSWERED_ALOUD = Set.of(Channel.COUNTER, Channel.PHONE, Channel.CHAT);

    private final RequestActs acts;
    private final RequestTables tables;
    private final InteractionTables interactions;
    private final MergedRequests merged;
    private final HandoverTables handovers;
    private final OfficeDays days;
    private final RequestMail mail;
    private final Reach reach;
    private final Directory directory;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Endings(
            RequestActs acts,
            RequestTables tables,
            InteractionTables interactions,
            MergedRequests merged,
            HandoverTables handovers,
            OfficeDays days,
            RequestMail mail,
            Reach reach,
            Directory directory,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.acts = acts;
        this.tables = tables;
        this.interactions = interactions;
        this.merged = merged;
        this.handovers = handovers;
        this.days = days;
        this.mail = mail;
        this.reach = reach;
        this.directory = directory;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
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
        var request = acts.locked(id);
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
        var said = ended(request, with, reach.channel(request), clock.instant());
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
            throw RequestActs.conflict(
                    "withdrawal", "accepted-for-good", silenceOn(request), DayWords.full(last, Locale.FRENCH));
        }
        if (!refused.withdraws()) {
            throw RequestActs.conflict(
                    "withdrawal", "accepted-unsaid", silenceOn(request), DayWords.full(last, Locale.FRENCH));
        }
        audit.write("request-acceptance-withdrawn", request.id().toString());
    }

    private void demandNobodyWaited(Request request) {
        handovers.waiting(request.id()).ifPresent(body -> {
            throw RequestActs.conflict("outcome", "handover-open", body);
        });
    }

    private static String silenceOn(Request request) {
        return DayWords.full(Objects.requireNonNull(request.legal().silenceOn()), Locale.FRENCH);
    }

    /**
     * The last words to the person were the whole answer: they end it, and nothing more is sent.
     *
     * @return false when it had an end already
     * @throws ProblemException about the field "outcome" when the person wrote after them, or when a decision is due
     */
    public boolean answered(UUID id) {
        var request = acts.locked(id);
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
        interactions.closes(last.id());
        finished(request, Request.State.ANSWERED, clock.instant());
    }

    private void explained(Request request) {
        if (request.kind() == Request.Kind.COMPLAINT && !tables.isExplained(request.id())) {
            throw ProblemException.field("cause", "relations", "complaint-unexplained");
        }
    }

    private Interaction ended(Request request, Closing closing, Channel channel, Instant at) {
        explained(request);
        var said = acts.write(
                request,
                Interaction.Direction.OUT,
                channel,
                closing.words(),
                RequestActs.caller().name(),
                true,
                at);
        finished(request, closing.state(), at);
        return said;
    }

    private void finished(Request request, Request.State end, Instant at) {
        var id = request.id();
        RequestActs.changed(
                tables.close(organisation(), id, end, RequestActs.caller().id(), at));
        var code = end.name().toLowerCase(Locale.ROOT).replace('_', '-');
        audit.write("request-" + code, id.toString());
        var closed = acts.happened(id, "closed");
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
        var request = acts.locked(id);
        if (closing != null && request.isOpen()) {
            closing.check();
            demand(request, closing, at);
            return ended(request, closing, Channel.POST, at);
        }
        var said = acts.write(
                request,
                Interaction.Direction.OUT,
                Channel.POST,
                words,
                RequestActs.caller().name(),
                false,
                at);
        acts.happened(id, "said");
        return said;
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
