package fr.parvis.relations.chat.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line as it is drawn.
 *
 * @param mine whether whoever looks has said it
 * @param who "" for what happened rather than was said
 */
record ChatLineView(int seq, String hour, boolean mine, String who, List<Part> parts) {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"'«»]+[^\\s<>\"'«».,;:!?)]");

    /** @param link null for what is only read */
    record Part(String text, @Nullable String link) {}

    /** Addresses of pages are links; nothing else is more than text. */
    static List<Part> parts(String words) {
        var parts = new ArrayList<Part>();
        var found = LINK.matcher(words);
        int end = 0;
        while (found.find()) {
            if (found.start() > end) {
                parts.add(new Part(words.substring(end, found.start()), null));
            }
            parts.add(new Part(found.group(), found.group()));
            end = found.end();
        }
        if (end < words.length()) {
            parts.add(new Part(words.substring(end), null));
        }
        return List.copyOf(parts);
    }
}
