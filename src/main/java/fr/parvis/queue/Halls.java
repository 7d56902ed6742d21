package fr.parvis.queue;

import fr.parvis.platform.live.TopicChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reads the hall. */
@Component
public class Halls {
    private static final Pattern CURSOR = Pattern.compile("\\d{1,18}-\\d{1,18}");
    private static final Comparator<String> BY_PLACE =
            Comparator.comparingLong((String cursor) -> part(cursor, 0)).thenComparingLong(cursor -> part(cursor, 1));
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final BoardMaker maker;
    private final Tickets tickets;
    private final HallEvents events;
    private final Counters counters;
    private final Clock clock;
    private final Map<UUID, HallBoard> boards = new ConcurrentHashMap<>();
    /** Also those whose first picture is being drawn at this moment, which the map does not show yet. */
    private final Set<UUID> asked = ConcurrentHashMap.newKeySet();

    Halls(BoardMaker maker, Tickets tickets, HallEvents events, Counters counters, Clock clock) {
        this.maker = maker;
        this.tickets = tickets;
        this.events = events;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * The picture of the site; screens share it until something changes or a second has passed.
     *
     * @throws fr.parvis.platform.web.ProblemException 404 when there is no such site
     */
    public HallBoard board(UUID siteId) {
        asked.add(siteId);
        var now = clock.instant();
        return boards.compute(siteId, (_, known) -> isFresh(known, now) ? known : maker.draw(siteId, now));
    }

    /** As it is in the database at this very moment: for an answer to the one who has just acted. */
    public HallBoard currentBoard(UUID siteId) {
        return maker.draw(siteId, clock.instant());
    }

    private static boolean isFresh(@Nullable HallBoard board, Instant now) {
        return board != null
                && !board.at().isAfter(now)
                && board.at().plus(FRESH).isAfter(now);
    }

    @EventListener
    @Order(0) // before the screens are redrawn
    void on(TopicChanged change) {
        for (var site : asked) {
            if (change.topic().equals(Topics.site(site)) || change.topic().equals("directory")) {
                // waits for a picture that is being drawn: it may have been begun before the change
                boards.compute(site, (_, _) -> null);
            }
        }
    }

    public Optional<Ticket> findByToken(String token) {
        return tickets.findByToken(token);
    }

    /** @throws fr.parvis.platform.web.ProblemException 404 when there is no such ticket */
    public Ticket ticket(UUID id) {
        return tickets.find(id).orElseThrow(() -> QueueProblem.UNKNOWN_TICKET.about(id));
    }

    public Optional<Ticket> atCounter(UUID counterId) {
        return tickets.atCounter(counterId);
    }

    /** The counter where the agent sits now. */
    public Optional<CounterState> deskOf(UUID agentId) {
        return counters.whereAgentSits(agentId);
    }

    public Optional<CounterState> state(UUID counterId) {
        return counters.find(counterId);
    }

    /** When each of these tickets was last set aside. */
    public Map<UUID, Instant> parkedSince(List<Ticket> parked) {
        return parked.isEmpty()
                ? Map.of()
                : events.last("parked", parked.stream().map(Ticket::id).toList());
    }

    public DayFigures figures(UUID siteId, LocalDate day) {
        return tickets.figures(siteId, day);
    }

    /** Visits finished at or after the instant, oldest first: what a read model is rebuilt from. */
    public List<TicketFinished> finishedSince(Instant from) {
        return tickets.finishedSince(from).stream().map(Visits::finished).toList();
    }

    /** What happened at the site after the cursor, in order of commitment, none skipped; at most {@code limit}. */
    public List<HallEvent> eventsAfter(UUID siteId, String cursor, int limit) {
        return events.after(siteId, cursor, limit);
    }

    /**
     * Where a reader begins: after the event that it saw last, otherwise after everything up to now. A place beyond that is
     * of another record, before a restore: waiting for it would be silence for ever.
     */
    public String eventsStart(UUID siteId, @Nullable String lastEventId) {
        var head = events.head(siteId);
        return lastEventId != null && CURSOR.matcher(lastEventId).matches() && BY_PLACE.compare(lastEventId, head) <= 0
                ? lastEventId
                : head;
    }

    private static long part(String cursor, int which) {
        return Long.parseLong(cursor.split("-", 2)[which]);
    }
}
