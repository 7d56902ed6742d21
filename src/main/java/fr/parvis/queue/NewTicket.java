package fr.parvis.queue;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What it takes to issue a ticket. {@code scheduledAt} is given exactly when the kind is APPOINTMENT. */
public record NewTicket(
        UUID siteId,
        UUID serviceId,
        Ticket.Kind kind,
        boolean priority,
        @Nullable Instant scheduledAt,
        @Nullable String language,
        Set<Ticket.Help> help,
        Origin origin) {

    public enum Origin {
        KIOSK,
        DESK,
        PHONE,
        API
    }

    public static NewTicket walkIn(UUID siteId, UUID serviceId, Origin origin) {
        return new NewTicket(siteId, serviceId, Ticket.Kind.WALKIN, false, null, null, Set.of(), origin);
    }
}
