package fr.parvis.messaging.incoming;

import java.util.regex.Pattern;

/** Pure: the names that strangers give their files, harmless in a folder, in a header and on a page. */
final class FileNames {
    private static final int LONGEST = 120;
    private static final int LONGEST_ENDING = 12;
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cntrl}\\p{Cf}<>:\"|?*]+");

    private FileNames() {}

    /** @param number of the attachment, for one without a name */
    static String clean(String name, int number) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var clean = HARMFUL.matcher(Decoding.clean(last)).replaceAll("").strip().replaceAll("^[. ]+|[. ]+$", "");
        if (clean.isEmpty()) {
            return "piece-jointe-" + (number + 1);
        }
        if (clean.length() <= LONGEST) {
            return clean;
        }
        var ending = ending(clean);
        var kept = ending.isEmpty() || ending.length() > LONGEST_ENDING ? "" : "." + ending;
        return Decoding.clean(clean.substring(0, LONGEST - kept.length())) + kept;
    }

    /** Without its dot, in small letters; "" when there is none. */
    static String ending(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(java.util.Locale.ROOT);
    }
}
