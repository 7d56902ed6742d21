package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Ticket;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** "Why is this person before me?": the rule of the line, told for one person. */
@Component
class OrderWords {
    private static final int NAMED = 5;

    private final MessageSource messages;
    private final Directory directory;

    OrderWords(MessageSource messages, Directory directory) {
        this.messages = messages;
        this.directory = directory;
    }

    /** Sentences: where the place comes from, then whom it passes, then who alone may call. */
    List<String> why(HallBoard board, HallBoard.Place place, Locale locale) {
        var ticket = place.ticket();
        var sentences = new ArrayList<String>();
        sentences.add(origin(ticket, board.site().zone(), locale));
        var passed = board.waiting().stream()
                .map(HallBoard.Place::ticket)
                .skip(place.position())
                .filter(later -> later.arrivedAt().isBefore(ticket.arrivedAt()))
                .map(Ticket::number)
                .toList();
        if (!passed.isEmpty()) {
            var named = passed.stream().limit(NAMED).collect(Collectors.joining(", "));
            sentences.add(say("queue.why.passes", locale, passed.size() > NAMED ? named + "…" : named));
        }
        var only = ticket.onlyCounterId();
        if (only != null) {
            sentences.add(say("queue.why.only", locale, directory.counter(only).name()));
        }
        return sentences;
    }

    private String origin(Ticket ticket, ZoneId zone, Locale locale) {
        var arrived = time(ticket.arrivedAt(), zone);
        var placed = time(ticket.queueAt(), zone);
        var due = ticket.scheduledAt();
        if (due != null) {
            return say(
                    ticket.queueAt().equals(due) ? "queue.why.booked" : "queue.why.late",
                    locale,
                    time(due, zone),
                    arrived);
        }
        return ticket.queueAt().isBefore(ticket.arrivedAt())
                ? say("queue.why.priority", locale, arrived, placed)
                : say("queue.why.arrival", locale, arrived);
    }

    private static String time(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(zone));
    }

    private String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
