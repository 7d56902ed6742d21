package fr.parvis.procedures.clear;

import fr.parvis.platform.web.Language;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A word of the administration: told to whoever writes when it has plain words, explained to readers when it has an explanation.
 *
 * @param written with its other forms after bars ("percevoir|perçoit"); the first one names it
 * @param instead the plain words, may be empty
 * @param why one line, for whoever writes
 * @param explanation in French, may be empty
 * @param translations never of French
 */
public record Term(
        String written, String instead, String why, String explanation, Map<Language, Translation> translations) {
    /** @param name of the word in that language, empty for the French one */
    public record Translation(String name, String explanation) {}

    public String name() {
        return forms().isEmpty() ? "" : forms().getFirst();
    }

    public List<String> forms() {
        return Arrays.stream(written.split("\\|"))
                .map(String::strip)
                .filter(form -> !form.isEmpty())
                .toList();
    }

    /** The same in all languages: the anchor of the word on the page of the glossary. */
    public String key() {
        return Normalizer.normalize(name().toLowerCase(Locale.FRENCH).replace("œ", "oe"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    public boolean isJargon() {
        return !instead.isEmpty();
    }

    public boolean isExplained() {
        return !explanation.isEmpty();
    }
}
