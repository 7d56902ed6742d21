package fr.parvis.procedures.clear;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/** Words of the administration with plain ones for them, found in a text. Immutable. */
public final class Jargon {
    /**
     * @param term with its other forms after bars ("percevoir|perçoit"); the first one names it
     * @param instead the plain words
     * @param why one line
     */
    public record Entry(String term, String instead, String why) {
        public String name() {
            return forms().isEmpty() ? "" : forms().getFirst();
        }

        public List<String> forms() {
            return Arrays.stream(term.split("\\|"))
                    .map(String::strip)
                    .filter(form -> !form.isEmpty())
                    .toList();
        }
    }

    private static final String LIST = "/procedures/jargon_fr.tsv";

    private final Terms<Entry> terms;

    public Jargon(Collection<Entry> entries) {
        var forms = new LinkedHashMap<Entry, List<String>>();
        entries.forEach(entry -> forms.put(entry, entry.forms()));
        terms = new Terms<>(forms);
    }

    private static final class BuiltIn {
        static final List<Entry> ENTRIES = read();
        static final Jargon JARGON = new Jargon(ENTRIES);
    }

    static Jargon builtIn() {
        return BuiltIn.JARGON;
    }

    public static List<Entry> builtInEntries() {
        return BuiltIn.ENTRIES;
    }

    private static List<Entry> read() {
        var resource = Objects.requireNonNull(Jargon.class.getResourceAsStream(LIST));
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", 3))
                    .map(parts -> new Entry(parts[0], parts[1], parts[2]))
                    .sorted(Comparator.comparing(Entry::name))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<Hindrance> in(String text, Sentence sentence) {
        return terms.in(sentence).stream()
                .map(found -> Hindrance.at(
                        text,
                        Hindrance.Kind.JARGON,
                        found.from(),
                        found.to(),
                        found.meaning().why(),
                        found.meaning().instead()))
                .toList();
    }
}
