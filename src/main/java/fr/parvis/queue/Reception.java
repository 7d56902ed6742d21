package fr.parvis.queue;

import static fr.parvis.queue.CounterState.Mode.CLOSED;
import static fr.parvis.queue.CounterState.Mode.OPEN;
import static fr.parvis.queue.CounterState.Mode.PAUSED;
import static java.util.stream.Collectors.toSet;

import fr.parvis.directory.Counter;
import fr.parvis.directory.Directory;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every act in the hall. Each is one transaction: done and recorded, or refused with a {@link
 * fr.parvis.platform.web.ProblemException} (404 unknown, 409 when the state does not allow it) and nothing changed.
 */
@Component
@Transactional
public class Reception {
    private static final Duration CHECK_IN_WITHIN = Duration.ofHours(24);
    private static final int LATEST_STEP_YEARS = 10;

    private final Tickets tickets;
    private final Counters counters;
    private final HallEvents events;
    private final Directory directory;
    private final LiveUpdates live;
    private final ApplicationEventPublisher publisher;
    private final Doors doors;
    private final TicketNotices notices;
    private final Clock clock;

    Reception(
            Tickets tickets,
            Counters counters,
            HallEvents events,
            Directory directory,
            LiveUpdates live,
            ApplicationEventPublisher publisher,
            Doors doors,
            TicketNotices notices,
            Clock clock) {
        this.tickets = tickets;
        this.counters = counters;
        this.events = events;
        this.directory = directory;
        this.live = live;
        this.publisher = publisher;
        this.doors = doors;
        this.notices = notices;
        this.clock = clock;
    }

    public Ticket take(NewTicket wanted) {
        doors.checkOpen(directory.site(wanted.siteId()), directory.service(wanted.serviceId()), now());
        return receive(wanted);
    }

    /** For whoever has an appointment, also when the doors are shut to others. */
    public Ticket receive(NewTicket wanted) {
        var site = directory.site(wanted.siteId());
        var service = directory.service(wanted.serviceId());
        checkScheduled(wanted.scheduledAt());
        var day = now().atZone(site.zone()).toLocalDate();
        var number = tickets.nextNumber(site.id(), service.letter(), day);
        // read after the letter's lock: numbers follow arrivals
        var now = now();
        var ticket = Ticket.issued(site, wanted, number, now);
        tickets.insert(ticket, ActRecord.entry(ticket, new Act.Issued(now, ticket)));
        return ticket;
    }

    /** Opens, or changes what an open counter serves; empty services means the counter's usual ones. */
    public CounterState open(UUID counterId, Set<UUID> services, @Nullable UUID agentId) {
        var counter = counter(counterId);
        var site = directory.site(counter.siteId());
        var before = lock(counterId);
        var seated = before.agentId();
        if (before.mode() != CLOSED && seated != null && !seated.equals(agentId)) {
            throw QueueProblem.COUNTER_TAKEN.about(counter.name(), agentName(seated));
        }
        if (agentId != null) {
            counters.lockAgent(agentId);
            var elsewhere = counters.whereAgentSits(agentId);
            if (elsewhere.isPresent() && !elsewhere.get().counterId().equals(counterId)) {
                throw QueueProblem.AGENT_ELSEWHERE.about(
                        agentName(agentId), counter(elsewhere.get().counterId()).name());
            }
        }
        var served = services.isEmpty() ? counter.services() : services;
        return change(
                new CounterState(counterId, site.id(), OPEN, Set.copyOf(served), agentId, now()),
                before.mode() == PAUSED ? "counter-resumed" : "counter-opened",
                site.organisationId());
    }

    /**
     * Refused while somebody is called to or served at the counter: finish or send back first. Who was sent to this counter
     * may then be called by any other that serves them, at the same place.
     */
    public CounterState close(UUID counterId) {
        var before = lock(counterId);
        if (before.mode() == CLOSED) {
            return before;
        }
        checkFree(counterId);
        return change(
                new CounterState(counterId, before.siteId(), CLOSED, Set.of(), null, now()), "counter-closed", null);
    }

