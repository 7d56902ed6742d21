package fr.parvis.procedures.editor;

import static fr.parvis.procedures.editor.TextForms.BODY;
import static fr.parvis.procedures.editor.TextForms.LINE;
import static fr.parvis.procedures.editor.TextForms.SUMMARY;
import static fr.parvis.procedures.editor.TextForms.required;
import static fr.parvis.procedures.editor.TextForms.within;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.procedures.clear.TypedText;
import fr.parvis.procedures.editor.OwnSheet.Translation;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
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

/** An own sheet in the languages of usagers: part of its versions, so reviewed and published with them. */
@Controller
@RequestMapping("/admin/demarches/textes/{id}/traductions")
@PreAuthorize("hasAnyRole('ADMIN','QUALITY')")
class TranslationsController {
    /** A translation as it is typed. */
    record TranslationForm(String version, String title, String summary, String body)
            implements TypedForm<TranslationForm> {
        TranslationForm {
            version = Forms.line(version);
            title = Forms.line(title);
            summary = Forms.line(summary);
            body = Forms.lines(body);
        }

        @Override
        public List<TypedText.Field> fields(UnaryOperator<String> label) {
            return List.of(
                    TextForms.line("title", label.apply("editor.field.title"), title),
                    TextForms.typed("summary", label.apply("editor.field.summary"), summary, SUMMARY),
                    TextForms.markdown("body", label.apply("editor.field.body"), body, BODY));
        }

        @Override
        public TranslationForm with(String field, String text) {
            return new TranslationForm(
                    version,
                    field.equals("title") ? text : title,
                    field.equals("summary") ? text : summary,
                    field.equals("body") ? text : body);
        }
    }

    /** @param state NONE, BEHIND or GOOD */
    record Line(Language language, String state) {}

    private final LocalTexts texts;
    private final TextEditor editor;
    private final TwoEditors two;
    private final ReadingHelp help;
    private final Forms forms;

    TranslationsController(LocalTexts texts, TextEditor editor, TwoEditors two, ReadingHelp help, Forms forms) {
        this.texts = texts;
        this.editor = editor;
        this.two = two;
        this.help = help;
        this.forms = forms;
    }

    @GetMapping
    String list(@PathVariable UUID id, Model model) {
        var entry = entry(id);
        var own = (OwnSheet) entry.text();
        model.addAttribute("entry", entry);
        model.addAttribute(
                "lines",
                languages().stream()
                        .map(language -> new Line(language, state(own, language)))
                        .toList());
        return "editor/translations";
    }

    private static List<Language> languages() {
        return Arrays.stream(Language.values())
                .filter(language -> language != Language.FRENCH)
                .toList();
    }

    private static String state(OwnSheet own, Language language) {
        var found = own.translations().get(language.tag());
        return found == null ? "NONE" : found.of().equals(own.french()) ? "GOOD" : "BEHIND";
    }

    @GetMapping("/{tag}")
    String edit(@PathVariable UUID id, @PathVariable String tag, Model model) {
        var entry = entry(id);
        var found = ((OwnSheet) entry.text()).translations().get(tag);
        var version = Integer.toString(entry.newest());
        var form = found == null
                ? new TranslationForm(version, "", "", "")
                : new TranslationForm(version, found.title(), found.summary(), found.body());
        return form(entry, language(tag), form, model);
    }

    /** Without a title there is no translation any more. */
    @PostMapping("/{tag}")
    String edited(
            @PathVariable UUID id,
            @PathVariable String tag,
            @ModelAttribute("form") TranslationForm form,
            @RequestParam(required = false) @Nullable String act,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var entry = entry(id);
        var language = language(tag);
        if (ReadingHelp.isAsked(act)) {
            return help.answer(form, act, language, model, response, locale, now -> form(entry, language, now, model));
        }
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    editor.save(id, TextForms.number(form.version()), translated(entry, language, form));
                    after.addFlashAttribute("acted", "SAVED");
                    return "redirect:/admin/demarches/textes/" + id + "/traductions";
                },
                () -> {
                    if (TwoEditors.met(model)) {
                        two.show(translated(entry, language, form), entry, model, locale);
                    }
                    return form(entry, language, form, model);
                });
    }

    private static OwnSheet translated(LocalTexts.Entry entry, Language language, TranslationForm form) {
        var own = (OwnSheet) entry.text();
        var translations = new TreeMap<>(own.translations());
        if ((form.title() + form.summary() + form.body()).isEmpty()) {
            translations.remove(language.tag());
        } else {
            translations.put(
                    language.tag(),
                    new Translation(
                            required("title", form.title(), LINE),
                            required("summary", form.summary(), SUMMARY),
                            within("body", form.body(), BODY),
                            own.french()));
        }
        return own.with(translations);
    }

    private LocalTexts.Entry entry(UUID id) {
        return texts.find(id).filter(entry -> entry.text() instanceof OwnSheet).orElseThrow(LocalWords::unknown);
    }

    private static Language language(String tag) {
        return Language.of(tag).filter(language -> language != Language.FRENCH).orElseThrow(LocalWords::unknown);
    }

    private static String form(LocalTexts.Entry entry, Language language, TranslationForm form, Model model) {
        model.addAttribute("entry", entry);
        model.addAttribute("into", language);
        model.addAttribute("form", form);
        return "editor/translation";
    }
}
