package fr.parvis.appointments.calendar;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.calendar.BusyReading.Busy;
import fr.parvis.appointments.calendar.OtherCalendar.Outcome;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** Agendas whose time is also taken by what another calendar of the same person tells. What is booked stays, whatever it tells. */
@Component
public class BusyImports {
    /** What an address gives now, without anything being kept. */
    public record Tried(String address, int events, int unread, List<Stretch> busy) {}

    private final BusyImportTables tables;
    private final OtherCalendar others;
    private final BusyRounds rounds;
    private final Agendas agendas;
    private final Appointments appointments;
    private final Directory directory;
    private final AuditLog audit;
    private final Clock clock;

    BusyImports(
            BusyImportTables tables,
            OtherCalendar others,
            BusyRounds rounds,
            Agendas agendas,
            Appointments appointments,
            Directory directory,
            AuditLog audit,
            Clock clock) {
        this.tables = tables;
        this.others = others;
        this.rounds = rounds;
        this.agendas = agendas;
        this.appointments = appointments;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    public Optional<BusyImport> find(UUID agendaId) {
        return tables.find(agendaId);
    }

    public List<BusyImport> of(Collection<UUID> agendas) {
        return tables.of(agendas);
    }

    /** Those whose agendas offer nothing online for now. */
    public List<BusyImport> withdrawn() {
        return tables.withdrawn(clock.instant());
    }

    /** @throws ProblemException 400 with the field when the address is none, or gives no calendar now */
    public Tried tryOut(UUID agendaId, String field, String typed) {
        var address = CalendarAddress.typed(field, typed);
        var busy = read(agendas.agenda(agendaId), address, field);
        return new Tried(address.masked(), busy.events(), busy.unread(), busy.during());
    }

    /** Read at once: an address that gives nothing is not kept. */
    public void set(UUID agendaId, String field, String typed) {
        var address = CalendarAddress.typed(field, typed);
        var agenda = agendas.agenda(agendaId);
        var busy = read(agenda, address, field);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tables.save(
                agendaId,
                agenda.organisationId(),
                address,
                busy,
                now,
                now.plus(BusyRounds.EVERY),
                now.plus(BusyRounds.TOO_OLD));
        audit.write("agenda-calendar-set", subject(agenda));
    }

    private Busy read(Agenda agenda, CalendarAddress address, String field) {
        return switch (others.read(agenda, address)) {
            case Outcome.Read(var busy) -> busy;
            case Outcome.Failed(var problem, var detail) ->
                throw ProblemException.field(
                        field,
                        "appointments",
                        "calendar-not-read",
                        new DefaultMessageSourceResolvable(
                                new String[] {"calendar.problem." + problem.code()}, new Object[] {detail}));
        };
    }

    public void remove(UUID agendaId) {
        var agenda = agendas.agenda(agendaId);
        if (tables.remove(agendaId)) {
            audit.write("agenda-calendar-removed", subject(agenda));
        }
    }

    /** Now, and not at its next turn. */
    public void readAgain(UUID agendaId) {
        tables.due(agendaId, clock.instant());
        rounds.runDue();
    }

    /** To come, and at a time that the other calendar says is taken; in order. */
    public List<Appointment> conflicts(BusyImport one) {
        var busy = one.busy();
        return busy.isEmpty()
                ? List.of()
                : appointments
                        .bookedIn(
                                one.agendaId(),
                                busy.getFirst().from(),
                                busy.getLast().to())
                        .stream()
                        .filter(booked -> one.isBusyAt(new Stretch(booked.start(), booked.end())))
                        .toList();
    }

    private String subject(Agenda agenda) {
        return directory.site(agenda.siteId()).name() + " → " + agenda.slug();
    }
}
