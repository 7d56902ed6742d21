package fr.parvis.messaging;

import fr.parvis.platform.web.Language;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Pure: what an SMS asks for that is nothing but one of the words for it, with a word or two more.
 *
 * @param language what is answered in
 */
record StopWord(Act act, Language language) {
    enum Act {
        STOP,
        RESUME
    }

    private static final int MOST_WORDS = 3;
    private static final Map<String, StopWord> KNOWN = Map.ofEntries(
            Map.entry("STOP", new StopWord(Act.STOP, Language.FRENCH)),
            Map.entry("STOPSMS", new StopWord(Act.STOP, Language.FRENCH)),
            Map.entry("ARRET", new StopWord(Act.STOP, Language.FRENCH)),
            Map.entry("ARRETER", new StopWord(Act.STOP, Language.FRENCH)),
            Map.entry("ARRETEZ", new StopWord(Act.STOP, Language.FRENCH)),
            Map.entry("СТОП", new StopWord(Act.STOP, Language.UKRAINIAN)),
            Map.entry("توقف", new StopWord(Act.STOP, Language.ARABIC)),
            Map.entry("قف", new StopWord(Act.STOP, Language.ARABIC)),
            Map.entry("START", new StopWord(Act.RESUME, Language.FRENCH)),
            Map.entry("REPRENDRE", new StopWord(Act.RESUME, Language.FRENCH)));

    static Optional<StopWord> of(String text) {
        var words = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .toUpperCase(Locale.ROOT)
                .split(" ");
        return words.length > MOST_WORDS ? Optional.empty() : Optional.ofNullable(KNOWN.get(words[0]));
    }
}
