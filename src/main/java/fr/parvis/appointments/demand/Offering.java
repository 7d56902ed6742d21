package fr.parvis.appointments.demand;

import fr.parvis.appointments.LinePlaces;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.directory.Directory;
import fr.parvis.platform.Ids;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Offers times to the line. A round is one transaction in the line's turn, on whatever instance: what was not answered or was given up
 * is free in it, the first whom something suits is offered it, and with its end everybody sees what is left.
 */
@Component
public class Offering {
    /** After as many offers in a row without a word, none is made until the person says so. */
    private static final int LAPSES_BEFORE_SLEEP = 2;

    /** An address that perhaps nobody reads keeps a time from the others once. */
    private static final int LAPSES_UNREAD = 1;

    /** So that those who book at the same sites need not wait long. */
    private static final int MOST_IN_A_ROUND = 25;

    private static final int MOST_ROUNDS = 40;

    private final WishTables wishes;
    private final OfferTables offers;
    private final LineActs acts;
    private final LinePlaces places;
    private final LineSight sight;
    private final LineMessages messages;
    private final Directory directory;
    private final TransactionOperations transactions;

    Offering(
            WishTables wishes,
            OfferTables offers,
            LineActs acts,
            LinePlaces places,
            LineSight sight,
            LineMessages messages,
            Directory directory,
            TransactionOperations transactions) {
        this.wishes = wishes;
        this.offers = offers;
        this.acts = acts;
        this.places = places;
        this.sight = sight;
        this.messages = messages;
        this.directory = directory;
        this.transactions = transactions;
    }

    /** As many rounds as it takes. */
    void rounds() {
        for (int i = 0; i < MOST_ROUNDS; i++) {
            if (Objects.requireNonNull(transactions.execute(_ -> round())) < MOST_IN_A_ROUND) {
                return;
            }
        }
    }

    /** Answers how many offers were made. */
    @Transactional
    public int round() {
        wishes.waitForTurn();
        offers.passed(acts.now()).forEach(this::lapse);
        var seen = sight.now();
        places.open(seen::remember);
        int made = 0;
        int passed = 0;
        for (int tries = 0; tries < MOST_IN_A_ROUND; tries++) {
            var line = seen.line();
            // whom nothing has suited so far, nothing suits with fewer times
            var match = LineMatcher.next(line.subList(passed, line.size()), seen::free);
            if (match.isEmpty()) {
                break;
            }
            var offered = offer(match.get(), seen).isPresent();
            made += offered ? 1 : 0;
            passed = line.indexOf(match.get().who()) + (offered ? 1 : 0);
            // whatever it was, the picture of the site is an old one now
            seen.forget(match.get().time().site());
        }
        return made;
    }

    private void lapse(Offer offer) {
        var wish = acts.known(offer.wishId());
        acts.close(wish, offer, Offer.State.LAPSED);
        int lapses = wish.lapses() + 1;
        if (lapses < (wish.isUnread() ? LAPSES_UNREAD : LAPSES_BEFORE_SLEEP)) {
            wishes.state(wish.id(), wish.state(), lapses, acts.now());
        } else {
            wishes.asleep(wish.id(), lapses, acts.now());
            acts.record(wish, "asleep", Map.of());
            messages.asleep(
                    wish,
                    acts.now().plus(LineKeeping.ASLEEP).atZone(directory.zone()).toLocalDate());
        }
    }

    /** Empty when somebody at the site was quicker. */
    private Optional<Offer> offer(LineMatcher.Match match, LineSight.Seen seen) {
        var wish = seen.wish(match.who());
        var site = directory.site(match.time().site());
        var until = seen.until(wish, site);
        var wanted = new NewAppointment(
                site.id(),
                wish.serviceId(),
                match.time().start().toInstant(),
                wish.people(),
                wish.channel(),
                wish.meeting());
        return places.hold(wanted, seen.terms(wish, site), until).map(held -> {
            var now = seen.at();
            var offer = new Offer(
                    Ids.next(),
                    wish.id(),
                    site.id(),
                    held.id(),
                    Ids.token(),
                    Offer.State.OPEN,
                    held.start(),
                    now,
                    until);
            offers.insert(offer, wish.organisationId());
            wishes.offered(wish.id(), now);
            acts.record(
                    wish,
                    "offered",
                    Map.of(
                            "offer", offer.id().toString(),
                            "site", site.id().toString(),
                            "start", offer.start().toString(),
                            "until", until.toString()));
            messages.offered(wish, offer);
            seen.offered(wish, offer);
            return offer;
        });
    }
}
