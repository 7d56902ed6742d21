package fr.parvis.appointments.demand;

import static fr.parvis.appointments.demand.Offer.State.DECLINED;
import static fr.parvis.appointments.demand.Offer.State.TAKEN;
import static fr.parvis.appointments.demand.Offer.State.WITHDRAWN;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.LinePlaces;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.platform.web.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Offers answered. Each act is one transaction, or refused with a {@link ProblemException} (404 unknown, 409 when the time is no longer
 * to be had) and nothing changed.
 */
@Component
@Transactional
public class Offers {
    private final OfferTables tables;
    private final WishTables wishes;
    private final LineActs acts;
    private final LineMessages messages;
    private final LinePlaces places;
    private final Bookings bookings;
    private final Appointments appointments;
    private final AppointmentPapers papers;

    Offers(
            OfferTables tables,
            WishTables wishes,
            LineActs acts,
            LineMessages messages,
            LinePlaces places,
            Bookings bookings,
            Appointments appointments,
            AppointmentPapers papers) {
        this.tables = tables;
        this.wishes = wishes;
        this.acts = acts;
        this.messages = messages;
        this.places = places;
        this.bookings = bookings;
        this.appointments = appointments;
        this.papers = papers;
    }

    @Transactional(readOnly = true)
    public Optional<Offer> findByToken(String token) {
        return tables.findByToken(token);
    }

    @Transactional(readOnly = true)
    public Optional<Offer> openOf(Wish wish) {
        return tables.openOf(wish.id());
    }

    /** The link of the open one goes once more where the person is written to. */
    public void sendAgain(Wish wish) {
        tables.openOf(wish.id()).ifPresent(offer -> messages.offeredAgain(wish, offer));
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Offer> of(Wish wish) {
        return tables.of(wish.id());
    }

    /** What became of one that was taken. */
    @Transactional(readOnly = true)
    public Appointment appointment(Offer taken) {
        var replaced = acts.known(taken.wishId()).replaces();
        return appointments.find(replaced == null ? taken.heldId() : replaced);
    }

    /** What somebody's waiting ended in: a time that was offered, or one that an agent gave. */
    @Transactional(readOnly = true)
    public Optional<Appointment> taken(Wish wish) {
        if (wish.state() != Wish.State.SERVED) {
            return Optional.empty();
        }
        var usager = wish.usager();
        var replaces = wish.replaces();
        return tables.of(wish.id()).stream()
                .filter(offer -> offer.state() == TAKEN)
                .findFirst()
                .map(this::appointment)
                .or(() -> replaces == null ? Optional.empty() : Optional.of(appointments.find(replaces)))
                .or(() -> usager == null ? Optional.empty() : places.booked(wish.serviceId(), usager));
    }

    /**
     * The time is the person's: booked, or their appointment moves there and leaves its old time to the line. Once, however often it is
     * pressed; late or declined before, it is theirs all the same when nobody has it meanwhile.
     */
    public Appointment take(UUID id) {
        wishes.waitForTurn();
        var offer = known(id);
        if (offer.state() == TAKEN) {
            return appointment(offer);
        }
        var wish = acts.known(offer.wishId());
        if (!wish.isOpen() || offer.state() == WITHDRAWN) {
            throw DemandProblem.OFFER_OVER.about();
        }
        var mine = wish.replaces() == null
                ? book(offer, wish)
                : places.moveInto(Objects.requireNonNull(wish.replaces()), offer.heldId());
        tables.end(id, TAKEN, acts.now());
        acts.end(wish, Wish.State.SERVED, "served", Map.of("offer", id.toString()));
        acts.tell(wish.id());
        return mine;
    }

    private Appointment book(Offer offer, Wish wish) {
        var mine = bookings.confirm(offer.heldId(), Objects.requireNonNull(wish.usager()));
        papers.attach(mine.id(), wish.papers());
        return mine;
    }

    /**
     * An agent has reached the person, who takes a time that is free for everybody: booked, or their appointment moves there. Their
     * waiting ends as with an offer that is taken.
     */
    public Appointment give(UUID wishId, UUID siteId, Instant start) {
        wishes.waitForTurn();
        var wish = acts.known(wishId);
        if (!wish.isOpen()) {
            throw DemandProblem.WISH_OVER.about();
        }
        var replaces = wish.replaces();
        var mine = replaces == null
                ? bookings.book(
                        new NewAppointment(
                                siteId,
                                wish.serviceId(),
                                start,
                                wish.people(),
                                Appointment.Channel.PHONE,
                                wish.meeting()),
                        Objects.requireNonNull(wish.usager()))
                : bookings.move(replaces, start, true);
        if (replaces == null) {
            papers.attach(mine.id(), wish.papers());
        }
        acts.end(wish, Wish.State.SERVED, "served", Map.of("start", start.toString()));
        acts.tell(wish.id());
        return mine;
    }

    /** Not this time; the person keeps their place in line and is offered the next one that suits. */
    public void decline(UUID id) {
        wishes.waitForTurn();
        var offer = known(id);
        if (offer.isOpen()) {
            var wish = acts.known(offer.wishId());
            acts.close(wish, offer, DECLINED);
            wishes.touched(wish.id(), acts.now());
            acts.tell(wish.id());
        }
    }

    /** Of no use any more to whoever has moved their appointment to that time or before it. */
    void withdrawWhatIsNoEarlier(Appointment moved) {
        wishes.waitForTurn();
        wishes.openFor(moved.id())
                .ifPresent(wish -> tables.openOf(wish.id())
                        .filter(offer -> !offer.start().isBefore(moved.start()))
                        .ifPresent(offer -> acts.close(wish, offer, WITHDRAWN)));
    }

    private Offer known(UUID id) {
        return tables.find(id).orElseThrow(DemandProblem.UNKNOWN_WISH::about);
    }
}
