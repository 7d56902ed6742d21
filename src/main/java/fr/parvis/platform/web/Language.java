package fr.parvis.platform.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages of the interface; {@link Audience} says who has which. */
public enum Language {
    FRENCH("fr", "Français"),
    /** British, for dates: the day before the month. */
    ENGLISH("en-GB", "English"),
    SPANISH("es", "Español"),
    PORTUGUESE("pt", "Português"),
    ARABIC("ar", "العربية"),
    UKRAINIAN("uk", "Українська");

    private final Locale locale;
    private final String ownName;

    Language(String tag, String ownName) {
        this.locale = Locale.forLanguageTag(tag);
        this.ownName = ownName;
    }

    /** All of them, each in its own words, for whoever chooses one. */
    public static List<Choice> choices(String chosen) {
        return Arrays.stream(values())
                .map(one -> Choice.of(one.tag(), one.ownName(), one.tag().equals(chosen)))
                .toList();
    }

    public static Optional<Language> of(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }

    /** French where the interface does not speak it. */
    public static Language of(Locale locale) {
        return of(locale.getLanguage()).orElse(FRENCH);
    }

    /** ISO 639-1, as in {@code ?lang=} and the attribute {@code lang}. */
    public String tag() {
        return locale.getLanguage();
    }

    public Locale locale() {
        return locale;
    }

    /** As its readers write it. */
    public String ownName() {
        return ownName;
    }

    public boolean isRightToLeft() {
        return this == ARABIC;
    }

    /** As in the attribute {@code dir}. */
    public String direction() {
        return isRightToLeft() ? "rtl" : "ltr";
    }
}
