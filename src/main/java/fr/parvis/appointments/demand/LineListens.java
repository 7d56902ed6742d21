package fr.parvis.appointments.demand;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentChanged;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** The line hears at once what comes free, and who has nothing to wait for any more. */
@Component
class LineListens {
    private final WishTables tables;
    private final Wishes wishes;
    private final Offers offers;
    private final Offering offering;

    LineListens(WishTables tables, Wishes wishes, Offers offers, Offering offering) {
        this.tables = tables;
        this.wishes = wishes;
        this.offers = offers;
        this.offering = offering;
    }

    @ApplicationModuleListener
    void on(AppointmentChanged changed) {
        var one = changed.appointment();
        switch (changed.change()) {
            case BOOKED -> endOfWaiting(one);
            case MOVED -> {
                offers.withdrawWhatIsNoEarlier(one);
                offerWhatIsFreed(one);
            }
            case CANCELLED -> {
                end(one);
                offerWhatIsFreed(one);
            }
            case ARRIVED, NO_SHOW -> end(one);
        }
    }

    /** Whoever waits for any time at all has one now. */
    private void endOfWaiting(Appointment booked) {
        var usager = booked.usager();
        if (usager != null) {
            tables.openOf(booked.serviceId(), usager)
                    .filter(wish -> wish.replaces() == null)
                    .ifPresent(wish -> wishes.end(wish.id(), "booked"));
        }
    }

    private void end(Appointment over) {
        tables.openFor(over.id())
                .ifPresent(wish -> wishes.end(wish.id(), over.state().code()));
    }

    private void offerWhatIsFreed(Appointment left) {
        if (tables.waitsAt(left.siteId())) {
            offering.round();
        }
    }

    @ApplicationModuleListener
    void on(LineChanged changed) {
        offering.round();
    }
}
