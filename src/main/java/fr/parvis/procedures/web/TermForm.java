package fr.parvis.procedures.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.procedures.clear.Term;
import fr.parvis.procedures.clear.Term.Translation;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A word of the administration as it is typed.
 *
 * @param forms other forms of the term, one after the other with commas
 * @param names in other languages, by tag
 * @param explanations in other languages, by tag
 * @param sentence to try the word with
 */
record TermForm(
        String term,
        String forms,
        String instead,
        String why,
        String explanation,
        Map<String, String> names,
        Map<String, String> explanations,
        String sentence) {
    /** What is typed in one language. */
    record Spoken(Language language, String name, String explanation) {
        public boolean isBlank() {
            return (name + explanation).isEmpty();
        }
    }

    static final TermForm BLANK = new TermForm("", "", "", "", "", Map.of(), Map.of(), "");

    TermForm {
        term = Forms.line(term);
        forms = Forms.line(forms);
        instead = Forms.line(instead);
        why = Forms.line(why);
        explanation = Forms.line(explanation);
        names = lines(names);
        explanations = lines(explanations);
        sentence = Forms.line(sentence);
    }

    private static Map<String, String> lines(@Nullable Map<String, ? extends @Nullable String> typed) {
        var lines = new HashMap<String, String>();
        if (typed != null) {
            typed.forEach((tag, text) -> lines.put(tag, Forms.line(text)));
        }
        return lines;
    }

    static TermForm of(Term term) {
        var names = new HashMap<String, String>();
        var explanations = new HashMap<String, String>();
        term.translations().forEach((language, said) -> {
            names.put(language.tag(), said.name());
            explanations.put(language.tag(), said.explanation());
        });
        return new TermForm(
                term.name(),
                term.forms().stream().skip(1).collect(Collectors.joining(", ")),
                term.instead(),
                term.why(),
                term.explanation(),
                names,
                explanations,
                "");
    }

    Term read() {
        var written = Stream.concat(Stream.of(term.replace('|', ' ')), Arrays.stream(forms.split("[,;|]")))
                .map(String::strip)
                .filter(form -> !form.isEmpty())
                .distinct()
                .collect(Collectors.joining("|"));
        var translations = new EnumMap<Language, Translation>(Language.class);
        spoken().stream()
                .filter(one -> !one.isBlank())
                .forEach(one -> translations.put(one.language(), new Translation(one.name(), one.explanation())));
        return new Term(term.isEmpty() ? "" : written, instead, why, explanation, translations);
    }

    public List<Spoken> spoken() {
        return Arrays.stream(Language.values())
                .filter(language -> language != Language.FRENCH)
                .map(language -> new Spoken(
                        language,
                        names.getOrDefault(language.tag(), ""),
                        explanations.getOrDefault(language.tag(), "")))
                .toList();
    }
}
