package fr.parvis.queue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Acts as lines of the record, and back. Words that may hold personal data (note, next step, language, help) stay in the
 * ticket, where they can be erased: a rebuilt ticket lacks them.
 */
final class ActRecord {
    private ActRecord() {}

    static HallEvents.Entry entry(Ticket after, Act act) {
        var data = new LinkedHashMap<String, Object>();
        var counter = after.counterId();
        var type = switch (act) {
            case Act.Issued(var _, var t) -> {
                data.put("number", t.number());
                data.put("token", t.token());
                data.put("service", t.serviceId().toString());
                data.put("day", t.day().toString());
                data.put("kind", t.kind().code());
                data.put("priority", t.priority());
                data.put("queueAt", t.queueAt().toString());
                var due = t.scheduledAt();
                if (due != null) {
                    data.put("scheduledAt", due.toString());
                }
                yield "issued";
            }
            case Act.Called _ -> {
                data.put("number", after.number());
                yield "called";
            }
            case Act.Recalled _ -> {
                data.put("number", after.number());
                yield "recalled";
            }
            case Act.Started _ -> "started";
            case Act.Finished(var _, var outcome) -> {
                data.put("outcome", Tickets.outcomeCode(outcome));
                if (outcome instanceof Outcome.NextStep step) {
                    data.put("due", step.due().toString());
                }
                yield "finished";
            }
            case Act.MarkedAbsent _ -> "no-show";
            case Act.Requeued _ -> "requeued";
            case Act.Parked _ -> "parked";
            case Act.TransferredToService(var _, var service) -> {
                data.put("service", service.toString());
                yield "transferred";
            }
            case Act.TransferredToCounter(var _, var target) -> {
                data.put("counter", target.toString());
                yield "transferred";
            }
            case Act.Abandoned _ -> "abandoned";
            case Act.WentAway(var _, var until) -> {
                data.put("until", until.toString());
                yield "away";
            }
            case Act.NotBack _ -> {
                data.put("until", String.valueOf(after.awayUntil()));
                yield "abandoned";
            }
        };
        return new HallEvents.Entry(after.organisationId(), after.siteId(), after.id(), counter, type, act.at(), data);
    }

    /** Today's tickets as the record alone tells them. */
    static Map<UUID, Ticket> replay(UUID organisationId, List<HallEvent> events) {
        var tickets = new HashMap<UUID, Ticket>();
        for (var event : events) {
            var id = event.ticketId();
            if (id != null) {
                tickets.put(id, TicketLife.after(tickets.get(id), act(organisationId, id, event)));
            }
        }
        return tickets;
    }

    private static Act act(UUID organisationId, UUID ticketId, HallEvent event) {
        var at = event.at();
        return switch (event.type()) {
            case "issued" -> new Act.Issued(at, issued(organisationId, ticketId, event));
            case "called" -> new Act.Called(at, java.util.Objects.requireNonNull(event.counterId()));
            case "recalled" -> new Act.Recalled(at);
            case "started" -> new Act.Started(at);
            case "finished" -> new Act.Finished(at, outcome(event.data()));
            case "no-show" -> new Act.MarkedAbsent(at);
            case "requeued" -> new Act.Requeued(at);
            case "parked" -> new Act.Parked(at);
            case "transferred" ->
                event.data().containsKey("service")
                        ? new Act.TransferredToService(at, UUID.fromString(text(event.data(), "service")))
                        : new Act.TransferredToCounter(at, UUID.fromString(text(event.data(), "counter")));
            case "away" -> new Act.WentAway(at, Instant.parse(text(event.data(), "until")));
            case "abandoned" -> event.data().containsKey("until") ? new Act.NotBack(at) : new Act.Abandoned(at);
            default -> throw new IllegalStateException("unknown event type " + event.type());
        };
    }

    private static Ticket issued(UUID organisationId, UUID id, HallEvent event) {
        var data = event.data();
        return new Ticket(
                id,
                organisationId,
                event.siteId(),
                UUID.fromString(text(data, "service")),
                LocalDate.parse(text(data, "day")),
                text(data, "number"),
                text(data, "token"),
                Ticket.State.WAITING,
                Ticket.Kind.valueOf(text(data, "kind").toUpperCase(java.util.Locale.ROOT)),
                Boolean.TRUE.equals(data.get("priority")),
                null,
                Set.of(),
                event.at(),
                instant(data.get("scheduledAt")),
                Instant.parse(text(data, "queueAt")),
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null);
    }

    private static Outcome outcome(Map<String, Object> data) {
        return text(data, "outcome").equals("solved")
                ? new Outcome.Solved()
                : new Outcome.NextStep("-", "-", LocalDate.parse(text(data, "due")));
    }

    private static String text(Map<String, Object> data, String name) {
        return (String) java.util.Objects.requireNonNull(data.get(name), name);
    }

    private static @Nullable Instant instant(@Nullable Object text) {
        return text == null ? null : Instant.parse((String) text);
    }
}
