package fr.parvis.relations;

import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A question of the form of a type of request.
 *
 * @param choices of a {@link Kind#CHOICE}; empty for any other
 * @param onlyIf number of the question before on which it depends, from 1; 0 when it is always asked
 * @param answered what that one was answered with
 */
public record FormField(
        String label, String hint, Kind kind, boolean required, List<String> choices, int onlyIf, String answered) {
    public static final int LONGEST_LABEL = 200;
    public static final int LONGEST_ANSWER = 2000;

    public enum Kind {
        TEXT,
        LONG_TEXT,
        DATE,
        CHOICE,
        NUMBER,
        FILE
    }

    /** @param position from 1 */
    public record Answer(int position, String label, String value) {}

    /** The name of a question in its form. */
    public static String name(int position) {
        return "f" + position;
    }

    /**
     * Those that count: a question that was not to be asked has no answer, whatever came with the form.
     *
     * @param typed by the name of the question; of a {@link Kind#FILE}, the name of the file
     * @throws ProblemException about the first answer that is missing or cannot be what was meant
     */
    public static List<Answer> read(List<FormField> fields, Map<String, String> typed) {
        var answers = new ArrayList<Answer>();
        for (int position = 1; position <= fields.size(); position++) {
            var field = fields.get(position - 1);
            if (!field.isAsked(answers)) {
                continue;
            }
            var value =
                    Objects.requireNonNullElse(typed.get(name(position)), "").strip();
            if (value.isEmpty()) {
                if (field.required()) {
                    throw ProblemException.field(name(position), "relations", "question-required", field.label());
                }
                continue;
            }
            field.check(name(position), value);
            answers.add(new Answer(position, field.label(), value));
        }
        return List.copyOf(answers);
    }

    /** As whoever has the request reads them. */
    public static String words(List<Answer> answers) {
        return answers.stream()
                .map(one -> one.label() + (one.label().endsWith("?") ? " " : "\u00a0: ") + shown(one.value()))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(String value) {
        try {
            return DayWords.of("d MMMM yyyy", LocalDate.parse(value), Locale.FRENCH);
        } catch (DateTimeException notADay) {
            return value;
        }
    }

    private boolean isAsked(List<Answer> before) {
        return onlyIf == 0
                || before.stream()
                        .anyMatch(one -> one.position() == onlyIf && one.value().equalsIgnoreCase(answered));
    }

    private void check(String name, String value) {
        if (value.length() > LONGEST_ANSWER) {
            throw ProblemException.field(name, "relations", "field-too-long", LONGEST_ANSWER);
        }
        switch (kind) {
            case DATE -> {
                try {
                    LocalDate.parse(value);
                } catch (DateTimeException _) {
                    throw ProblemException.field(name, "relations", "date-unreadable");
                }
            }
            case NUMBER -> {
                if (!value.matches("-?[0-9]{1,12}([.,][0-9]{1,6})?")) {
                    throw ProblemException.field(name, "relations", "number-unreadable");
                }
            }
            case CHOICE -> {
                if (!choices.contains(value)) {
                    throw ProblemException.field(name, "relations", "choice-unknown");
                }
            }
            case TEXT, LONG_TEXT, FILE -> {}
        }
    }
}
