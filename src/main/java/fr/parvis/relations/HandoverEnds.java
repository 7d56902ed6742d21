package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How a handover ends: the other body takes the person up, or does not, or we take them back. Each leaves the request with an end or a next step. */
@Component
@Transactional
public class HandoverEnds {
    private static final int LONGEST_NAME = 120;
    private static final int DAYS_TO_GO_ON = 2;

    private final RequestActs acts;
    private final Handovers known;
    private final HandoverTables handovers;
    private final HandoverMail letters;
    private final RequestTables tables;
    private final InteractionTables interactions;
    private final MergedRequests merged;
    private final Handling handling;
    private final RequestMail mail;
    private final Reach reach;
    private final RequestTexts texts;
    private final OfficeDays days;
    private final Directory directory;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    HandoverEnds(
            RequestActs acts,
            Handovers known,
            HandoverTables handovers,
            HandoverMail letters,
            RequestTables tables,
            InteractionTables interactions,
            MergedRequests merged,
            Handling handling,
            RequestMail mail,
            Reach reach,
            RequestTexts texts,
            OfficeDays days,
            Directory directory,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.acts = acts;
        this.known = known;
        this.handovers = handovers;
        this.letters = letters;
        this.tables = tables;
        this.interactions = interactions;
        this.merged = merged;
        this.handling = handling;
        this.mail = mail;
        this.reach = reach;
        this.texts = texts;
        this.days = days;
        this.directory = directory;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Said by the other body: the person is told, and the request ends or goes on.
     *
     * @param name of whoever has them now
     * @param next what happens next there
     * @throws ProblemException about a field, or 409 when it is answered already
     */
    public void takenUp(String token, String name, String next) {
        var wrong = new Corrections();
        wrong.check(() -> Handovers.needs("name", name, LONGEST_NAME));
        wrong.check(() -> Handovers.needs("next", next, Handovers.LONGEST_ANSWER));
        wrong.demand();
        var handover = answered(token, Handover.State.TAKEN, name, next);
        var request = locked(handover);
        var words = texts.text("relations.handover.taken", reach.of(request).spoken(), handover.body(), name, next);
        if (!request.isOpen()) {
            said(request, handover, words, false);
            return;
        }
        if (handover.closes() && handovers.waiting(request.id()).isEmpty()) {
            var closing = new Closing.SentOn(words);
            var said = said(request, handover, words, true);
            tables.close(organisation(), request.id(), closing.state(), null, clock.instant());
            mail.say(request, said, RequestTexts.SENT_ON);
            acts.happened(request.id(), "closed");
            publisher.publishEvent(new RequestAnswered(
                    request.id(),
                    organisation(),
                    request.kind(),
                    closing.state(),
                    request.receivedAt(),
                    request.dueOn(),
                    clock.instant()));
        } else {
            mail.say(request, said(request, handover, words, false), RequestTexts.SENT_ON);
            goOn(request, handover, NextStep.of(NextStep.Usual.ANSWER, handover.by(), due(request)));
        }
    }

    /**
     * Somebody here looks for another way, also when the request had an end by now, or goes on in another one.
     *
     * @throws ProblemException about a field, or 409 when it is answered already
     */
    public void declined(String token, String name, String reason) {
        var wrong = new Corrections();
        wrong.check(() -> Handovers.needs("who", name, LONGEST_NAME));
        wrong.check(() -> Handovers.needs("reason", reason, Handovers.LONGEST_ANSWER));
        wrong.demand();
        var handover = answered(token, Handover.State.DECLINED, name, reason);
        var request =
                tables.locked(organisation(), merged.goesOn(handover.request())).orElseThrow();
        if (request.said() == null) {
            return;
        }
        interactions.write(
                organisation(),
                request.id(),
                Interaction.Direction.NOTE,
                Channel.WEB,
                clock.instant(),
                null,
                handover.body(),
                texts.text("relations.handover.declined.note", Language.FRENCH, handover.body(), name, reason),
                false);
        var what = texts.text("relations.handover.other", reach.of(request).spoken());
        var next = new NextStep(null, what, handover.by(), days.after(days.today(), DAYS_TO_GO_ON));
        if (request.isOpen()) {
            goOn(request, handover, next);
        } else {
            tables.reopen(organisation(), request.id(), next, next.due());
            acts.happened(request.id(), "reopened");
            acts.happened(request.id(), "handover-declined");
        }
    }

    /**
     * We go on with it ourselves: that body can neither read nor answer any more.
     *
     * @throws ProblemException 404, or 409 when it has answered meanwhile
     */
    public void takeBack(UUID id, UUID handover) {
        var request = acts.locked(id);
        var sent = handovers.of(request.id()).stream()
                .filter(one -> one.id().equals(handover))
                .findFirst()
                .orElseThrow(Handovers::unknown);
        var by = RequestActs.caller();
        if (!handovers.answered(sent.id(), Handover.State.WITHDRAWN, clock.instant(), by.name(), "")) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "handover-answered-meanwhile");
        }
        letters.drop(sent);
        audit.write("handover-withdrawn", sent.id().toString());
        if (request.isOpen()) {
            handling.next(id, NextStep.of(NextStep.Usual.ANSWER, by.name(), due(request)));
        }
        acts.happened(id, "handover-withdrawn");
    }

    private LocalDate due(Request request) {
        var soon = days.after(days.today(), DAYS_TO_GO_ON);
        return request.dueOn().isAfter(soon) ? request.dueOn() : soon;
    }

    private void goOn(Request request, Handover handover, NextStep next) {
        tables.next(
                organisation(),
                request.id(),
                Request.State.IN_PROGRESS,
                next,
                request.legal().silenceOn());
        acts.happened(
                request.id(), handover.state() == Handover.State.DECLINED ? "handover-declined" : "handover-taken");
    }

    private Interaction said(Request request, Handover handover, String words, boolean closes) {
        return interactions.write(
                organisation(),
                request.id(),
                Interaction.Direction.OUT,
                Channel.WEB,
                clock.instant(),
                null,
                handover.body(),
                words,
                closes);
    }

    /** The first answer counts. */
    private Handover answered(String token, Handover.State state, String name, String answer) {
        var sent = known.find(token).orElseThrow(Handovers::unknown);
        locked(sent);
        if (!handovers.answered(sent.id(), state, clock.instant(), name.strip(), answer.strip())) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "handover-answered");
        }
        letters.drop(sent);
        audit.write(
                "handover-" + state.name().toLowerCase(Locale.ROOT), sent.id().toString());
        return known.find(token).orElseThrow(Handovers::unknown);
    }

    private Request locked(Handover handover) {
        return tables.locked(organisation(), handover.request()).orElseThrow();
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
