package fr.parvis.appointments;

import fr.parvis.appointments.slots.OpeningRule;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Booked appointments that stand where nobody receives: in an absence, at an agenda that is out of use, in an opening that was taken away,
 * on a day when the site is closed. They are looked for as things are, not written down when an absence is: none can be forgotten.
 */
@Component
@Transactional(readOnly = true)
public class Conflicts {
    private final AppointmentTables tables;
    private final ConflictTables conflicts;
    private final AgendaBook book;
    private final Directory directory;

    Conflicts(AppointmentTables tables, ConflictTables conflicts, AgendaBook book, Directory directory) {
        this.tables = tables;
        this.conflicts = conflicts;
        this.book = book;
        this.directory = directory;
    }

    /** In order. Those that have begun and that nobody has seen yet are among them. */
    public List<Appointment> at(Site site) {
        var ids = ids(List.of(site.id()));
        return ids.isEmpty() ? List.of() : tables.booked(ids);
    }

    public Set<UUID> ids(Site site) {
        return ids(List.of(site.id()));
    }

    /** Those that only this opening of the agenda receives, in order. */
    public List<Appointment> onlyIn(Agenda agenda, OpeningRule rule) {
        var coming = book.coming(agenda, rule);
        if (coming.isEmpty()) {
            return List.of();
        }
        var site = directory.site(agenda.siteId());
        var left = book.rules(List.of(agenda.id())).getOrDefault(agenda.id(), List.of()).stream()
                .filter(one -> !one.id().equals(rule.id()))
                .toList();
        return tables
                .bookedIn(
                        agenda.id(), coming.getFirst().from(), coming.getLast().to())
                .stream()
                .filter(one -> {
                    var during = new Stretch(one.start(), one.end());
                    return coming.stream().anyMatch(during::overlaps)
                            && !book.opens(left, site, one.serviceId(), during);
                })
                .toList();
    }

    private List<UUID> inWithdrawnOpenings(Collection<UUID> sites) {
        var booked = conflicts.bookedInWithdrawn(sites);
        if (booked.isEmpty()) {
            return List.of();
        }
        var rules = book.rules(booked.stream()
                .map(ConflictTables.InWithdrawn::agendaId)
                .distinct()
                .toList());
        return booked.stream()
                .filter(one -> !book.opens(
                        rules.getOrDefault(one.agendaId(), List.of()),
                        directory.site(one.siteId()),
                        one.serviceId(),
                        one.during()))
                .map(ConflictTables.InWithdrawn::appointmentId)
                .toList();
    }

    private Set<UUID> ids(Collection<UUID> sites) {
        var found = new HashSet<>(conflicts.bookedWhereNobodyReceives(sites));
        found.addAll(inWithdrawnOpenings(sites));
        for (var id : sites) {
            var site = directory.site(id);
            var shut = conflicts.bookedDays(site).stream()
                    .filter(day -> book.isShut(site, day))
                    .toList();
            if (!shut.isEmpty()) {
                found.addAll(conflicts.bookedOn(site, shut));
            }
        }
        return found;
    }

    /** Those whose time is sure: nobody is reminded of another. */
    List<Appointment> without(List<Appointment> booked) {
        if (booked.isEmpty()) {
            return booked;
        }
        var doubtful = ids(booked.stream().map(Appointment::siteId).distinct().toList());
        doubtful.addAll(conflicts.inDoubt());
        return booked.stream().filter(one -> !doubtful.contains(one.id())).toList();
    }
}
