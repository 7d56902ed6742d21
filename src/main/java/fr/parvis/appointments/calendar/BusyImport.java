package fr.parvis.appointments.calendar;

import fr.parvis.appointments.slots.Stretches.Stretch;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Busy times of an agenda that come from another calendar, and how the last times went.
 *
 * @param address masked
 * @param failures how many times in a row it could not be read
 * @param problem why the last time failed; null when it did not
 * @param detail a status or a host that goes with it
 * @param read when it was last read whole
 * @param withdrawnFrom from then on nothing of the agenda is offered online, unless it is read before
 * @param events how many times something happens in it, from its last reading on
 * @param unread events that were not understood whole
 */
public record BusyImport(
        UUID agendaId,
        String address,
        int failures,
        @Nullable Problem problem,
        String detail,
        Instant tried,
        Instant read,
        Instant withdrawnFrom,
        int events,
        int unread,
        List<Stretch> busy) {
    /** Why a calendar was not read. */
    public enum Problem {
        UNREACHABLE,
        REFUSED,
        REDIRECTED_AWAY,
        FORBIDDEN_ADDRESS,
        TOO_LARGE,
        TOO_SLOW,
        UNREADABLE;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean isWithdrawn(Instant now) {
        return !withdrawnFrom.isAfter(now);
    }

    public boolean isBusyAt(Stretch during) {
        return busy.stream().anyMatch(one -> one.overlaps(during));
    }
}
