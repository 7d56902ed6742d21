package fr.parvis.relations;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.messaging.incoming.IncomingMails;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Handing a person over to another body. The request stays open here, with somebody who checks that they were taken up, until that body
 * says so itself; what it reads is what was handed over, behind an address that cannot be guessed.
 */
@Component
@Transactional
public class Handovers {
    public static final int LONGEST = 4000;
    public static final int LONGEST_ANSWER = 1000;
    public static final int MOST_DAYS = 30;
    private static final int LONGEST_NAME = 120;
    private static final int DAYS_TO_GO_ON = 2;
    private static final Duration OPEN = Duration.ofDays(60);

    /**
     * @param documents keys of {@link Enclosures}: the consent is for these and no others
     * @param days working days after which somebody checks
     * @param consent null when it was not said how: nobody is handed over then
     */
    public record Wanted(
            @Nullable UUID body,
            String words,
            boolean contact,
            Set<String> documents,
            Handover.@Nullable Consent consent,
            @Nullable LocalDate consentedOn,
            boolean closes,
            @Nullable Integer days) {}

    private final HandoverTables handovers;
    private final HandoverMail letters;
    private final RequestTables tables;
    private final MergedRequests merged;
    private final Requests requests;
    private final Handling handling;
    private final Enclosures enclosures;
    private final Bodies bodies;
    private final RequestMail mail;
    private final Reach reach;
    private final OfficeDays days;
    private final Directory directory;
    private final MessageSource texts;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Handovers(
            HandoverTables handovers,
            HandoverMail letters,
            RequestTables tables,
            MergedRequests merged,
            Requests requests,
            Handling handling,
            Enclosures enclosures,
            Bodies bodies,
            RequestMail mail,
            Reach reach,
            OfficeDays days,
            Directory directory,
            MessageSource texts,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.handovers = handovers;
        this.letters = letters;
        this.tables = tables;
        this.merged = merged;
        this.requests = requests;
        this.handling = handling;
        this.enclosures = enclosures;
        this.bodies = bodies;
        this.mail = mail;
        this.reach = reach;
        this.days = days;
        this.directory = directory;
        this.texts = texts;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Oldest first. */
    public List<Handover> of(UUID request) {
        return handovers.of(request);
    }

    /** Empty when there is none, when it is too old, and when what was handed over is erased. */
    public Optional<Handover> find(String token) {
        return handovers.find(token, clock.instant()).filter(one -> request(one).said() != null);
    }

    /** The request of a handover, whoever asks. */
    public Request request(Handover handover) {
        return tables.find(directory.organisation().id(), handover.request()).orElseThrow();
    }

    /**
     * The other body is written to, the person is told, and somebody checks.
     *
     * @throws ProblemException about all fields at fault, or 409 when the request has an end
     */
    public Handover handOver(UUID id, Wanted wanted) {
        var request = open(id);
        var by = Caller.current().orElseThrow();
        var today = days.today();
        var body = check(request, wanted, today);
        var due = days.after(today, Objects.requireNonNull(wanted.days()));
        var handover = insert(request, wanted, body, by, due);
        var locale = locale(request);
        var told = text("relations.handover.told", locale, body.name(), reach(body));
        var handed = names(request, handover);
        handling.sayPassedOn(
                id,
                handed.isEmpty()
                        ? told
                        : told + "\n\n" + text("relations.handover.told.documents", locale, String.join(", ", handed)));
        handling.next(id, new NextStep(null, text("relations.handover.next", locale, body.name()), by.name(), due));
        happened(id, "handed-over");
        audit.write("request-handed-over", id + " " + body.name());
        letters.announce(handover, request, body);
        return handover;
    }

    private List<String> names(Request request, Handover handover) {
        return documents(request, handover).stream()
                .map(Enclosures.Enclosure::name)
                .toList();
    }

    /** What was chosen, as far as it may still be handed out. */
    private List<Enclosures.Enclosure> documents(Request request, Handover handover) {
        return handover.documents().isEmpty()
                ? List.of()
                : enclosures.handedOut(request).stream()
                        .filter(one -> handover.documents().contains(one.key()))
                        .toList();
    }

    /** What the other body may read of what came with the request: no more than was chosen. */
    public List<Enclosures.Enclosure> documents(Handover handover) {
        return documents(request(handover), handover);
    }

    /** @throws ProblemException 404 when it was not handed over; 403 when it is withheld by now */
    public IncomingMails.Handed document(Handover handover, String key) {
        if (!handover.documents().contains(key)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-document");
        }
        return enclosures.open(request(handover), key);
    }

    private Bodies.Body check(Request request, Wanted wanted, LocalDate today) {
        var wrong = new Corrections();
        var body = wrong.of(() -> bodies.find(wanted.body())
                .filter(Bodies.Body::active)
                .orElseThrow(() -> ProblemException.field("body", "relations", "body-missing")));
        wrong.check(() -> needs("words", wanted.words(), LONGEST));
        wrong.check(() -> {
            var known = enclosures.handedOut(request).stream()
                    .map(Enclosures.Enclosure::key)
                    .toList();
            if (!known.containsAll(wanted.documents())) {
                throw ProblemException.field("documents", "relations", "unknown-document");
            }
        });
        wrong.check(() -> {
            if (wanted.consent() == null) {
                throw ProblemException.field("consent", "relations", "consent-missing");
            }
        });
        wrong.check(() -> {
            var on = wanted.consentedOn();
            if (on == null || on.isAfter(today) || on.isBefore(today.minusYears(1))) {
                throw ProblemException.field("consentedOn", "relations", "consent-day");
            }
        });
        wrong.check(() -> {
            var number = wanted.days();
            if (number == null || number < 1 || number > MOST_DAYS) {
                throw ProblemException.field("days", "relations", "number-out-of-range", 1, MOST_DAYS);
            }
        });
        wrong.check(() -> {
            if (body != null
                    && of(request.id()).stream()
                            .anyMatch(one -> one.state() == Handover.State.SENT
                                    && one.bodyId().equals(body.id()))) {
                throw ProblemException.field("body", "relations", "handover-waits");
            }
        });
        wrong.demand();
        return Objects.requireNonNull(body);
    }

    private Handover insert(Request request, Wanted wanted, Bodies.Body body, Caller by, LocalDate due) {
        var now = clock.instant();
        var remind = days.after(days.today(), Math.max(1, Objects.requireNonNull(wanted.days()) - 1));
        // the answer to a complaint is ours
        var closes = wanted.closes() && request.kind() != Request.Kind.COMPLAINT;
        return handovers.insert(request, wanted, closes, body, by, due, remind, now, now.plus(OPEN));
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
        wrong.check(() -> needs("name", name, LONGEST_NAME));
        wrong.check(() -> needs("next", next, LONGEST_ANSWER));
        wrong.demand();
        var handover = answered(token, Handover.State.TAKEN, name, next);
        var request = locked(handover);
        var words = text("relations.handover.taken", locale(request), handover.body(), name, next);
        if (!request.isOpen()) {
            said(request, handover, words, false);
            return;
        }
        if (handover.closes() && handovers.waiting(request.id()).isEmpty()) {
            var closing = new Closing.SentOn(words);
            var said = said(request, handover, words, true);
            tables.close(organisation(), request.id(), closing.state(), null, clock.instant());
            mail.say(request, said, RequestTexts.SENT_ON);
            happened(request.id(), "closed");
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
        wrong.check(() -> needs("who", name, LONGEST_NAME));
        wrong.check(() -> needs("reason", reason, LONGEST_ANSWER));
        wrong.demand();
        var handover = answered(token, Handover.State.DECLINED, name, reason);
        var request =
                tables.locked(organisation(), merged.goesOn(handover.request())).orElseThrow();
        if (request.said() == null) {
            return;
        }
        tables.write(
                organisation(),
                request.id(),
                Interaction.Direction.NOTE,
                Channel.WEB,
                clock.instant(),
                null,
                handover.body(),
                text("relations.handover.declined.note", Locale.FRENCH, handover.body(), name, reason),
                false);
        var what = text("relations.handover.other", locale(request));
        var next = new NextStep(null, what, handover.by(), days.after(days.today(), DAYS_TO_GO_ON));
        if (request.isOpen()) {
            goOn(request, handover, next);
        } else {
            tables.reopen(organisation(), request.id(), next, next.due());
            happened(request.id(), "reopened");
            happened(request.id(), "handover-declined");
        }
    }

    /**
     * We go on with it ourselves: that body can neither read nor answer any more.
     *
     * @throws ProblemException 404, or 409 when it has answered meanwhile
     */
    public void takeBack(UUID id, UUID handover) {
        var request = requests.find(id)
                .flatMap(mine -> tables.locked(organisation(), mine.id()))
                .orElseThrow(Handovers::unknown);
        var known = of(request.id()).stream()
                .filter(one -> one.id().equals(handover))
                .findFirst()
                .orElseThrow(Handovers::unknown);
        var by = Caller.current().orElseThrow();
        if (!handovers.answered(known.id(), Handover.State.WITHDRAWN, clock.instant(), by.name(), "")) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "handover-answered-meanwhile");
        }
        letters.drop(known);
        audit.write("handover-withdrawn", known.id().toString());
        if (request.isOpen()) {
            handling.next(id, NextStep.of(NextStep.Usual.ANSWER, by.name(), due(request)));
        }
        happened(id, "handover-withdrawn");
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
        happened(request.id(), handover.state() == Handover.State.DECLINED ? "handover-declined" : "handover-taken");
    }

