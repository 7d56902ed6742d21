package fr.parvis.procedures;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A piece of a sheet as the national format nests it, whatever file it came from (XML or the same tree as JSON). */
public sealed interface Part {
    record Text(String words) implements Part {}

    /** @param attributes in alphabetical order, without those that only XML needs */
    record Element(String name, Map<String, String> attributes, List<Part> children) implements Part {
        public Stream<Element> elements() {
            return children.stream().filter(Element.class::isInstance).map(Element.class::cast);
        }

        public Stream<Element> elements(String wanted) {
            return elements().filter(element -> element.name.equals(wanted));
        }

        public Optional<Element> first(String wanted) {
            return elements(wanted).findFirst();
        }

        /** Every element below with that name, in reading order. */
        public Stream<Element> below(String wanted) {
            return elements()
                    .flatMap(element -> Stream.concat(
                            element.name.equals(wanted) ? Stream.of(element) : Stream.empty(), element.below(wanted)));
        }

        /** Empty when the attribute is not there. */
        public String attribute(String wanted) {
            return attributes.getOrDefault(wanted, "");
        }

        /** All words below, blanks folded. */
        public String words() {
            var text = new StringBuilder();
            collect(this, text);
            return text.toString().replaceAll("[\\s\\u00a0]+", " ").strip();
        }

        private static void collect(Element element, StringBuilder into) {
            for (var child : element.children) {
                switch (child) {
                    case Text(var words) -> into.append(words);
                    case Element below -> {
                        collect(below, into);
                        if (!SheetFormat.isInline(below.name)) {
                            into.append(' ');
                        }
                    }
                }
            }
        }
    }
}
