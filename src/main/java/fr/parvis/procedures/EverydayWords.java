package fr.parvis.procedures;

import fr.parvis.platform.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What people say when they need a sheet, by the number of the sheet: a few words for every sheet for people at home, and
 * whole questions, more of them for those that are asked for most. The lists came with the program.
 */
record EverydayWords(Map<String, String> words, Map<String, String> questions, String digest) {
    private static final String WORDS = "/procedures/everyday_words_fr.tsv";
    private static final String OFTEN_ASKED = "/procedures/often_asked_fr.tsv";
    private static final String ASKED = "/procedures/asked_fr.tsv";

    static EverydayWords read() {
        var words = text(WORDS);
        var questions = text(OFTEN_ASKED) + text(ASKED);
        return new EverydayWords(byId(words), byId(questions), Sha256.of(words + questions));
    }

    /** The sheets that are asked for most everywhere. */
    static Set<String> oftenAsked() {
        return Set.copyOf(byId(text(OFTEN_ASKED)).keySet());
    }

    /** Texts that are one thought each: adjacent words of two of them say nothing together. */
    List<String> phrases(String id) {
        var phrases = new ArrayList<String>();
        phrases.add(words.getOrDefault(id, ""));
        phrases.addAll(questionsOf(id));
        return phrases;
    }

    List<String> questionsOf(String id) {
        return Synonyms.expressions(questions.getOrDefault(id, ""));
    }

    private static Map<String, String> byId(String text) {
        var byId = new HashMap<String, String>();
        text.lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> byId.merge(parts[0], parts[1], (some, more) -> some + " | " + more));
        return byId;
    }

    private static String text(String resource) {
        try (var stream = Objects.requireNonNull(EverydayWords.class.getResourceAsStream(resource))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
