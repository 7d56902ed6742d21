package fr.parvis.rights;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was erased; it names nobody.
 *
 * @param counts by code of the kind
 * @param answered whether the person was sent a last message
 */
public record Receipt(
        String number,
        Instant at,
        Reason reason,
        Checked checked,
        boolean answered,
        Map<String, Integer> counts,
        List<Kept> kept) {

    /** Why somebody may ask for it (RGPD art. 17, 1, a to f). */
    public enum Reason {
        NO_LONGER_NEEDED,
        CONSENT_WITHDRAWN,
        OBJECTION,
        UNLAWFUL,
        LEGAL_DUTY,
        CHILD;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Reason of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** How it is known that they are who they say. */
    public enum Checked {
        CODE,
        DOCUMENT,
        KNOWN_ADDRESS,
        SIGNED_LETTER,
        REPRESENTATIVE;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Checked of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** What may still be needed to establish or defend a right. */
    public record Kept(
            String kind, LocalDate until, @Nullable Instant erasedAt) {}

    /** Of all kinds. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
