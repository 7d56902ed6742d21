package fr.parvis.procedures.checklist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a counter agent knows of a document and no sheet says: why it is asked for, and what to do without it. In French. */
public final class KnownDocuments {
    /** @param sheet that tells how to get it, empty when none does */
    public record Known(String why, String without, String sheet) {}

    private record Entry(Pattern words, Known known) {}

    /** Further on a document is only spoken of. */
    private static final int AT_THE_BEGINNING = 36;

    private static final List<Entry> ENTRIES = read();

    private KnownDocuments() {}

    /** By the earliest of its words that is known: « acte de naissance de l’enfant et livret de famille » is about the first. */
    public static Optional<Known> about(String words) {
        var plain = words.replace('’', '\'');
        int first = Integer.MAX_VALUE;
        Known best = null;
        for (var entry : ENTRIES) {
            var matcher = entry.words.matcher(plain);
            if (matcher.find() && matcher.start() < Math.min(first, AT_THE_BEGINNING)) {
                first = matcher.start();
                best = entry.known;
            }
        }
        return Optional.ofNullable(best);
    }

    private static List<Entry> read() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(KnownDocuments.class.getResourceAsStream("/procedures/documents_fr.tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Entry(
                            Pattern.compile("(?iu)\\b(" + cells[0] + ")"),
                            new Known(cells[1], cells[2], cells.length > 3 ? cells[3] : "")))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
