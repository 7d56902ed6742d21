package fr.parvis.platform.web;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * A refusal as a form shows it again, beside what was typed.
 *
 * @param field the {@code id} of the field at fault, empty when the whole form is
 */
public record FormProblem(String field, String title, String detail) {
    public static FormProblem of(ProblemException refusal, MessageSource messages, Locale locale) {
        return new FormProblem(
                Objects.requireNonNullElse(refusal.field(), ""),
                text(refusal.getTitleMessageCode(), refusal, messages, locale),
                text(refusal.getDetailMessageCode(), refusal, messages, locale));
    }

    private static String text(@Nullable String code, ProblemException refusal, MessageSource messages, Locale locale) {
        return Objects.requireNonNull(
                messages.getMessage(Objects.requireNonNull(code), refusal.getDetailMessageArguments(), code, locale));
    }
}
