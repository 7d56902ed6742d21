package fr.parvis.procedures.checklist;

import fr.parvis.platform.web.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a reader is told of a document.
 *
 * @param text where it is not French: with what must be said in French at a counter [in brackets]
 * @param language the reader's, or French where nobody has said it in the reader's
 */
public record Told(String text, Language language) {
    private static final Pattern IN_FRENCH = Pattern.compile("\\[([^\\[\\]]+)]");

    /** @param french within words of another language */
    public record Part(String text, boolean french) {}

    public static final Told NOTHING = french("");

    static Told french(String text) {
        return new Told(text, Language.FRENCH);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** For whoever shows it: the brackets become parentheses. */
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        int end = 0;
        var french = IN_FRENCH.matcher(language == Language.FRENCH ? "" : text);
        while (french.find()) {
            parts.add(new Part(text.substring(end, french.start()), false));
            parts.add(new Part("(" + french.group(1) + ")", true));
            end = french.end();
        }
        parts.add(new Part(text.substring(end), false));
        return List.copyOf(parts);
    }
}
