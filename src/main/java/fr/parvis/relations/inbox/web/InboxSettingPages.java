package fr.parvis.relations.inbox.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Promises;
import fr.parvis.relations.answers.Lexicon;
import fr.parvis.relations.answers.Signal;
import fr.parvis.relations.answers.TenseWords;
import fr.parvis.relations.inbox.ContactFigures;
import fr.parvis.relations.inbox.Macros;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
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

/** What the organisation keeps for its inbox: words that tell that a message is tense, other ways when the answer is no, promised days; and how it fares. */
@Controller
@RequestMapping("/agent/messages/reglages")
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
class InboxSettingPages {
    private static final String HERE = "redirect:/agent/messages/reglages/";

    /** What words can tell; loudness is in none. */
    private static final List<Signal> WORDED =
            Arrays.stream(Signal.values()).filter(one -> one != Signal.LOUD).toList();

    private final Macros macros;
    private final Lexicon lexicon;
    private final Promises promises;
    private final ContactFigures figures;
    private final Forms forms;

    InboxSettingPages(Macros macros, Lexicon lexicon, Promises promises, ContactFigures figures, Forms forms) {
        this.macros = macros;
        this.lexicon = lexicon;
        this.promises = promises;
        this.figures = figures;
        this.forms = forms;
    }

    @GetMapping
    String start() {
        return HERE + "equipes";
    }

    /** They have a page of their own. */
    @GetMapping("/reponses")
    String answers() {
        return "redirect:/agent/reponses";
    }

    @GetMapping("/ecoute")
    String listening(Model model) {
        return listening("", "", model);
    }

    private String listening(String signal, String words, Model model) {
        model.addAttribute("signal", signal);
        model.addAttribute("words", words);
        model.addAttribute("signals", WORDED);
        model.addAttribute("own", lexicon.own());
        model.addAttribute("leave", Lexicon.leave());
        model.addAttribute(
                "shipped",
                Lexicon.shipped().stream()
                        .collect(Collectors.groupingBy(
                                TenseWords.Entry::signal,
                                TreeMap::new,
                                Collectors.mapping(TenseWords.Entry::words, Collectors.toList()))));
        return "inbox/listening";
    }

    @PostMapping("/ecoute")
    String addTense(
            @RequestParam(required = false) @Nullable String signal,
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
                    lexicon.add(Forms.line(signal), Forms.line(words));
                    return saved("ecoute", next);
                },
                () -> listening(Forms.line(signal), Forms.line(words), model));
    }

    @PostMapping("/ecoute/{id}/retrait")
    String removeTense(@PathVariable UUID id, RedirectAttributes next) {
        lexicon.remove(id);
        return saved("ecoute", next);
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
