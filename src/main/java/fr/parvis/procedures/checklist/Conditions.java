package fr.parvis.procedures.checklist;

import fr.parvis.procedures.Part;
import java.util.HashMap;
import java.util.Map;

/**
 * The conditions of the national format ({@code estVrai}, {@code estIndefini}, {@code et}, {@code ou}) in terms of the sheet's own
 * choices. A variable that no choice of the sheet sets belongs to a guide elsewhere: it is undefined, and whether it is true stays unsaid, so
 * that nothing is left out.
 */
final class Conditions {
    private final Map<String, Guard> trueWhen = new HashMap<>();
    private final Map<String, Guard> askedWhen = new HashMap<>();

    void sets(String variable, Guard chosen, Guard asked) {
        trueWhen.merge(variable, chosen, Guard::or);
        askedWhen.merge(variable, asked, Guard::or);
    }

    /** When the part applies by its own condition, alone. */
    Guard of(Part.Element part) {
        return part.first("Condition")
                .flatMap(condition -> condition.elements().findFirst())
                .map(this::guard)
                .orElse(Guard.ALWAYS);
    }

    private Guard guard(Part.Element logic) {
        var variable = logic.attribute("var");
        return switch (logic.name()) {
            case "estVrai" -> trueWhen.getOrDefault(variable, new Guard.Unsaid(""));
            case "estFaux" -> new Guard.Not(trueWhen.getOrDefault(variable, new Guard.Unsaid("")));
            case "estIndefini" ->
                askedWhen.containsKey(variable) ? new Guard.Not(askedWhen.get(variable)) : Guard.ALWAYS;
            case "ou" -> Guard.any(logic.elements().map(this::guard));
            case "et" -> logic.elements().map(this::guard).reduce(Guard.ALWAYS, Guard::and);
            default -> new Guard.Unsaid("");
        };
    }

    /** The variable that a case stands for; empty when it stands for none or for more. */
    static String variable(Part.Element choice) {
        return choice.first("Condition").stream()
                .flatMap(Part.Element::elements)
                .filter(logic -> logic.name().equals("estVrai"))
                .map(logic -> logic.attribute("var"))
                .findFirst()
                .orElse("");
    }
}
