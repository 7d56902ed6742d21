package fr.parvis.procedures.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** When a part of a sheet applies. */
sealed interface Guard {
    Guard ALWAYS = new All(List.of());
    Guard NEVER = new Any(List.of());

    record Chosen(String question, String choice) implements Guard {}

    record All(List<Guard> parts) implements Guard {}

    record Any(List<Guard> parts) implements Guard {}

    record Not(Guard part) implements Guard {}

    /** What no answer decides: the sheet says it in words only, or refers to a guide that is not ours. */
    record Unsaid(String label) implements Guard {}

    default Guard and(Guard other) {
        if (equals(ALWAYS) || other.equals(NEVER)) {
            return other;
        }
        return other.equals(ALWAYS) || equals(NEVER) ? this : new All(joined(All.class, this, other));
    }

    default Guard or(Guard other) {
        if (equals(ALWAYS) || other.equals(NEVER) || equals(other)) {
            return this;
        }
        return other.equals(ALWAYS) || equals(NEVER) ? other : new Any(joined(Any.class, this, other));
    }

    static Guard any(Stream<Guard> parts) {
        return parts.reduce(NEVER, Guard::or);
    }

    private static List<Guard> joined(Class<?> kind, Guard left, Guard right) {
        var parts = new ArrayList<Guard>();
        for (var side : List.of(left, right)) {
            for (var part : kind.isInstance(side) ? side.parts() : List.of(side)) {
                if (!parts.contains(part)) {
                    parts.add(part);
                }
            }
        }
        return List.copyOf(parts);
    }

    private List<Guard> parts() {
        return switch (this) {
            case All(var parts) -> parts;
            case Any(var parts) -> parts;
            case Not(var part) -> List.of(part);
            case Chosen _, Unsaid _ -> List.of();
        };
    }

    /** The questions on which this hangs, outermost first. */
    default Stream<String> questions() {
        return this instanceof Chosen chosen
                ? Stream.of(chosen.question)
                : parts().stream().flatMap(Guard::questions);
    }
}
