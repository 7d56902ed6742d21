package fr.parvis.relations.answers;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Language;
import fr.parvis.procedures.clear.Hindrance;
import fr.parvis.procedures.clear.Proofreader;
import fr.parvis.procedures.clear.TypedText;
import fr.parvis.procedures.editor.Replacement;
import fr.parvis.relations.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads what somebody writes to a person: how hard it is to read, how it may sound, and its spelling. */
@Component
public class ComposerHelp {
    private record Placed(int from, int to, Proof.Remark remark) {}

    /** States of a place or of a person, that look like something done to them. */
    private static final Pattern STATE = Pattern.compile(
            "(?:ouvert|fermé|compris|inclus|satisfait|concerné|inscrit|installé|équipé|abonné|fini|affiché|disponible|indiqué|limité)e?s?$");

    private final Proofreader proofreader;
    private final Spelling spelling;
    private final Directory directory;

    ComposerHelp(Proofreader proofreader, Spelling spelling, Directory directory) {
        this.proofreader = proofreader;
        this.spelling = spelling;
        this.directory = directory;
    }

    /**
     * @param field of the page that the text stands in
     * @param ignored keys of remarks that the writer does not want
     */
    public Proof read(String field, String typed, Request request, Set<String> ignored) {
        var text = TypedText.of(List.of(new TypedText.Field(field, "", typed, false)));
        var language = TextLanguage.of(typed);
        if (language != Language.FRENCH) {
            return new Proof(
                    language,
                    null,
                    wanted(proofreader.foreign(typed).stream().map(one -> remark(field, text, one)), ignored),
                    true);
        }
        var names = names(request);
        var tone = Tone.of(typed, names);
        var reading = proofreader.read(typed);
        var spelt = spelling.check(typed, names);
        var found = new ArrayList<Placed>();
        tone.forEach(one -> found.add(new Placed(one.from(), one.to(), remark(field, text, one))));
        Stream.concat(reading.hindrances().stream().filter(ComposerHelp::isWorthIt), spelt.faults().stream())
                .filter(one -> one.kind() == Hindrance.Kind.LONG_SENTENCE
                        || tone.stream().noneMatch(other -> other.from() < one.to() && one.from() < other.to()))
                .forEach(one -> found.add(remark(field, text, one)));
        return new Proof(language, reading.scores(), wanted(found.stream(), ignored), spelt.complete());
    }

    private static List<Proof.Remark> wanted(Stream<Placed> found, Set<String> ignored) {
        return found.sorted(Comparator.comparingInt(Placed::from).thenComparing(Placed::to))
                .map(Placed::remark)
                .filter(remark -> !ignored.contains(remark.key()))
                .toList();
    }

    /** A passive that names who acts reads well enough, and an open door is no passive. */
    private static boolean isWorthIt(Hindrance one) {
        return one.kind() != Hindrance.Kind.PASSIVE
                || !one.words().endsWith(" par") && !STATE.matcher(one.words()).find();
    }

    private static Proof.Remark remark(String field, TypedText text, Tone.Finding one) {
        return remark(
                field,
                text,
                one.kind().code(),
                one.from(),
                one.words(),
                one.why(),
                one.instead(),
                one.choice() == null ? List.of() : List.of(one.choice()));
    }

    private static Placed remark(String field, TypedText text, Hindrance one) {
        return new Placed(
                one.from(),
                one.to(),
                remark(
                        field,
                        text,
                        one.kind().code(),
                        one.from(),
                        one.words(),
                        one.why(),
                        one.choices().isEmpty() || one.kind() == Hindrance.Kind.JARGON ? one.instead() : "",
                        one.choices()));
    }

    private static Proof.Remark remark(
            String field,
            TypedText text,
            String kind,
            int from,
            String words,
            String why,
            String instead,
            List<String> choices) {
        return new Proof.Remark(
                kind,
                text.quote(from, from + words.length()),
                why,
                instead,
                choices.stream()
                        .map(choice -> new Proof.Choice(choice, new Replacement(field, from, words, choice).act()))
                        .toList(),
                kind + ":" + words.toLowerCase(Locale.FRENCH));
    }

    /** Of the person, of whoever writes, of the places and of the services: plain, word by word. */
    private Set<String> names(Request request) {
        var names = new HashSet<String>();
        var said = request.said();
        Stream.of(
                        Stream.of(
                                said == null ? "" : said.name(),
                                directory.organisation().name()),
                        Caller.current().map(Caller::name).stream(),
                        directory.sites().stream().flatMap(site -> Stream.of(site.name(), site.address())),
                        directory.allServices().stream().map(service -> service.shownName()),
                        directory.allAgents().stream().map(agent -> agent.name()))
                .flatMap(all -> all)
                .flatMap(name -> Stream.of(name.split("[^\\p{L}\\p{M}\\d]+")))
                .filter(word -> word.length() > 1)
                .map(TenseWords::plain)
                .forEach(names::add);
        return names;
    }
}
