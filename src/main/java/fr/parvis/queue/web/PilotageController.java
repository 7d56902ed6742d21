package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
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
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The hall as the person in charge sees it, live. */
@Controller
class PilotageController {
    private final Directory directory;
    private final Halls halls;
    private final OrderWords words;
    private final Pulse pulse;

    PilotageController(Directory directory, Halls halls, OrderWords words, Pulse pulse) {
        this.directory = directory;
        this.halls = halls;
        this.words = words;
        this.pulse = pulse;
    }

    @GetMapping("/pilotage")
    String page(@RequestParam(required = false) @Nullable String site, Model model, Locale locale) {
        var sites = sites();
        model.addAttribute("sites", sites);
        if (sites.isEmpty()) {
            return "queue/pilotage-empty";
        }
        show(site == null ? sites.getFirst() : named(site), model, locale);
        return "queue/pilotage";
    }

    @GetMapping("/pilotage/hall")
    String hall(@RequestParam String site, Model model, Locale locale, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        show(named(site), model, locale);
        return "queue/pilotage-hall :: live";
    }

    @GetMapping("/pilotage/live")
    void live(@RequestParam String site, HttpServletRequest request, HttpServletResponse response) {
        pulse.beat(request, response, named(site).id());
    }

    private List<Site> sites() {
        var caller = Caller.current().orElseThrow();
        return directory.sites().stream()
                .filter(site -> caller.mayActAt(site.id()))
                .toList();
    }

    private Site named(String slug) {
        var site = directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-site", slug));
        if (!Caller.current().orElseThrow().mayActAt(site.id())) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "queue", "site-not-yours");
        }
        return site;
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
