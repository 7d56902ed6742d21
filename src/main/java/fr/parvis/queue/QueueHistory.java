package fr.parvis.queue;

import fr.parvis.directory.Directory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes a past that was lived elsewhere (another system, a simulation) in bulk: the same rules decide each state, the same
 * tables and the same record receive it. No event is published: read models are rebuilt afterwards.
 */
@Component
public class QueueHistory {
    /** A visit: how it began, then its acts in order of time. */
    public record PastVisit(NewTicket wanted, Instant arrivedAt, List<Act> acts) {}

    private record Letter(UUID site, String letter, LocalDate day) {}

    private final Tickets tickets;
    private final HallEvents events;
    private final Directory directory;

    QueueHistory(Tickets tickets, HallEvents events, Directory directory) {
        this.tickets = tickets;
        this.events = events;
        this.directory = directory;
    }

    /**
     * Numbers follow arrivals and begin with 1 each day, so a day is written once and whole, before it goes on live. Answers the tickets in order of arrival, as
     * their acts left them.
     *
     * @throws IllegalStateException when a state does not allow an act; then nothing is written
     */
    @Transactional
    public List<Ticket> append(List<PastVisit> visits) {
        var ranks = new HashMap<Letter, Integer>();
        var written = new ArrayList<Ticket>(visits.size());
        var entries = new ArrayList<HallEvents.Entry>(visits.size() * 4);
        for (var visit : visits.stream()
                .sorted(Comparator.comparing(PastVisit::arrivedAt))
                .toList()) {
            var issued = issue(visit, ranks);
            Ticket ticket = issued;
            entries.add(ActRecord.entry(issued, new Act.Issued(visit.arrivedAt(), issued)));
            for (var act : visit.acts()) {
                ticket = TicketLife.after(ticket, act);
                entries.add(ActRecord.entry(ticket, act));
            }
            written.add(ticket);
        }
        tickets.insert(written);
        ranks.forEach((letter, last) -> tickets.reachNumber(letter.site(), letter.letter(), letter.day(), last));
        entries.sort(Comparator.comparing(HallEvents.Entry::at));
        events.append(entries);
        return written;
    }

    private Ticket issue(PastVisit visit, Map<Letter, Integer> ranks) {
        var wanted = visit.wanted();
        var site = directory.site(wanted.siteId());
        var day = visit.arrivedAt().atZone(site.zone()).toLocalDate();
        var letter = new Letter(site.id(), directory.service(wanted.serviceId()).letter(), day);
        var rank = ranks.merge(letter, 1, Integer::sum);
        return Ticket.issued(site, wanted, Tickets.numbered(letter.letter(), rank), visit.arrivedAt());
    }
}
