package fr.parvis.appointments;

import java.util.Set;

/**
 * What an agenda has for those whom it receives.
 *
 * @param languages ISO 639-1 codes that are spoken there, beside those of its agent
 * @param videoAddress of its own for video appointments, instead of the service's; empty without one
 */
public record Facilities(boolean stepFree, boolean signLanguage, Set<String> languages, String videoAddress) {
    public static final Facilities NONE = new Facilities(false, false, Set.of(), "");
}
