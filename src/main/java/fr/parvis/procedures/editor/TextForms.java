package fr.parvis.procedures.editor;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.clear.TypedText;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Checks what an editor types; a refusal names the field. */
final class TextForms {
    static final int LINE = 300;
    static final int SUMMARY = 600;
    static final int BODY = 20_000;

    private TextForms() {}

    static int number(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,6}") ? Integer.parseInt(typed) : 0;
    }

    static String required(String field, String text, int most) {
        if (text.isEmpty()) {
            throw ProblemException.field(field, "procedures", "text-missing");
        }
        return within(field, text, most);
    }

    static String within(String field, String text, int most) {
        if (text.length() > most) {
            throw ProblemException.field(field, "procedures", "text-too-long", most);
        }
        return text;
    }

    static TypedText.Field line(String id, String label, String text) {
        return typed(id, label, text, LINE);
    }

    static TypedText.Field typed(String id, String label, String text, int most) {
        return new TypedText.Field(id, label, within(id, text, most), false);
    }

    static TypedText.Field markdown(String id, String label, String text, int most) {
        return new TypedText.Field(id, label, within(id, text, most), true);
    }

    static @Nullable LocalDate day(String field, String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException _) {
            throw ProblemException.field(field, "procedures", "day-malformed");
        }
    }
}
