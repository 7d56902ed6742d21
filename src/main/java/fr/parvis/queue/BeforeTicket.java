package fr.parvis.queue;

import java.util.UUID;

/** What a kiosk asks between the choice of a service and the ticket; implemented in {@code procedures}. */
public interface BeforeTicket {
    /** For most services there is nothing to ask, and the ticket comes at once. */
    boolean asks(UUID serviceId);

    /**
     * Keeps what was chosen with the new ticket, in the same transaction.
     *
     * @param chosen the address of a checklist; anything else means that nothing was chosen
     */
    void keep(Ticket ticket, String chosen);
}
