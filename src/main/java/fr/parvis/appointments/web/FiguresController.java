package fr.parvis.appointments.web;

import fr.parvis.appointments.Overbooking;
import fr.parvis.appointments.figures.AppointmentFigures;
import fr.parvis.appointments.figures.Missed;
import fr.parvis.appointments.figures.Period;
import fr.parvis.appointments.figures.ServiceFigures;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.platform.Share;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What appointments come to at a site, for whoever is in charge. */
@Controller
class FiguresController {
    private static final List<Integer> SPANS = List.of(30, 90, 365);
    private static final int HOURS_A_DAY = 24;

    /** @param days to the third free start, with one decimal; null when it was never measured or never there */
    record Line(
            String service,
            ServiceFigures figures,
            @Nullable Double days) {}

    record Group(String key, List<Missed> lines) {}

    private final AppointmentFigures figures;
    private final Overbooking overbooking;
    private final Directory directory;
    private final Clock clock;

    FiguresController(AppointmentFigures figures, Overbooking overbooking, Directory directory, Clock clock) {
        this.figures = figures;
        this.overbooking = overbooking;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/pilotage/rendez-vous")
    String show(
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(name = "jours", defaultValue = "30") int span,
            Model model) {
        var sites = own();
        model.addAttribute("sites", sites);
        if (sites.isEmpty()) {
            return "queue/pilotage-empty";
        }
        if (!SPANS.contains(span)) {
            throw ProblemException.field("jours", "appointments", "span-unknown", span);
        }
        var here = site == null || site.isEmpty() ? sites.getFirst() : named(site, sites);
        var period = Period.before(clock.instant().atZone(here.zone()).toLocalDate(), span);
        var only = List.of(here);
        var names = directory.allServices().stream()
                .collect(Collectors.toMap(service -> service.id(), service -> service.shownName()));
        model.addAttribute("site", here);
        model.addAttribute("span", span);
        model.addAttribute("spans", SPANS);
        model.addAttribute("period", period);
        model.addAttribute(
                "lines",
                figures.services(only, period).stream()
                        .map(one -> new Line(names.getOrDefault(one.serviceId(), "?"), one, days(one)))
                        .toList());
        model.addAttribute(
                "filled",
                figures.filled(only, period).stream()
                        .map(AppointmentFigures.Filled::share)
                        .findFirst()
                        .orElse(new Share(0, 0)));
        model.addAttribute(
                "groups",
                List.of(
                        new Group("lead", figures.missedByLead(only, period)),
                        new Group("channel", figures.missedByChannel(only, period)),
                        new Group("reminder", figures.missedByReminder(only, period))));
        model.addAttribute("learned", overbooking.hasLearned(here));
        model.addAttribute("proposals", overbooking.proposals(here));
        model.addAttribute("bearable", percent(Overbooking.BEARABLE));
        model.addAttribute("mayOpen", mayOpen());
        return "appointments-staff/figures";
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }

    private static boolean mayOpen() {
        var caller = Caller.current().orElseThrow();
        return caller.has(Role.SUPERVISOR) || caller.has(Role.ADMIN);
    }

    /** As many more as are proposed at this moment, whatever the page showed. */
    @PostMapping("/pilotage/rendez-vous/places")
    String open(
            @RequestParam String site,
            @RequestParam UUID service,
            @RequestParam String day,
            @RequestParam boolean morning,
            RedirectAttributes redirect) {
        if (!mayOpen()) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "appointments", "not-in-charge");
        }
        var here = named(site, own());
        redirect.addFlashAttribute(
                "opened",
                overbooking.open(here, service, Typed.day("day", day), morning).extra());
        return "redirect:/pilotage/rendez-vous?site=" + here.slug();
    }

    private List<Site> own() {
        return directory.sites().stream()
                .filter(one -> Caller.current().orElseThrow().mayActAt(one.id()))
                .toList();
    }

    private static @Nullable Double days(ServiceFigures one) {
        var hours = one.thirdNextHours();
        return hours == null ? null : Math.round(10.0 * hours / HOURS_A_DAY) / 10.0;
    }

    private Site named(String slug, List<Site> own) {
        var site = directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-site", slug));
        if (!own.contains(site)) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "appointments", "site-not-yours");
        }
        return site;
    }
}