    /** No further call; the visit in progress goes on. */
    public CounterState pause(UUID counterId) {
        return switchMode(counterId, PAUSED, "counter-paused");
    }

    public CounterState resume(UUID counterId) {
        return switchMode(counterId, OPEN, "counter-resumed");
    }

    /** Empty when nobody waits for this counter. */
    public Optional<Ticket> callNext(UUID counterId) {
        var state = checkCalling(counterId);
        // twice: the one person seen may be taken just then, while another has come since this look began
        var stepFree = directory.countersAt(state.siteId()).stream()
                .filter(Counter::stepFree)
                .map(Counter::id)
                .collect(toSet());
        var speakers = directory.allAgents().stream()
                .flatMap(agent -> agent.languages().stream()
                        .filter(language -> !language.equals("fr"))
                        .map(language -> Map.entry(agent.id(), language)))
                .toList();
        var called = tickets.callNext(state, stepFree, speakers, now())
                .or(() -> tickets.callNext(state, stepFree, speakers, now()));
        called.ifPresent(ticket -> {
            events.append(
                    ActRecord.entry(ticket, new Act.Called(Objects.requireNonNull(ticket.calledAt()), counterId)));
            notices.called(ticket);
        });
        return called;
    }

    /** Refused while the only counter that may call the ticket is another one and not closed. */
    public Ticket callParked(UUID ticketId, UUID counterId) {
        checkCalling(counterId);
        return act(ticketId, ticket -> {
            if (ticket.state() != Ticket.State.PARKED) {
                throw notAllowed(ticket);
            }
            var only = ticket.onlyCounterId();
            if (only != null && !only.equals(counterId) && mode(only) != CLOSED) {
                throw QueueProblem.KEPT_FOR_ANOTHER.about(
                        ticket.number(), counter(only).name());
            }
            return new Act.Called(now(), counterId);
        });
    }

    public Ticket recall(UUID ticketId) {
        return act(ticketId, _ -> new Act.Recalled(now()));
    }

    public Ticket start(UUID ticketId) {
        return act(ticketId, _ -> new Act.Started(now()));
    }

    public Ticket finish(UUID ticketId, Outcome outcome) {
        var ticket = act(ticketId, before -> {
            checkDue(before, outcome);
            return new Act.Finished(now(), outcome);
        });
        publisher.publishEvent(Visits.finished(ticket));
        return ticket;
    }

    public Ticket noShow(UUID ticketId) {
        return act(ticketId, _ -> new Act.MarkedAbsent(now()));
    }

    /** Back to the line, at the old place. */
    public Ticket requeue(UUID ticketId) {
        return act(ticketId, _ -> new Act.Requeued(now()));
    }

    /** Set aside (a form to fill in, a copy to make); comes back by requeue or {@link #callParked}. */
    public Ticket park(UUID ticketId) {
        return act(ticketId, _ -> new Act.Parked(now()));
    }

    /**
     * The person goes to fetch something; the place in the line stays theirs until {@link Doors#keptUntil}.
     *
     * <p>Refused (409) when the doors close too soon for that.
     */
    public Ticket stepOut(UUID ticketId) {
        return act(ticketId, ticket -> {
            var now = now();
            return new Act.WentAway(
                    now,
                    doors.keptUntil(ticket.siteId(), ticket.serviceId(), now)
                            .orElseThrow(() -> QueueProblem.CLOSES_TOO_SOON.about(
                                    directory.site(ticket.siteId()).name())));
        });
    }

    /** Whoever had stepped out is in the line again, at the old place; said twice, it changes nothing. */
    public Ticket comeBack(UUID ticketId) {
        var ticket = tickets.lock(ticketId).orElseThrow(() -> QueueProblem.UNKNOWN_TICKET.about(ticketId));
        return switch (ticket.state()) {
            case WAITING -> ticket;
            case PARKED -> ticket.awayUntil() == null ? ticket : act(ticketId, _ -> new Act.Requeued(now()));
            default -> throw notAllowed(ticket);
        };
    }

