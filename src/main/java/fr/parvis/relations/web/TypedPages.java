package fr.parvis.relations.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.procedures.Procedures;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Documents;
import fr.parvis.relations.FormField;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestForms;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.RequestTypes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** What can be asked of the organisation in a form of its own. */
@Controller
class TypedPages {
    private static final int REQUESTS_A_MINUTE = 12;
    private static final List<String> ABOUT_THE_PERSON =
            List.of("firstName", "lastName", "email", "phone", "words", "website", "form");

    /** @param condition "" when it is always asked */
    record Question(String name, FormField field, String value, String condition) {
        /** The name of the question that decides whether this one is asked; null when it always is. */
        public @Nullable String dependsOn() {
            return field.onlyIf() == 0 ? null : FormField.name(field.onlyIf());
        }
    }

    private final RequestTypes types;
    private final RequestForms requestForms;
    private final Procedures procedures;
    private final OfficeDays days;
    private final RequestWords words;
    private final Forms forms;
    private final RateLimits limits;
    private final SentForms sentForms;

    TypedPages(
            RequestTypes types,
            RequestForms requestForms,
            Procedures procedures,
            OfficeDays days,
            RequestWords words,
            Forms forms,
            RateLimits limits,
            SentForms sentForms) {
        this.types = types;
        this.requestForms = requestForms;
        this.procedures = procedures;
        this.days = days;
        this.words = words;
        this.forms = forms;
        this.limits = limits;
        this.sentForms = sentForms;
    }

    @GetMapping("/demandes")
    String list(Model model) {
        model.addAttribute(
                "types", types.all().stream().filter(RequestType::active).toList());
        return "relations/forms";
    }

    @GetMapping("/demandes/{slug}")
    String form(@PathVariable String slug, Model model, HttpServletRequest asking, Locale locale) {
        return form(known(slug), Map.of("form", sentForms.form(asking)), model, locale);
    }

    private RequestType known(String slug) {
        return types.find(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-type", slug));
    }

    private String form(RequestType type, Map<String, String> typed, Model model, Locale locale) {
        var fields = requestForms.fields(type);
        var questions = new ArrayList<Question>();
        for (int position = 1; position <= fields.size(); position++) {
            var field = fields.get(position - 1);
            var name = FormField.name(position);
            var condition = field.onlyIf() == 0
                    ? ""
                    : words.text(
                            "suivi.form.only-if",
                            locale,
                            fields.get(field.onlyIf() - 1).label(),
                            field.answered());
            questions.add(new Question(name, field, Objects.requireNonNullElse(typed.get(name), ""), condition));
        }
        model.addAttribute("type", type);
        model.addAttribute("questions", questions);
        model.addAttribute("typed", typed);
        model.addAttribute("due", words.day(days.promised(type), locale));
        return "relations/form";
    }

    @PostMapping("/demandes/{slug}")
    String ask(
            @PathVariable String slug,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var type = known(slug);
        var fields = requestForms.fields(type);
        var typed = typed(fields, asking);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (!text(typed, "website").isEmpty()) {
                        throw ProblemException.field("website", "relations", "machine");
                    }
                    var sent = sent(fields, asking);
                    sent.forEach((name, file) -> typed.put(name, file.name()));
                    var answers = FormField.read(fields, typed);
                    var wanted = wanted(type, answers, typed, locale);
                    limits.check("ask", asking.getRemoteAddr(), REQUESTS_A_MINUTE);
                    var asked = answers.stream()
                            .map(one -> sent.get(FormField.name(one.position())))
                            .filter(Objects::nonNull)
                            .toList();
                    return sentForms.send(wanted, asking, response, one -> requestForms.receive(one, answers, asked));
                },
                () -> form(type, typed, model, locale));
    }

    private static Map<String, String> typed(List<FormField> fields, HttpServletRequest asking) {
        var typed = new LinkedHashMap<String, String>();
        ABOUT_THE_PERSON.forEach(name -> typed.put(
                name,
                name.equals("words") ? Forms.lines(asking.getParameter(name)) : Forms.line(asking.getParameter(name))));
        for (int position = 1; position <= fields.size(); position++) {
            var name = FormField.name(position);
            typed.put(name, Forms.lines(asking.getParameter(name)));
        }
        return typed;
    }

    /** By the name of the question. */
    private static Map<String, Documents.Sent> sent(List<FormField> fields, HttpServletRequest asking) {
        var sent = new LinkedHashMap<String, Documents.Sent>();
        if (!(asking instanceof MultipartHttpServletRequest parts)) {
            return sent;
        }
        for (int position = 1; position <= fields.size(); position++) {
            var name = FormField.name(position);
            var file = parts.getFile(name);
            if (fields.get(position - 1).kind() == FormField.Kind.FILE && file != null && !file.isEmpty()) {
                sent.put(name, FollowedPage.sent(file));
            }
        }
        return sent;
    }

    private NewRequest wanted(
            RequestType type, List<FormField.Answer> answers, Map<String, String> typed, Locale locale) {
        var all = FormField.words(answers);
        var own = text(typed, "words");
        if (all.isEmpty() && own.isEmpty()) {
            throw ProblemException.field("words", "relations", "form-empty");
        }
        var said = new Request.Said(
                type.name(),
                all.isEmpty() || own.isEmpty() ? all + own : all + "\n\n" + own,
                text(typed, "firstName"),
                text(typed, "lastName"),
                text(typed, "email"),
                text(typed, "phone"),
                null);
        return new NewRequest(
                type.kind(), type, Channel.WEB, locale.getLanguage(), about(type), null, said, text(typed, "form"));
    }

    private Request.@Nullable About about(RequestType type) {
        return procedures
                .find(Objects.requireNonNullElse(type.sheet(), ""))
                .map(sheet -> new Request.About(sheet.id(), sheet.title()))
                .orElse(null);
    }

    private static String text(Map<String, String> typed, String name) {
        return Objects.requireNonNullElse(typed.get(name), "");
    }
}
