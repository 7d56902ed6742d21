package fr.parvis.queue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads the hall. */
@Component
public class Halls {
    /** The picture of the site now; the same instance until something changes or a second has passed. */
    public HallBoard board(UUID siteId) {
        throw new UnsupportedOperationException();
    }

    public Optional<Ticket> findByToken(String token) {
        throw new UnsupportedOperationException();
    }

    /** @throws fr.parvis.platform.web.ProblemException 404 when there is no such ticket */
    public Ticket ticket(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Visits finished at or after the instant, oldest first: what a read model is rebuilt from. */
    public List<TicketFinished> finishedSince(java.time.Instant from) {
        throw new UnsupportedOperationException();
    }
}
