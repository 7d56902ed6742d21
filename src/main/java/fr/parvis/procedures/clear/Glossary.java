package fr.parvis.procedures.clear;

import fr.parvis.platform.web.Language;
import fr.parvis.procedures.Sheet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The words of French administrations, explained in the language of the reader. */
@Component
public class Glossary {
    /**
     * @param key stays the same in all languages: the anchor of the word on its page
     * @param french as it stands on papers and sheets
     * @param name in the reader's language; the French word for French readers
     */
    public record Word(String key, String french, String name, String explanation) {}

    private static final int COLUMNS = 3;

    private final Map<Language, Map<String, Word>> words = new EnumMap<>(Language.class);
    private final Terms<String> terms;

    Glossary() {
        var french = new LinkedHashMap<String, List<String>>();
        for (var line : lines(Language.FRENCH)) {
            french.put(line[0], Arrays.asList(line[1].split("\\|")));
        }
        terms = new Terms<>(french);
        for (var language : Language.values()) {
            var own = new LinkedHashMap<String, Word>();
            for (var line : lines(language)) {
                var said = Objects.requireNonNull(french.get(line[0]), line[0]).getFirst();
                own.put(line[0], new Word(line[0], said, language == Language.FRENCH ? said : line[1], line[2]));
            }
            words.put(language, own);
        }
    }

    private static List<String[]> lines(Language language) {
        var name = "/procedures/glossary_" + language.tag() + ".tsv";
        var resource = Objects.requireNonNull(Glossary.class.getResourceAsStream(name), name);
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", COLUMNS))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** In the order of the reader's alphabet. */
    public List<Word> words(Language reader) {
        var order = Collator.getInstance(reader.locale());
        return of(reader).values().stream()
                .sorted(Comparator.comparing(Word::name, order))
                .toList();
    }

    /** The words that a sheet uses, in the order in which it does. */
    public List<Word> in(Sheet sheet, Language reader) {
        return inText(SheetProse.of(sheet), reader);
    }

    public List<Word> inText(String text, Language reader) {
        var keys = new LinkedHashSet<String>();
        for (var sentence : Sentence.in(text)) {
            terms.in(sentence).forEach(found -> keys.add(found.meaning()));
        }
        return keys.stream().map(of(reader)::get).filter(Objects::nonNull).toList();
    }

    private Map<String, Word> of(Language reader) {
        return Objects.requireNonNull(words.get(reader));
    }
}
