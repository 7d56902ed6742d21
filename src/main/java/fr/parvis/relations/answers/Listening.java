package fr.parvis.relations.answers;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.Language;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What to hear in a tense message before it is answered. Worked out anew from its words each time that it is read, and kept nowhere: no
 * score, no mark on a person or a request, nothing to sort or to filter by.
 */
@Component
@Transactional(readOnly = true)
public class Listening {
    /**
     * @param because the signals, each with the words that told it
     * @param asks what the person asks, in their own words
     * @param times how often they have written in a row without an answer
     * @param waited days since the first of these messages; 0 when it came today or nothing waits
     */
    public record Heard(Map<Signal, List<String>> because, List<String> asks, int times, long waited) {
        /** Whether they may be in danger from themselves: there is a line to give. */
        public boolean selfHarm() {
            return because.containsKey(Signal.SELF_HARM);
        }

        /** Whether they may be in danger from somebody else. */
        public boolean violence() {
            return because.containsKey(Signal.VIOLENCE);
        }
    }

    private static final int OFTEN = 3;
    private static final int MOST_ASKED = 2;
    private static final int LONGEST_ASKED = 160;
    private static final int MOST_WORDS = 6;

    private static final Pattern SENTENCE = Pattern.compile("[^.!?\\n]+[.!?]*");
    private static final Pattern ASKING = Pattern.compile(
            "\\?|\\b(?:je (?:veux|voudrais|demande|souhaite|souhaiterais|réclame|exige|attends)|j['’]aimerais|j['’]exige|j['’]attends|pouvez-vous|pourriez-vous|"
                    + "merci de|il faut que|il me faut|nous (?:voulons|demandons|voudrions|attendons)|répondez|rappelez|rendez|donnez|faites)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private final Requests requests;
    private final Lexicon lexicon;
    private final OfficeDays days;
    private final Directory directory;

    Listening(Requests requests, Lexicon lexicon, OfficeDays days, Directory directory) {
        this.requests = requests;
        this.lexicon = lexicon;
        this.days = days;
        this.directory = directory;
    }

    /** Empty when it is calm, in another language than French, or when nothing waits for an answer. */
    public Optional<Heard> to(Request request) {
        var waiting = Waiting.of(requests.interactions(request));
        var since = waiting.since();
        if (since == null || request.said() == null || !request.isOpen()) {
            return Optional.empty();
        }
        var first = LocalDate.ofInstant(since, directory.zone());
        return heard(
                request.said().subject() + "\n" + waiting.words(),
                waiting.said(),
                Math.max(0, ChronoUnit.DAYS.between(first, days.today())));
    }

    private Optional<Heard> heard(String text, List<Interaction> said, long waited) {
        if (TextLanguage.of(text) != Language.FRENCH) {
            return Optional.empty();
        }
        var found = lexicon.words().in(text);
        if (!TenseWords.isTense(found) && said.size() < OFTEN) {
            return Optional.empty();
        }
        var because = new LinkedHashMap<Signal, List<String>>();
        for (var signal : Signal.values()) {
            var words = found.stream()
                    .filter(one -> one.signal() == signal)
                    .map(TenseWords.Found::words)
                    .collect(LinkedHashSet<String>::new, Set::add, Set::addAll)
                    .stream()
                    .limit(MOST_WORDS)
                    .toList();
            if (!words.isEmpty() || signal == Signal.REPEATED && said.size() >= OFTEN) {
                because.put(signal, words);
            }
        }
        return Optional.of(new Heard(because, asks(said), said.size(), waited));
    }

    private static List<String> asks(List<Interaction> said) {
        var asked = new ArrayList<String>();
        for (var one : said.reversed()) {
            SENTENCE.matcher(Objects.requireNonNullElse(one.words(), ""))
                    .results()
                    .map(sentence -> sentence.group().strip())
                    .filter(sentence -> ASKING.matcher(sentence).find())
                    .map(sentence -> sentence.length() <= LONGEST_ASKED
                            ? sentence
                            : sentence.substring(0, LONGEST_ASKED).replaceFirst("\\s+\\S*$", "") + "…")
                    .filter(sentence -> asked.size() < MOST_ASKED && !asked.contains(sentence))
                    .forEach(asked::add);
        }
        return asked;
    }
}
