package fr.parvis.appointments;

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
 * Booked appointments that stand where nobody receives: in an absence, at an agenda that is out of use, on a day when the site is closed.
 * They are looked for as things are, not written down when an absence is: none can be forgotten.
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

    private Set<UUID> ids(Collection<UUID> sites) {
        var found = new HashSet<>(conflicts.bookedWhereNobodyReceives(sites));
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
