package fr.parvis.procedures;

import fr.parvis.platform.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What people say when they need a sheet, by the number of the sheet: a few words for every sheet for people at home, and
 * whole questions for the sheets that are asked for most. Both lists came with the program.
 */
record EverydayWords(Map<String, String> words, Map<String, String> questions, String digest) {
    private static final String WORDS = "/procedures/everyday_words_fr.tsv";
    private static final String QUESTIONS = "/procedures/often_asked_fr.tsv";

    static EverydayWords read() {
        var words = text(WORDS);
        var questions = text(QUESTIONS);
        return new EverydayWords(byId(words), byId(questions), Sha256.of(words + questions));
    }

    /** Texts that are one thought each: adjacent words of two of them say nothing together. */
    List<String> phrases(String id) {
        var phrases = new ArrayList<String>();
        phrases.add(words.getOrDefault(id, ""));
        phrases.addAll(Arrays.asList(questions.getOrDefault(id, "").split("\\|")));
        return phrases;
    }

    private static Map<String, String> byId(String text) {
        var byId = new HashMap<String, String>();
        text.lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> byId.put(parts[0], parts[1]));
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
