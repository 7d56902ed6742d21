package fr.parvis.procedures;

import fr.parvis.procedures.SheetImport.Flaw;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one file of the national set. Files come from outside: no document type, no entity, no address is ever followed, and
 * depth and size are bounded.
 */
final class SheetReader {
    /** A file that cannot be taken; the message is for whoever imports. */
    static final class Unreadable extends Exception {
        private final Flaw flaw;
        private final List<String> details;

        /** @param details as the flaw needs them */
        Unreadable(Flaw flaw, String message, String... details) {
            super(message);
            this.flaw = flaw;
            this.details = List.of(details);
        }

        /** Where a parser stopped. */
        static Unreadable at(int line, int column, String message) {
            return new Unreadable(
                    Flaw.BROKEN_AT,
                    message + " (line " + line + ", column " + column + ")",
                    Integer.toString(line),
                    Integer.toString(column));
        }

        Flaw flaw() {
            return flaw;
        }

        List<String> details() {
            return details;
        }
    }

    private static final int DEEPEST = 200;
    /** Begins the messages of the JDK's own processing limits. */
    private static final String BEYOND_THE_PARSERS_BOUNDS = "JAXP0001";

    private static final int MOST_PIECES = 400_000;

    private static final XMLInputFactory XML = xml();
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST * 2 + 10)
                            .maxStringLength(2_000_000)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .build();

    private static XMLInputFactory xml() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private int pieces;

    private SheetReader() {}

    /** The root element, or null when the file is no sheet (an index, a menu). */
    static Part.@Nullable Element read(String name, byte[] content) throws Unreadable {
        if (content.length == 0) {
            throw new Unreadable(Flaw.EMPTY, "the file is empty");
        }
        var reader = new SheetReader();
        var root = name.endsWith(".json") ? reader.json(content) : reader.xml(content);
        return root != null && SheetFormat.ROOTS.contains(root.name()) ? root : null;
    }

    private Part.Element xml(byte[] content) throws Unreadable {
        try {
            var stream = XML.createXMLStreamReader(new ByteArrayInputStream(content));
            try {
                return xml(stream);
            } finally {
                stream.close();
            }
        } catch (XMLStreamException failure) {
            if (String.valueOf(failure.getMessage()).contains(BEYOND_THE_PARSERS_BOUNDS)) {
                throw new Unreadable(Flaw.TOO_LARGE, "it is nested too deep or larger than any sheet");
            }
            var where = failure.getLocation();
            throw where == null
                    ? new Unreadable(Flaw.BROKEN, "not well-formed XML")
                    : Unreadable.at(where.getLineNumber(), where.getColumnNumber(), "not well-formed XML");
        }
    }

    private record Open(String name, Map<String, String> attributes, List<Part> children) {}

    private Part.Element xml(XMLStreamReader stream) throws XMLStreamException, Unreadable {
        Deque<Open> open = new ArrayDeque<>();
        while (stream.hasNext()) {
            switch (stream.next()) {
                case XMLStreamConstants.DTD ->
                    throw new Unreadable(Flaw.DANGEROUS, "it declares a document type, which no sheet needs");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Unreadable(Flaw.DANGEROUS, "it refers to the entity " + stream.getLocalName());
                case XMLStreamConstants.START_ELEMENT -> {
                    count(open.size());
                    open.push(new Open(name(stream), attributes(stream), new ArrayList<>()));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    var parent = open.peek();
                    if (parent != null) {
                        add(parent.name(), parent.children(), stream.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    var closed = open.pop();
                    var element = new Part.Element(closed.name(), closed.attributes(), List.copyOf(closed.children()));
                    var parent = open.peek();
                    if (parent == null) {
                        return element;
                    }
                    parent.children().add(element);
                }
                default -> {}
            }
        }
        throw new Unreadable(Flaw.BROKEN, "it ends before its root does");
    }

    private static String name(XMLStreamReader stream) {
        var prefix = stream.getPrefix();
        return prefix == null || prefix.isEmpty() ? stream.getLocalName() : prefix + ":" + stream.getLocalName();
    }

    private static Map<String, String> attributes(XMLStreamReader stream) {
        var attributes = new TreeMap<String, String>();
        for (int i = 0; i < stream.getAttributeCount(); i++) {
            var prefix = stream.getAttributePrefix(i);
            if (prefix == null || prefix.isEmpty()) {
                attributes.put(stream.getAttributeLocalName(i), stream.getAttributeValue(i));
            }
        }
        return attributes;
    }

    private Part.@Nullable Element json(byte[] content) throws Unreadable {
        JsonNode tree;
        try {
            tree = JSON.readTree(content);
        } catch (JacksonException failure) {
            var where = failure.getLocation();
            throw where == null
                    ? new Unreadable(Flaw.BROKEN, "not readable as JSON")
                    : Unreadable.at(where.getLineNr(), where.getColumnNr(), "not readable as JSON");
        }
        if (!tree.isObject() || !tree.path("children").isArray()) {
            return null;
        }
        for (var child : tree.path("children")) {
            if (child.path("type").asString("").equals("element")) {
                return element(child, 0);
            }
        }
        return null;
    }

    private Part.Element element(JsonNode node, int depth) throws Unreadable {
        count(depth);
        var name = node.path("name").asString("");
        if (name.isEmpty()) {
            throw new Unreadable(Flaw.BROKEN, "an element has no name");
        }
        var attributes = new TreeMap<String, String>();
        for (var attribute : node.path("attributes").properties()) {
            if (!attribute.getKey().contains(":") && !attribute.getKey().equals("xmlns")) {
                attributes.put(attribute.getKey(), attribute.getValue().asString(""));
            }
        }
        var children = new ArrayList<Part>();
        for (var child : node.path("children")) {
            switch (child.path("type").asString("")) {
                case "element" -> children.add(element(child, depth + 1));
                case "text", "cdata" -> add(name, children, child.path("text").asString(""));
                case "comment", "instruction" -> {}
                default -> throw new Unreadable(Flaw.BROKEN, "a piece of " + name + " is neither element nor text");
            }
        }
        return new Part.Element(name, attributes, List.copyOf(children));
    }

    /** Blanks that only lay the file out are left away; the same sheet reads the same from XML and from JSON. */
    private void add(String parent, List<Part> children, String text) throws Unreadable {
        if (!text.isBlank() || SheetFormat.holdsSentences(parent)) {
            count(0);
            var kept = text.replaceAll("[ \\t\\r\\n]+", " ");
            if (!kept.isEmpty()) {
                children.add(new Part.Text(kept));
            }
        }
    }

    private void count(int depth) throws Unreadable {
        if (depth > DEEPEST) {
            throw new Unreadable(Flaw.TOO_LARGE, "it is nested more than " + DEEPEST + " deep");
        }
        if (++pieces > MOST_PIECES) {
            throw new Unreadable(Flaw.TOO_LARGE, "it has more than " + MOST_PIECES + " pieces");
        }
    }
}
