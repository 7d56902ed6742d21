package fr.parvis.platform.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * A refusal as a form shows it again, beside what was typed.
 *
 * @param field the {@code id} of the field at fault, empty when the whole form is
 * @param also what else is wrong with the same form
 */
public record FormProblem(String field, String title, String detail, List<FormProblem> also) {
    /** Beside the field that it is about, a text need not name it: {@code <problem>.here} stands in for its detail. */
    private static final String HERE = ".here";

    public static FormProblem of(ProblemException refusal, MessageSource messages, Locale locale) {
        var also = Arrays.stream(refusal.getSuppressed())
                .filter(ProblemException.class::isInstance)
                .map(other -> of((ProblemException) other, messages, locale))
                .toList();
        var arguments = refusal.getDetailMessageArguments();
        var detail = Objects.requireNonNull(refusal.getDetailMessageCode());
        var here = messages.getMessage(refusal.key() + HERE, arguments, "", locale);
        return new FormProblem(
                Objects.requireNonNullElse(refusal.field(), ""),
                text(refusal.getTitleMessageCode(), arguments, messages, locale),
                here == null || here.isEmpty() ? text(detail, arguments, messages, locale) : here,
                also);
    }

    /** Whether the field must be corrected. */
    public boolean isAbout(String id) {
        return field.equals(id) || also.stream().anyMatch(other -> other.field.equals(id));
    }

    /** What is wrong with the field. */
    public String about(String id) {
        return field.equals(id)
                ? detail
                : also.stream()
                        .filter(other -> other.field.equals(id))
                        .map(FormProblem::detail)
                        .findFirst()
                        .orElse("");
    }

    private static String text(String code, Object @Nullable [] arguments, MessageSource messages, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(code, arguments, code, locale));
    }
}
