package fr.parvis.quality.web;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.quality.ActionList;
import fr.parvis.quality.ImprovementAction;
import fr.parvis.quality.ImprovementAction.State;
import fr.parvis.quality.ImprovementActions;
import fr.parvis.quality.Owners;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Improvement actions: the list, one opened by hand, and the page of each. */
@Controller
@RequestMapping("/qualite")
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN', 'QUALITY')")
class ActionPages {
    /** As in the address; the first is what is open. */
    private static final Map<String, Set<State>> STATES = Map.of(
            "ouvertes", Set.of(State.OPEN, State.TAKEN_UP),
            "a-prendre", Set.of(State.OPEN),
            "prises", Set.of(State.TAKEN_UP),
            "faites", Set.of(State.DONE),
            "abandonnees", Set.of(State.DROPPED),
            "toutes", Set.of(State.values()));

    private static final List<String> STATES_IN_ORDER =
            List.of("ouvertes", "a-prendre", "prises", "faites", "abandonnees", "toutes");
    private static final String USUAL = STATES_IN_ORDER.getFirst();

    private final ImprovementActions actions;
    private final ActionList list;
    private final Owners owners;
    private final ActionView view;
    private final Directory directory;
    private final Forms forms;
    private final MessageSource texts;

    ActionPages(
            ImprovementActions actions,
            ActionList list,
            Owners owners,
            ActionView view,
            Directory directory,
            Forms forms,
            MessageSource texts) {
        this.actions = actions;
        this.list = list;
        this.owners = owners;
        this.view = view;
        this.directory = directory;
        this.forms = forms;
        this.texts = texts;
    }

    @GetMapping
    public String list(
            @RequestParam(defaultValue = "") String etat,
            @RequestParam(defaultValue = "") String lieu,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var state = STATES.containsKey(etat) ? etat : USUAL;
        var site = uuid(lieu);
        model.addAttribute("lines", view.lines(list.mine(Objects.requireNonNull(STATES.get(state)), site), locale));
        model.addAttribute("filtered", !state.equals(USUAL) || site != null);
        model.addAttribute(
                "states",
                STATES_IN_ORDER.stream()
                        .map(one -> Choice.of(one, text("quality.filter." + one, locale), one.equals(state)))
                        .toList());
        model.addAttribute("sites", sites("quality.filter.everywhere", lieu, locale));
        return "quality/actions";
    }

    /** @param all the words for no place in particular */
    private List<Choice> sites(String all, String chosen, Locale locale) {
        return Stream.concat(Stream.of(Choice.of("", text(all, locale))), sitesOfCaller(chosen))
                .toList();
    }

    private Stream<Choice> sitesOfCaller(String chosen) {
        var caller = Caller.current().orElseThrow();
        return directory.sites().stream()
                .filter(site -> caller.mayActAt(site.id()))
                .map(site ->
                        Choice.of(site.id(), site.name(), site.id().toString().equals(chosen)));
    }

    @GetMapping("/actions")
    public String toList() {
        return "redirect:/qualite";
    }

    @GetMapping("/actions/nouvelle")
    public String form(Model model, Locale locale) {
        return form(Map.of(), model, locale);
    }

    private String form(Map<String, String> typed, Model model, Locale locale) {
        var caller = Caller.current().orElseThrow();
        model.addAttribute("typed", typed);
        model.addAttribute(
                "sites",
                caller.sites().isEmpty()
                        ? sites("quality.place.everywhere", "", locale)
                        : sitesOfCaller("").toList());
        model.addAttribute(
                "owners",
                view.owners(
                        owners.at(null).stream()
                                .filter(one -> caller.sites().isEmpty()
                                        || one.sites().isEmpty()
                                        || !Collections.disjoint(one.sites(), caller.sites()))
                                .toList(),
                        "quality.owner.later",
                        locale));
        return "quality/new";
    }

    @PostMapping("/actions")
    public String open(
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var opened = actions.open(new ImprovementActions.Wanted(
                            Forms.line(typed.get("title")),
                            uuid(Forms.line(typed.get("site"))),
                            Forms.lines(typed.get("what")),
                            uuid(Forms.line(typed.get("owner"))),
                            Forms.lines(typed.get("step")),
                            day(typed.get("due"))));
                    next.addFlashAttribute("done", "opened");
                    return "redirect:" + ImprovementActions.page(opened.id());
                },
                () -> form(typed, model, locale));
    }

    @GetMapping("/actions/{id}")
    public String one(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        return one(list.find(id), Map.of(), "", model, locale);
    }

    private String one(ImprovementAction action, Map<String, String> typed, String at, Model model, Locale locale) {
        model.addAttribute("one", view.page(action, locale));
        model.addAttribute("history", view.history(action, locale));
        model.addAttribute("effect", list.effect(action).orElse(null));
        model.addAttribute("owners", view.owners(owners.of(action), "quality.owner.choose", locale));
        model.addAttribute("me", Caller.current().orElseThrow().id().toString());
        model.addAttribute("typed", typed);
        model.addAttribute("at", at);
        return "quality/action";
    }

    @PostMapping("/actions/{id}/{act:suite|fin|abandon|reprise}")
    public String act(
            @PathVariable UUID id,
            @PathVariable String act,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    change(id, act, typed);
                    next.addFlashAttribute("done", act);
                    return "redirect:" + ImprovementActions.page(id);
                },
                () -> one(list.find(id), typed, act, model, locale));
    }

    private void change(UUID id, String act, Map<String, String> typed) {
        var revision = revision(typed);
        var step = Forms.lines(typed.get("step"));
        var due = day(typed.get("due"));
        switch (act) {
            case "suite" -> actions.takeUp(id, revision, uuid(Forms.line(typed.get("owner"))), step, due);
            case "fin" -> actions.done(id, revision, Forms.lines(typed.get("words")));
            case "abandon" -> actions.drop(id, revision, Forms.lines(typed.get("reason")));
            default -> actions.reopen(id, revision, step, due);
        }
    }

    /** What only a button does leads back when it is opened by its address. */
    @GetMapping("/actions/{id}/{act:suite|fin|abandon|reprise}")
    public String backTo(@PathVariable UUID id) {
        return "redirect:" + ImprovementActions.page(id);
    }

    private static int revision(Map<String, String> typed) {
        var number = Forms.line(typed.get("revision"));
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : -1;
    }

    /** Null when it cannot be read: that is said with all else that is wrong. */
    private static @Nullable LocalDate day(@Nullable String typed) {
        try {
            return LocalDate.parse(Forms.line(typed));
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private static @Nullable UUID uuid(String typed) {
        try {
            return typed.isEmpty() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(texts.getMessage(key, null, locale));
    }
}
