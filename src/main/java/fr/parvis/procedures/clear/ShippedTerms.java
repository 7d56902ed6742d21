package fr.parvis.procedures.clear;

import fr.parvis.platform.web.Language;
import fr.parvis.procedures.clear.Term.Translation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of the administration that Parvis comes with: the jargon and the glossary, a word of both once. */
final class ShippedTerms {
    private static final int COLUMNS = 3;
    private static final List<Term> ALL = read();

    private ShippedTerms() {}

    static List<Term> all() {
        return ALL;
    }

    private static List<Term> read() {
        var byKey = new LinkedHashMap<String, Term>();
        var told = new HashSet<String>();
        for (var line : lines("jargon_fr")) {
            var term = new Term(line[0], line[1], line[2], "", Map.of());
            told.addAll(term.forms());
            byKey.put(term.key(), term);
        }
        var translations = translations();
        for (var line : lines("glossary_fr")) {
            var explained =
                    new Term(line[1], "", "", line[2], Objects.requireNonNull(translations.get(line[0]), line[0]));
            byKey.merge(explained.key(), explained, (jargon, _) -> both(jargon, explained, told));
        }
        return List.copyOf(byKey.values());
    }

    /** A form that is told as another word stays with that word. */
    private static Term both(Term jargon, Term explained, Collection<String> told) {
        var written = Stream.concat(
                        jargon.forms().stream(), explained.forms().stream().filter(form -> !told.contains(form)))
                .collect(Collectors.joining("|"));
        return new Term(written, jargon.instead(), jargon.why(), explained.explanation(), explained.translations());
    }

    private static Map<String, Map<Language, Translation>> translations() {
        var byKey = new LinkedHashMap<String, Map<Language, Translation>>();
        for (var language : Language.values()) {
            if (language != Language.FRENCH) {
                for (var line : lines("glossary_" + language.tag())) {
                    byKey.computeIfAbsent(line[0], _ -> new EnumMap<>(Language.class))
                            .put(language, new Translation(line[1], line[2]));
                }
            }
        }
        return byKey;
    }

    private static List<String[]> lines(String list) {
        var name = "/procedures/" + list + ".tsv";
        var resource = Objects.requireNonNull(ShippedTerms.class.getResourceAsStream(name), name);
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", COLUMNS))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
