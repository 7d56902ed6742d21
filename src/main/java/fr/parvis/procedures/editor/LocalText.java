package fr.parvis.procedures.editor;

/** Something that an organisation writes itself, as one version of it says it. */
public sealed interface LocalText permits OwnSheet, Overlay {
    /** Of the sheet that it is, or that it lies on. */
    String audience();

    /** Of the sheet that it is, or that it lies on. */
    String sheetId();
}
