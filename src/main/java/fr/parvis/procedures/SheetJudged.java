package fr.parvis.procedures;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reader said whether a sheet was clear. May come twice with one id: the answer at the first tap, then why; the later
 * {@code at} counts. Nothing says who it was.
 *
 * @param words free words, at most 500 characters, null when none; personal data may slip in
 */
public record SheetJudged(
        UUID id,
        UUID organisationId,
        String audience,
        String sheetId,
        boolean clear,
        @Nullable Reason reason,
        @Nullable String words,
        Instant at) {
    /** Why it was not clear. */
    public enum Reason {
        DOCUMENTS,
        WORDS,
        SITUATION,
        OTHER;

        /** As it is kept and as it ends the keys of texts. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Reason> of(@Nullable String code) {
            return Stream.of(values())
                    .filter(reason -> reason.code().equals(code))
                    .findFirst();
        }
    }
}
