package fr.parvis.relations.usager;

import fr.parvis.messaging.PhoneNumbers;
import fr.parvis.messaging.ReadingLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One person, as everything that was merged together tells.
 *
 * @param id the one that stands for all
 * @param ids of all that were merged, the first one among them: what other tables have kept under any of them is this person's
 * @param revision moves with each change that is typed
 * @param merged newest first
 */
public record Usager(
        UUID id,
        Set<UUID> ids,
        String firstName,
        String lastName,
        Preferences preferences,
        List<Address> addresses,
        @Nullable UUID householdId,
        int revision,
        Instant createdAt,
        Instant lastSeenAt,
        List<Merged> merged) {

    /** When somebody likes to be reached. */
    public enum Moment {
        MORNING,
        MIDDAY,
        AFTERNOON,
        EVENING;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Moment> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }

    /**
     * What everything that is done for the person takes into account.
     *
     * @param language ISO 639-1
     * @param channel null when none is preferred
     */
    public record Preferences(
            String language,
            Set<Need> needs,
            @Nullable Channel channel,
            @Nullable Moment moment) {
        public ReadingLevel level() {
            return needs.contains(Need.PLAIN_LANGUAGE) ? ReadingLevel.PLAIN : ReadingLevel.USUAL;
        }

        /** As appointments and their API write needs; an interpreter is somebody who speaks the language. */
        public List<String> needsOfAppointments() {
            var codes = new ArrayList<String>();
            for (var need : needs) {
                switch (need) {
                    case STEP_FREE, SIGN_LANGUAGE -> codes.add(need.code());
                    case INTERPRETER -> {
                        if (!language.equals("fr")) {
                            codes.add("language-" + language);
                        }
                    }
                    case PLAIN_LANGUAGE, LARGE_PRINT -> {}
                }
            }
            return codes;
        }
    }

    /**
     * @param value as it was given
     * @param verifiedAt when the person proved or confirmed it; null when it was only typed
     */
    public record Address(
            UUID id,
            Contact.Kind kind,
            String value,
            Contact contact,
            Instant addedAt,
            @Nullable Instant verifiedAt) {
        /** A telephone number as it is dialled, anything else as it was given. */
        public String shown() {
            return kind == Contact.Kind.PHONE ? PhoneNumbers.shown(contact.normalised()) : value;
        }

        /** Enough to recognise it by whoever knows it, too little to learn it. */
        public String hinted() {
            var text = shown();
            return switch (kind) {
                case PHONE -> text.replaceAll("\\d(?=(?:\\D*\\d){2})", "•");
                case EMAIL -> text.replaceAll("(?<=^.).*?(?=@)", "•••");
                case POST -> text.replaceAll("^.*?(?=\\d{5}|$)", "… ");
            };
        }
    }

    /**
     * @param into what it was merged into, perhaps merged itself since
     * @param name first and last name
     */
    public record Merged(UUID mergeId, UUID id, UUID into, String name, Instant at) {}

    public String name() {
        return (firstName + " " + lastName).strip();
    }

    public Set<Contact> contacts() {
        return addresses.stream().map(Address::contact).collect(Collectors.toUnmodifiableSet());
    }

    /** The first that was given, verified ones before. */
    public Optional<Address> address(Contact.Kind kind) {
        return addresses.stream().filter(one -> one.kind() == kind).findFirst();
    }
}
