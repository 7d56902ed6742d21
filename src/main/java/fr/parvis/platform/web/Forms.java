package fr.parvis.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** How a page with a form answers: goes on when the act succeeds, otherwise is shown again with the reason. */
@Component
public class Forms {
    private static final Pattern EDGES =
            Pattern.compile("^[\\s\\p{Z}\\x{200b}\\x{2060}\\x{feff}]+|[\\s\\p{Z}\\x{200b}\\x{2060}\\x{feff}]+$");

    private final MessageSource messages;

    Forms(MessageSource messages) {
        this.messages = messages;
    }

    public interface Act {
        /** @return the view to go on with, most often a redirection */
        String done();
    }

    public interface Again {
        /** @return the view of the form, its model filled with what was typed */
        String shown();
    }

    /**
     * A refusal of a field, or of too many acts in a short time, is shown on the form; any other, such as "no such site", on
     * a page of its own.
     */
    public String submit(Model model, HttpServletResponse response, Locale locale, Act act, Again again) {
        try {
            return act.done();
        } catch (ProblemException refusal) {
            if (refusal.field() == null && refusal.getStatusCode() != HttpStatus.TOO_MANY_REQUESTS) {
                throw refusal;
            }
            refuse(refusal, model, response, locale);
            return again.shown();
        }
    }

    /** Shows on the form what is wrong; what was said of it before stays. */
    public void refuse(ProblemException refusal, Model model, HttpServletResponse response, Locale locale) {
        if (model.containsAttribute("problem")) {
            return;
        }
        refusal.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        model.addAttribute("problem", FormProblem.of(refusal, messages, locale));
        model.addAttribute("facts", refusal.getBody().getProperties());
        response.setStatus(refusal.getStatusCode().value());
    }

    /** One line as it was typed: never null, without the control characters that no name holds. */
    public static String line(@Nullable String typed) {
        return typed == null ? "" : stripped(typed.replaceAll("\\p{Cntrl}+", " "));
    }

    /** Several lines as they were typed: never null, their breaks kept. */
    public static String lines(@Nullable String typed) {
        return typed == null ? "" : stripped(typed.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", " "));
    }

    /** Also of blanks that do not break, and of signs that nobody sees: a text of these alone is none. */
    private static String stripped(String typed) {
        return EDGES.matcher(typed).replaceAll("");
    }

    /** Whether somebody has typed the name of what cannot be brought back, with any apostrophe and in any case. */
    public static boolean names(String typed, String name) {
        return typed.replace('’', '\'').equalsIgnoreCase(name.replace('’', '\''));
    }

    /** The boxes that were ticked: never null. */
    public static <T> Set<T> ticked(@Nullable Collection<? extends @Nullable T> typed) {
        var kept = new LinkedHashSet<T>();
        if (typed != null) {
            for (var one : typed) {
                if (one != null) {
                    kept.add(one);
                }
            }
        }
        return kept;
    }
}
