package fr.parvis.platform.rights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is kept of somebody, for them to read and for a program to take over.
 *
 * @param kind code of a {@link DataKind}, or of a part of one
 * @param fields in order; their keys are the same for good, and named for people by {@code rights.field.<key>}
 */
public record Held(String kind, Map<String, Object> fields, List<Held> parts, List<Enclosed> documents) {
    /** A document as it was sent. */
    public record Enclosed(String name, Supplier<byte[]> content) {}

    public static Held of(String kind) {
        return new Held(kind, new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** What is not there is not told. */
    public Held with(String key, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            fields.put(key, value);
        }
        return this;
    }

    public Held with(List<Held> more) {
        parts.addAll(more);
        return this;
    }

    public Held enclosing(String name, Supplier<byte[]> content) {
        documents.add(new Enclosed(name, content));
        return this;
    }
}
