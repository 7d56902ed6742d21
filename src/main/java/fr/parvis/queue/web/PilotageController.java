package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.queue.CounterState;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Ticket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The hall as the person in charge sees it, live. */
@Controller
class PilotageController {
    private final SitesInCharge own;
    private final Directory directory;
    private final Halls halls;
    private final OrderWords words;
    private final Pulse pulse;

    PilotageController(SitesInCharge own, Directory directory, Halls halls, OrderWords words, Pulse pulse) {
        this.own = own;
        this.directory = directory;
        this.halls = halls;
        this.words = words;
        this.pulse = pulse;
    }

    @GetMapping("/pilotage")
    String page(@RequestParam(required = false) @Nullable String site, Model model, Locale locale) {
        var sites = own.all();
        model.addAttribute("sites", sites);
        if (sites.isEmpty()) {
            return "queue/pilotage-empty";
        }
        show(site == null ? sites.getFirst() : own.named(site), model, locale);
        return "queue/pilotage";
    }

    @GetMapping("/pilotage/hall")
    String hall(@RequestParam String site, Model model, Locale locale, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        show(own.named(site), model, locale);
        return "queue/pilotage-hall :: live";
    }

    @GetMapping("/pilotage/live")
    void live(@RequestParam String site, HttpServletRequest request, HttpServletResponse response) {
        pulse.beat(request, response, own.named(site).id());
    }

    private void show(Site site, Model model, Locale locale) {
        var board = halls.board(site.id());
        model.addAttribute("site", site);
        model.addAttribute("board", board);
        model.addAttribute(
                "longest",
                board.waiting().stream()
                        .map(HallBoard.Place::ticket)
                        .min(Comparator.comparing(Ticket::arrivedAt))
                        .orElse(null));
        model.addAttribute(
                "open",
                board.counters().stream()
                        .filter(desk -> desk.state().mode() == CounterState.Mode.OPEN)
                        .count());
        model.addAttribute(
                "figures",
                halls.figures(site.id(), board.at().atZone(site.zone()).toLocalDate()));
        model.addAttribute(
                "why",
                board.waiting().stream()
                        .collect(Collectors.<HallBoard.Place, UUID, List<String>>toMap(
                                place -> place.ticket().id(), place -> words.why(board, place, locale))));
        model.addAttribute(
                "names",
                directory.allServices().stream()
                        .collect(Collectors.toMap(service -> service.id(), service -> service.name())));
    }
}
