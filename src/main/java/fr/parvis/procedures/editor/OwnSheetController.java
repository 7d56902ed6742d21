package fr.parvis.procedures.editor;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

/** The form of an own sheet. */
@Controller
@RequestMapping("/admin/demarches")
@PreAuthorize("hasAnyRole('ADMIN','QUALITY')")
class OwnSheetController {
    private static final String MORE = "more";
    private static final int MONTHS_TO_REVIEW = 12;

    private final LocalTexts texts;
    private final TextEditor editor;
    private final TextLabels labels;
    private final LocalDays days;
    private final TwoEditors two;
    private final ReadingHelp help;
    private final Forms forms;

    OwnSheetController(
            LocalTexts texts,
            TextEditor editor,
            TextLabels labels,
            LocalDays days,
            TwoEditors two,
            ReadingHelp help,
            Forms forms) {
        this.texts = texts;
        this.editor = editor;
        this.labels = labels;
        this.days = days;
        this.two = two;
        this.help = help;
        this.forms = forms;
    }

    @GetMapping("/fiches/nouvelle")
    String create(Model model, Locale locale) {
        var review = days.today().plusMonths(MONTHS_TO_REVIEW).toString();
        var blank = new OwnSheetForm("0", "", "", "", "", "", List.of(), "", "", Set.of(), Set.of(), "", review);
        return form(null, blank, model, locale);
    }

    @PostMapping("/fiches/nouvelle")
    String created(
            @ModelAttribute("form") OwnSheetForm form,
            @RequestParam(required = false) @Nullable String act,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        if (MORE.equals(act)) {
            return form(null, form, model, locale);
        }
        if (ReadingHelp.isAsked(act)) {
            return help.answer(
                    form, act, Language.FRENCH, model, response, locale, now -> form(null, now, model, locale));
        }
        return forms.submit(
                model,
                response,
                locale,
                () -> saved(editor.create(form.sheet(null, Map.of())), after),
                () -> form(null, form, model, locale));
    }

    @GetMapping("/textes/{id}/fiche")
    String edit(@PathVariable UUID id, Model model, Locale locale) {
        var entry = entry(id);
        return form(entry, OwnSheetForm.of((OwnSheet) entry.text(), entry.newest()), model, locale);
    }

    @PostMapping("/textes/{id}/fiche")
    String edited(
            @PathVariable UUID id,
            @ModelAttribute("form") OwnSheetForm form,
            @RequestParam(required = false) @Nullable String act,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var entry = entry(id);
        if (MORE.equals(act)) {
            return form(entry, form, model, locale);
        }
        if (ReadingHelp.isAsked(act)) {
            return help.answer(
                    form, act, Language.FRENCH, model, response, locale, now -> form(entry, now, model, locale));
        }
        var own = (OwnSheet) entry.text();
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    editor.save(id, TextForms.number(form.version()), form.sheet(own.sheetId(), own.translations()));
                    return saved(id, after);
                },
                () -> {
                    if (TwoEditors.met(model)) {
                        two.show(form.sheet(own.sheetId(), own.translations()), entry(id), model, locale);
                    }
                    return form(entry, form, model, locale);
                });
    }

    private static String saved(UUID id, RedirectAttributes after) {
        after.addFlashAttribute("acted", "SAVED");
        return "redirect:/admin/demarches/textes/" + id;
    }

    private LocalTexts.Entry entry(UUID id) {
        return texts.find(id).filter(entry -> entry.text() instanceof OwnSheet).orElseThrow(LocalWords::unknown);
    }

    private String form(LocalTexts.@Nullable Entry entry, OwnSheetForm form, Model model, Locale locale) {
        model.addAttribute("entry", entry);
        model.addAttribute("form", form);
        model.addAttribute("forms", labels.forms(locale));
        model.addAttribute("sites", labels.sites(form.sites()));
        model.addAttribute("services", labels.services(form.services()));
        return "editor/own-sheet";
    }
}
