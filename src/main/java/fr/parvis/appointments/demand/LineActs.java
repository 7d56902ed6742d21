package fr.parvis.appointments.demand;

import fr.parvis.appointments.LinePlaces;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What all acts on the line have in common: whose turn it is, and how a change is written, recorded and told. */
@Component
class LineActs {
    private final WishTables wishes;
    private final OfferTables offers;
    private final LinePlaces places;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    LineActs(
            WishTables wishes,
            OfferTables offers,
            LinePlaces places,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.wishes = wishes;
        this.offers = offers;
        this.places = places;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** In turn: nothing in the line changes meanwhile. */
    Wish lock(UUID id) {
        wishes.waitForTurn();
        return known(id);
    }

    Wish known(UUID id) {
        return wishes.find(id).orElseThrow(DemandProblem.UNKNOWN_WISH::about);
    }

    /** Ends it, and what it is offered at this moment goes to the next one. */
    void end(Wish wish, Wish.State state, String type, Map<String, ?> data) {
        offers.openOf(wish.id()).ifPresent(open -> close(wish, open, Offer.State.WITHDRAWN));
        wishes.state(wish.id(), state, wish.lapses(), now());
        record(wish, type, data);
    }

    /** The held time goes back to the line. */
    void close(Wish wish, Offer offer, Offer.State state) {
        places.giveUp(offer.heldId());
        offers.end(offer.id(), state, now());
        record(wish, state.code(), Map.of("offer", offer.id().toString()));
    }

    void record(Wish wish, String type, Map<String, ?> data) {
        wishes.append(wish, type, now(), data);
    }

    /** A held time may have come back: the next one is offered it. */
    void tell(UUID wishId) {
        publisher.publishEvent(new LineChanged(wishId));
    }

    /** Microseconds, as the database keeps them. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
