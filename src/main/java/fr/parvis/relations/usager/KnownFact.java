package fr.parvis.relations.usager;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that need not be asked again (CRPA L114-8): that it was seen, and until when that is enough. What it says is not kept.
 *
 * @param validUntil included
 */
public record KnownFact(UUID id, Kind kind, Source source, LocalDate seenOn, LocalDate validUntil) {
    public enum Kind {
        ADDRESS,
        IDENTITY,
        FAMILY,
        INCOME,
        SCHOOL;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }

    public enum Source {
        SHOWN,
        SENT,
        ADMINISTRATION;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Source> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isAfter(validUntil);
    }
}
