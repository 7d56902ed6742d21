package fr.parvis.relations.web;

import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.DataRights;
import fr.parvis.relations.FormField;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestForms;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.TypeEditor;
import fr.parvis.relations.law.LegalRule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Types of request: how they are asked, in how many days they are answered, and what the law says when nobody does. */
@Controller
@PreAuthorize("hasRole('ADMIN')")
class TypePages {
    private final RequestTypes types;
    private final RequestForms requestForms;
    private final TypeEditor editor;
    private final DataRights dataRights;
    private final RequestWords words;
    private final Forms forms;

    TypePages(
            RequestTypes types,
            RequestForms requestForms,
            TypeEditor editor,
            DataRights dataRights,
            RequestWords words,
            Forms forms) {
        this.types = types;
        this.requestForms = requestForms;
        this.editor = editor;
        this.dataRights = dataRights;
        this.words = words;
        this.forms = forms;
    }

    @GetMapping("/admin/demandes")
    public String list(Model model) {
        model.addAttribute("types", types.all());
        return "relations/staff-types";
    }

    @GetMapping("/admin/demandes/nouveau")
    public String empty(Model model, Locale locale) {
        return page(null, TypeForm.empty(), model, locale);
    }

    @GetMapping("/admin/demandes/{id}")
    public String one(@PathVariable UUID id, Model model, Locale locale) {
        var type = types.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-type", id));
        return page(id, TypeForm.of(type, requestForms.fields(type)), model, locale);
    }

    private String page(@Nullable UUID id, TypeForm form, Model model, Locale locale) {
        model.addAttribute("id", id == null ? "nouveau" : id.toString());
        model.addAttribute("form", form);
        model.addAttribute(
                "kinds",
                choices(
                        "relations.types.kind.",
                        Stream.of(Request.Kind.APPLICATION, Request.Kind.QUESTION, Request.Kind.COMPLAINT),
                        locale));
        model.addAttribute(
                "silences", choices("relations.types.silence.", Arrays.stream(LegalRule.Silence.values()), locale));
        model.addAttribute(
                "fieldKinds", choices("relations.types.field.", Arrays.stream(FormField.Kind.values()), locale));
        model.addAttribute(
                "units",
                List.of(
                        Choice.of("months", words.text("relations.types.months", locale)),
                        Choice.of("days", words.text("relations.types.days-of-time", locale))));
        return "relations/staff-type";
    }

    private List<Choice> choices(String prefix, Stream<? extends Enum<?>> all, Locale locale) {
        return all.map(one -> Choice.of(one.name(), words.text(prefix + one.name(), locale)))
                .toList();
    }

    @PostMapping("/admin/demandes/nouveau")
    public String create(
            Model model,
            RedirectAttributes next,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return save(null, model, next, request, response, locale);
    }

    /** The form by which people use a right over their data. */
    @PostMapping("/admin/demandes/droits")
    public String offerDataRights(RedirectAttributes next) {
        next.addFlashAttribute("saved", true);
        return "redirect:/admin/demandes/" + dataRights.make();
    }

    @PostMapping("/admin/demandes/{id}")
    public String change(
            @PathVariable UUID id,
            Model model,
            RedirectAttributes next,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return save(id, model, next, request, response, locale);
    }

    private String save(
            @Nullable UUID id,
            Model model,
            RedirectAttributes next,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var typed = TypeForm.typed(request);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var known = id == null ? TypeEditor.newId() : id;
                    editor.save(typed.type(known), typed.form());
                    next.addFlashAttribute("saved", true);
                    return "redirect:/admin/demandes/" + known;
                },
                () -> page(id, typed, model, locale));
    }
}
