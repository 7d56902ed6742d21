package fr.parvis.appointments.moves;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentChanged;
import fr.parvis.appointments.ExactMoves;
import fr.parvis.appointments.moves.MoveLine.Settled;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a person or an agent does with an appointment settles what a move has left open of it, in the same transaction. */
@Component
class MoveListens {
    private final MoveTables tables;
    private final MoveMessages messages;
    private final ExactMoves exact;

    MoveListens(MoveTables tables, MoveMessages messages, ExactMoves exact) {
        this.tables = tables;
        this.messages = messages;
        this.exact = exact;
    }

    @EventListener
    void on(AppointmentChanged changed) {
        var one = changed.appointment();
        tables.openOf(one.id()).ifPresent(line -> {
            switch (changed.change()) {
                case BOOKED -> {}
                case MOVED -> {
                    if (!isWhereItWasPut(line, one)) {
                        settle(line, Settled.CHANGED);
                    }
                }
                case CANCELLED -> settle(line, Settled.CANCELLED);
                case ARRIVED -> over(line, Settled.ARRIVED);
                case NO_SHOW -> over(line, Settled.MISSED);
            }
        });
    }

    /** Only its agenda has changed: the person has still to answer. */
    private static boolean isWhereItWasPut(MoveLine line, Appointment one) {
        var to = line.to();
        return to != null && to.siteId().equals(one.siteId()) && to.start().equals(one.start());
    }

    private void over(MoveLine line, Settled as) {
        exact.release(line.appointmentId());
        settle(line, as);
    }

    private void settle(MoveLine line, Settled as) {
        tables.settle(line.id(), as, exact.now());
        messages.drop(line);
    }
}
