package fr.parvis.appointments.demand;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Meeting;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's place in the line of a service, as it stands now.
 *
 * @param position smaller is earlier; it never changes
 * @param token opens its page; unguessable
 * @param sites where a time is wanted
 * @param replaces the appointment that an earlier time would replace; null for whoever has none
 * @param lapses offers in a row that nobody answered
 * @param touchedAt when the person last did something about it, or it fell asleep
 * @param provedAt when a link that only its message has was opened; null as long as nobody has shown that the contact works
 * @param choosy something that suited was free for everybody when it was made or changed
 * @param endedAt null while it is open
 * @param usager null once personal data are erased
 */
public record Wish(
        UUID id,
        UUID organisationId,
        UUID serviceId,
        long position,
        String token,
        State state,
        Appointment.Channel channel,
        Set<UUID> sites,
        Suits suits,
        int people,
        @Nullable UUID replaces,
        int lapses,
        Instant joinedAt,
        Instant touchedAt,
        @Nullable Instant provedAt,
        boolean choosy,
        @Nullable Instant endedAt,
        String papers,
        Appointment.@Nullable Usager usager,
        Meeting meeting) {

    /**
     * All but the first two are ends. ASLEEP: offers went unanswered, so that no more are made until the person says so. LEFT: by the
     * person's own will. REMOVED: by the staff, with a reason. ENDED: nothing is left to wait for.
     */
    public enum State {
        WAITING,
        ASLEEP,
        SERVED,
        LEFT,
        REMOVED,
        ENDED;

        /** As in the database and the record. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Why the staff removes one. */
    public enum Reason {
        ASKED,
        SERVED_OTHERWISE,
        UNREACHABLE,
        MISTAKE;

        /** kebab-case, as in forms and the record. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Nobody has shown that what is sent to the contact is read. */
    boolean isUnread() {
        return channel == Appointment.Channel.ONLINE && provedAt == null;
    }

    /**
     * What is free anyway is booked by whoever wants it, and held neither for an address that perhaps nobody reads, nor for somebody who
     * has seen it and wants something else.
     */
    public boolean isForWhatComesFree() {
        return isUnread() || channel == Appointment.Channel.ONLINE && choosy;
    }

    public boolean isOpen() {
        return state == State.WAITING || state == State.ASLEEP;
    }
}
