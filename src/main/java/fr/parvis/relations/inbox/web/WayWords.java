package fr.parvis.relations.inbox.web;

import fr.parvis.messaging.ReadingLevel;
import fr.parvis.relations.Reach;
import fr.parvis.relations.Request;
import java.util.ArrayList;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Says to an agent how what they write will suit the person. */
@Component
class WayWords {
    private final InboxWords words;

    WayWords(InboxWords words) {
        this.words = words;
    }

    /** Empty when there is nothing that the agent does not see anyway. */
    String of(Request request, Reach.Way way, Locale locale) {
        var parts = new ArrayList<String>();
        if (!way.language().equals("fr")) {
            parts.add(words.text(
                    "inbox.way.language", locale, Locale.of(way.language()).getDisplayLanguage(locale)));
        }
        if (way.level() == ReadingLevel.PLAIN) {
            parts.add(words.text(parts.isEmpty() ? "inbox.way.plain" : "inbox.way.plain.too", locale));
        }
        if (way.isPreferred()) {
            parts.add(words.text(
                    "inbox.way." + (parts.isEmpty() ? "by." : "too.")
                            + way.channel().code(),
                    locale));
        }
        var fromSheet = way.level() == ReadingLevel.PLAIN
                || way.isPreferred()
                || request.usager() != null && !way.language().equals("fr");
        var said = parts.isEmpty()
                ? ""
                : words.text(fromSheet ? "inbox.way.preferred" : "inbox.way.asked", locale, String.join(", ", parts));
        var preferred = way.preferred();
        if (preferred == null || way.isPreferred()) {
            return said;
        }
        var but = words.text("inbox.way.but." + preferred.code(), locale);
        return said.isEmpty() ? but : said + " " + but;
    }
}
