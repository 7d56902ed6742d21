package fr.parvis.appointments;

import fr.parvis.appointments.slots.Stretches.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What becomes of a place that is given up. Where people wait in line it is kept for them a little longer than it is shut: they are
 * offered it before everybody sees it, and should nobody offer it, it opens by itself.
 */
@Component
class FreedPlaces {
    static final Duration LINE_FIRST = Duration.ofMinutes(2);

    /** @param during of one agenda */
    record Left(UUID agendaId, Stretch during) {}

    private final PlaceTables places;
    private final FreedPlaceTables tables;
    private final WaitingLine line;
    private final AppointmentActs acts;

    FreedPlaces(PlaceTables places, FreedPlaceTables tables, WaitingLine line, AppointmentActs acts) {
        this.places = places;
        this.tables = tables;
        this.line = line;
        this.acts = acts;
    }

    /** @param shut nobody gets it before, the line neither */
    void giveBack(Appointment before, Duration shut) {
        var open = acts.now().plus(shut);
        if (line.waitsAt(before.siteId())) {
            tables.keepForLine(before.id(), open, open.plus(LINE_FIRST));
        } else {
            places.giveBack(before.id(), shut.isZero() ? null : open);
        }
    }

    List<Left> of(Appointment moving) {
        return tables.of(moving.id());
    }

    /** What an appointment has left behind, as far as it does not take it again. */
    void leaveToLine(Appointment moved, List<Left> left) {
        if (line.waitsAt(moved.siteId())) {
            var now = acts.now();
            left.forEach(one -> tables.leaveToLine(moved.id(), one, now, now.plus(LINE_FIRST)));
        }
    }

    /** The sites where the line's time has come. */
    List<UUID> sitesForLine(Instant now) {
        return tables.sitesForLine(now);
    }

    /** Free for whoever comes first from here on: the transaction of the line, which gives the others what is left. */
    void openForLine(UUID siteId, Instant now) {
        tables.openForLine(siteId, now);
    }

    void handOver(Appointment from, UUID to) {
        tables.handOver(from.id(), to);
    }
}
