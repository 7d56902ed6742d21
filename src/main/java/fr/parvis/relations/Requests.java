package fr.parvis.relations;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Requests from the moment they are made to an end that is always said: answered, sent on, called in vain, withdrawn, or left unanswered. */
@Component
@Transactional
public class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final int LONGEST_OUTCOME = 8000;
    private static final int MONTHS_KEPT = 12;
    private static final Duration CLOSED_SHOWN = Duration.ofDays(30);

    private final RequestTables tables;
    private final Promises promises;
    private final OfficeDays days;
    private final Directory directory;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Requests(
            RequestTables tables,
            Promises promises,
            OfficeDays days,
            Directory directory,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.tables = tables;
        this.promises = promises;
        this.days = days;
        this.directory = directory;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** @throws ProblemException about a field that must be corrected */
    public Request receive(NewRequest wanted) {
        wanted.check();
        var received = tables.insert(directory.organisation().id(), wanted, clock.instant(), due(wanted));
        received.ifPresent(request -> publisher.publishEvent(new RequestReceived(
                request.id(), directory.organisation().id(), request.kind(), request.receivedAt(), request.dueOn())));
        return received.orElseGet(() -> tables.sameAs(wanted));
    }

    /** Whoever chose a moment is called then. */
    private LocalDate due(NewRequest wanted) {
        var when = wanted.said().when();
        return when == null ? due(wanted.kind()) : LocalDate.ofInstant(when.from(), directory.zone());
    }

    /** Until when an answer is promised to what would be asked now. */
    public LocalDate due(Request.Kind kind) {
        return days.after(days.today(), promises.days().of(kind));
    }

    public Optional<Request> find(Reference reference) {
        return tables.find(reference);
    }

    public Optional<Request> find(UUID id) {
        return tables.find(directory.organisation().id(), id);
    }

    public List<Request> open() {
        return tables.open(directory.organisation().id());
    }

    public List<Request> lately() {
        return tables.closedSince(directory.organisation().id(), clock.instant().minus(CLOSED_SHOWN));
    }

    /** Nothing that the person said remains. */
    public void withdraw(Reference reference) {
        tables.withdraw(reference, clock.instant());
    }

    /**
     * @param words what the person will read
     * @return whether it was still to be answered
     */
    public boolean answer(UUID id, String words, UUID by) {
        checkOutcome("answer", words, "answer-missing");
        return end(id, Request.State.ANSWERED, words, by);
    }

    /** @param words what was agreed on the phone, as the person can read it again; may be empty */
    public boolean calledAndAnswered(UUID id, String words, UUID by) {
        checkLength("note", words);
        return end(id, Request.State.ANSWERED, words, by);
    }

    /** @param to who answers now, as the person will read it */
    public boolean sendOn(UUID id, String to, UUID by) {
        checkOutcome("to", to, "to-missing");
        return end(id, Request.State.SENT_ON, to, by);
    }

    /** The last of the promised calls ends the request. */
    public boolean calledInVain(UUID id, UUID by) {
        var tried = tables.tried(directory.organisation().id(), id);
        if (tried.isPresent() && tried.get().tries() >= Request.MOST_TRIES) {
            end(id, Request.State.NOT_REACHED, null, by);
        } else if (tried.isPresent()) {
            audit.write("request-tried", id.toString());
        }
        return tried.isPresent();
    }

    private static void checkOutcome(String field, String words, String problem) {
        if (words.isBlank()) {
            throw ProblemException.field(field, "relations", problem);
        }
        checkLength(field, words);
    }

    private static void checkLength(String field, String words) {
        if (words.length() > LONGEST_OUTCOME) {
            throw ProblemException.field(field, "relations", "outcome-too-long", LONGEST_OUTCOME);
        }
    }

    private boolean end(UUID id, Request.State end, @Nullable String outcome, UUID by) {
        var organisation = directory.organisation().id();
        var closed = tables.close(organisation, id, end, outcome, by, clock.instant());
        closed.ifPresent(request -> {
            audit.write("request-" + end.name().toLowerCase(Locale.ROOT).replace('_', '-'), id.toString());
            publisher.publishEvent(new RequestAnswered(
                    id,
                    organisation,
                    request.kind(),
                    end,
                    request.receivedAt(),
                    request.dueOn(),
                    Objects.requireNonNull(request.closedAt())));
        });
        return closed.isPresent();
    }

    /** What nobody needs any more; whoever opens the page of a request that nobody answered reads that. */
    public int forget() {
        var now = clock.instant();
        return tables.erase(
                now.atOffset(ZoneOffset.UTC).minusMonths(MONTHS_KEPT).toInstant(), now);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> requestKeepingTask(Requests requests) {
            return Tasks.recurring("request-keeping", FixedDelay.ofHours(12)).execute((_, _) -> {
                var erased = requests.forget();
                LOG.debug("{} old requests erased", erased);
            });
        }
    }
}