    /** Gives the place back when nobody came by then; otherwise refused, as when they are back. */
    Ticket endAway(UUID ticketId, Instant by) {
        return act(ticketId, ticket -> {
            var until = ticket.awayUntil();
            if (ticket.state() != Ticket.State.PARKED || until == null || until.isAfter(by)) {
                throw notAllowed(ticket);
            }
            return new Act.NotBack(now());
        });
    }

    public Ticket transferToService(UUID ticketId, UUID serviceId) {
        return act(ticketId, ticket -> {
            var offered = directory.servicesAt(ticket.siteId()).stream()
                    .anyMatch(service -> service.id().equals(serviceId));
            if (!offered) {
                throw QueueProblem.SERVICE_NOT_SERVED_HERE.about(
                        directory.service(serviceId).name(),
                        directory.site(ticket.siteId()).name());
            }
            return new Act.TransferredToService(now(), serviceId);
        });
    }

    /** As long as it is not closed, only that counter may call then. */
    public Ticket transferToCounter(UUID ticketId, UUID counterId) {
        return act(ticketId, ticket -> {
            if (!counter(counterId).siteId().equals(ticket.siteId())) {
                throw QueueProblem.UNKNOWN_COUNTER.about(counter(counterId).slug());
            }
            return new Act.TransferredToCounter(now(), counterId);
        });
    }

    public Ticket abandon(UUID ticketId) {
        return act(ticketId, _ -> new Act.Abandoned(now()));
    }

    /** At most 1,000 characters; blank erases. */
    public Ticket note(UUID ticketId, String note) {
        var ticket = tickets.lock(ticketId).orElseThrow(() -> QueueProblem.UNKNOWN_TICKET.about(ticketId));
        if (note.length() > 1000) {
            throw ProblemException.field("note", "queue", "note-too-long", 1000);
        }
        tickets.note(ticketId, kept(note));
        live.changed(Topics.site(ticket.siteId()));
        return tickets.find(ticketId).orElseThrow();
    }

    /** The usager's answer to the one question; refused unless the visit is finished. */
    public void giveOpinion(UUID ticketId, int score, @Nullable String words) {
        var ticket = tickets.find(ticketId).orElseThrow(() -> QueueProblem.UNKNOWN_TICKET.about(ticketId));
        if (score < 1 || score > 5) {
            throw ProblemException.field("score", "queue", "score-out-of-range");
        }
        if (words != null && words.length() > 2000) {
            throw ProblemException.field("words", "queue", "words-too-long", 2000);
        }
        if (ticket.state() != Ticket.State.FINISHED) {
            throw QueueProblem.VISIT_NOT_FINISHED.about(ticket.number());
        }
        publisher.publishEvent(new OpinionGiven(
                ticketId,
                ticket.organisationId(),
                ticket.siteId(),
                ticket.serviceId(),
                score,
                words == null ? null : kept(words),
                now()));
    }

    /** Without the one character that the database cannot hold. */
    private static @Nullable String kept(String words) {
        var text = words.replace("\0", "").strip();
        return text.isEmpty() ? null : text;
    }

    /** An appointment of another day cannot be checked in. */
    private void checkScheduled(@Nullable Instant scheduledAt) {
        var now = now();
        if (scheduledAt != null
                && (scheduledAt.isBefore(now.minus(CHECK_IN_WITHIN))
                        || scheduledAt.isAfter(now.plus(CHECK_IN_WITHIN)))) {
            throw ProblemException.field("scheduledAt", "queue", "scheduled-another-day", CHECK_IN_WITHIN.toHours());
        }
    }

    private void checkDue(Ticket ticket, Outcome outcome) {
        var today = LocalDate.ofInstant(now(), directory.site(ticket.siteId()).zone());
        var last = today.plusYears(LATEST_STEP_YEARS);
        if (outcome instanceof Outcome.NextStep step
                && (step.due().isBefore(today) || step.due().isAfter(last))) {
            throw ProblemException.field(
                    "nextStep.due", "queue", "due-out-of-range", today.toString(), last.toString());
        }
    }

