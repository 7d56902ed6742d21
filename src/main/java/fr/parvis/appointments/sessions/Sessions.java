package fr.parvis.appointments.sessions;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.SessionTime;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions announced, changed and called off; whoever is registered is told. Each act is one transaction, or refused with a
 * {@link ProblemException} (400 or 409 with the field, 404 unknown) and nothing changed.
 */
@Component
@Transactional
public class Sessions {
    private final SessionTables tables;
    private final RegistrationTables registrations;
    private final SessionActs acts;
    private final SessionMessages messages;
    private final SessionTime time;
    private final Agendas agendas;
    private final Directory directory;
    private final AuditLog audit;

    Sessions(
            SessionTables tables,
            RegistrationTables registrations,
            SessionActs acts,
            SessionMessages messages,
            SessionTime time,
            Agendas agendas,
            Directory directory,
            AuditLog audit) {
        this.tables = tables;
        this.registrations = registrations;
        this.acts = acts;
        this.messages = messages;
        this.time = time;
        this.agendas = agendas;
        this.directory = directory;
        this.audit = audit;
    }

    /** @throws ProblemException 404 */
    @Transactional(readOnly = true)
    public Session find(UUID id) {
        return acts.known(id);
    }

    /** Published and to come, in order. */
    @Transactional(readOnly = true)
    public List<Session> toCome(Collection<Site> sites) {
        return tables.toCome(sites.stream().map(Site::id).toList(), acts.now());
    }

    /** The public may register for some of them, sooner or later. */
    @Transactional(readOnly = true)
    public boolean isAnyToCome() {
        return tables.isAnyToCome(directory.sites().stream().map(Site::id).toList(), acts.now());
    }

    /** Whatever became of them, in order. */
    @Transactional(readOnly = true)
    public List<Session> between(Site site, Instant from, Instant to) {
        return tables.between(site.id(), from, to);
    }

    /** Whose time they take or have taken, in order. */
    @Transactional(readOnly = true)
    public List<Session> everAt(Agenda agenda, Instant from, Instant to) {
        return tables.everAt(agenda.id(), from, to);
    }

    /** Others of the same title with seats left for the public, in order. */
    @Transactional(readOnly = true)
    public List<Session> others(Session session) {
        return messages.others(session);
    }

    /** One session for each time. */
    public List<Session> create(SessionPlan plan, Repeat repeat, int times) {
        var site = checked(plan);
        if (!plan.start().isAfter(acts.now())) {
            throw ProblemException.field("day", "appointments", "session-in-the-past");
        }
        time.waitForTurn(site);
        var made = new ArrayList<Session>();
        for (var during : repeat.times(plan.during(), times, site.zone())) {
            made.add(create(plan.at(during), site));
        }
        audit.write("session-created", subject(plan) + (made.size() == 1 ? "" : " × " + made.size()));
        return made;
    }

    private Session create(SessionPlan plan, Site site) {
        var now = acts.now();
        var one = new Session(Ids.next(), site.organisationId(), Session.State.PUBLISHED, plan, 0, 0, now, now);
        refuseWhenBusy(one.id(), plan, site);
        tables.insert(one, Caller.current().map(Caller::id).orElse(null));
        time.take(one.id(), plan.agendas(), plan.during());
        acts.record(one, "published", facts(plan));
        acts.tell(one);
        return one;
    }

    /** Whoever is registered keeps their seats; when its time or place changes they are told, and asked whether it still suits. */
    public Session change(UUID id, SessionPlan plan) {
        var site = checked(plan);
        time.waitForTurn(site);
        var before = acts.lock(id);
        if (!before.isToCome(acts.now())) {
            throw SessionProblem.SESSION_OVER.about();
        }
        if (!plan.siteId().equals(before.siteId())) {
            throw SessionProblem.UNKNOWN_SESSION.about();
        }
        if (!plan.start().isAfter(acts.now())) {
            throw ProblemException.field("day", "appointments", "session-in-the-past");
        }
        if (plan.seats() < before.taken()) {
            throw SessionProblem.SEATS_TAKEN.of("seats", before.taken());
        }
        refuseWhenBusy(id, plan, site);
        tables.update(id, plan, acts.now());
        time.take(id, plan.agendas(), plan.during());
        var after = acts.known(id);
        acts.record(after, "changed", facts(plan));
        if (plan.isElsewhere(before.plan())) {
            registrations.asked(id, acts.now());
            registrations.of(id).stream().filter(Registration::isOpen).forEach(one -> messages.moved(after, one));
        }
        acts.serve(id);
        acts.tell(after);
        audit.write("session-changed", subject(plan));
        return after;
    }

    /** Everybody who is registered or waits is told, with the other dates. */
    public Session cancel(UUID id, String reason) {
        if (reason.length() > SessionPlan.LONGEST_PLACE) {
            throw ProblemException.field("reason", "appointments", "name-too-long", SessionPlan.LONGEST_PLACE);
        }
        time.waitForTurn(directory.site(acts.known(id).siteId()));
        var before = acts.lock(id);
        if (before.state() == Session.State.CANCELLED) {
            return before;
        }
        if (!before.isToCome(acts.now())) {
            throw SessionProblem.SESSION_OVER.about();
        }
        tables.state(id, Session.State.CANCELLED, acts.now());
        time.giveBack(id);
        var after = acts.known(id);
        var instead = messages.others(after);
        registrations.of(id).stream().filter(Registration::isOpen).forEach(one -> {
            registrations.state(one.id(), Registration.State.CANCELLED, null, acts.now());
            acts.record(after, one, "cancelled", Map.of());
            messages.cancelled(after, acts.registration(one.id()), reason, instead);
        });
        acts.record(after, "cancelled", Map.of());
        acts.tell(after);
        audit.write("session-cancelled", subject(before.plan()));
        return after;
    }

    private Site checked(SessionPlan plan) {
        plan.check();
        var site = directory.site(plan.siteId());
        var known = agendas.at(site).stream().map(Agenda::id).collect(Collectors.toSet());
        if (!known.containsAll(plan.agendas())) {
            throw ProblemException.field("agendas", "appointments", "session-agenda-elsewhere");
        }
        return site;
    }

    private void refuseWhenBusy(UUID id, SessionPlan plan, Site site) {
        var busy = time.busy(id, plan.agendas(), plan.during());
        if (!busy.isEmpty()) {
            throw SessionProblem.AGENDA_BUSY.of(
                    "agendas",
                    busy.stream().map(agendas::agenda).map(Agenda::name).collect(Collectors.joining(", ")),
                    messages.when(plan, site));
        }
    }

    private static Map<String, ?> facts(SessionPlan plan) {
        return Map.of(
                "site", plan.siteId().toString(),
                "start", plan.start().toString(),
                "end", plan.end().toString(),
                "seats", plan.seats(),
                "agendas", plan.agendas().stream().map(UUID::toString).toList());
    }

    private String subject(SessionPlan plan) {
        return directory.site(plan.siteId()).name() + " → " + plan.title();
    }
}
