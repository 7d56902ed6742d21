package fr.parvis.procedures.checklist;

import fr.parvis.procedures.Part;
import java.util.stream.Stream;

/** What stands around cases of which the reader chooses one, and what stands outside them. */
final class Frames {
    private Frames() {}

    static boolean isFrame(Part.Element element) {
        return element.name().equals("BlocCas") || element.name().equals("ListeSituations");
    }

    /** Every element below with that name but those that only some cases have. */
    static Stream<Part.Element> outside(Part.Element element, String name) {
        return element.elements()
                .filter(child -> !isFrame(child))
                .flatMap(child -> Stream.concat(
                        child.name().equals(name) ? Stream.of(child) : Stream.empty(), outside(child, name)));
    }

    static Part.Element without(Part.Element element) {
        return new Part.Element(
                element.name(),
                element.attributes(),
                element.children().stream()
                        .filter(part -> !(part instanceof Part.Element child && isFrame(child)))
                        .map(part -> part instanceof Part.Element child ? without(child) : part)
                        .toList());
    }
}
