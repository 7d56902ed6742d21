package fr.parvis.procedures.web;

import fr.parvis.platform.web.Language;
import fr.parvis.procedures.editor.LocalWords;

/**
 * What stands above an own sheet for somebody who reads another language.
 *
 * @param behind the French has changed since it was translated
 */
record TranslatedSheet(String language, String direction, String title, String summary, String html, boolean behind) {
    static TranslatedSheet of(LocalWords.Translated found, String language) {
        return new TranslatedSheet(
                language,
                Language.of(language).map(Language::direction).orElse("ltr"),
                found.title(),
                found.sheet().description(),
                SheetHtml.whole(found.sheet()),
                found.behind());
    }
}
