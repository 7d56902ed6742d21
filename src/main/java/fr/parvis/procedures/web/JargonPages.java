package fr.parvis.procedures.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.clear.Jargon;
import fr.parvis.procedures.clear.JargonList;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of jargon: what to write instead of the words of the administration. */
@Controller
@RequestMapping("/admin/demarches/mots")
@PreAuthorize("hasAnyRole('ADMIN', 'QUALITY')")
class JargonPages {
    /** @param forms other forms of the term, one after the other with commas */
    record Form(
            @Nullable String term,
            @Nullable String forms,
            @Nullable String instead,
            @Nullable String why) {
        Jargon.Entry entry() {
            var others = Forms.line(forms).replace(',', '|');
            return new Jargon.Entry(
                    clean(Forms.line(term).replace('|', ' ') + "|" + others), Forms.line(instead), Forms.line(why));
        }

        private static String clean(String forms) {
            return Arrays.stream(forms.split("\\|"))
                    .map(String::strip)
                    .filter(form -> !form.isEmpty())
                    .distinct()
                    .collect(Collectors.joining("|"));
        }

        static Form of(Jargon.Entry entry) {
            return new Form(
                    entry.name(),
                    entry.forms().stream().skip(1).collect(Collectors.joining(", ")),
                    entry.instead(),
                    entry.why());
        }
    }

    private static final String LIST = "redirect:/admin/demarches/mots";

    private final JargonList list;
    private final Forms forms;

    JargonPages(JargonList list, Forms forms) {
        this.list = list;
        this.forms = forms;
    }

    @GetMapping
    String all(@RequestParam(required = false) @Nullable String q, Model model) {
        var wanted = Forms.line(q).toLowerCase(Locale.FRENCH);
        model.addAttribute("q", Forms.line(q));
        model.addAttribute(
                "lines",
                list.lines().stream()
                        .filter(line ->
                                line.entry().term().toLowerCase(Locale.FRENCH).contains(wanted)
                                        || line.entry()
                                                .instead()
                                                .toLowerCase(Locale.FRENCH)
                                                .contains(wanted))
                        .toList());
        return "procedures/staff-jargon";
    }

    /** @param mot the term to change; a new one without it */
    @GetMapping("/mot")
    String edit(@RequestParam(required = false) @Nullable String mot, Model model) {
        if (mot == null) {
            return form(null, new Form("", "", "", ""), model);
        }
        var line = list.find(mot)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-jargon", mot));
        return form(mot, Form.of(line.entry()), model);
    }

    @PostMapping("/mot")
    String save(
            @RequestParam(required = false) @Nullable String mot,
            @ModelAttribute("form") Form form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var before = mot == null || mot.isEmpty() ? null : mot;
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    list.save(before, form.entry());
                    after.addFlashAttribute("saved", true);
                    return LIST;
                },
                () -> form(before, form, model));
    }

    @PostMapping("/retirer")
    String remove(@RequestParam String mot, RedirectAttributes after) {
        list.remove(mot);
        after.addFlashAttribute("saved", true);
        return LIST;
    }

    @PostMapping("/reprendre")
    String restore(@RequestParam String mot, RedirectAttributes after) {
        list.restore(mot);
        after.addFlashAttribute("saved", true);
        return LIST;
    }

    private static String form(@Nullable String before, Form form, Model model) {
        model.addAttribute("before", before);
        model.addAttribute("form", form);
        return "procedures/staff-jargon-word";
    }
}
