package fr.parvis.procedures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts a question in English, Spanish, Portuguese, Arabic or Ukrainian into the French words that sheets have, by a list for each
 * language of what people ask for at a town hall. Words are stemmed by PostgreSQL's dictionaries; it has none for Ukrainian,
 * whose endings its Russian one takes off well enough for that.
 */
@Component
class OtherLanguages {
    private enum Language {
        ENGLISH("en", UnicodeScript.LATIN),
        SPANISH("es", UnicodeScript.LATIN),
        PORTUGUESE("pt", UnicodeScript.LATIN),
        ARABIC("ar", UnicodeScript.ARABIC),
        UKRAINIAN("uk", "russian", UnicodeScript.CYRILLIC);

        private final String code;
        private final String dictionary;
        private final UnicodeScript script;

        Language(String code, UnicodeScript script) {
            this.code = code;
            this.dictionary = name().toLowerCase(Locale.ROOT);
            this.script = script;
        }

        Language(String code, String dictionary, UnicodeScript script) {
            this.code = code;
            this.dictionary = dictionary;
            this.script = script;
        }
    }

    private record Rule(List<String> said, String meant) {}

    /** @param covered how much of the question the list knows, from 0 to 1 */
    private record Reading(String french, double covered) {}

    private static final double ENOUGH = 0.5;

    private final JdbcClient jdbc;
    private final Map<Language, Map<String, List<Rule>>> lists = new ConcurrentHashMap<>();

    OtherLanguages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The question in French words; empty when it is French already, or in no language that is known here.
     *
     * @param isFrench whether some sheet has the word, without accents
     */
    Optional<String> inFrench(String question, Predicate<String> isFrench) {
        var script = script(question);
        if (script == UnicodeScript.LATIN) {
            var words = Words.of(question).stream()
                    .filter(word -> !Words.isSmall(word))
                    .toList();
            var french = words.stream().filter(isFrench).count();
            if (words.isEmpty() || french > ENOUGH * words.size()) {
                return Optional.empty();
            }
        }
        Reading best = null;
        for (var language : Language.values()) {
            if (language.script == script) {
                var reading = read(question, language);
                if (reading.covered() >= ENOUGH && (best == null || reading.covered() > best.covered())) {
                    best = reading;
                }
            }
        }
        return Optional.ofNullable(best).map(Reading::french);
    }

    private static UnicodeScript script(String question) {
        return question.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .findFirst()
                .orElse(UnicodeScript.COMMON);
    }

    private Reading read(String question, Language language) {
        var stems = stems(language, List.of(question)).getFirst();
        var rules = lists.computeIfAbsent(language, this::list);
        var french = new LinkedHashSet<String>();
        int covered = 0;
        for (int i = 0; i < stems.size(); ) {
            var rule = longest(rules, stems.subList(i, stems.size()));
            rule.ifPresent(found -> french.add(found.meant()));
            var length = rule.map(found -> found.said().size()).orElse(0);
            covered += length;
            i += Math.max(1, length);
        }
        return new Reading(String.join(" ", french), stems.isEmpty() ? 0 : (double) covered / stems.size());
    }

    private static Optional<Rule> longest(Map<String, List<Rule>> rules, List<String> stems) {
        return rules.getOrDefault(stems.getFirst(), List.of()).stream()
                .filter(rule -> rule.said().size() <= stems.size()
                        && stems.subList(0, rule.said().size()).equals(rule.said()))
                .findFirst();
    }

    /** By the first stem, the longest expressions first. */
    private Map<String, List<Rule>> list(Language language) {
        var said = new ArrayList<String>();
        var meant = new ArrayList<String>();
        text(language).lines().map(line -> line.split("=>", 2)).forEach(sides -> {
            if (sides.length == 2) {
                for (var expression : Synonyms.expressions(sides[0])) {
                    said.add(expression);
                    meant.add(sides[1].strip());
                }
            }
        });
        var rules = new HashMap<String, List<Rule>>();
        var stems = stems(language, said);
        for (int i = 0; i < said.size(); i++) {
            if (!stems.get(i).isEmpty()) {
                rules.computeIfAbsent(stems.get(i).getFirst(), _ -> new ArrayList<>())
                        .add(new Rule(stems.get(i), meant.get(i)));
            }
        }
        rules.values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt((Rule rule) -> -rule.said().size())));
        return rules;
    }

    private List<List<String>> stems(Language language, List<String> texts) {
        return jdbc.sql("""
                        select array(select s.lexeme from unnest(to_tsvector(?::regconfig, said.text)) s order by s.positions[1])
                          from unnest(?) with ordinality said (text, n) order by n""")
                .params(
                        language.dictionary,
                        texts.stream().map(OtherLanguages::plain).toArray(String[]::new))
                .query((row, _) -> List.of((String[]) row.getArray(1).getArray()))
                .list();
    }

    /** Without accents and vowel signs, and with one letter for those that people write for each other. */
    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("[\\p{M}'’ʼ\u0640]", "")
                .replace('ة', 'ه')
                .replace('ى', 'ي');
    }

    private static String text(Language language) {
        var name = "/procedures/words_" + language.code + ".txt";
        try (var stream = Objects.requireNonNull(OtherLanguages.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
