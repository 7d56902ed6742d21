package fr.parvis.appointments.demand;

import fr.parvis.appointments.AppointmentChanged;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** The line hears at once what comes free, and who has nothing to wait for any more. */
@Component
class LineListens {
    private final WishTables tables;
    private final Wishes wishes;
    private final Offering offering;

    LineListens(WishTables tables, Wishes wishes, Offering offering) {
        this.tables = tables;
        this.wishes = wishes;
        this.offering = offering;
    }

    @ApplicationModuleListener
    void on(AppointmentChanged changed) {
        var one = changed.appointment();
        var usager = one.usager();
        var over = switch (changed.change()) {
            case BOOKED ->
                usager == null
                        ? java.util.Optional.<Wish>empty()
                        : tables.openOf(one.serviceId(), usager).filter(wish -> wish.replaces() == null);
            case CANCELLED, ARRIVED, NO_SHOW -> tables.openFor(one.id());
            case MOVED -> java.util.Optional.<Wish>empty();
        };
        over.ifPresent(wish ->
                wishes.end(wish.id(), "appointment-" + changed.change().name().toLowerCase(java.util.Locale.ROOT)));
        var frees = changed.change() == AppointmentChanged.Change.CANCELLED
                || changed.change() == AppointmentChanged.Change.MOVED;
        if (frees && tables.waitsAt(one.siteId())) {
            offering.round();
        }
    }

    @ApplicationModuleListener
    void on(LineChanged changed) {
        offering.round();
    }
}
