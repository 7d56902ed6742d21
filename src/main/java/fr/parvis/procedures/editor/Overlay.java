package fr.parvis.procedures.editor;

/**
 * The organisation's words on a national sheet.
 *
 * @param sheetId the national number, "F1342"
 * @param words in Markdown
 * @param cost what it costs here, empty when it adds nothing
 * @param where where one goes here, empty when it adds nothing
 */
public record Overlay(String audience, String sheetId, Place place, String words, String cost, String where)
        implements LocalText {

    /** Where the words stand on the sheet. */
    public enum Place {
        TOP,
        DOCUMENTS,
        WHERE,
        COST
    }
}
