package fr.parvis.relations.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.FormField;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.TypeEditor;
import fr.parvis.relations.law.LegalRule;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A type of request as it is typed.
 *
 * @param steps one a line
 * @param amount of months or days after which silence decides
 * @param unit months or days
 * @param fields the last one is empty, for one more
 */
record TypeForm(
        String name,
        String slug,
        String kind,
        String sheet,
        String steps,
        String days,
        String silence,
        String amount,
        String unit,
        boolean acknowledged,
        String source,
        boolean active,
        List<Field> fields) {

    /** @param choices one a line */
    record Field(
            String label, String hint, String kind, boolean required, String choices, String onlyIf, String answered) {
        static final Field EMPTY = new Field("", "", "TEXT", false, "", "", "");

        boolean isEmpty() {
            return label.isEmpty() && hint.isEmpty() && choices.isEmpty();
        }
    }

    static TypeForm empty() {
        return new TypeForm(
                "",
                "",
                "APPLICATION",
                "",
                "",
                "15",
                "ACCEPTANCE",
                "2",
                "months",
                true,
                "CRPA L231-1",
                true,
                List.of(Field.EMPTY));
    }

    static TypeForm of(RequestType type, List<FormField> known) {
        var time = type.rule().time();
        var months = time.toTotalMonths();
        var fields = new ArrayList<Field>();
        known.forEach(one -> fields.add(new Field(
                one.label(),
                one.hint(),
                one.kind().name(),
                one.required(),
                String.join("\n", one.choices()),
                one.onlyIf() == 0 ? "" : Integer.toString(one.onlyIf()),
                one.answered())));
        if (fields.size() < TypeEditor.MOST_FIELDS) {
            fields.add(Field.EMPTY);
        }
        return new TypeForm(
                type.name(),
                type.slug(),
                type.kind().name(),
                Objects.requireNonNullElse(type.sheet(), ""),
                String.join("\n", type.steps()),
                Integer.toString(type.days()),
                type.rule().silence().name(),
                Long.toString(months > 0 ? months : time.getDays()),
                months > 0 ? "months" : "days",
                type.rule().acknowledged(),
                type.rule().source(),
                type.active(),
                List.copyOf(fields));
    }

    static TypeForm typed(HttpServletRequest request) {
        var fields = new ArrayList<Field>();
        for (int n = 1; n <= TypeEditor.MOST_FIELDS && request.getParameter("label" + n) != null; n++) {
            fields.add(new Field(
                    line(request, "label" + n),
                    line(request, "hint" + n),
                    line(request, "kind" + n),
                    request.getParameter("required" + n) != null,
                    Forms.lines(request.getParameter("choices" + n)),
                    line(request, "onlyIf" + n),
                    line(request, "answered" + n)));
        }
        return new TypeForm(
                line(request, "name"),
                line(request, "slug"),
                line(request, "kind"),
                line(request, "sheet"),
                Forms.lines(request.getParameter("steps")),
                line(request, "days"),
                line(request, "silence"),
                line(request, "amount"),
                line(request, "unit"),
                request.getParameter("acknowledged") != null,
                line(request, "source"),
                request.getParameter("active") != null,
                List.copyOf(fields));
    }

    private static String line(HttpServletRequest request, String name) {
        return Forms.line(request.getParameter(name));
    }

    /** @throws ProblemException about a number or a choice that is none */
    RequestType type(UUID id) {
        var decides = choice("silence", LegalRule.Silence.class, silence);
        var rule = new LegalRule(
                decides,
                decides == LegalRule.Silence.NOTHING
                        ? Period.ZERO
                        : unit.equals("days")
                                ? Period.ofDays(number("amount", amount))
                                : Period.ofMonths(number("amount", amount)),
                acknowledged,
                source);
        var of = choice("kind", Request.Kind.class, kind);
        if (of == Request.Kind.CALL_BACK) {
            throw ProblemException.field("kind", "relations", "choice-unknown");
        }
        return new RequestType(
                id, slug, name, of, sheet.isEmpty() ? null : sheet, split(steps), number("days", days), rule, active);
    }

    /** Rows that were left empty are no questions. */
    List<FormField> form() {
        var known = new ArrayList<FormField>();
        for (int n = 1; n <= fields.size(); n++) {
            var field = fields.get(n - 1);
            if (!field.isEmpty()) {
                var of = choice("kind" + n, FormField.Kind.class, field.kind());
                known.add(new FormField(
                        field.label(),
                        field.hint(),
                        of,
                        field.required(),
                        of == FormField.Kind.CHOICE ? split(field.choices()) : List.of(),
                        field.onlyIf().isEmpty() ? 0 : number("onlyIf" + n, field.onlyIf()),
                        field.onlyIf().isEmpty() ? "" : field.answered()));
            }
        }
        return List.copyOf(known);
    }

    private static List<String> split(String typed) {
        return typed.lines().map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    private static <E extends Enum<E>> E choice(String field, Class<E> of, String typed) {
        return Arrays.stream(of.getEnumConstants())
                .filter(one -> one.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> ProblemException.field(field, "relations", "choice-unknown"));
    }

    private static int number(String field, String typed) {
        if (!typed.matches("[1-9][0-9]{0,2}")) {
            throw ProblemException.field(field, "relations", "number-unreadable");
        }
        return Integer.parseInt(typed);
    }
}
