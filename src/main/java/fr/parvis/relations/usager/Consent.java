package fr.parvis.relations.usager;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody agreed to or no longer agrees to, with its proof (RGPD art. 7, 1).
 *
 * @param words version of the words that were shown or read
 * @param by account; null when the person did it alone
 */
public record Consent(
        Purpose purpose,
        boolean given,
        Instant at,
        Channel channel,
        String words,
        @Nullable UUID by) {
    public enum Purpose {
        NEEDS,
        SURVEYS,
        NEWS,
        SHARING;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Purpose> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }
}
