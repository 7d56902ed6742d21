package fr.parvis.procedures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The everyday expressions that came with the program, by topic. */
final class ShippedSynonyms {
    /** @param name of the lines under it, such as "Logement" */
    record Topic(String name, List<Synonyms.Line> lines) {}

    private static final String RESOURCE = "/procedures/synonyms_fr.txt";
    private static final String HEADING = "# ";

    private ShippedSynonyms() {}

    static List<Topic> topics() {
        var topics = new ArrayList<Topic>();
        var name = "";
        var lines = new ArrayList<Synonyms.Line>();
        for (var line : text().lines().toList()) {
            var sides = line.split("=>", 2);
            if (line.startsWith(HEADING)) {
                if (!lines.isEmpty()) {
                    topics.add(new Topic(name, List.copyOf(lines)));
                    lines.clear();
                }
                name = line.substring(HEADING.length());
            } else if (sides.length == 2) {
                lines.add(new Synonyms.Line(sides[0].strip(), sides[1].strip()));
            }
        }
        topics.add(new Topic(name, List.copyOf(lines)));
        return topics;
    }

    static List<Synonyms.Line> lines() {
        return topics().stream().flatMap(topic -> topic.lines().stream()).toList();
    }

    private static String text() {
        try (var stream = Objects.requireNonNull(ShippedSynonyms.class.getResourceAsStream(RESOURCE))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
