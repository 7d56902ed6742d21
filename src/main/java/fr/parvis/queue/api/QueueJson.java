package fr.parvis.queue.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.parvis.directory.Agent;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.queue.CounterState;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.Ticket;
import fr.parvis.queue.WaitInterval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shapes of the queue in /api/v1; instants carry the site's own offset. */
@Component
class QueueJson {
    /**
     * Seconds. {@code assumesOpening}: no open counter serves this service now.
     */
    record Wait(long p10, long p50, long p90, boolean assumesOpening) {
        static Wait of(WaitInterval interval) {
            return new Wait(
                    interval.p10().toSeconds(),
                    interval.p50().toSeconds(),
                    interval.p90().toSeconds(),
                    interval.assumesOpening());
        }
    }

    record NextStep(
            @Nullable String what,
            @Nullable String owner,
            @Nullable String due) {}

    /**
     * @param position rank in the site's line from 1, null unless waiting
     * @param ahead people before this one whom the same counters may call, null unless waiting
     * @param onlyCounter the counter that the person was sent to, null when any may call
     * @param interval time left until the call, null unless waiting
     */
    record TicketBody(
            UUID id,
            String number,
            @Nullable String token,
            String state,
            String site,
            String service,
            String kind,
            boolean priority,
            @Nullable String language,
            List<String> help,
            OffsetDateTime arrivedAt,
            @Nullable OffsetDateTime scheduledAt,
            OffsetDateTime queueAt,
            @Nullable Integer position,
            @Nullable Integer ahead,
            @JsonProperty("wait") @Nullable Wait interval,
            @Nullable String counter,
            @Nullable String onlyCounter,
            @Nullable OffsetDateTime calledAt,
            @Nullable OffsetDateTime startedAt,
            @Nullable OffsetDateTime endedAt,
            int recalls,
            @Nullable String outcome,
            @Nullable NextStep nextStep) {}

    record CounterBody(
            String slug,
            String name,
            String state,
            List<String> services,
            @Nullable String agent,
            OffsetDateTime since,
            @Nullable TicketBody ticket) {}

    record QueueBody(
            OffsetDateTime at,
            List<TicketBody> waiting,
            List<TicketBody> called,
            List<TicketBody> parked,
            List<CounterBody> counters) {}

    private final Directory directory;

    QueueJson(Directory directory) {
        this.directory = directory;
    }

    QueueBody queue(HallBoard board) {
        var site = board.site();
        return new QueueBody(
                at(site, board.at()),
                board.waiting().stream().map(place -> ticket(site, place)).toList(),
                board.called().stream().map(ticket -> ticket(site, ticket)).toList(),
                board.parked().stream().map(ticket -> ticket(site, ticket)).toList(),
                board.counters().stream()
                        .map(desk -> counter(site, desk.state(), desk.agent(), desk.current()))
                        .toList());
    }

    /** As answered to whoever took it: with its token. */
    TicketBody issued(Ticket ticket, HallBoard board) {
        return board.place(ticket.id())
                .map(place -> body(board.site(), ticket, ticket.token(), place))
                .orElseGet(() -> body(board.site(), ticket, ticket.token(), null));
    }

    TicketBody ticket(Ticket ticket) {
        return ticket(directory.site(ticket.siteId()), ticket);
    }

    private TicketBody ticket(Site site, Ticket ticket) {
        return body(site, ticket, null, null);
    }

    TicketBody ticket(Site site, HallBoard.Place place) {
        return body(site, place.ticket(), null, place);
    }

    Site site(Ticket ticket) {
        return directory.site(ticket.siteId());
    }

    CounterBody counter(Site site, CounterState state, @Nullable Agent agent, @Nullable Ticket current) {
        var counter = directory.counter(state.counterId());
        return new CounterBody(
                counter.slug(),
                counter.name(),
                state.mode().code(),
                state.services().stream()
                        .map(id -> directory.service(id).slug())
                        .sorted()
                        .toList(),
                agent == null ? null : agent.name(),
                at(site, state.since()),
                current == null ? null : ticket(site, current));
    }

    private TicketBody body(Site site, Ticket t, @Nullable String token, HallBoard.@Nullable Place place) {
        var counter = t.counterId();
        var only = t.onlyCounterId();
        return new TicketBody(
                t.id(),
                t.number(),
                token,
                t.state().code(),
                site.slug(),
                directory.service(t.serviceId()).slug(),
                t.kind().code(),
                t.priority(),
                t.language(),
                t.help().stream().map(Ticket.Help::code).sorted().toList(),
                at(site, t.arrivedAt()),
                atOrNull(site, t.scheduledAt()),
                at(site, t.queueAt()),
                place == null ? null : place.position(),
                place == null ? null : place.ahead(),
                place == null ? null : Wait.of(place.interval()),
                counter == null ? null : directory.counter(counter).slug(),
                only == null ? null : directory.counter(only).slug(),
                atOrNull(site, t.calledAt()),
                atOrNull(site, t.startedAt()),
                atOrNull(site, t.endedAt()),
                t.recalls(),
                switch (t.outcome()) {
                    case null -> null;
                    case Outcome.Solved _ -> "solved";
                    case Outcome.NextStep _ -> "next-step";
                },
                t.outcome() instanceof Outcome.NextStep(var what, var owner, LocalDate due)
                        ? new NextStep(what, owner, due.toString())
                        : null);
    }

    private static OffsetDateTime at(Site site, Instant instant) {
        return instant.atZone(site.zone()).toOffsetDateTime();
    }

    private static @Nullable OffsetDateTime atOrNull(Site site, @Nullable Instant instant) {
        return instant == null ? null : at(site, instant);
    }
}
