package fr.parvis;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.web.Audience;
import fr.parvis.platform.web.Language;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every text of the interface exists in the languages of its readers and is shown somewhere. The name of a bundle says who
 * they are: {@code <module>-usager} is for usagers, any other for the staff and for programs.
 */
class MessagesTest {
    private static final Path MAIN = Path.of("src", "main");
    private static final Path MESSAGES = MAIN.resolve("resources").resolve("messages");
    private static final Path TEMPLATES = MAIN.resolve("resources").resolve("templates");
    private static final String OF_USAGERS =
            "queue/(home|now|site|day|waits|interval|poster|kiosk-.*|ticket.*|display.*)|feedback/.*|platform/(kiosk-problem|problem|text)"
                    + "|procedures/(?!(desk|staff|admin|editor)-).*|relations/(ask|relay|call-back|chat.*|complaint|fields|follow.*|forms?)|appointments/.*|appointments-staff/kiosk-.*|messaging/push|rights/privacy";
    private static final Pattern FILE = Pattern.compile("(.+)_([a-z]+)\\.properties");
    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([a-z][a-z0-9.-]+)[}(]");
    private static final Pattern COMPOSED_IN_TEMPLATE = Pattern.compile("#\\{'([a-z][a-z0-9.-]+\\.)' *\\+");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+\\.?)\"");
    private static final Pattern REFUSAL = Pattern.compile(
            "(?:ProblemException\\(\\s*HttpStatus\\.\\w+,|ProblemException\\.field\\(\\s*[^;]*?,)\\s*\"(platform|directory|identity|queue|feedback|safety|procedures|relations|appointments|hooks|messaging|rights|quality)\",\\s*\"([a-z-]+)\"");

    /** @param texts by language, then by key */
    private record Bundle(String name, Map<Language, Map<String, String>> texts) {
        Audience readers() {
            return name.endsWith("-usager") ? Audience.USAGERS : Audience.STAFF;
        }

        Map<String, String> french() {
            return texts.getOrDefault(Language.FRENCH, Map.of());
        }
    }

    private static List<Bundle> bundles;
    private static Map<String, String> french;
    private static String templates;
    private static String code;

    @BeforeAll
    static void read() throws IOException {
        var found = new TreeMap<String, Bundle>();
        try (var files = Files.list(MESSAGES)) {
            for (var file : files.toList()) {
                var name = FILE.matcher(file.getFileName().toString());
                assertThat(name.matches()).as(file.toString()).isTrue();
                found.computeIfAbsent(name.group(1), missing -> new Bundle(missing, new EnumMap<>(Language.class)))
                        .texts()
                        .put(Language.of(name.group(2)).orElseThrow(), texts(file));
            }
        }
        bundles = List.copyOf(found.values());
        french = new TreeMap<>();
        for (var bundle : bundles) {
            bundle.french()
                    .forEach((key, text) -> french.merge(key, text, (_, _) -> {
                        throw new AssertionError(key + " is there twice");
                    }));
        }
        templates = all(TEMPLATES, ".html");
        code = all(MAIN.resolve("java"), ".java");
    }

    private static Map<String, String> texts(Path file) throws IOException {
        var read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        }
        var texts = new TreeMap<String, String>();
        read.forEach((key, text) -> texts.put((String) key, (String) text));
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
    void every_bundle_speaks_the_languages_of_its_readers() {
        for (var bundle : bundles) {
            assertThat(bundle.texts().keySet())
                    .as(bundle.name())
                    .containsExactlyElementsOf(bundle.readers().languages());
        }
    }

    @Test
    void all_languages_say_the_same_things() {
        for (var bundle : bundles) {
            bundle.texts()
                    .forEach((language, texts) -> assertThat(texts.keySet())
                            .as("%s in %s", bundle.name(), language)
                            .isEqualTo(bundle.french().keySet()));
        }
    }

    @Test
    void every_text_is_a_message_format_without_straight_apostrophes() {
        inEachLanguage((language, key, text) -> {
            assertThat(text).as("%s in %s", key, language).isNotBlank().doesNotContain("'");
            new MessageFormat(text, language.locale());
        });
    }

    @Test
    void all_languages_use_the_same_placeholders() {
        var placeholder = Pattern.compile("\\{(\\d)");
        inEachLanguage((language, key, text) -> assertThat(found(placeholder, text))
                .as("%s in %s", key, language)
                .isEqualTo(found(placeholder, Objects.requireNonNull(french.get(key)))));
    }

    /** U+2068 and U+2069: a name, a number or an address must not turn the sentence around it. */
    @Test
    void whatever_a_right_to_left_text_quotes_is_isolated() {
        var bare = Pattern.compile("(?<!\u2068)(\\{\\d})|(\\{\\d})(?!\u2069)");
        inEachLanguage((language, key, text) -> {
            if (language.isRightToLeft()) {
                assertThat(bare.matcher(text).find()).as(key).isFalse();
            }
        });
    }

    private interface Check {
        void accept(Language language, String key, String text);
    }

    private static void inEachLanguage(Check check) {
        for (var bundle : bundles) {
            bundle.texts()
                    .forEach((language, texts) -> texts.forEach((key, text) -> check.accept(language, key, text)));
        }
    }

    @Test
    void a_page_for_usagers_asks_for_nothing_that_only_the_staff_can_read() throws IOException {
        var readable = bundles.stream()
                .filter(bundle -> bundle.readers() == Audience.USAGERS)
                .flatMap(bundle -> bundle.french().keySet().stream())
                .collect(Collectors.toSet());
        try (var files = Files.walk(TEMPLATES)) {
            for (var file : files.filter(
                            path -> TEMPLATES.relativize(path).toString().matches("(" + OF_USAGERS + ")\\.html"))
                    .toList()) {
                var page = Files.readString(file);
                assertThat(readable).as(file.toString()).containsAll(found(IN_TEMPLATE, page));
                assertThat(found(COMPOSED_IN_TEMPLATE, page))
                        .allSatisfy(prefix -> assertThat(readable).anyMatch(key -> key.startsWith(prefix)));
            }
        }
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
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-') + ".")
                .flatMap(name -> Stream.of("problem.queue." + name, "problem.appointments." + name))
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

    @Test
    void every_act_of_the_journal_has_its_words() {
        var written =
                Pattern.compile("\\.write\\(\\s*\"([a-z]+(?:-[a-z]+)+)\"\\s*,").matcher(code);
        var wordless = new TreeSet<String>();
        while (written.find()) {
            if (!french.containsKey("identity.audit.act." + written.group(1))) {
                wordless.add(written.group(1));
            }
        }
        assertThat(wordless).isEmpty();
    }
}
