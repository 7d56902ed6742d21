package fr.parvis.relations;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether what stands in a draft was typed in another tab: a page says with each save what it had of each field, and where something else
 * stands, that stays. Comparing words needs no version that could drift from them.
 */
public final class OtherTab {
    private static final String KNOWN = "known.";

    private OtherTab() {}

    /** What the page had, by field. */
    public static Map<String, String> known(Map<String, String> given) {
        var known = new HashMap<String, String>();
        given.forEach((field, words) -> {
            if (field.startsWith(KNOWN)) {
                known.put(field.substring(KNOWN.length()), words);
            }
        });
        return known;
    }

    /**
     * @param now what stands in the draft, "" for nothing
     * @param known what the page had; null when it does not say, and then its words are kept whatever stood there
     */
    public static boolean wrote(String now, String words, @Nullable String known) {
        return known != null && !now.isEmpty() && !now.equals(words) && !now.equals(known);
    }
}
