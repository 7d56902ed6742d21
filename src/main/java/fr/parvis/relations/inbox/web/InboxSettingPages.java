package fr.parvis.relations.inbox.web;

import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Promises;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import fr.parvis.relations.inbox.ContactFigures;
import fr.parvis.relations.inbox.Macros;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the organisation keeps for its inbox: ready-made replies, other ways when the answer is no, promised days; and how it fares. */
@Controller
@RequestMapping("/agent/messages/reglages")
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
class InboxSettingPages {
    private static final String HERE = "redirect:/agent/messages/reglages/";

    private final Macros macros;
    private final Terms terms;
    private final InboxWords words;
    private final Promises promises;
    private final ContactFigures figures;
    private final Forms forms;

    InboxSettingPages(
            Macros macros, Terms terms, InboxWords words, Promises promises, ContactFigures figures, Forms forms) {
        this.macros = macros;
        this.terms = terms;
        this.words = words;
        this.promises = promises;
        this.figures = figures;
        this.forms = forms;
    }

    @GetMapping
    String start() {
        return HERE + "equipes";
    }

    /** @param modifier the one that is changed; null to add one */
    @GetMapping("/reponses")
    String macros(@RequestParam(required = false) @Nullable UUID modifier, Model model, Locale locale) {
        // the first look at the categories brings the apologies that we start with
        terms.offered(Term.Kind.CATEGORY);
        var typed = modifier == null
                ? MacroForm.EMPTY
                : macros.find(modifier).map(MacroForm::of).orElse(MacroForm.EMPTY);
        return macros(typed, model, locale);
    }

    private String macros(MacroForm typed, Model model, Locale locale) {
        model.addAttribute("macros", macros.all());
        model.addAttribute("id", typed.id());
        model.addAttribute("name", typed.name());
        model.addAttribute("words", typed.words());
        model.addAttribute("closes", typed.closes());
        model.addAttribute("apology", typed.apology());
        model.addAttribute("category", typed.category());
        model.addAttribute(
                "apologyKinds",
                with(
                        "complaints.macro.usual",
                        locale,
                        Arrays.stream(Macros.Apology.values())
                                .map(one -> Choice.of(one, words.text("complaints.apology.tag." + one, locale)))));
        model.addAttribute(
                "categories",
                with(
                        "complaints.macro.any",
                        locale,
                        terms.offered(Term.Kind.CATEGORY).stream()
                                .map(term -> Choice.of(term.id(), terms.label(term, locale)))));
        return "inbox/macros";
    }

    private List<Choice> with(String first, Locale locale, Stream<Choice> choices) {
        return Stream.concat(Stream.of(Choice.of("", words.text(first, locale))), choices)
                .toList();
    }

    @PostMapping("/reponses")
    String saveMacro(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "false") boolean closes,
            @RequestParam(defaultValue = "") String apology,
            @RequestParam(defaultValue = "") String category,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = new MacroForm(id, Forms.line(name), Forms.lines(words), closes, apology, category);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    macros.save(
                            macros.find(typed.idOrNull()).map(Macros.Macro::id).orElse(null),
                            typed.name(),
                            typed.words(),
                            closes,
                            typed.kind(),
                            terms.find(Term.Kind.CATEGORY, ConversationPages.uuid(category))
                                    .map(Term::id)
                                    .orElse(null));
                    return saved("reponses", next);
                },
                () -> macros(typed, model, locale));
    }

    @PostMapping("/reponses/{id}/retrait")
    String removeMacro(@PathVariable UUID id, RedirectAttributes next) {
        macros.remove(id);
        return saved("reponses", next);
    }

    @GetMapping("/solutions")
    String alternatives(Model model) {
        return alternatives("", model);
    }

    private String alternatives(String words, Model model) {
        model.addAttribute("alternatives", macros.alternatives());
        model.addAttribute("words", words);
        return "inbox/alternatives";
    }

    @PostMapping("/solutions")
    String addAlternative(
            @RequestParam(required = false) @Nullable String words,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    macros.addAlternative(Forms.lines(words));
                    return saved("solutions", next);
                },
                () -> alternatives(Forms.lines(words), model));
    }

    @PostMapping("/solutions/{id}/retrait")
    String removeAlternative(@PathVariable UUID id, RedirectAttributes next) {
        macros.removeAlternative(id);
        return saved("solutions", next);
    }

    @GetMapping("/delais")
    String promises(Model model) {
        var days = promises.days();
        return promises(
                Integer.toString(days.question()),
                Integer.toString(days.callBack()),
                Integer.toString(days.complaint()),
                model);
    }

    private static String promises(String question, String callBack, String complaint, Model model) {
        model.addAttribute("questionDays", question);
        model.addAttribute("callBackDays", callBack);
        model.addAttribute("complaintDays", complaint);
        return "inbox/promises";
    }

    @PostMapping("/delais")
    String promise(
            @RequestParam(required = false) @Nullable String questionDays,
            @RequestParam(required = false) @Nullable String callBackDays,
            @RequestParam(required = false) @Nullable String complaintDays,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var question = Forms.line(questionDays);
        var callBack = Forms.line(callBackDays);
        var complaint = Forms.line(complaintDays);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    promises.change(new Promises.Days(
                            number("questionDays", question),
                            number("callBackDays", callBack),
                            number("complaintDays", complaint)));
                    return saved("delais", next);
                },
                () -> promises(question, callBack, complaint, model));
    }

    private static int number(String field, String typed) {
        if (!typed.matches("\\d{1,3}")) {
            throw ProblemException.field(field, "relations", "days-out-of-range", Promises.MOST_DAYS);
        }
        return Integer.parseInt(typed);
    }

    @GetMapping("/chiffres")
    String figures(Model model) {
        model.addAttribute("figures", figures.figures());
        return "inbox/figures";
    }

    private static String saved(String page, RedirectAttributes next) {
        next.addFlashAttribute("saved", true);
        return HERE + page;
    }
}
