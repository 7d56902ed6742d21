package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.moves.Cause;
import fr.parvis.appointments.moves.MassMoves;
import fr.parvis.appointments.moves.MoveLine;
import fr.parvis.appointments.moves.MoveLine.State;
import fr.parvis.appointments.moves.ToSettle;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All appointments of a site that wait for a place, an answer or a call. */
@Controller
@RequestMapping(ToSettleController.PAGE)
class ToSettleController {
    static final String PAGE = AppointmentsController.PAGE + "/a-regler";

    /** Something to move. @param open its time is still to come */
    record Conflict(UUID id, boolean open, String reference, String when, String service, String name) {}

    private final OwnSites sites;
    private final ToSettle left;
    private final MassMoves moves;
    private final MoveLines view;
    private final TouchedLines touched;
    private final Pressed pressed;
    private final Forms forms;
    private final Clock clock;

    ToSettleController(
            OwnSites sites,
            ToSettle left,
            MassMoves moves,
            MoveLines view,
            TouchedLines touched,
            Pressed pressed,
            Forms forms,
            Clock clock) {
        this.sites = sites;
        this.left = left;
        this.moves = moves;
        this.view = view;
        this.touched = touched;
        this.pressed = pressed;
        this.forms = forms;
        this.clock = clock;
    }

    static String page(Site site) {
        return PAGE + "?site=" + site.slug();
    }

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable String site,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var here = sites.asked(site);
        return here.isEmpty() ? "appointments-staff/none" : page(here.get(), Set.of(), model, response, locale);
    }

    private String page(Site site, Set<UUID> ticked, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var now = clock.instant();
        var lines = left.lines(site);
        var conflicts = left.conflicts(site);
        model.addAttribute("site", site);
        model.addAttribute(
                "sites",
                sites.all().stream()
                        .map(one -> Choice.of(one.slug(), one.name()))
                        .toList());
        model.addAttribute("nonce", Ids.token());
        model.addAttribute("conflicts", conflicts(conflicts, locale));
        model.addAttribute("undecided", of(lines, line -> line.state() == State.DECIDE, locale));
        model.addAttribute("calls", of(lines, line -> line.state() != State.DECIDE && line.wantsACall(now), locale));
        model.addAttribute("asked", of(lines, line -> line.state() == State.ASKED && !line.wantsACall(now), locale));
        model.addAttribute("kept", conflicts(left.kept(site), locale));
        model.addAttribute("refused", ticked);
        return "appointments-staff/to-settle";
    }

    private List<MoveLines.Line> of(List<MoveLine> lines, java.util.function.Predicate<MoveLine> which, Locale locale) {
        return view.of(lines.stream().filter(which).toList(), locale);
    }

    private List<Conflict> conflicts(List<Appointment> appointments, Locale locale) {
        var now = clock.instant();
        var words = touched.of(appointments, locale);
        return java.util.stream.IntStream.range(0, words.size())
                .mapToObj(i -> {
                    var line = words.get(i);
                    return new Conflict(
                            line.id(),
                            appointments.get(i).start().isAfter(now),
                            line.reference(),
                            line.when(),
                            line.service(),
                            line.name());
                })
                .toList();
    }

    @PostMapping("/replacer")
    String propose(
            @RequestParam(defaultValue = "") String site,
            @RequestParam(required = false) @Nullable Set<UUID> rdv,
            @RequestParam(required = false) @Nullable String nonce,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var here = sites.asked(site)
                .orElseThrow(() -> new ProblemException(HttpStatus.FORBIDDEN, "appointments", "site-not-yours"));
        var ticked = Forms.<UUID>ticked(rdv);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var made = pressed.once(
                            nonce, ticked, moves::isThere, () -> moves.propose(here, new Cause.Conflicts(), ticked));
                    return "redirect:" + MassMovesController.PAGE + "/" + made;
                },
                () -> page(here, ticked, model, response, locale));
    }

    @PostMapping("/{line}/prevenu")
    String told(@PathVariable UUID line, RedirectAttributes after) {
        var site = sites.own(left.line(line).from().siteId());
        left.told(line);
        after.addFlashAttribute("doneWord", "told");
        return "redirect:" + page(site);
    }

    @PostMapping("/{line}/accepte")
    String accepted(@PathVariable UUID line, RedirectAttributes after) {
        var one = left.line(line);
        var site = sites.own(one.from().siteId());
        left.accepted(one);
        after.addFlashAttribute("doneWord", "accepted");
        return "redirect:" + page(site);
    }
}
