package fr.parvis.procedures.web;

import java.util.Locale;
import java.util.Set;

/**
 * The language of what we print around a sheet: the reader's, as long as our fonts for paper hold its letters. The sheet itself stays in
 * French, and whoever receives the paper at the counter reads French.
 */
final class PaperLanguage {
    private static final Set<String> LATIN = Set.of("fr", "en", "es", "pt");

    private PaperLanguage() {}

    static Locale of(Locale wanted) {
        return LATIN.contains(wanted.getLanguage()) ? wanted : Locale.FRENCH;
    }
}
