package fr.parvis.procedures.clear;

import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The organisation's list of words of the administration: the one that Parvis comes with, and what was added, changed and left
 * out here. A change is effective with the next question on every instance; what is wrong is refused with the field's name.
 */
@Component
public class TermList {
    public enum Origin {
        SHIPPED,
        CHANGED,
        ADDED,
        LEFT_OUT;

        public boolean isOwn() {
            return this != SHIPPED;
        }
    }

    public record Line(Term term, Origin origin) {}

    /** What would be marked in a sentence, and which words would be explained to readers. */
    public record Trial(List<Hindrance> told, List<Glossary.Word> explained) {}

    /**
     * @param own the last changed first
     * @param shipped in the order of a dictionary, without those in {@code own}
     * @param revision differs when a text may have other hindrances
     */
    record Picture(
            String state, List<Line> own, List<Line> shipped, Jargon jargon, Glossary glossary, String revision) {}

    private static final int LONGEST = 300;
    private static final int LONGEST_EXPLANATION = 500;
    private static final int LONGEST_SENTENCE = 500;
    private static final int MOST_LINES = 500;

    private final OwnTerms rows;
    private final AuditLog audit;
    private volatile @Nullable Picture picture;

    TermList(OwnTerms rows, AuditLog audit) {
        this.rows = rows;
        this.audit = audit;
    }

    public Jargon jargon() {
        return picture().jargon();
    }

    public Glossary glossary() {
        return picture().glossary();
    }

    /** The last changed first, those left out too. */
    public List<Line> own() {
        return picture().own();
    }

    /** In the order of a dictionary, without those that the organisation changed or left out. */
    public List<Line> shipped() {
        return picture().shipped();
    }

    public Optional<Line> find(String name) {
        return lines().filter(line -> line.term().name().equals(name)).findFirst();
    }

    private Stream<Line> lines() {
        var now = picture();
        return Stream.concat(now.own().stream(), now.shipped().stream());
    }

    Picture picture() {
        var state = rows.state();
        var now = picture;
        if (now == null || !now.state().equals(state)) {
            now = read(state);
            picture = now;
        }
        return now;
    }

    private Picture read(String state) {
        var shipped = new HashMap<String, Term>();
        ShippedTerms.all().forEach(term -> shipped.put(term.name(), term));
        var own = new ArrayList<Line>();
        for (var row : rows.all()) {
            var known = shipped.remove(row.name());
            if (row.used()) {
                own.add(new Line(completed(row, known), known == null ? Origin.ADDED : Origin.CHANGED));
            } else if (known != null) {
                own.add(new Line(known, Origin.LEFT_OUT));
            }
        }
        var order = Collator.getInstance(Locale.FRENCH);
        var others = shipped.values().stream()
                .sorted(Comparator.comparing(Term::name, order).thenComparing(Term::name))
                .map(term -> new Line(term, Origin.SHIPPED))
                .toList();
        var used = used(own, others, null);
        return new Picture(state, List.copyOf(own), others, new Jargon(used), new Glossary(used), revision(used));
    }

    private static Term completed(OwnTerms.Row row, @Nullable Term known) {
        var term = row.term();
        return row.explained() || known == null
                ? term
                : new Term(term.written(), term.instead(), term.why(), known.explanation(), known.translations());
    }

    /** The organisation's own first: they win. */
    private static List<Term> used(List<Line> own, List<Line> shipped, @Nullable String without) {
        return Stream.concat(own.stream(), shipped.stream())
                .filter(line -> line.origin() != Origin.LEFT_OUT)
                .map(Line::term)
                .filter(term -> !term.name().equals(without))
                .toList();
    }

    /** From texts alone, whose hash is the same on every instance. */
    private static String revision(List<Term> used) {
        return Readability.RULES
                + "-"
                + Integer.toHexString(used.stream()
                        .filter(Term::isJargon)
                        .map(Term::written)
                        .sorted()
                        .toList()
                        .hashCode());
    }

    /** @param before the name that the word had, null for a new one */
    @Transactional
    public void save(@Nullable String before, Term term) {
        check(before, term);
        var name = term.name();
        if (!name.equals(before) && own().size() >= MOST_LINES) {
            throw ProblemException.field("term", "procedures", "terms-too-many", MOST_LINES);
        }
        if (before != null && !before.equals(name)) {
            leave(before);
        }
        rows.save(name, term, true);
        audit.write("jargon-saved", said(term));
    }

