package fr.parvis.appointments.calendar;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.appointments.slots.AgendaTime;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What agendas do, day by day: when they open, when they are away, and who comes. */
@Component
public class Timetable {
    private final Agendas agendas;
    private final Appointments appointments;
    private final Sessions sessions;
    private final BusyImports imports;
    private final Directory directory;

    Timetable(Agendas agendas, Appointments appointments, Sessions sessions, BusyImports imports, Directory directory) {
        this.agendas = agendas;
        this.appointments = appointments;
        this.sessions = sessions;
        this.imports = imports;
        this.directory = directory;
    }

    /** Both days included; by agenda in the order given, and day by day. One that is out of use is there while somebody is expected. */
    @Transactional(readOnly = true)
    public List<AgendaDay> of(Site site, List<Agenda> shown, LocalDate first, LocalDate last) {
        var opened = agendas.opened(site, shown.stream().filter(Agenda::active).toList(), first, last);
        var away = away(shown.stream().map(Agenda::id).toList());
        var booked = appointments.ofDays(site, first, last);
        var held = sessions
                .between(site, whole(first, site).from(), whole(last, site).to())
                .stream()
                .filter(one -> one.state() != Session.State.CANCELLED)
                .toList();
        var days = new ArrayList<AgendaDay>();
        for (var agenda : shown) {
            var id = agenda.id();
            if (agenda.active() || takesSome(id, booked) || holdsSome(id, held)) {
                for (var day : first.datesUntil(last.plusDays(1)).toList()) {
                    var whole = whole(day, site);
                    days.add(new AgendaDay(
                            agenda,
                            day,
                            directory.day(site.id(), day),
                            opened.getOrDefault(id, List.of()).stream()
                                    .filter(one -> one.during().overlaps(whole))
                                    .sorted(Comparator.comparing((AgendaTime.Opened one) ->
                                            one.during().from()))
                                    .toList(),
                            away.getOrDefault(id, List.of()).stream()
                                    .filter(one -> one.during().overlaps(whole))
                                    .toList(),
                            booked.stream()
                                    .filter(one -> one.agendas().contains(id))
                                    .filter(one -> isOn(one.start(), whole))
                                    .toList(),
                            held.stream()
                                    .filter(one -> one.plan().agendas().contains(id) && isOn(one.start(), whole))
                                    .toList()));
                }
            }
        }
        return days;
    }

    private Map<UUID, List<AgendaDay.Away>> away(List<UUID> ids) {
        var away = new HashMap<UUID, List<AgendaDay.Away>>();
        agendas.absences(ids)
                .forEach((id, absences) -> away.computeIfAbsent(id, _ -> new ArrayList<>())
                        .addAll(absences.stream()
                                .map(one -> new AgendaDay.Away(new Stretch(one.from(), one.to()), one.reason(), false))
                                .toList()));
        for (var other : imports.of(ids)) {
            away.computeIfAbsent(other.agendaId(), _ -> new ArrayList<>())
                    .addAll(other.busy().stream()
                            .map(during -> new AgendaDay.Away(during, "", true))
                            .toList());
        }
        return away;
    }

    private static boolean takesSome(UUID agenda, List<Appointment> booked) {
        return booked.stream().anyMatch(one -> one.agendas().contains(agenda));
    }

    private static boolean holdsSome(UUID agenda, List<Session> held) {
        return held.stream().anyMatch(one -> one.plan().agendas().contains(agenda));
    }

    private static Stretch whole(LocalDate day, Site site) {
        return new Stretch(
                day.atStartOfDay(site.zone()).toInstant(),
                day.plusDays(1).atStartOfDay(site.zone()).toInstant());
    }

    private static boolean isOn(Instant start, Stretch day) {
        return !start.isBefore(day.from()) && start.isBefore(day.to());
    }
}
