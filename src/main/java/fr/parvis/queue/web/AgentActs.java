package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.CounterState;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.Reception;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an agent may do, once for each press, however often the press is sent. */
@Component
class AgentActs {
    /** The fields of the agent's forms; each act reads its own. */
    record Press(
            @Nullable UUID ticket,
            @Nullable UUID counter,
            @Nullable List<UUID> services,
            @Nullable String outcome,
            @Nullable String what,
            @Nullable String owner,
            @Nullable String due,
            @Nullable String reason,
            @Nullable String alternative,
            @Nullable String other,
            @Nullable String to,
            @Nullable String note,
            @Nullable String nonce) {}

    private static final int LONGEST_WHAT = 500;
    private static final int LONGEST_OWNER = 120;
    /** Reason and alternative stand together in one step. */
    static final int LONGEST_REASON = 230;

    private final AgentDesk desk;
    private final Reception reception;
    private final WebTickets tickets;
    private final Directory directory;
    private final Idempotency idempotency;
    private final MessageSource texts;
    private final Clock clock;

    AgentActs(
            AgentDesk desk,
            Reception reception,
            WebTickets tickets,
            Directory directory,
            Idempotency idempotency,
            MessageSource texts,
            Clock clock) {
        this.texts = texts;
        this.clock = clock;
        this.desk = desk;
        this.reception = reception;
        this.tickets = tickets;
        this.directory = directory;
        this.idempotency = idempotency;
    }

    /** @return what to say, as {@code name|argument}; the name ends a message key, the argument is a ticket's number */
    @Transactional
    public String act(String act, Press press) {
        var agent = desk.requireAgent();
        var asked = act + " " + press.ticket() + " " + press.counter() + " " + press.to();
        return Objects.requireNonNull(idempotency
                .once("agent:" + agent.id() + ":" + act, press.nonce(), asked, () -> ResponseEntity.ok(now(act, press)))
                .getBody());
    }

    @Transactional
    public String issue(WebTickets.Form form) {
        var counter = directory.counter(desk.requireSeat());
        var ticket = tickets.take(directory.site(counter.siteId()), form, NewTicket.Origin.DESK);
        return "issued|" + ticket.number();
    }

    private String now(String act, Press press) {
        return switch (act) {
            case "ouvrir" -> open(press);
            case "fermer" -> "closed|" + counter(reception.close(desk.requireSeat()));
            case "pause" -> "paused|" + counter(reception.pause(desk.requireSeat()));
            case "reprendre" -> "resumed|" + counter(reception.resume(desk.requireSeat()));
            case "appeler" ->
                reception
                        .callNext(desk.requireSeat())
                        .map(ticket -> "called|" + ticket.number())
                        .orElse("nobody|");
            case "rappeler" -> "recalled|" + reception.recall(mine(press)).number();
            case "recevoir" -> "started|" + reception.start(mine(press)).number();
            case "terminer" ->
                "finished|" + reception.finish(mine(press), outcome(press)).number();
            case "absent" -> "absent|" + reception.noShow(mine(press)).number();
            case "remettre" -> "requeued|" + reception.requeue(mine(press)).number();
            case "garder" -> "parked|" + reception.park(mine(press)).number();
            case "transferer" -> "transferred|" + transfer(press);
            case "noter" ->
                "noted|"
                        + reception
                                .note(mine(press), press.note() == null ? "" : press.note())
                                .number();
            case "appeler-garde" ->
                "called|"
                        + reception
                                .callParked(desk.parkedHere(ticket(press)).id(), desk.requireSeat())
                                .number();
            case "remettre-garde" ->
                "requeued|"
                        + reception.requeue(desk.parkedHere(ticket(press)).id()).number();
            default -> throw new ProblemException(HttpStatus.NOT_FOUND, "platform", "not-found", "/agent/actes/" + act);
        };
    }

    private String open(Press press) {
        if (press.counter() == null) {
            throw ProblemException.field("counter", "queue", "field-missing", "counter");
        }
        var agent = desk.requireAgent();
        var counter = desk.seatAt(press.counter());
        Set<UUID> wanted = press.services() == null ? Set.of() : new HashSet<>(press.services());
        var offered = new HashSet<UUID>();
        directory.servicesAt(counter.siteId()).forEach(service -> offered.add(service.id()));
        for (var service : wanted) {
            if (!offered.contains(service)) {
                throw ProblemException.field(
                        "services",
                        "queue",
                        "unknown-service",
                        service,
                        directory.site(counter.siteId()).name());
            }
        }
        reception.open(counter.id(), wanted, agent.id());
        return "opened|" + counter.name();
    }

    private String transfer(Press press) {
        var to = press.to() == null ? "" : press.to();
        var ticket = mine(press);
        try {
            var target = UUID.fromString(to.substring(to.indexOf(':') + 1));
            return switch (to.substring(0, Math.max(0, to.indexOf(':')))) {
                case "service" -> reception.transferToService(ticket, target).number();
                case "counter" -> reception.transferToCounter(ticket, target).number();
                default -> throw ProblemException.field("to", "queue", "transfer-where");
            };
        } catch (IllegalArgumentException _) {
            throw ProblemException.field("to", "queue", "transfer-where");
        }
    }

    private Outcome outcome(Press press) {
        var outcome = press.outcome() == null ? "solved" : press.outcome();
        return switch (outcome) {
            case "solved" -> new Outcome.Solved();
            case "next-step" ->
                new Outcome.NextStep(
                        text("what", press.what(), LONGEST_WHAT),
                        text("owner", press.owner(), LONGEST_OWNER),
                        date(press.due()));
            case "refused" -> refused(press);
            default -> throw ProblemException.field("outcome", "queue", "outcome-unknown", outcome);
        };
    }

    /** A no has its reason and a way on, which is the person's next step from today. */
    private Outcome refused(Press press) {
        var chosen = press.alternative() == null ? "" : press.alternative().strip();
        var reason = text("reason", press.reason(), LONGEST_REASON, "refusal-incomplete");
        var instead = text("other", chosen.isEmpty() ? press.other() : chosen, LONGEST_REASON, "refusal-incomplete");
        var site = directory.site(directory.counter(desk.requireSeat()).siteId());
        return new Outcome.NextStep(
                texts.getMessage("queue.agent.refused.what", new Object[] {reason, instead}, Locale.FRENCH),
                texts.getMessage("queue.agent.refused.owner", null, Locale.FRENCH),
                LocalDate.ofInstant(clock.instant(), site.zone()));
    }

    private static String text(String field, @Nullable String text, int longest) {
        return text(field, text, longest, "next-step-incomplete");
    }

    private static String text(String field, @Nullable String text, int longest, String missing) {
        if (text == null || text.isBlank()) {
            throw ProblemException.field(field, "queue", missing);
        }
        if (text.length() > longest) {
            throw ProblemException.field(field, "queue", "field-too-long", field, longest);
        }
        return text.strip();
    }

    private static LocalDate date(@Nullable String date) {
        try {
            return LocalDate.parse(text("due", date, LONGEST_OWNER));
        } catch (DateTimeParseException _) {
            throw ProblemException.field("due", "queue", "date-malformed", Objects.requireNonNull(date));
        }
    }

    private UUID mine(Press press) {
        return desk.atMyCounter(ticket(press)).id();
    }

    private static UUID ticket(Press press) {
        if (press.ticket() == null) {
            throw ProblemException.field("ticket", "queue", "field-missing", "ticket");
        }
        return press.ticket();
    }

    private String counter(CounterState state) {
        return directory.counter(state.counterId()).name();
    }
}
