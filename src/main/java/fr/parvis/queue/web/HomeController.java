package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.queue.Doors;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The sites and their waits. */
@Controller
class HomeController {
    private final Directory directory;
    private final Halls halls;
    private final Doors doors;
    private final WebTickets tickets;
    private final DayWords days;
    private final Pulse pulse;

    HomeController(Directory directory, Halls halls, Doors doors, WebTickets tickets, DayWords days, Pulse pulse) {
        this.directory = directory;
        this.halls = halls;
        this.doors = doors;
        this.tickets = tickets;
        this.days = days;
        this.pulse = pulse;
    }

    @GetMapping("/")
    String home(Model model, Locale locale) {
        model.addAttribute(
                "sites",
                directory.sites().stream().map(site -> view(site, locale)).toList());
        return "queue/home";
    }

    @GetMapping("/accueil/live")
    void liveHome(Locale locale, HttpServletRequest request, HttpServletResponse response) {
        pulse.showAll(request, response, "queue/waits", locale, directory::sites, site -> view(site, locale));
    }

    @GetMapping("/sites/{slug}")
    String site(@PathVariable String slug, Model model, Locale locale) {
        var site = tickets.site(slug);
        var board = halls.board(site.id());
        var today = LocalDate.ofInstant(board.at(), site.zone());
        model.addAllAttributes(view(site, board, locale));
        model.addAttribute("today", days.today(site, today, locale));
        model.addAttribute("special", days.toCome(site, today, locale));
        model.addAttribute("hours", directory.weeklyHours(site.id()));
        return "queue/site";
    }

    @GetMapping("/sites/{slug}/live")
    void live(@PathVariable String slug, Locale locale, HttpServletRequest request, HttpServletResponse response) {
        var site = tickets.site(slug);
        pulse.show(request, response, site.id(), "queue/waits", locale, board -> view(site, board, locale));
    }

    private Map<String, Object> view(Site site, Locale locale) {
        return view(site, halls.board(site.id()), locale);
    }

    private Map<String, Object> view(Site site, HallBoard board, Locale locale) {
        var view = new HashMap<String, Object>();
        view.put("site", site);
        view.put("board", board);
        view.put("doors", opening(site, board.opening(), locale));
        return view;
    }

    private Map<String, Object> opening(Site site, Opening opening, Locale locale) {
        return switch (opening) {
            case Opening.Open(var until) ->
                Map.of(
                        "open",
                        true,
                        "until",
                        until == null
                                ? ""
                                : DateTimeFormatter.ofPattern("HH:mm", locale).format(until.atZone(site.zone())));
            case Opening.Closed closed ->
                Map.of(
                        "open",
                        false,
                        "reason",
                        doors.reason(closed, locale),
                        "next",
                        doors.next(closed.opensAgain(), site, locale));
        };
    }
}