    /** What was added goes; what Parvis comes with is left out, and can be taken back. */
    @Transactional
    public void remove(String name) {
        leave(name);
        audit.write("jargon-removed", name);
    }

    /** As Parvis comes with it. */
    @Transactional
    public void restore(String name) {
        line(name);
        rows.remove(name);
        audit.write("jargon-restored", name);
    }

    private void leave(String name) {
        var line = line(name);
        if (line.origin() == Origin.ADDED) {
            rows.remove(name);
        } else {
            rows.save(name, line.term(), false);
        }
    }

    public Line line(String name) {
        return find(name)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-term", name));
    }

    private static String said(Term term) {
        return term.isJargon() ? term.name() + " → " + term.instead() : term.name();
    }

    /** Nothing is written. With the list as it is. */
    public Trial tried(String sentence) {
        return tried(sentence, jargon(), glossary());
    }

    /** Nothing is written: the word is tried instead of the one with the name, or beside the others when null. */
    public Trial tried(String sentence, @Nullable String before, Term term) {
        check(before, term);
        var now = picture();
        var used = new ArrayList<Term>();
        used.add(term);
        used.addAll(used(now.own(), now.shipped(), before));
        return tried(sentence, new Jargon(used), new Glossary(used));
    }

    private static Trial tried(String sentence, Jargon jargon, Glossary glossary) {
        if (sentence.isEmpty()) {
            throw ProblemException.field("sentence", "procedures", "term-trial-empty");
        }
        within("sentence", sentence, LONGEST_SENTENCE);
        return new Trial(
                Readability.of(sentence, jargon).hindrances().stream()
                        .filter(hindrance -> hindrance.kind() == Hindrance.Kind.JARGON)
                        .toList(),
                glossary.inText(sentence, Language.FRENCH));
    }

    private void check(@Nullable String before, Term term) {
        within("term", term.written(), LONGEST);
        if (term.key().isEmpty()
                || term.forms().stream().anyMatch(form -> Terms.words(form).isEmpty())) {
            throw ProblemException.field("term", "procedures", "term-without-words");
        }
        if (!term.isJargon() && !term.isExplained()) {
            throw ProblemException.field("instead", "procedures", "term-says-nothing");
        }
        within("instead", term.instead(), LONGEST);
        within("why", term.why(), LONGEST);
        within("explanation", term.explanation(), LONGEST_EXPLANATION);
        term.translations().forEach((language, said) -> {
            within("name-" + language.tag(), said.name(), LONGEST);
            var field = "explanation-" + language.tag();
            within(field, said.explanation(), LONGEST_EXPLANATION);
            if (said.explanation().isEmpty()) {
                throw ProblemException.field(field, "procedures", "term-translation-missing");
            }
            if (!term.isExplained()) {
                throw ProblemException.field("explanation", "procedures", "term-explanation-missing");
            }
        });
        lines().filter(line -> !line.term().name().equals(before))
                .filter(line -> line.term().key().equals(term.key()))
                .findFirst()
                .ifPresent(line -> {
                    throw known("term", line.term().name(), line.term().name());
                });
        sameForm(before, term);
    }

    private static void within(String field, String text, int most) {
        if (text.length() > most) {
            throw ProblemException.field(field, "procedures", "term-too-long", most);
        }
    }

    /** Over a word that Parvis comes with the organisation's own wins; of two of its own, none would. */
    private void sameForm(@Nullable String before, Term term) {
        var mine = new HashSet<>(term.forms().stream().map(Terms::words).toList());
        for (var line : own()) {
            if (line.origin() != Origin.LEFT_OUT && !line.term().name().equals(before)) {
                for (var form : line.term().forms()) {
                    if (mine.contains(Terms.words(form))) {
                        var field = Terms.words(form).equals(Terms.words(term.name())) ? "term" : "forms";
                        throw known(field, form, line.term().name());
                    }
                }
            }
        }
    }

    private static ProblemException known(String field, String form, String word) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "procedures", "term-known", field, Map.of("word", word), form, word);
    }
}