    private Interaction said(Request request, Handover handover, String words, boolean closes) {
        return tables.write(
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
        var known = find(token).orElseThrow(Handovers::unknown);
        locked(known);
        if (!handovers.answered(known.id(), state, clock.instant(), name.strip(), answer.strip())) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "handover-answered");
        }
        letters.drop(known);
        audit.write(
                "handover-" + state.name().toLowerCase(Locale.ROOT), known.id().toString());
        return find(token).orElseThrow(Handovers::unknown);
    }

    /** Once, the day before somebody here checks. @return how many bodies were reminded */
    public int remind() {
        var today = days.today();
        if (!days.isWorked(today)) {
            return 0;
        }
        var waiting = handovers.toRemind(today, clock.instant()).stream()
                .flatMap(token -> find(token).stream())
                .filter(one -> request(one).isOpen())
                .toList();
        waiting.forEach(one -> {
            var body = bodies.find(one.bodyId()).orElseThrow();
            letters.remind(one, request(one), body);
            happened(one.request(), "handover-reminded");
        });
        return waiting.size();
    }

    private static void needs(String field, String typed, int most) {
        if (typed.isBlank() || typed.length() > most) {
            throw ProblemException.field(field, "relations", "words-needed", most);
        }
    }

    private Request open(UUID id) {
        var request = requests.find(id)
                .flatMap(mine -> tables.locked(organisation(), mine.id()))
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
        if (!request.isOpen()) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed");
        }
        return request;
    }

    private Request locked(Handover handover) {
        return tables.locked(organisation(), handover.request()).orElseThrow();
    }

    private void happened(UUID id, String what) {
        tables.event(
                organisation(),
                id,
                clock.instant(),
                what,
                Caller.current().map(Caller::id).orElse(null));
    }

    private static String reach(Bodies.Body body) {
        return String.join(
                ", ",
                List.of(body.address(), body.phone(), body.email()).stream()
                        .filter(one -> !one.isEmpty())
                        .toList());
    }

    private Locale locale(Request request) {
        return reach.of(request).spoken().locale();
    }

    private String text(String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(texts.getMessage(key, arguments, locale));
    }

    static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-handover");
    }

    private UUID organisation() {
        return directory.organisation().id();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> handoverReminderTask(Handovers handovers) {
            return Tasks.recurring("handover-reminder", FixedDelay.ofMinutes(30))
                    .execute((_, _) -> handovers.remind());
        }
    }
}
