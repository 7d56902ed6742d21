package fr.parvis.procedures.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.SynonymList;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

/** What people say for what sheets say: the organisation's own lines beside those that came with the program. */
@Controller
@RequestMapping(SynonymsController.PAGE)
@PreAuthorize("hasAnyRole('ADMIN','QUALITY')")
class SynonymsController {
    static final String PAGE = "/admin/demarches/synonymes";

    /** A line as it is typed, and a question to try it with. */
    record Typed(String said, String meant, String question) {
        Typed {
            said = Forms.line(said);
            meant = Forms.line(meant);
            question = Forms.line(question);
        }
    }

    /** A sheet among the answers; {@code moved}: it was not at this place before. */
    record Answer(String address, String title, boolean moved) {}

    private final SynonymList synonyms;
    private final Forms forms;

    SynonymsController(SynonymList synonyms, Forms forms) {
        this.synonyms = synonyms;
        this.forms = forms;
    }

    @GetMapping
    String list(@RequestParam(name = "liste", required = false) @Nullable String looked, Model model) {
        var words = Forms.line(looked);
        model.addAttribute("looked", words);
        return page(null, new Typed("", "", ""), words, model);
    }

    @GetMapping("/{id}")
    String edit(@PathVariable UUID id, Model model) {
        var line = synonyms.own(id);
        return page(line, new Typed(line.said(), line.meant(), ""), "", model);
    }

    @PostMapping
    String add(
            @ModelAttribute("form") Typed form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return save(null, form, model, response, locale, after);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("form") Typed form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return save(synonyms.own(id), form, model, response, locale, after);
    }

    private String save(
            SynonymList.@Nullable Own line,
            Typed form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    synonyms.save(line == null ? null : line.id(), form.said(), form.meant());
                    after.addFlashAttribute("saved", true);
                    return "redirect:" + PAGE;
                },
                () -> page(line, form, "", model));
    }

    @PostMapping("/essai")
    String tried(@ModelAttribute("form") Typed form, Model model, HttpServletResponse response, Locale locale) {
        return trial(null, form, model, response, locale);
    }

    @PostMapping("/{id}/essai")
    String tried(
            @PathVariable UUID id,
            @ModelAttribute("form") Typed form,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        return trial(synonyms.own(id), form, model, response, locale);
    }

    private String trial(
            SynonymList.@Nullable Own line, Typed form, Model model, HttpServletResponse response, Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var trial =
                            synonyms.tried(form.question(), line == null ? null : line.id(), form.said(), form.meant());
                    model.addAttribute("before", answers(trial.before(), trial.before()));
                    model.addAttribute("after", answers(trial.after(), trial.before()));
                    model.addAttribute("same", trial.after().equals(trial.before()));
                    return page(line, form, "", model);
                },
                () -> page(line, form, "", model));
    }

    @PostMapping("/{id}/retrait")
    String remove(@PathVariable UUID id, RedirectAttributes after) {
        synonyms.remove(id);
        after.addFlashAttribute("saved", true);
        return "redirect:" + PAGE;
    }

    private static List<Answer> answers(List<Procedures.Hit> hits, List<Procedures.Hit> before) {
        return IntStream.range(0, hits.size())
                .mapToObj(i -> new Answer(
                        SheetAddresses.page(hits.get(i).id(), hits.get(i).audience())
                                .orElse("/demarches"),
                        hits.get(i).title(),
                        before.size() <= i || !before.get(i).equals(hits.get(i))))
                .toList();
    }

    private String page(SynonymList.@Nullable Own line, Typed form, String looked, Model model) {
        model.addAttribute("line", line);
        model.addAttribute("form", form);
        model.addAttribute("own", synonyms.own());
        model.addAttribute("topics", synonyms.shipped(looked));
        return "procedures-staff/synonyms";
    }
}
