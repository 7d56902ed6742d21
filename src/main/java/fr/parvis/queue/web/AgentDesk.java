package fr.parvis.queue.web;

import static java.util.stream.Collectors.toMap;

import fr.parvis.directory.Agent;
import fr.parvis.directory.Counter;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Audience;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Alternatives;
import fr.parvis.queue.CounterFit;
import fr.parvis.queue.CounterState;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The agent who is signed in, where they sit, and what their screen shows. */
@Component
class AgentDesk {
    private static final int LINE_SHOWN = 12;

    private final Directory directory;
    private final Halls halls;
    private final List<Alternatives> alternatives;

    AgentDesk(Directory directory, Halls halls, List<Alternatives> alternatives) {
        this.directory = directory;
        this.halls = halls;
        this.alternatives = List.copyOf(alternatives);
    }

    /** Empty for an account that no agent of the directory stands behind. */
    Optional<Agent> agent() {
        return Caller.current()
                .map(Caller::agentId)
                .flatMap(id -> directory.allAgents().stream()
                        .filter(agent -> agent.id().equals(id) && agent.active())
                        .findFirst());
    }

    Agent requireAgent() {
        return agent().orElseThrow(() -> new ProblemException(HttpStatus.FORBIDDEN, "queue", "account-without-agent"));
    }

    /** Sites where the agent may sit: their own ones, within the account's rights. */
    List<Site> sites(Agent agent) {
        return directory.sites().stream()
                .filter(site -> agent.sites().contains(site.id()))
                .filter(site -> Caller.current().orElseThrow().mayActAt(site.id()))
                .toList();
    }

    Optional<CounterState> seat(Agent agent) {
        return halls.deskOf(agent.id());
    }

    UUID requireSeat() {
        return seat(requireAgent())
                .map(CounterState::counterId)
                .orElseThrow(() -> new ProblemException(HttpStatus.CONFLICT, "queue", "no-counter-open"));
    }

    /** The counter, when the agent may sit there. */
    Counter seatAt(UUID counterId) {
        var sites = sites(requireAgent());
        return sites.stream()
                .flatMap(site -> directory.countersAt(site.id()).stream())
                .filter(counter -> counter.id().equals(counterId))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.FORBIDDEN, "queue", "site-not-yours"));
    }

    /** A ticket called to the agent's own counter; anything else has moved on meanwhile. */
    Ticket atMyCounter(UUID ticketId) {
        var ticket = halls.ticket(ticketId);
        if (!requireSeat().equals(ticket.counterId())) {
            throw new ProblemException(HttpStatus.CONFLICT, "queue", "not-at-your-counter", ticket.number());
        }
        return ticket;
    }

    /** A ticket set aside at the agent's site. */
    Ticket parkedHere(UUID ticketId) {
        var ticket = halls.ticket(ticketId);
        var counter = directory.counter(requireSeat());
        if (!counter.siteId().equals(ticket.siteId())) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "queue", "site-not-yours");
        }
        return ticket;
    }

    /** Fills the model of a seated agent's screen from the board as given. */
    void show(Agent agent, CounterState seat, HallBoard board, Model model) {
        var desk = board.desk(seat.counterId()).orElseThrow();
        var line = board.waiting().stream()
                .filter(place -> board.mayCall(desk, place.ticket()))
                .toList();
        var current = desk.current();
        model.addAttribute("agent", agent);
        model.addAttribute("site", board.site());
        model.addAttribute("board", board);
        model.addAttribute("desk", desk);
        model.addAttribute("current", current);
        model.addAttribute("line", line.stream().limit(LINE_SHOWN).toList());
        model.addAttribute("lineCount", line.size());
        var parked = board.parked().stream()
                .filter(ticket ->
                        board.keptFor(ticket).map(seat.counterId()::equals).orElse(true))
                .toList();
        model.addAttribute("parked", parked);
        model.addAttribute("parkedSince", halls.parkedSince(parked));
        model.addAttribute("services", byId(board));
        model.addAttribute(
                "others",
                board.counters().stream().filter(other -> !other.equals(desk)).toList());
        model.addAttribute("nonce", Ids.token());
        model.addAttribute("languages", Audience.USAGERS.languages());
        model.addAttribute("helps", Ticket.Help.values());
        model.addAttribute("today", board.at().atZone(board.site().zone()).toLocalDate());
        if (current != null) {
            model.addAttribute(
                    "alternatives",
                    alternatives.stream()
                            .flatMap(one -> one.offered().stream())
                            .filter(words -> words.length() <= AgentActs.LONGEST_REASON)
                            .toList());
            model.addAttribute("fits", CounterFit.of(current, desk.counter(), agent));
            model.addAttribute("comeBy", comeBy(current, board));
            var until = current.calledAt() == null ? board.at() : current.calledAt();
            model.addAttribute(
                    "waited", Duration.between(current.arrivedAt(), until).toMinutes());
        }
    }

    /** Until when somebody who needs it is given time to come; null when that time is over, or they need none. */
    private static @Nullable String comeBy(Ticket called, HallBoard board) {
        var at = called.calledAt();
        if (called.state() != Ticket.State.CALLED || called.help().isEmpty() || at == null) {
            return null;
        }
        var until = at.plus(called.timeToCome());
        return until.isAfter(board.at()) ? TicketFacts.time(until, board.site().zone()) : null;
    }

    private static Map<UUID, ServiceOffer> byId(HallBoard board) {
        return board.services().stream()
                .map(HallBoard.ServiceLine::service)
                .collect(toMap(ServiceOffer::id, service -> service));
    }
}
