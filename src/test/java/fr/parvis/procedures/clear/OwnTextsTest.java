package fr.parvis.procedures.clear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What Parvis itself says to usagers in French")
class OwnTextsTest {

    private static TreeMap<String, String> texts() throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.list(Path.of("src", "main", "resources", "messages"))) {
            for (var file : files.filter(path -> path.toString().endsWith("-usager_fr.properties"))
                    .toList()) {
                var read = new Properties();
                try (var reader = Files.newBufferedReader(file)) {
                    read.load(reader);
                }
                read.forEach((key, text) -> texts.put((String) key, plain((String) text)));
            }
        }
        return texts;
    }

    /** As a reader sees it: something in each gap, one branch of a choice. */
    private static String plain(String text) {
        return text.replaceAll("\\{\\d+,choice,[^|]*\\|\\d+<", "")
                .replaceAll("\\{\\d+(,[^}]*)?}", "5")
                .replaceAll("[{}]", "");
    }

    @Test
    void is_easy_to_read_as_a_whole() throws IOException {
        var scores = Readability.of(String.join("\n", texts().values())).scores();
        assertThat(scores.words()).isGreaterThan(1000);
        assertThat(scores.kandelMoles()).isGreaterThan(70);
        assertThat(scores.wordsASentence()).isLessThan(12);
    }

    @Test
    void has_no_long_sentence_and_no_jargon() throws IOException {
        var wrong = new ArrayList<String>();
        texts().forEach((key, text) -> Readability.of(text).hindrances().stream()
                .filter(hindrance ->
                        hindrance.kind() == Hindrance.Kind.LONG_SENTENCE || hindrance.kind() == Hindrance.Kind.JARGON)
                .forEach(hindrance -> wrong.add(key + ": " + hindrance.words() + " -> " + hindrance.instead())));
        assertThat(wrong).isEmpty();
    }

    @Test
    void has_no_single_text_that_is_very_hard() throws IOException {
        var wrong = new ArrayList<String>();
        texts().forEach((key, text) -> {
            var scores = Readability.of(text).scores();
            if (scores.words() >= 12 && scores.kandelMoles() < 40) {
                wrong.add(key + " (" + scores.outOfHundred() + "): " + text);
            }
        });
        assertThat(wrong).isEmpty();
    }
}
