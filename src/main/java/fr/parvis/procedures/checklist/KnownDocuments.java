package fr.parvis.procedures.checklist;

import fr.parvis.platform.web.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a counter agent knows of a document and no sheet says: why it is asked for, and what to do without it. */
public final class KnownDocuments {
    /** @param sheet that tells how to get it, empty when none does */
    public record Known(String sheet, Told why, Told without) {}

    private record Advice(String why, String without) {}

    private record Entry(Pattern words, String sheet, Map<Language, Advice> advice) {
        Known in(Language reader) {
            var language = advice.containsKey(reader) ? reader : Language.FRENCH;
            var told = Objects.requireNonNull(advice.get(language));
            return new Known(sheet, new Told(told.why, language), new Told(told.without, language));
        }
    }

    /** Further on a document is only spoken of. */
    private static final int AT_THE_BEGINNING = 36;

    private static final List<Entry> ENTRIES = read();

    private KnownDocuments() {}

    /** By the earliest of its words that is known: « acte de naissance de l’enfant et livret de famille » is about the first. */
    public static Optional<Known> about(String words, Language reader) {
        var plain = words.replace('’', '\'');
        int first = Integer.MAX_VALUE;
        Entry best = null;
        for (var entry : ENTRIES) {
            var matcher = entry.words.matcher(plain);
            if (matcher.find() && matcher.start() < Math.min(first, AT_THE_BEGINNING)) {
                first = matcher.start();
                best = entry;
            }
        }
        return Optional.ofNullable(best).map(entry -> entry.in(reader));
    }

    private static List<Entry> read() {
        var advice = new HashMap<String, Map<Language, Advice>>();
        for (var language : Language.values()) {
            var before = language == Language.FRENCH ? 2 : 1;
            for (var cells : lines(language)) {
                advice.computeIfAbsent(cells[0], _ -> new EnumMap<>(Language.class))
                        .put(language, new Advice(cells[before], cells[before + 1]));
            }
        }
        return lines(Language.FRENCH).stream()
                .map(cells -> new Entry(
                        Pattern.compile("(?iu)\\b(" + cells[1] + ")"),
                        cells[4],
                        Map.copyOf(Objects.requireNonNull(advice.get(cells[0])))))
                .toList();
    }

    /** The cells of each line. */
    static List<String[]> lines(Language language) {
        var name = "/procedures/documents_" + language.tag() + ".tsv";
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(KnownDocuments.class.getResourceAsStream(name), name),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
