package fr.parvis.appointments;

import fr.parvis.platform.ReadableCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agreed time, as it stands now.
 *
 * @param reference short and readable; names it at the counter and opens nothing
 * @param token opens the page that moves and cancels it; unguessable
 * @param end when the last person has left
 * @param heldUntil given exactly when it is held
 * @param revision moves with each change of its time or state; the SEQUENCE of its calendar entry (RFC 5545, 3.8.7.4)
 * @param usager null while it is held, and once personal data are erased
 * @param agendas whose time it takes; empty once it is over, cancelled or lost
 */
public record Appointment(
        UUID id,
        UUID organisationId,
        UUID siteId,
        UUID serviceId,
        String reference,
        String token,
        State state,
        Instant start,
        Instant end,
        int people,
        Channel channel,
        @Nullable Instant heldUntil,
        Instant createdAt,
        int revision,
        @Nullable UUID ticketId,
        @Nullable Usager usager,
        List<UUID> agendas,
        Meeting meeting) {
    /** After its end, or that of a place in the line for one. */
    private static final int LETTERS = 6;

    public enum State {
        HELD,
        BOOKED,
        ARRIVED,
        CANCELLED,
        NO_SHOW,
        EXPIRED;

        /** kebab-case, as in the API and the database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** How somebody came to it. */
    public enum Channel {
        ONLINE,
        DESK,
        PHONE,
        PARTNER,
        KIOSK;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Books what is kept for people without internet. */
        public boolean isTheDesk() {
            return this != ONLINE;
        }

        /** Typed by somebody who may know of other people's appointments. */
        boolean isByStaff() {
            return this != ONLINE && this != KIOSK;
        }
    }

    /**
     * Who comes. Personal data, erased 30 days after the appointment.
     *
     * @param email or the phone may be missing, for whoever books at the desk
     * @param language ISO 639-1 code of the messages
     */
    public record Usager(
            String firstName,
            String lastName,
            @Nullable String email,
            @Nullable String phone,
            String language) {
        /** However it is typed, and whichever name comes first, it is the same person. */
        public String knownAs() {
            var first = AppointmentWords.plain(firstName);
            var last = AppointmentWords.plain(lastName);
            return first.compareTo(last) <= 0 ? first + " " + last : last + " " + first;
        }

        /** With the contact alone that messages go to: the e-mail address when there is one. */
        public Usager writtenTo() {
            return email == null || phone == null ? this : new Usager(firstName, lastName, email, null, language);
        }
    }

    Appointment as(State other, @Nullable Usager somebody) {
        return changed(other, start, end, ticketId, somebody, agendas);
    }

    Appointment arrived(UUID ticket) {
        return changed(State.ARRIVED, start, end, ticket, usager, agendas);
    }

    Appointment movedTo(Instant newStart, Instant newEnd, List<UUID> places) {
        return changed(State.BOOKED, newStart, newEnd, null, usager, places);
    }

    /** What the keys of all messages about it begin with. */
    public String messages() {
        return messages(id);
    }

    /** The same of the one with this id. */
    public static String messages(UUID id) {
        return "appointment " + id + " ";
    }

    Appointment withReference(String other) {
        return as(other, siteId);
    }

    /** The same at another site. */
    Appointment at(UUID otherSite) {
        return as(reference, otherSite);
    }

    private Appointment as(String otherReference, UUID otherSite) {
        return new Appointment(
                id,
                organisationId,
                otherSite,
                serviceId,
                otherReference,
                token,
                state,
                start,
                end,
                people,
                channel,
                heldUntil,
                createdAt,
                revision,
                ticketId,
                usager,
                agendas,
                meeting);
    }

    private Appointment changed(
            State other,
            Instant newStart,
            Instant newEnd,
            @Nullable UUID ticket,
            @Nullable Usager somebody,
            List<UUID> places) {
        return new Appointment(
                id,
                organisationId,
                siteId,
                serviceId,
                reference,
                token,
                other,
                newStart,
                newEnd,
                people,
                channel,
                null,
                createdAt,
                revision + 1,
                ticket,
                somebody,
                places,
                meeting);
    }

    static String newReference() {
        var letters = ReadableCode.random(LETTERS - 1);
        return shown(letters + ReadableCode.check(letters));
    }

    private static String shown(String letters) {
        return "PRV-" + letters.substring(0, 3) + "-" + letters.substring(3);
    }

    /** As people copy or say it; empty when a letter is wrong. */
    public static Optional<String> reference(String typed) {
        var code = ReadableCode.copied(typed).replaceFirst("^PRV", "");
        return ReadableCode.isOne(code, LETTERS)
                        && ReadableCode.check(code.substring(0, LETTERS - 1)) == code.charAt(LETTERS - 1)
                ? Optional.of(shown(code))
                : Optional.empty();
    }
}
