package fr.parvis.procedures.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** What was said at a kiosk so far, carried from screen to screen until the ticket; nothing is kept on the way. */
record KioskWish(
        @Nullable String service,
        @Nullable String priority,
        @Nullable List<String> help,
        @Nullable String language,
        @Nullable String nonce) {
    record Field(String name, String value) {}

    List<Field> fields() {
        var fields = new ArrayList<Field>();
        add(fields, "service", service);
        add(fields, "priority", priority);
        (help == null ? List.<String>of() : help).forEach(code -> add(fields, "help", code));
        add(fields, "language", language);
        add(fields, "nonce", nonce);
        return fields;
    }

    private static void add(List<Field> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.add(new Field(name, value));
        }
    }

    String carriedTo(String path) {
        return carried(path, fields().stream());
    }

    String carriedTo(String path, ListAddress given) {
        return carried(
                path,
                Stream.concat(
                        fields().stream(), given.given().stream().map(one -> new Field(one.name(), one.value()))));
    }

    private static String carried(String path, Stream<Field> fields) {
        return fields.map(field -> field.name + "=" + UriUtils.encode(field.value, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", path + "?", ""));
    }
}
