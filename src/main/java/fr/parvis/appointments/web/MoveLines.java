package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.ExactMoves;
import fr.parvis.appointments.moves.MoveLine;
import fr.parvis.appointments.moves.MoveLine.Choice;
import fr.parvis.appointments.moves.MoveLine.State;
import fr.parvis.appointments.moves.MoveLine.Target;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lines of a move as the staff reads them. */
@Component
class MoveLines {
    /** What becomes of a line, the most urgent first. */
    enum Kind {
        NONE,
        ELSEWHERE,
        CHOOSE,
        MOVED,
        SAME,
        KEEP;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param now where it goes; empty when it goes nowhere
     * @param until an answer is hoped for; empty when none is
     * @param reach how the person is told: "email", "sms", "call", or "nobody" when no contact is known
     * @param phone as it is dialled; empty without one, like the e-mail address
     * @param late no answer came in time
     * @param open its time is still to come
     */
    record Line(
            UUID id,
            UUID appointment,
            Kind kind,
            String reference,
            String name,
            String phone,
            String mail,
            int people,
            String service,
            String was,
            String wasAt,
            String now,
            String nowAt,
            String until,
            String reach,
            boolean late,
            boolean open) {}

    record Group(Kind kind, List<Line> lines) {}

    private final ExactMoves exact;
    private final Agendas agendas;
    private final Directory directory;
    private final Outbox outbox;
    private final Clock clock;

    MoveLines(ExactMoves exact, Agendas agendas, Directory directory, Outbox outbox, Clock clock) {
        this.exact = exact;
        this.agendas = agendas;
        this.directory = directory;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Without those whose appointment is no longer booked. */
    List<Line> of(Collection<MoveLine> lines, Locale locale) {
        Map<UUID, Appointment> booked = exact
                .booked(lines.stream().map(MoveLine::appointmentId).toList())
                .stream()
                .collect(Collectors.toMap(Appointment::id, Function.identity()));
        var names = new HashMap<UUID, Map<UUID, String>>();
        var shown = new ArrayList<Line>();
        for (var line : lines) {
            var one = booked.get(line.appointmentId());
            if (one != null) {
                shown.add(line(line, one, names, locale));
            }
        }
        return shown;
    }

    List<Group> groups(Collection<MoveLine> lines, Locale locale) {
        var groups = new ArrayList<Group>();
        var all = of(lines, locale);
        for (var kind : Kind.values()) {
            var own = all.stream().filter(line -> line.kind() == kind).toList();
            if (!own.isEmpty()) {
                groups.add(new Group(kind, own));
            }
        }
        return groups;
    }

    private Line line(MoveLine line, Appointment one, Map<UUID, Map<UUID, String>> names, Locale locale) {
        var usager = one.usager();
        var from = directory.site(line.from().siteId());
        var to = line.to();
        var site = to == null ? from : directory.site(to.siteId());
        var now = clock.instant();
        var until = line.answerUntil();
        return new Line(
                line.id(),
                one.id(),
                kind(line),
                one.reference(),
                usager == null ? "" : usager.firstName() + " " + usager.lastName(),
                usager == null || usager.phone() == null ? "" : AppointmentWords.phone(usager.phone()),
                usager == null || usager.email() == null ? "" : usager.email(),
                one.people(),
                directory.service(one.serviceId()).name(),
                AppointmentWords.moment(line.from().start(), from, locale),
                agendas(line.from(), from, names),
                to == null ? "" : moment(to, line.from(), site, from, locale),
                to == null ? "" : (line.isElsewhere() ? site.name() + ", " : "") + agendas(to, site, names),
                until == null ? "" : AppointmentWords.moment(until, from, locale),
                reach(usager),
                line.state() == State.ASKED && line.wantsACall(now),
                line.from().start().isAfter(now));
    }

    static Kind kind(MoveLine line) {
        if (line.choice() == Choice.CHOOSE) {
            return Kind.CHOOSE;
        }
        if (line.choice() == Choice.KEEP) {
            return Kind.KEEP;
        }
        if (line.to() == null || line.state() == State.DECIDE) {
            return Kind.NONE;
        }
        return line.isElsewhere() ? Kind.ELSEWHERE : line.keepsItsTime() ? Kind.SAME : Kind.MOVED;
    }

    /** The time alone when the day stays the same. */
    private static String moment(Target to, Target from, Site site, Site own, Locale locale) {
        return day(to.start(), site).equals(day(from.start(), own))
                ? AppointmentWords.time(to.start(), site)
                : AppointmentWords.moment(to.start(), site, locale);
    }

    private static java.time.LocalDate day(Instant at, Site site) {
        return at.atZone(site.zone()).toLocalDate();
    }

    private String agendas(Target target, Site site, Map<UUID, Map<UUID, String>> names) {
        var known = names.computeIfAbsent(
                site.id(), _ -> agendas.at(site).stream().collect(Collectors.toMap(Agenda::id, Agenda::name)));
        return target.place().agendas().stream()
                .map(id -> known.getOrDefault(id, ""))
                .collect(Collectors.joining(", "));
    }

    /** What a message would take; without a gateway it would not leave. */
    private String reach(Appointment.@Nullable Usager usager) {
        if (usager == null || usager.email() == null && usager.phone() == null) {
            return "nobody";
        }
        var channel = usager.email() == null ? Channel.SMS : Channel.EMAIL;
        return outbox.sends(channel) ? channel.code() : "call";
    }
}
