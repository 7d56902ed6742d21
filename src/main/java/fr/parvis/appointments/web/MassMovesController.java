package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.moves.Cause;
import fr.parvis.appointments.moves.MassMoves;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A day of an agenda, or some appointments, moved in one act: chosen, proposed, decided. */
@Controller
@RequestMapping(MassMovesController.PAGE)
class MassMovesController {
    static final String PAGE = AppointmentsController.PAGE + "/replacer";

    private final OwnSites sites;
    private final MassMoves moves;
    private final MoveLines view;
    private final Agendas agendas;
    private final Appointments appointments;
    private final AppointmentLines lines;
    private final Directory directory;
    private final Pressed pressed;
    private final Forms forms;
    private final Clock clock;

    MassMovesController(
            OwnSites sites,
            MassMoves moves,
            MoveLines view,
            Agendas agendas,
            Appointments appointments,
            AppointmentLines lines,
            Directory directory,
            Pressed pressed,
            Forms forms,
            Clock clock) {
        this.sites = sites;
        this.moves = moves;
        this.view = view;
        this.agendas = agendas;
        this.appointments = appointments;
        this.lines = lines;
        this.directory = directory;
        this.pressed = pressed;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping
    String choose(@ModelAttribute("form") MovesForm form, Model model, HttpServletResponse response) {
        var here = sites.asked(form.site());
        return here.isEmpty() ? "appointments-staff/none" : choose(here.get(), form, model, response);
    }

    private String choose(Site site, MovesForm form, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var today = clock.instant().atZone(site.zone()).toLocalDate();
        var refused = model.getAttribute("problem") != null;
        LocalDate day;
        try {
            day = form.day(today);
        } catch (ProblemException unreadable) {
            if (!refused) {
                throw unreadable;
            }
            day = today;
        }
        var known = agendas.at(site);
        var found = there(site, form, day);
        model.addAttribute("site", site);
        model.addAttribute(
                "sites",
                sites.all().stream()
                        .map(one -> Choice.of(one.slug(), one.name()))
                        .toList());
        model.addAttribute("day", day);
        model.addAttribute("form", form);
        model.addAttribute("nonce", Ids.token());
        model.addAttribute(
                "agendas",
                known.stream().map(one -> Choice.of(one.slug(), one.name())).toList());
        model.addAttribute("lines", lines.of(site, found));
        // of an agenda that does not receive all must go, unless somebody says otherwise
        model.addAttribute(
                "ticked",
                refused || !form.rdv().isEmpty()
                        ? form.rdv()
                        : form.agenda().isEmpty()
                                ? List.of()
                                : found.stream().map(Appointment::id).toList());
        return "appointments-staff/moves-choose";
    }

    /** Booked and to come, at that agenda or at all of them. */
    private List<Appointment> there(Site site, MovesForm form, LocalDate day) {
        var during = form.during(site, day);
        var agenda = agenda(site, form);
        if (agenda.isPresent()) {
            return appointments.bookedIn(agenda.get().id(), during.from(), during.to());
        }
        var now = clock.instant();
        return appointments.ofDay(site, day).stream()
                .filter(one -> one.state() == Appointment.State.BOOKED
                        && one.start().isAfter(now)
                        && !one.start().isBefore(during.from())
                        && one.start().isBefore(during.to()))
                .toList();
    }

    private Optional<Agenda> agenda(Site site, MovesForm form) {
        return form.agenda().isEmpty()
                ? Optional.empty()
                : Optional.of(agendas.at(site).stream()
                        .filter(one -> one.slug().equals(form.agenda()))
                        .findFirst()
                        .orElseThrow(() -> new ProblemException(
                                HttpStatus.NOT_FOUND, "appointments", "unknown-agenda", form.agenda())));
    }

    @PostMapping
    String propose(
            @RequestParam(required = false) @Nullable String nonce,
            @ModelAttribute("form") MovesForm form,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var site = sites.asked(form.site())
                .orElseThrow(() -> new ProblemException(HttpStatus.FORBIDDEN, "appointments", "site-not-yours"));
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var today = clock.instant().atZone(site.zone()).toLocalDate();
                    var during = form.during(site, form.day(today));
                    Cause cause = agenda(site, form)
                            .<Cause>map(one -> new Cause.Away(one.id(), during))
                            .orElseGet(Cause.Chosen::new);
                    var made = pressed.once(nonce, form, moves::isThere, () -> moves.propose(site, cause, form.rdv()));
                    return "redirect:" + PAGE + "/" + made;
                },
                () -> choose(site, form, model, response));
    }

    @GetMapping("/{id}")
    String review(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var move = moves.find(id);
        var site = sites.own(move.siteId());
        if (!move.isOpen()) {
            return "redirect:" + ToSettleController.page(site);
        }
        var all = moves.lines(id);
        model.addAttribute("site", site);
        model.addAttribute("move", move);
        model.addAttribute("groups", view.groups(all, locale));
        model.addAttribute("seen", Pressed.seen(all));
        if (move.cause() instanceof Cause.Away away) {
            model.addAttribute("closes", moves.addsAbsence(move));
            model.addAttribute("away", OpeningWords.span(away.during(), site, locale));
            model.addAttribute("agenda", agendas.agenda(away.agendaId()).name());
        }
        return "appointments-staff/moves-review";
    }

    @PostMapping("/{id}/confirmer")
    String confirm(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String seen,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var site = directory.site(sites.own(moves.find(id).siteId()).id());
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var next = moves.confirm(id, lines -> Pressed.check(seen, lines));
                    after.addFlashAttribute("decided", MovesDone.of(moves.lines(id)));
                    return "redirect:" + (next == null ? ToSettleController.page(site) : PAGE + "/" + next);
                },
                () -> review(id, model, response, locale));
    }
}
