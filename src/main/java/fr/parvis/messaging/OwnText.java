package fr.parvis.messaging;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pure: a text with variables in braces. */
final class OwnText {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

    private OwnText() {}

    /** What is wrong with it, as a piece of the text: a variable that there is not, a brace that is alone; empty when nothing is. */
    static Optional<String> fault(String text, Collection<String> variables) {
        var rest = new StringBuilder();
        var found = VARIABLE.matcher(text);
        while (found.find()) {
            if (!variables.contains(found.group(1))) {
                return Optional.of(found.group());
            }
            found.appendReplacement(rest, "");
        }
        found.appendTail(rest);
        var alone = Pattern.compile("[{}][^{}]{0,20}").matcher(rest);
        return alone.find() ? Optional.of(alone.group().strip()) : Optional.empty();
    }

    /** @throws IllegalArgumentException when it has a fault */
    static String filled(String text, Map<String, String> values) {
        fault(text, values.keySet()).ifPresent(piece -> {
            throw new IllegalArgumentException(piece);
        });
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }
}
