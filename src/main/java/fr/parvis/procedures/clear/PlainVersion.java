package fr.parvis.procedures.clear;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.editor.Markdown;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A sheet in plain French, beside the normal one.
 *
 * @param remark of the reviewer who sent it back, empty when there is none
 * @param behind the sheet has changed since this was written
 */
public record PlainVersion(
        UUID id, String body, State state, UUID writer, String remark, Instant changed, boolean behind) {
    public enum State {
        DRAFT,
        IN_REVIEW,
        PUBLISHED,
        REPLACED;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** A tree like that of the sheet, so that the same page shows both. */
    public Part.Element content() {
        return new Part.Element(
                "Publication", Map.of(), List.of(new Part.Element("Texte", Map.of(), Markdown.parts(body))));
    }

    /** What a reader reads, a block a line. */
    public String words() {
        return SheetProse.of("", content());
    }
}
