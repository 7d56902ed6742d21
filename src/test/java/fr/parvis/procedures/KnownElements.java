package fr.parvis.procedures;

import java.util.Set;

/** What an import takes for known, for the tests of those who show it. */
public final class KnownElements {
    private KnownElements() {}

    public static Set<String> names() {
        return SheetFormat.KNOWN;
    }
}
