package fr.parvis.procedures;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tree as compact JSON and back: {@code ["Name", {attributes}, child…]}, texts as strings. Equal trees give equal text. */
public final class PartText {
    private static final JsonMapper JSON = JsonMapper.shared();

    private PartText() {}

    static String write(Part.Element root) {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            write(root, out);
        }
        return text.toString();
    }

    private static void write(Part part, JsonGenerator out) {
        switch (part) {
            case Part.Text(var words) -> out.writeString(words);
            case Part.Element(var name, var attributes, var children) -> {
                out.writeStartArray();
                out.writeString(name);
                out.writeStartObject();
                attributes.forEach(out::writeStringProperty);
                out.writeEndObject();
                children.forEach(child -> write(child, out));
                out.writeEndArray();
            }
        }
    }

    public static Part.Element read(String text) {
        return (Part.Element) part(JSON.readTree(text));
    }

    private static Part part(JsonNode node) {
        if (node.isString()) {
            return new Part.Text(node.asString());
        }
        var attributes = new TreeMap<String, String>();
        node.path(1)
                .properties()
                .forEach(
                        entry -> attributes.put(entry.getKey(), entry.getValue().asString()));
        var children = new ArrayList<Part>();
        for (int i = 2; i < node.size(); i++) {
            children.add(part(node.get(i)));
        }
        return new Part.Element(node.get(0).asString(), attributes, List.copyOf(children));
    }
}
