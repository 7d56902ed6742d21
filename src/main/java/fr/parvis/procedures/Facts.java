package fr.parvis.procedures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What somebody has said of their situation, as the conditions of sheets name it ({@code T10281}). What nobody has asked is
 * unknown, and everything that hangs on it stays: better one line too many than a document too few. Pure.
 */
public record Facts(Map<String, Boolean> known) {
    public static final Facts NONE = new Facts(Map.of());

    private static final Set<String> ALTERNATIVES = Set.of("Cas", "Situation");
    private static final Set<String> HEADS = Set.of("Titre", "Condition");

    private enum Truth {
        YES,
        NO,
        UNKNOWN
    }

    public Facts {
        known = Map.copyOf(known);
    }

    /** @param answer what was chosen: its SiSelectionne says what follows from it */
    public Facts with(Part.Element answer) {
        var more = new HashMap<>(known);
        answer.elements("SiSelectionne").forEach(consequence -> {
            consequence.elements("affecteVrai").forEach(one -> more.put(one.attribute("var"), true));
            consequence.elements("affecteFaux").forEach(one -> more.put(one.attribute("var"), false));
        });
        return new Facts(more);
    }

    /** Whether any condition below speaks of something known. */
    public boolean matterTo(Part.Element element) {
        return element.below("Condition")
                .flatMap(condition ->
                        Stream.concat(variables(condition, "estVrai"), variables(condition, "estIndefini")))
                .anyMatch(known::containsKey);
    }

    private static Stream<String> variables(Part.Element condition, String test) {
        return condition.below(test).map(one -> one.attribute("var"));
    }

    public Sheet applyTo(Sheet sheet) {
        return sheet.with(applyTo(sheet.content()));
    }

    /** Without what does not apply. Of alternatives the one that applies remains, as a chapter: nothing is left to choose. */
    private Part.Element applyTo(Part.Element element) {
        var chosen = element.elements()
                .anyMatch(child ->
                        ALTERNATIVES.contains(child.name()) && condition(child).orElse(null) == Truth.YES);
        var kept = new ArrayList<Part>();
        for (var part : element.children()) {
            if (part instanceof Part.Element child) {
                var truth = condition(child).orElse(null);
                var alternative = ALTERNATIVES.contains(child.name());
                if (truth != Truth.NO && !(chosen && alternative && truth == Truth.UNKNOWN)) {
                    var rest = applyTo(child);
                    if (hasContent(rest) || !hasContent(child)) {
                        kept.add(alternative && truth == Truth.YES ? asChapter(rest) : rest);
                    }
                }
            } else {
                kept.add(part);
            }
        }
        return new Part.Element(element.name(), element.attributes(), List.copyOf(kept));
    }

    private static Part.Element asChapter(Part.Element alternative) {
        return new Part.Element("Chapitre", alternative.attributes(), alternative.children());
    }

    private static boolean hasContent(Part.Element element) {
        return element.children().stream().anyMatch(part -> switch (part) {
            case Part.Text(var words) -> !words.isBlank();
            case Part.Element child -> !HEADS.contains(child.name());
        });
    }

    /** Empty for what applies to everybody. */
    private Optional<Truth> condition(Part.Element element) {
        return element.first("Condition").map(this::all);
    }

    private Truth all(Part.Element tests) {
        var truths = tests.elements().map(this::test).toList();
        return truths.contains(Truth.NO) ? Truth.NO : truths.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.YES;
    }

    private Truth any(Part.Element tests) {
        var truths = tests.elements().map(this::test).toList();
        return truths.contains(Truth.YES) ? Truth.YES : truths.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.NO;
    }

    private Truth test(Part.Element test) {
        var value = known.get(test.attribute("var"));
        return switch (test.name()) {
            case "et" -> all(test);
            case "ou" -> any(test);
            case "estVrai" -> value == null ? Truth.UNKNOWN : value ? Truth.YES : Truth.NO;
            case "estIndefini" -> value == null ? Truth.YES : Truth.NO;
            default -> Truth.UNKNOWN;
        };
    }
}
