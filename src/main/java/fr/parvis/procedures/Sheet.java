package fr.parvis.procedures;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An information sheet.
 *
 * @param id as its publisher numbers it ("F1342"); unique within an audience
 * @param audience particuliers, professionnels or associations
 * @param kind as its publisher names it ("Fiche d'information conditionnée")
 * @param theme the broadest heading above it, empty when there is none
 * @param folder the headings between theme and sheet, empty when there are none
 * @param updated when its publisher last changed it, null when it does not say
 * @param address where the publisher shows it, null when it is not shown alone
 */
public record Sheet(
        String audience,
        String id,
        String kind,
        String title,
        String theme,
        String folder,
        String description,
        @Nullable LocalDate updated,
        @Nullable String address,
        Part.Element content) {

    private static final String ENDED = ".!?…:;)»";

    /** Begins the numbers of sheets that an organisation writes itself; no national number looks like it. */
    public static final String LOCAL = "L-";

    /** What such a sheet is, beside the kinds of the national format. */
    public static final String LOCAL_KIND = "Fiche locale";

    /** Written by the organisation itself, not by the national publisher. */
    public boolean isLocal() {
        return id.startsWith(LOCAL);
    }

    /** A page of its own, as opposed to a form, an online service or a template that pages lead to. */
    public boolean isPublication() {
        return content.name().equals("Publication");
    }

    /** The description, which publishers cut off at a length: then with the dots that say so. */
    public String summary() {
        return summary(description);
    }

    static String summary(String description) {
        var text = description.strip();
        return text.isEmpty() || ENDED.indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + "\u00a0…";
    }

    /** The same sheet saying something else. */
    public Sheet with(Part.Element other) {
        return new Sheet(audience, id, kind, title, theme, folder, description, updated, address, other);
    }
}
