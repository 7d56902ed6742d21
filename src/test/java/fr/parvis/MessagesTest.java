package fr.parvis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every text of the interface exists in both languages and is shown somewhere. */
class MessagesTest {
    private static final Path MAIN = Path.of("src", "main");
    private static final Path MESSAGES = MAIN.resolve("resources").resolve("messages");
    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([a-z][a-z0-9.-]+)[}(]");
    private static final Pattern COMPOSED_IN_TEMPLATE = Pattern.compile("#\\{'([a-z][a-z0-9.-]+\\.)' *\\+");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+\\.?)\"");
    private static final Pattern REFUSAL = Pattern.compile(
            "(?:ProblemException\\(\\s*HttpStatus\\.\\w+,|ProblemException\\.field\\(\\s*[^;]*?,)\\s*\"(platform|directory|identity|queue|feedback|safety)\",\\s*\"([a-z-]+)\"");

    private static Map<String, String> french;
    private static Map<String, String> english;
    private static String templates;
    private static String code;

    @BeforeAll
    static void read() throws IOException {
        french = language("fr");
        english = language("en");
        templates = all(MAIN.resolve("resources").resolve("templates"), ".html");
        code = all(MAIN.resolve("java"), ".java");
    }

    private static Map<String, String> language(String code) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.list(MESSAGES)) {
            for (var file : files.filter(path -> path.toString().endsWith("_" + code + ".properties"))
                    .toList()) {
                var read = new Properties();
                try (Reader reader = Files.newBufferedReader(file)) {
                    read.load(reader);
                }
                read.forEach((key, text) -> texts.merge((String) key, (String) text, (_, _) -> {
                    throw new AssertionError(key + " is there twice");
                }));
            }
        }
        return texts;
    }

    private static String all(Path folder, String ending) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                text.append(Files.readString(file)).append('\n');
            }
        }
        return text.toString();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(hit -> hit.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void french_and_english_say_the_same_things() {
        assertThat(english.keySet()).isEqualTo(french.keySet());
    }

    @Test
    void every_text_is_a_message_format_without_straight_apostrophes() {
        for (var texts : List.of(french, english)) {
            texts.forEach((key, text) -> {
                assertThat(text).as(key).isNotBlank().doesNotContain("'");
                new MessageFormat(text, Locale.FRENCH);
            });
        }
    }

    @Test
    void both_languages_use_the_same_placeholders() {
        var placeholder = Pattern.compile("\\{(\\d)");
        french.forEach((key, text) -> assertThat(found(placeholder, java.util.Objects.requireNonNull(english.get(key))))
                .as(key)
                .isEqualTo(found(placeholder, text)));
    }

    @Test
    void no_page_asks_for_a_text_that_does_not_exist() {
        assertThat(french.keySet()).containsAll(found(IN_TEMPLATE, templates));
        assertThat(found(COMPOSED_IN_TEMPLATE, templates))
                .allSatisfy(prefix -> assertThat(french.keySet()).as(prefix).anyMatch(key -> key.startsWith(prefix)));
    }

    @Test
    void every_refusal_has_its_words() {
        var missing = new ArrayList<String>();
        REFUSAL.matcher(code).results().forEach(hit -> {
            for (var part : List.of("title", "detail")) {
                var key = "problem." + hit.group(1) + "." + hit.group(2) + "." + part;
                if (!french.containsKey(key)) {
                    missing.add(key);
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void no_text_is_left_unused() {
        var used = new TreeSet<>(found(IN_TEMPLATE, templates));
        used.addAll(found(LITERAL, code));
        var prefixes = new TreeSet<>(found(COMPOSED_IN_TEMPLATE, templates));
        used.stream().filter(key -> key.endsWith(".")).forEach(prefixes::add);
        var enumerated = Pattern.compile("\\b([A-Z]+(?:_[A-Z]+)+)\\(HttpStatus");
        var refusals = found(enumerated, code).stream()
                .map(name -> "problem.queue." + name.toLowerCase(Locale.ROOT).replace('_', '-') + ".")
                .toList();
        prefixes.addAll(refusals);
        var quoted = found(Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\""), code);
        assertThat(french.keySet().stream()
                        .filter(key -> !used.contains(key))
                        .filter(key -> prefixes.stream().noneMatch(key::startsWith))
                        .filter(key -> !(key.startsWith("problem.") && quoted.contains(key.split("\\.")[2])))
                        .toList())
                .isEmpty();
    }
}
