package fr.parvis.procedures.checklist;

import fr.parvis.procedures.Part;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** When each element of a sheet's tree applies; elements are told apart by where they stand, not by what they say. */
final class Tree {
    private final Map<Part.Element, Guard> own = new IdentityHashMap<>();
    private final Map<Part.Element, Boolean> lists = new IdentityHashMap<>();

    void put(Part.Element element, Guard guard) {
        own.put(element, guard);
    }

    /** Its documents are told elsewhere. */
    void isDocuments(Part.Element list) {
        lists.put(list, true);
    }

    /** The element without what does not apply and without lists of documents; a choice that is made loses its frame. */
    Part.Element pruned(Part.Element element, Function<Guard, Truth> truth) {
        var kept = new ArrayList<Part>();
        for (var child : element.children()) {
            switch (child) {
                case Part.Text text -> kept.add(text);
                case Part.Element below -> keep(below, truth, kept);
            }
        }
        return new Part.Element(element.name(), element.attributes(), List.copyOf(kept));
    }

    private void keep(Part.Element element, Function<Guard, Truth> truth, List<Part> into) {
        var guard = own.getOrDefault(element, Guard.ALWAYS);
        if (lists.containsKey(element) || element.name().equals("Condition") || truth.apply(guard) == Truth.NO) {
            return;
        }
        var rest = pruned(element, truth);
        if (Frames.isFrame(element)) {
            var cases = rest.elements().toList();
            if (cases.size() == 1 && isMade(element, truth)) {
                cases.getFirst().children().stream()
                        .filter(part -> !isTitle(part))
                        .forEach(into::add);
            } else if (!cases.isEmpty()) {
                into.add(rest);
            }
        } else if (!isEmptied(element, rest)) {
            into.add(rest);
        }
    }

    private boolean isMade(Part.Element frame, Function<Guard, Truth> truth) {
        return frame.elements().anyMatch(one -> truth.apply(own.getOrDefault(one, Guard.ALWAYS)) == Truth.YES);
    }

    private static boolean isEmptied(Part.Element before, Part.Element after) {
        return !before.children().isEmpty() && after.children().stream().allMatch(Tree::isTitle);
    }

    private static boolean isTitle(Part part) {
        return part instanceof Part.Element element && element.name().equals("Titre");
    }
}
