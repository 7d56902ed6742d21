package fr.parvis.demo;

import fr.parvis.directory.Site;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The people of the living town: they come, lose patience, answer the question. Those of an earlier run, and the real ones,
 * are received like anybody but do nothing by themselves. One thread alone moves them.
 */
@Component
class LiveVisitors {
    private static final double SENT_ON = 0.03;
    private static final double SET_ASIDE = 0.04;

    private static final Duration LONGEST_STAY = Duration.ofHours(3);

    /** What an agent does in the middle of some visits, once. */
    enum Detour {
        NONE,
        SEND_ON,
        SET_ASIDE
    }

    private record Answering(UUID ticketId, Answer answer, Instant at) {}

    private final DemoTown town;
    private final Reception reception;
    private final SplittableRandom random = new SplittableRandom();
    private final Queue<Crowd.Visitor> expected = new PriorityQueue<>(Comparator.comparing(Crowd.Visitor::arrivesAt));
    private final Queue<Answering> answers = new PriorityQueue<>(Comparator.comparing(Answering::at));
    private final Map<UUID, Crowd.Visitor> inside = new HashMap<>();
    private final Map<UUID, Instant> asideUntil = new HashMap<>();
    private final Set<UUID> detoured = new HashSet<>();

    LiveVisitors(DemoTown town, Reception reception) {
        this.town = town;
        this.reception = reception;
    }

    /** One more person sets out; with an appointment they are here around the next quarter of an hour. */
    void setOut(TownPlan.Site plan, Instant now) {
        expected.add(new Crowd(town.demand(plan), random).next(now));
    }

    void comeIn(Instant now) {
        while (!expected.isEmpty() && !expected.peek().arrivesAt().isAfter(now)) {
            var visitor = expected.remove();
            LiveTown.attempt(() -> inside.put(reception.take(visitor.wanted()).id(), visitor));
        }
        // those whom a person has received
        inside.values().removeIf(visitor -> visitor.arrivesAt().isBefore(now.minus(LONGEST_STAY)));
        detoured.retainAll(inside.keySet());
        asideUntil.keySet().retainAll(inside.keySet());
    }

    void losePatience(HallBoard board, Instant now) {
        board.waiting().stream()
                .map(HallBoard.Place::ticket)
                .filter(ticket -> isOver(patience(ticket), ticket.arrivedAt(), now))
                .forEach(ticket -> LiveTown.attempt(() -> {
                    reception.abandon(ticket.id());
                    gone(ticket.id());
                }));
    }

    private @Nullable Duration patience(Ticket ticket) {
        var visitor = inside.get(ticket.id());
        return visitor == null || detoured.contains(ticket.id()) ? null : visitor.patience();
    }

    private static boolean isOver(@Nullable Duration patience, Instant since, Instant now) {
        return patience != null && now.isAfter(since.plus(patience));
    }

    boolean isAbsent(Ticket ticket) {
        var visitor = inside.get(ticket.id());
        return visitor != null && visitor.absent();
    }

    /** How long the visit lasts, whoever it is. */
    Duration lasts(Ticket ticket, Duration usual) {
        var visitor = inside.get(ticket.id());
        return visitor == null
                ? Crowd.logNormal(usual.toSeconds(), chance(ticket, 0).nextGaussian())
                : visitor.service();
    }

    Detour detour(Ticket ticket) {
        if (!inside.containsKey(ticket.id()) || detoured.contains(ticket.id())) {
            return Detour.NONE;
        }
        var luck = chance(ticket, 1).nextDouble();
        if (luck < SENT_ON) {
            return Detour.SEND_ON;
        }
        return luck < SENT_ON + SET_ASIDE ? Detour.SET_ASIDE : Detour.NONE;
    }

    void detoured(Ticket ticket) {
        detoured.add(ticket.id());
    }

    /** A form to fill in: some minutes, then back to their place in the line. */
    void setAside(Ticket ticket, Instant now) {
        detoured(ticket);
        asideUntil.put(ticket.id(), now.plusSeconds(120 + chance(ticket, 2).nextInt(180)));
    }

    void comeBack(HallBoard board, Instant now) {
        board.parked().stream()
                .filter(isReady(now))
                .forEach(ticket -> LiveTown.attempt(() -> {
                    asideUntil.remove(ticket.id());
                    reception.requeue(ticket.id());
                }));
    }

    private Predicate<Ticket> isReady(Instant now) {
        return ticket -> Optional.ofNullable(asideUntil.get(ticket.id()))
                .filter(now::isAfter)
                .isPresent();
    }

    Outcome outcome(TownPlan.Site plan, Site site, Ticket ticket, Instant now) {
        return new Crowd(town.demand(plan), chance(ticket, 3))
                .outcome(ticket.serviceId(), now.atZone(site.zone()).toLocalDate());
    }

    /** Only the town's own people answer: the opinion of somebody who tries the product is theirs to give. */
    void finished(Ticket ticket, Instant now) {
        var called = ticket.calledAt();
        if (inside.containsKey(ticket.id()) && called != null) {
            Answer.draw(Duration.between(ticket.arrivedAt(), called), chance(ticket, 4))
                    .ifPresent(answer -> answers.add(new Answering(ticket.id(), answer, now.plus(answer.after()))));
        }
        gone(ticket.id());
    }

    void answer(Instant now) {
        while (!answers.isEmpty() && !answers.peek().at().isAfter(now)) {
            var next = answers.remove();
            LiveTown.attempt(() -> reception.giveOpinion(
                    next.ticketId(), next.answer().score(), next.answer().words()));
        }
    }

    void gone(UUID ticketId) {
        inside.remove(ticketId);
        detoured.remove(ticketId);
        asideUntil.remove(ticketId);
    }

    /** Always the same for a ticket and a question. */
    private static SplittableRandom chance(Ticket ticket, int question) {
        return new SplittableRandom(ticket.id().getLeastSignificantBits() + question * 7919L);
    }
}
