package fr.parvis.procedures.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.procedures.clear.MarkedText;
import fr.parvis.procedures.clear.TermList;
import jakarta.servlet.http.HttpServletResponse;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The words of the administration: what to write instead of them, and what they mean. */
@Controller
@RequestMapping(TermPages.PAGE)
@PreAuthorize("hasAnyRole('ADMIN', 'QUALITY')")
class TermPages {
    static final String PAGE = "/admin/demarches/mots";
    private static final String WORD = "procedures-staff/term";

    /** The words of Parvis under one letter. */
    record Letter(String name, List<TermList.Line> lines) {}

    private final TermList list;
    private final Forms forms;

    TermPages(TermList list, Forms forms) {
        this.list = list;
        this.forms = forms;
    }

    @GetMapping
    String all(@RequestParam(name = "liste", required = false) @Nullable String looked, Model model) {
        return page("", Forms.line(looked), model);
    }

    /** A sentence with the list as it is. */
    @PostMapping("/essai")
    String tried(
            @RequestParam(defaultValue = "") String sentence,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var typed = Forms.line(sentence);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    show(list.tried(typed), typed, model);
                    return page(typed, "", model);
                },
                () -> page(typed, "", model));
    }

    private String page(String sentence, String looked, Model model) {
        model.addAttribute("sentence", sentence);
        model.addAttribute("looked", looked);
        model.addAttribute("own", list.own());
        model.addAttribute(
                "letters",
                list.shipped().stream()
                        .filter(line -> holds(line, plain(looked)))
                        .collect(Collectors.groupingBy(
                                line -> plain(line.term().name())
                                        .substring(0, 1)
                                        .toUpperCase(Locale.FRENCH),
                                LinkedHashMap::new,
                                Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(letter -> new Letter(letter.getKey(), letter.getValue()))
                        .toList());
        return "procedures-staff/terms";
    }

    private static boolean holds(TermList.Line line, String looked) {
        var term = line.term();
        return plain(term.written() + " " + term.instead() + " " + term.explanation())
                .contains(looked);
    }

    /** In lower case without accents. */
    private static String plain(String text) {
        return Normalizer.normalize(text.replace("œ", "oe").replace('\'', '’'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.FRENCH);
    }

    /** @param mot the word to change; a new one without it */
    @GetMapping("/mot")
    String edit(@RequestParam(required = false) @Nullable String mot, Model model) {
        return mot == null
                ? word(null, TermForm.BLANK, model)
                : word(list.line(mot), TermForm.of(list.line(mot).term()), model);
    }

    @PostMapping("/mot")
    String save(
            @RequestParam(required = false) @Nullable String mot,
            @ModelAttribute("form") TermForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var before = line(mot);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    list.save(name(before), form.read());
                    return saved(after);
                },
                () -> word(before, form, model));
    }

    /** A sentence with the word as it is typed; nothing is saved. */
    @PostMapping("/mot/essai")
    String tried(
            @RequestParam(required = false) @Nullable String mot,
            @ModelAttribute("form") TermForm form,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var before = line(mot);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    show(list.tried(form.sentence(), name(before), form.read()), form.sentence(), model);
                    return word(before, form, model);
                },
                () -> word(before, form, model));
    }

    @PostMapping("/retirer")
    String remove(@RequestParam String mot, RedirectAttributes after) {
        list.remove(mot);
        return saved(after);
    }

    @PostMapping("/reprendre")
    String restore(@RequestParam String mot, RedirectAttributes after) {
        list.restore(mot);
        return saved(after);
    }

    private TermList.@Nullable Line line(@Nullable String mot) {
        return mot == null || mot.isEmpty() ? null : list.line(mot);
    }

    private static @Nullable String name(TermList.@Nullable Line line) {
        return line == null ? null : line.term().name();
    }

    private static String saved(RedirectAttributes after) {
        after.addFlashAttribute("saved", true);
        return "redirect:" + PAGE;
    }

    private static void show(TermList.Trial trial, String sentence, Model model) {
        model.addAttribute("told", MarkedText.numbered(trial.told()));
        model.addAttribute("explained", trial.explained());
        model.addAttribute("textLines", MarkedText.of(sentence, trial.told()));
    }

    private static String word(TermList.@Nullable Line line, TermForm form, Model model) {
        model.addAttribute("line", line);
        model.addAttribute("form", form);
        return WORD;
    }
}
