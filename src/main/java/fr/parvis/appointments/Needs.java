package fr.parvis.appointments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What somebody asks for so as to be received at all. Told of one's own will, seen while the appointment lives, erased with the name.
 *
 * @param stepFree without a step, for a wheelchair
 * @param signLanguage French sign language
 * @param language ISO 639-1 code of what the agent must speak; empty when it does not matter
 */
public record Needs(boolean stepFree, boolean signLanguage, String language) {
    public static final Needs NONE = new Needs(false, false, "");

    private static final String STEP_FREE = "step-free";
    private static final String SIGN_LANGUAGE = "sign-language";
    private static final String LANGUAGE = "language-";

    public boolean isNone() {
        return equals(NONE);
    }

    /** As in the database and the API. */
    public List<String> codes() {
        var codes = new ArrayList<String>();
        if (stepFree) {
            codes.add(STEP_FREE);
        }
        if (signLanguage) {
            codes.add(SIGN_LANGUAGE);
        }
        if (!language.isEmpty()) {
            codes.add(LANGUAGE + language);
        }
        return codes;
    }

    public static Needs of(Collection<String> codes) {
        return new Needs(
                codes.contains(STEP_FREE),
                codes.contains(SIGN_LANGUAGE),
                codes.stream()
                        .filter(code -> code.startsWith(LANGUAGE))
                        .map(code -> code.substring(LANGUAGE.length()))
                        .findFirst()
                        .orElse(""));
    }
}
