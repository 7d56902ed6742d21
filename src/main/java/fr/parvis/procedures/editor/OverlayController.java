package fr.parvis.procedures.editor;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
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

/** The form of the organisation's words on a national sheet. */
@Controller
@RequestMapping("/admin/demarches")
@PreAuthorize("hasAnyRole('ADMIN','QUALITY')")
class OverlayController {
    private static final int MOST_FOUND = 10;

    private final LocalTexts texts;
    private final TextEditor editor;
    private final TextLabels labels;
    private final Procedures procedures;
    private final TwoEditors two;
    private final ReadingHelp help;
    private final Forms forms;

    OverlayController(
            LocalTexts texts,
            TextEditor editor,
            TextLabels labels,
            Procedures procedures,
            TwoEditors two,
            ReadingHelp help,
            Forms forms) {
        this.texts = texts;
        this.editor = editor;
        this.labels = labels;
        this.procedures = procedures;
        this.two = two;
        this.help = help;
        this.forms = forms;
    }

    /** First the sheet, by its number or its words; then what to say on it. */
    @GetMapping("/complements/nouveau")
    String create(
            @RequestParam(required = false) @Nullable String fiche,
            @RequestParam(required = false) @Nullable String audience,
            @RequestParam(required = false) @Nullable String q,
            Model model,
            Locale locale) {
        var id = Forms.line(fiche);
        if (!id.isEmpty()) {
            var sheet = national(Forms.line(audience).isEmpty() ? Procedures.PEOPLE : Forms.line(audience), id);
            return form(null, sheet, new OverlayForm("0", null, "", "", ""), model, locale);
        }
        var question = Forms.line(q);
        model.addAttribute("q", question);
        model.addAttribute("found", question.isEmpty() ? List.of() : found(question));
        return "editor/overlay-choose";
    }

    private List<Sheet> found(String question) {
        var number = procedures.find(question).stream();
        var words = procedures.search(question, Procedures.PEOPLE, MOST_FOUND).stream()
                .flatMap(hit -> procedures.find(hit.audience(), hit.id()).stream());
        return Stream.concat(number, words)
                .filter(sheet -> !sheet.isLocal())
                .distinct()
                .toList();
    }

    @PostMapping("/complements/nouveau")
    String created(
            @RequestParam String fiche,
            @RequestParam String audience,
            @ModelAttribute("form") OverlayForm form,
            @RequestParam(required = false) @Nullable String act,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var sheet = national(audience, fiche);
        if (ReadingHelp.isAsked(act)) {
            return help.answer(
                    form, act, Language.FRENCH, model, response, locale, now -> form(null, sheet, now, model, locale));
        }
        return forms.submit(
                model,
                response,
                locale,
                () -> saved(editor.create(form.overlay(sheet.audience(), sheet.id())), after),
                () -> form(null, sheet, form, model, locale));
    }

    @GetMapping("/textes/{id}/complement")
    String edit(@PathVariable UUID id, Model model, Locale locale) {
        var entry = entry(id);
        var over = (Overlay) entry.text();
        return form(
                entry, national(over.audience(), over.sheetId()), OverlayForm.of(over, entry.newest()), model, locale);
    }

    @PostMapping("/textes/{id}/complement")
    String edited(
            @PathVariable UUID id,
            @ModelAttribute("form") OverlayForm form,
            @RequestParam(required = false) @Nullable String act,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var entry = entry(id);
        var over = (Overlay) entry.text();
        if (ReadingHelp.isAsked(act)) {
            var sheet = national(over.audience(), over.sheetId());
            return help.answer(
                    form, act, Language.FRENCH, model, response, locale, now -> form(entry, sheet, now, model, locale));
        }
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    editor.save(id, TextForms.number(form.version()), form.overlay(over.audience(), over.sheetId()));
                    return saved(id, after);
                },
                () -> {
                    if (TwoEditors.met(model)) {
                        two.show(form.overlay(over.audience(), over.sheetId()), entry(id), model, locale);
                    }
                    return form(entry, national(over.audience(), over.sheetId()), form, model, locale);
                });
    }

    private static String saved(UUID id, RedirectAttributes after) {
        after.addFlashAttribute("acted", "SAVED");
        return "redirect:/admin/demarches/textes/" + id;
    }

    private LocalTexts.Entry entry(UUID id) {
        return texts.find(id).filter(entry -> entry.text() instanceof Overlay).orElseThrow(LocalWords::unknown);
    }

    private Sheet national(String audience, String id) {
        return procedures
                .find(audience, id)
                .filter(sheet -> !sheet.isLocal())
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-sheet", id));
    }

    private String form(LocalTexts.@Nullable Entry entry, Sheet sheet, OverlayForm form, Model model, Locale locale) {
        model.addAttribute("entry", entry);
        model.addAttribute("sheet", sheet);
        model.addAttribute("form", form);
        model.addAttribute("places", labels.places(locale));
        return "editor/overlay";
    }
}
