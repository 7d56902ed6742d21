package fr.parvis.procedures.clear;

import fr.parvis.platform.web.Language;
import fr.parvis.procedures.Sheet;
import java.text.Collator;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/** The words of French administrations, explained in the language of the reader. Immutable. */
public final class Glossary {
    /**
     * @param key stays the same in all languages: the anchor of the word on its page
     * @param french as it stands on papers and sheets
     * @param name in the reader's language; the French word where there is no other
     * @param language of the explanation: French where nobody has translated it
     */
    public record Word(String key, String french, String name, String explanation, Language language) {
        private static Word of(Term term, Language reader) {
            var translated = term.translations().get(reader);
            return translated == null
                    ? new Word(term.key(), term.name(), term.name(), term.explanation(), Language.FRENCH)
                    : new Word(
                            term.key(),
                            term.name(),
                            translated.name().isEmpty() ? term.name() : translated.name(),
                            translated.explanation(),
                            reader);
        }
    }

    private final List<Term> explained;
    private final Terms<Term> terms;

    /** @param all those without an explanation are left out; of two with the same form the first one counts */
    Glossary(Collection<Term> all) {
        explained = all.stream().filter(Term::isExplained).toList();
        var forms = new LinkedHashMap<Term, List<String>>();
        explained.forEach(term -> forms.put(term, term.forms()));
        terms = new Terms<>(forms);
    }

    /** In the order of the reader's alphabet. */
    public List<Word> words(Language reader) {
        var order = Collator.getInstance(reader.locale());
        return explained.stream()
                .map(term -> Word.of(term, reader))
                .sorted(Comparator.comparing(Word::name, order))
                .toList();
    }

    /** The words that a sheet uses, in the order in which it does. */
    public List<Word> in(Sheet sheet, Language reader) {
        return inText(SheetProse.of(sheet), reader);
    }

    public List<Word> inText(String text, Language reader) {
        var found = new LinkedHashSet<Term>();
        for (var sentence : Sentence.in(text)) {
            terms.in(sentence).forEach(one -> found.add(one.meaning()));
        }
        return found.stream().map(term -> Word.of(term, reader)).toList();
    }
}
