package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Conflicts;
import fr.parvis.appointments.SchoolCalendars;
import fr.parvis.appointments.slots.OpeningRule;
import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.directory.Directory;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** When an agenda receives: written in plain fields, looked at as dates before it is saved. */
@Controller
@RequestMapping("/admin/agendas/{id}/ouvertures")
@PreAuthorize("hasRole('ADMIN')")
class OpeningsController {
    private static final int PREVIEWED = 8;
    private static final int LOOKED_AT = 60;

    private final Agendas agendas;
    private final SchoolCalendars schools;
    private final Directory directory;
    private final AgendaChoices choices;
    private final OpeningWords words;
    private final Conflicts conflicts;
    private final TouchedLines touched;
    private final SiteDays siteDays;
    private final Pressed pressed;
    private final Forms forms;
    private final Clock clock;

    OpeningsController(
            Agendas agendas,
            SchoolCalendars schools,
            Directory directory,
            AgendaChoices choices,
            OpeningWords words,
            Conflicts conflicts,
            TouchedLines touched,
            SiteDays siteDays,
            Pressed pressed,
            Forms forms,
            Clock clock) {
        this.agendas = agendas;
        this.schools = schools;
        this.directory = directory;
        this.choices = choices;
        this.words = words;
        this.conflicts = conflicts;
        this.touched = touched;
        this.siteDays = siteDays;
        this.pressed = pressed;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping("/nouvelle")
    String create(@PathVariable UUID id, Model model, Locale locale) {
        var agenda = agendas.agenda(id);
        model.addAttribute("nonce", Ids.token());
        return form(agenda, null, OpeningForm.blank(today(agenda)), model, locale);
    }

    private LocalDate today(Agenda agenda) {
        return clock.instant().atZone(directory.site(agenda.siteId()).zone()).toLocalDate();
    }

    @PostMapping
    String created(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String nonce,
            @RequestParam(required = false) @Nullable String look,
            @RequestParam(defaultValue = "") String closed,
            @ModelAttribute("form") OpeningForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var agenda = agendas.agenda(id);
        model.addAttribute("nonce", nonce);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var rule = rule(agenda, null, form);
                    if (asks(agenda, rule, closed, model, locale) || look != null) {
                        return form(agenda, null, form, model, locale);
                    }
                    pressed.once(nonce, form, made -> isThere(id, made), () -> save(agenda, null, rule));
                    after.addFlashAttribute("saved", true);
                    return "redirect:" + page(id);
                },
                () -> form(agenda, null, form, model, locale));
    }

    @GetMapping("/{rule}")
    String edit(@PathVariable UUID id, @PathVariable("rule") UUID ruleId, Model model, Locale locale) {
        var agenda = agendas.agenda(id);
        var rule = known(agenda, ruleId);
        return form(agenda, rule, OpeningForm.of(rule), model, locale);
    }

    @PostMapping("/{rule}")
    String edited(
            @PathVariable UUID id,
            @PathVariable("rule") UUID ruleId,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(required = false) @Nullable String look,
            @RequestParam(defaultValue = "") String closed,
            @ModelAttribute("form") OpeningForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var agenda = agendas.agenda(id);
        var rule = known(agenda, ruleId);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var wanted = rule(agenda, ruleId, form);
                    if (asks(agenda, wanted, closed, model, locale) || look != null) {
                        return form(agenda, rule, form, model, locale);
                    }
                    var only = conflicts.onlyIn(agenda, rule);
                    pressed.alone(() -> {
                        agendas.waitForTurn(id);
                        var before = known(agenda, ruleId);
                        if (!before.equals(wanted)) {
                            Pressed.check(seen, OpeningForm.of(before));
                            save(agenda, ruleId, wanted);
                        }
                    });
                    var left = conflicts.ids(directory.site(agenda.siteId()));
                    after.addFlashAttribute(
                            "touched",
                            touched.of(
                                    only.stream()
                                            .filter(one -> left.contains(one.id()))
                                            .toList(),
                                    locale));
                    after.addFlashAttribute("saved", true);
                    return "redirect:" + page(id);
                },
                () -> form(agenda, known(agenda, ruleId), form, model, locale));
    }

    /** @param known the appointments that were shown: others that lie there meanwhile are shown first */
    @PostMapping("/{rule}/retirer")
    String remove(
            @PathVariable UUID id,
            @PathVariable("rule") UUID ruleId,
            @RequestParam(defaultValue = "") String known,
            Model model,
            Locale locale,
            RedirectAttributes after) {
        var agenda = agendas.agenda(id);
        var rule = agendas.rules(id).stream()
                .filter(one -> one.id().equals(ruleId))
                .findFirst();
        if (rule.isPresent()) {
            var there = touched.of(conflicts.onlyIn(agenda, rule.get()), locale);
            var shown = Pressed.seen(
                    there.stream().map(TouchedLines.Line::reference).toList());
            if (!there.isEmpty() && !known.equals(shown)) {
                model.addAttribute("agenda", agenda);
                model.addAttribute("site", directory.site(agenda.siteId()));
                model.addAttribute("rule", ruleId);
                model.addAttribute("words", words.of(rule.get(), locale));
                model.addAttribute("touched", there);
                model.addAttribute("known", shown);
                return "appointments-staff/opening-remove";
            }
            agendas.removeRule(id, ruleId);
            after.addFlashAttribute("touched", there);
        }
        after.addFlashAttribute("removed", true);
        return "redirect:" + page(id);
    }

    private boolean asks(Agenda agenda, OpeningRule rule, String closed, Model model, Locale locale) {
        return siteDays.asks(
                directory.site(agenda.siteId()), agendas.next(agenda, rule, LOOKED_AT), closed, model, locale);
    }

    private OpeningRule rule(Agenda agenda, @Nullable UUID ruleId, OpeningForm form) {
        AgendaChoices.within(form.services(), agenda.services());
        var rule = form.rule(ruleId);
        if (rule.school() != SchoolTime.ALWAYS && schools.zone(agenda.siteId()).isEmpty()) {
            throw ProblemException.field("school", "appointments", "school-zone-missing");
        }
        if (agendas.next(agenda, rule, 1).isEmpty()) {
            throw ProblemException.field("first", "appointments", "never-open");
        }
        return rule;
    }

    private UUID save(Agenda agenda, @Nullable UUID ruleId, OpeningRule rule) {
        return agendas.saveRule(agenda.id(), ruleId, rule).id();
    }

    private OpeningRule known(Agenda agenda, UUID ruleId) {
        return agendas.rules(agenda.id()).stream()
                .filter(rule -> rule.id().equals(ruleId))
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-agenda", ruleId));
    }

    private boolean isThere(UUID id, UUID ruleId) {
        return agendas.rules(id).stream().anyMatch(rule -> rule.id().equals(ruleId));
    }

    private static String page(UUID id) {
        return AgendasController.PAGE + "/" + id;
    }

    private String form(Agenda agenda, @Nullable OpeningRule rule, OpeningForm form, Model model, Locale locale) {
        var site = directory.site(agenda.siteId());
        model.addAttribute("agenda", agenda);
        model.addAttribute("site", site);
        model.addAttribute("rule", rule);
        model.addAttribute("form", form);
        model.addAttribute("services", choices.servicesOf(agenda, form.services()));
        model.addAttribute("modes", choices.modes(form.modalities(), locale));
        model.addAttribute("seen", rule == null ? "" : Pressed.seen(OpeningForm.of(rule)));
        model.addAttribute(
                "week",
                IntStream.rangeClosed(1, 7)
                        .mapToObj(day -> Choice.of(
                                OpeningForm.WEEK.get(day - 1),
                                OpeningWords.name(DayOfWeek.of(day), locale),
                                form.days().contains(OpeningForm.WEEK.get(day - 1))))
                        .toList());
        model.addAttribute(
                "schoolTimes",
                Arrays.stream(SchoolTime.values())
                        .map(one -> Choice.of(one.code(), words.school(one, locale)))
                        .toList());
        model.addAttribute("schoolHint", words.schoolHint(site, locale));
        if (!model.containsAttribute("problem") && (rule != null || !form.days().isEmpty() || !form.isWeekly())) {
            var thought = form.rule(null);
            model.addAttribute("words", words.of(thought, locale));
            model.addAttribute("next", words.next(agenda, site, thought, PREVIEWED, locale));
        }
        return "appointments-staff/opening";
    }
}
