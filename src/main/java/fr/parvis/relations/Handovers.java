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

    private final RequestActs acts;
    private final HandoverTables handovers;
    private final HandoverMail letters;
    private final RequestTables tables;
    private final Handling handling;
    private final Enclosures enclosures;
    private final Bodies bodies;
    private final Reach reach;
    private final OfficeDays days;
    private final Directory directory;
    private final MessageSource texts;
    private final AuditLog audit;
    private final Clock clock;

    Handovers(
            RequestActs acts,
            HandoverTables handovers,
            HandoverMail letters,
            RequestTables tables,
            Handling handling,
            Enclosures enclosures,
            Bodies bodies,
            Reach reach,
            OfficeDays days,
            Directory directory,
            MessageSource texts,
            AuditLog audit,
            Clock clock) {
        this.acts = acts;
        this.handovers = handovers;
        this.letters = letters;
        this.tables = tables;
        this.handling = handling;
        this.enclosures = enclosures;
        this.bodies = bodies;
        this.reach = reach;
        this.days = days;
        this.directory = directory;
        this.texts = texts;
        this.audit = audit;
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
        var request = acts.open(id);
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
        acts.happened(id, "handed-over");
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
            acts.happened(one.request(), "handover-reminded");
        });
        return waiting.size();
    }

    static void needs(String field, String typed, int most) {
        if (typed.isBlank() || typed.length() > most) {
            throw ProblemException.field(field, "relations", "words-needed", most);
        }
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
