package fr.parvis.procedures.clear;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /** Safe to show as it is. */
    public String html() {
        return Markdown.html(body);
    }

    /** What a reader reads, without marks. */
    public String words() {
        return Markdown.words(body);
    }

    public boolean isBy(@Nullable UUID account) {
        return writer.equals(account);
    }
}
