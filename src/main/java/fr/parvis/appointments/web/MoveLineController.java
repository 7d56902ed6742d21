package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.moves.MassMoves;
import fr.parvis.appointments.moves.Move;
import fr.parvis.appointments.moves.MoveLine;
import fr.parvis.appointments.moves.MoveLine.Choice;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One line of a move that is still looked at: another time or site, the person's own choice, or where it is. */
@Controller
@RequestMapping(MassMovesController.PAGE + "/{id}/{line}")
class MoveLineController {
    private final OwnSites sites;
    private final MassMoves moves;
    private final MoveLines view;
    private final Appointments appointments;
    private final SitesOfService givers;
    private final Directory directory;
    private final Forms forms;
    private final Clock clock;

    MoveLineController(
            OwnSites sites,
            MassMoves moves,
            MoveLines view,
            Appointments appointments,
            SitesOfService givers,
            Directory directory,
            Forms forms,
            Clock clock) {
        this.sites = sites;
        this.moves = moves;
        this.view = view;
        this.appointments = appointments;
        this.givers = givers;
        this.directory = directory;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping
    String show(
            @PathVariable UUID id,
            @PathVariable UUID line,
            @RequestParam(defaultValue = "") String lieu,
            @RequestParam(defaultValue = "") String jour,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        return page(own(id), moves.line(id, line), lieu, jour, model, response, locale);
    }

    private Move own(UUID id) {
        var move = moves.find(id);
        sites.own(move.siteId());
        return move;
    }

    private String page(
            Move move,
            MoveLine line,
            String lieu,
            String jour,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        if (!move.isOpen()) {
            return "redirect:" + ToSettleController.page(directory.site(move.siteId()));
        }
        var own = directory.site(move.siteId());
        var one = appointments.find(line.appointmentId());
        var site = site(line, lieu);
        var planned = line.from().start().atZone(site.zone()).toLocalDate();
        var today = clock.instant().atZone(site.zone()).toLocalDate();
        var first = jour.isEmpty() ? (planned.isBefore(today) ? today : planned) : Typed.day("jour", jour);
        var shown = view.of(List.of(line), locale);
        model.addAttribute("site", own);
        model.addAttribute("move", move);
        model.addAttribute("line", shown.isEmpty() ? null : shown.getFirst());
        model.addAttribute("reference", one.reference());
        model.addAttribute("lieu", site.slug());
        model.addAttribute("elsewhere", !site.id().equals(own.id()));
        model.addAttribute("first", first);
        model.addAttribute("from", jour);
        model.addAttribute("sites", givers.choices(own, one.serviceId()));
        (shown.isEmpty() ? FreeTimes.Shown.NONE : days(move, line, site, first, today, locale)).fill(model);
        return "appointments-staff/moves-line";
    }

    private Site site(MoveLine line, String lieu) {
        if (lieu.isEmpty()) {
            var to = line.to();
            return directory.site(to == null ? line.from().siteId() : to.siteId());
        }
        return directory
                .findSite(lieu)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-site", lieu));
    }

    private FreeTimes.Shown days(Move move, MoveLine line, Site site, LocalDate first, LocalDate today, Locale locale) {
        var to = line.to();
        var chosen = to != null && to.siteId().equals(site.id()) ? to.start() : null;
        return DaysOfPlaces.of(site, first, today, day -> moves.free(move, line, site, day), chosen, locale);
    }

    @PostMapping
    String place(
            @PathVariable UUID id,
            @PathVariable UUID line,
            @RequestParam(defaultValue = "") String lieu,
            @RequestParam(defaultValue = "") String jour,
            @RequestParam(defaultValue = "") String start,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var move = own(id);
        var which = moves.line(id, line);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    moves.place(id, line, site(which, lieu), FreeTimes.start(start));
                    return back(id, line);
                },
                () -> page(move, which, lieu, jour, model, response, locale));
    }

    @PostMapping("/{choice}")
    String choose(
            @PathVariable UUID id,
            @PathVariable UUID line,
            @PathVariable String choice,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var move = own(id);
        var which = moves.line(id, line);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    moves.choose(id, line, choice(choice));
                    return back(id, line);
                },
                () -> page(move, which, "", "", model, response, locale));
    }

    private static Choice choice(String word) {
        return switch (word) {
            case "choisira" -> Choice.CHOOSE;
            case "reste" -> Choice.KEEP;
            case "plus-tard" -> Choice.NONE;
            default -> throw new ProblemException(HttpStatus.NOT_FOUND, "platform", "page-malformed");
        };
    }

    private static String back(UUID id, UUID line) {
        return "redirect:" + MassMovesController.PAGE + "/" + id + "#l-" + line;
    }
}
