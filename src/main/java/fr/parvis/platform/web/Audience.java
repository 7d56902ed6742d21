package fr.parvis.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Who reads a page, and the languages that its texts exist in; French, the first, stands in for all others. */
public enum Audience {
    USAGERS(List.of(Language.values())),
    STAFF(List.of(Language.FRENCH, Language.ENGLISH));

    private static final List<String> STAFF_ADDRESSES = List.of(
            "/admin",
            "/agent",
            "/alertes",
            "/compte",
            "/connexion",
            "/deconnexion",
            "/espace",
            "/formation",
            "/partenaire",
            "/pilotage",
            "/premiers-pas",
            "/qualite");
    /** On a kiosk, but for the one who installs it. */
    private static final Pattern INSTALLING = Pattern.compile("/borne/[^/]+/installer(/.*)?");

    private final List<Language> languages;

    Audience(List<Language> languages) {
        this.languages = languages;
    }

    /** Told from the address alone, so that a refusal before any controller speaks as the page would have. */
    static Audience of(HttpServletRequest request) {
        var address = Problems.address(request);
        return STAFF_ADDRESSES.stream().anyMatch(own -> address.equals(own) || address.startsWith(own + "/"))
                        || INSTALLING.matcher(address).matches()
                ? STAFF
                : USAGERS;
    }

    public List<Language> languages() {
        return languages;
    }

    /** The language itself, or French where its texts do not exist. */
    Language reading(Language wanted) {
        return languages.contains(wanted) ? wanted : Language.FRENCH;
    }

    /** The first language of an {@code Accept-Language} header that exists here. */
    Language accepting(String header) {
        try {
            var known = languages.stream().map(Language::tag).toList();
            var tag = Locale.lookupTag(Locale.LanguageRange.parse(header), known);
            return tag == null ? Language.FRENCH : Language.of(tag).orElse(Language.FRENCH);
        } catch (IllegalArgumentException _) {
            return Language.FRENCH;
        }
    }
}
