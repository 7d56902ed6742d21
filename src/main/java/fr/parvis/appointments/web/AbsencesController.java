package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.SchoolCalendars;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** When an agenda does not receive; the appointments that lie there are shown before it is saved. */
@Controller
@RequestMapping("/admin/agendas/{id}/absences")
@PreAuthorize("hasRole('ADMIN')")
class AbsencesController {
    private final Agendas agendas;
    private final Appointments appointments;
    private final SchoolCalendars schools;
    private final Directory directory;
    private final TouchedLines touched;
    private final Pressed pressed;
    private final Forms forms;
    private final Clock clock;

    AbsencesController(
            Agendas agendas,
            Appointments appointments,
            SchoolCalendars schools,
            Directory directory,
            TouchedLines touched,
            Pressed pressed,
            Forms forms,
            Clock clock) {
        this.agendas = agendas;
        this.appointments = appointments;
        this.schools = schools;
        this.directory = directory;
        this.touched = touched;
        this.pressed = pressed;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping("/nouvelle")
    String create(@PathVariable UUID id, Model model) {
        model.addAttribute("nonce", Ids.token());
        return form(agendas.agenda(id), new AbsenceForm("", "", "", "", "", ""), model);
    }

    /** @param known the appointments that were shown: others that lie there meanwhile are shown first */
    @PostMapping
    String created(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String nonce,
            @RequestParam(defaultValue = "") String known,
            @ModelAttribute("form") AbsenceForm typed,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var agenda = agendas.agenda(id);
        var form = days(agenda, typed);
        model.addAttribute("nonce", nonce);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var during = form.during(directory.site(agenda.siteId()));
                    if (!during.to().isAfter(clock.instant())) {
                        throw ProblemException.field(
                                form.toDay().isEmpty() ? "fromDay" : "toDay", "appointments", "absence-past");
                    }
                    var there = touched.of(appointments.bookedIn(id, during.from(), during.to()), locale);
                    var shown = Pressed.seen(
                            there.stream().map(TouchedLines.Line::reference).toList());
                    if (!there.isEmpty() && !known.equals(shown)) {
                        model.addAttribute("touched", there);
                        model.addAttribute("known", shown);
                        return form(agenda, form, model);
                    }
                    pressed.once(
                            nonce,
                            form,
                            made -> agendas.absences(id).stream()
                                    .anyMatch(one -> one.id().equals(made)),
                            () -> agendas.addAbsence(id, during.from(), during.to(), form.reason()));
                    after.addFlashAttribute("saved", true);
                    after.addFlashAttribute("touched", there);
                    return "redirect:" + AgendasController.PAGE + "/" + id;
                },
                () -> form(agenda, form, model));
    }

    @PostMapping("/{absence}/retirer")
    String remove(@PathVariable UUID id, @PathVariable UUID absence, RedirectAttributes after) {
        agendas.removeAbsence(id, absence);
        after.addFlashAttribute("saved", true);
        return "redirect:" + AgendasController.PAGE + "/" + id;
    }

    private List<SchoolCalendars.Period> holidays(Site site) {
        return schools.periods(site, clock.instant().atZone(site.zone()).toLocalDate());
    }

    /** One that is over or gone meanwhile is none: then the days themselves count. */
    private AbsenceForm days(Agenda agenda, AbsenceForm typed) {
        return holidays(directory.site(agenda.siteId())).stream()
                .filter(one -> one.id().toString().equals(typed.holiday()))
                .findFirst()
                .map(typed::in)
                .orElse(typed);
    }

    private String form(Agenda agenda, AbsenceForm form, Model model) {
        var site = directory.site(agenda.siteId());
        var locale = LocaleContextHolder.getLocale();
        var offered = holidays(site).stream()
                .map(one -> Choice.of(
                        one.id(),
                        one.name() + " : " + OpeningWords.date(one.first(), locale) + " – "
                                + OpeningWords.date(one.last(), locale)))
                .toList();
        var choices = new ArrayList<Choice>();
        if (!offered.isEmpty()) {
            choices.add(Choice.of("", "—"));
            choices.addAll(offered);
        }
        model.addAttribute("holidays", choices);
        model.addAttribute("agenda", agenda);
        model.addAttribute("site", site);
        model.addAttribute("form", form);
        return "appointments-staff/absence";
    }
}