    private Ticket act(UUID ticketId, Function<Ticket, Act> decide) {
        var before = tickets.lock(ticketId).orElseThrow(() -> QueueProblem.UNKNOWN_TICKET.about(ticketId));
        var act = decide.apply(before);
        if (!TicketLife.allowedFrom(act).contains(before.state())) {
            throw act instanceof Act.Finished && before.state() == Ticket.State.CALLED
                    ? startFirst(before)
                    : notAllowed(before);
        }
        var after = TicketLife.after(before, act);
        if (!tickets.save(after, before.state(), ActRecord.entry(after, act))) {
            throw notAllowed(before);
        }
        if (act instanceof Act.Called || act instanceof Act.Recalled) {
            notices.called(after);
        }
        return after;
    }

    private CounterState checkCalling(UUID counterId) {
        var counter = counter(counterId);
        var state = lock(counterId);
        switch (state.mode()) {
            case CLOSED -> throw QueueProblem.COUNTER_CLOSED.about(counter.name());
            case PAUSED -> throw QueueProblem.COUNTER_PAUSED.about(counter.name());
            case OPEN -> checkFree(counterId);
        }
        return state;
    }

    private void checkFree(UUID counterId) {
        tickets.atCounter(counterId).ifPresent(ticket -> {
            throw QueueProblem.COUNTER_BUSY.with(
                    Map.of("ticket", ticket.number()), counter(counterId).name(), ticket.number());
        });
    }

    private CounterState switchMode(UUID counterId, CounterState.Mode mode, String type) {
        var before = lock(counterId);
        if (before.mode() == CLOSED) {
            throw QueueProblem.COUNTER_CLOSED.about(counter(counterId).name());
        }
        if (before.mode() == mode) {
            return before;
        }
        return change(
                new CounterState(counterId, before.siteId(), mode, before.services(), before.agentId(), now()),
                type,
                null);
    }

    private CounterState change(CounterState state, String type, @Nullable UUID organisationId) {
        counters.save(state);
        var organisation = organisationId != null
                ? organisationId
                : directory.site(state.siteId()).organisationId();
        events.append(new HallEvents.Entry(
                organisation,
                state.siteId(),
                null,
                state.counterId(),
                type,
                state.since(),
                Map.of(
                        "services",
                        state.services().stream().map(UUID::toString).sorted().toList())));
        return state;
    }

    private CounterState.Mode mode(UUID counterId) {
        return counters.find(counterId).map(CounterState::mode).orElse(CLOSED);
    }

    private CounterState lock(UUID counterId) {
        var counter = counter(counterId);
        return counters.lock(counterId, directory.site(counter.siteId()).organisationId(), counter.siteId(), now());
    }

    private fr.parvis.directory.Counter counter(UUID counterId) {
        try {
            return directory.counter(counterId);
        } catch (NoSuchElementException _) {
            throw QueueProblem.UNKNOWN_COUNTER.about(counterId);
        }
    }

    private String agentName(UUID agentId) {
        return directory.agent(agentId).name();
    }

    /** For programs the same refusal as any other that the state does not allow; for people the way on. */
    private static ProblemException startFirst(Ticket ticket) {
        var refused = notAllowed(ticket);
        var refusal = new ProblemException(
                HttpStatus.CONFLICT,
                "queue",
                "start-first",
                null,
                Map.of("state", ticket.state().code()),
                ticket.number());
        refusal.getBody().setType(Objects.requireNonNull(refused.getBody().getType()));
        return refusal;
    }

    private static ProblemException notAllowed(Ticket ticket) {
        return QueueProblem.STATE_DOES_NOT_ALLOW.with(
                Map.of("state", ticket.state().code()),
                ticket.number(),
                new DefaultMessageSourceResolvable(
                        "queue.state." + ticket.state().code()));
    }

    /** Microseconds, as the database keeps them: what is answered is what is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
