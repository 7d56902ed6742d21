package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.Language;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.HallEvent;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Ticket;
import fr.parvis.queue.Topics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** The large screen of the hall. */
@Controller
class DisplayController {
    private static final int MOST_AT_ONCE = 50;

    private final WebTickets tickets;
    private final Halls halls;
    private final Directory directory;
    private final Pulse pulse;
    private final LiveUpdates live;
    private final MessageSource messages;
    private final JsonMapper json;

    DisplayController(
            WebTickets tickets,
            Halls halls,
            Directory directory,
            Pulse pulse,
            LiveUpdates live,
            MessageSource messages,
            JsonMapper json) {
        this.tickets = tickets;
        this.halls = halls;
        this.directory = directory;
        this.pulse = pulse;
        this.live = live;
        this.messages = messages;
        this.json = json;
    }

    @GetMapping("/ecran/{slug}")
    String screen(@PathVariable String slug, Model model) {
        var site = tickets.site(slug);
        // before the board is read: what is called until the screen listens is announced too
        model.addAttribute("place", halls.eventsStart(site.id(), null));
        model.addAllAttributes(view(site, halls.board(site.id())));
        return "queue/display";
    }

    @GetMapping("/ecran/{slug}/live")
    void live(@PathVariable String slug, Locale locale, HttpServletRequest request, HttpServletResponse response) {
        var site = tickets.site(slug);
        pulse.show(request, response, site.id(), "queue/display-live", locale, board -> view(site, board));
    }

    /**
     * Each call once and in order: the screen keeps its place in the record, so that a lost connection or a restart skips
     * none.
     */
    @GetMapping("/ecran/{slug}/appels")
    void calls(
            @PathVariable String slug,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "apres", required = false) @Nullable String after,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var site = tickets.site(slug);
        live.follow(
                request,
                response,
                Topics.site(site.id()),
                halls.eventsStart(site.id(), lastEventId == null ? after : lastEventId),
                cursor -> halls.eventsAfter(site.id(), cursor, MOST_AT_ONCE).stream()
                        .map(event -> new LiveUpdates.Numbered(event.cursor(), message(event, locale)))
                        .toList());
    }

    private LiveUpdates.Message message(HallEvent event, Locale locale) {
        if (!event.type().equals("called") && !event.type().equals("recalled")) {
            return new LiveUpdates.Message("other", "");
        }
        var counter =
                directory.counter(Objects.requireNonNull(event.counterId())).name();
        var number = String.valueOf(event.data().get("number"));
        return new LiveUpdates.Message(
                "call",
                json.writeValueAsString(Map.of(
                        "number",
                        number,
                        "counter",
                        counter,
                        "speech",
                        speech(event, spelled(number), counter, locale))));
    }

    record Speech(String language, String text) {}

    /**
     * The call in the language of the screen, then that it is their turn in the language of the ticket: a counter's name is
     * French, so no other voice says it.
     */
    private List<Speech> speech(HallEvent event, String number, String counter, Locale locale) {
        var said = new ArrayList<Speech>();
        said.add(new Speech(
                locale.getLanguage(),
                messages.getMessage("queue.display.speech", new Object[] {number, counter}, locale)));
        Optional.ofNullable(event.ticketId())
                .map(halls::ticket)
                .map(Ticket::language)
                .filter(own -> !own.equals(locale.getLanguage()))
                .flatMap(Language::of)
                .ifPresent(own -> said.add(new Speech(
                        own.tag(),
                        messages.getMessage("queue.display.your-turn", new Object[] {number}, own.locale()))));
        return said;
    }

    /** "A 12": a voice would read A012 digit by digit. */
    private static String spelled(String number) {
        return number.charAt(0) + " " + Integer.parseInt(number.substring(1));
    }

    private static Map<String, Object> view(Site site, HallBoard board) {
        List<HallBoard.Desk> calling = board.called().stream()
                .flatMap(ticket -> board.counters().stream()
                        .filter(desk -> desk.counter().id().equals(ticket.counterId())))
                .limit(5)
                .toList();
        return Map.of(
                "site",
                site,
                "board",
                board,
                "calling",
                calling,
                "time",
                DateTimeFormatter.ofPattern("HH:mm").format(board.at().atZone(site.zone())));
    }
}
