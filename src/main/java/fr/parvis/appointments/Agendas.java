package fr.parvis.appointments;

import fr.parvis.appointments.sectors.Sector;
import fr.parvis.appointments.slots.AgendaTime;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.appointments.slots.OpeningRule;
import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Agendas, when they open, and what appointments take; a change is effective with the next search, on every instance. */
@Component
@Transactional
public class Agendas {
    private static final int LONGEST_NAME = 120;
    private static final int MOST_RULES = 60;

    /** A time when an agenda does not receive, whatever its rules say. */
    public record Absence(UUID id, Instant from, Instant to, String reason) {}

    private final AgendaTables tables;
    private final ConflictTables conflicts;
    private final AgendaBook book;
    private final Directory directory;
    private final AuditLog audit;

    Agendas(AgendaTables tables, ConflictTables conflicts, AgendaBook book, Directory directory, AuditLog audit) {
        this.tables = tables;
        this.conflicts = conflicts;
        this.book = book;
        this.directory = directory;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public List<Agenda> at(Site site) {
        return tables.at(site.id());
    }

    /** @throws ProblemException 404 */
    @Transactional(readOnly = true)
    public Agenda agenda(UUID id) {
        return tables.find(id).orElseThrow(() -> AppointmentProblem.UNKNOWN_AGENDA.about(id));
    }

    /** Exactly one of agent, counter and kind of resource is given. */
    public Agenda create(
            Site site,
            String name,
            @Nullable UUID agentId,
            @Nullable UUID counterId,
            @Nullable String resource,
            Set<UUID> services) {
        return create(site, name, agentId, counterId, resource, services, Facilities.NONE);
    }

    /** The same with what it has for those whom it receives. */
    public Agenda create(
            Site site,
            String name,
            @Nullable UUID agentId,
            @Nullable UUID counterId,
            @Nullable String resource,
            Set<UUID> services,
            Facilities facilities) {
        var agenda = new Agenda(
                Ids.next(),
                site.organisationId(),
                site.id(),
                freeSlug(site, name),
                named(name),
                agentId,
                counterId,
                resource,
                services,
                true,
                checked(facilities));
        tables.save(agenda);
        audit.write("agenda-created", site.name() + " → " + agenda.slug());
        return agenda;
    }

    public void update(UUID id, String name, Set<UUID> services, boolean active) {
        update(id, name, services, active, agenda(id).facilities());
    }

    public void update(UUID id, String name, Set<UUID> services, boolean active, Facilities facilities) {
        var before = agenda(id);
        tables.save(new Agenda(
                id,
                before.organisationId(),
                before.siteId(),
                before.slug(),
                named(name),
                before.agentId(),
                before.counterId(),
                before.resource(),
                services,
                active,
                checked(facilities)));
        audit.write("agenda-changed", subject(before));
    }

    private static Facilities checked(Facilities facilities) {
        facilities.languages().stream()
                .filter(code -> !code.matches("[a-z]{2,3}"))
                .findFirst()
                .ifPresent(code -> {
                    throw ProblemException.field("languages", "appointments", "language-malformed", code);
                });
        VideoAddress.check(facilities.videoAddress());
        return facilities;
    }

    /** The addresses that its visits serve, as they were written; empty for all. */
    @Transactional(readOnly = true)
    public String sector(UUID agendaId) {
        return tables.sectors(List.of(agendaId)).getOrDefault(agendaId, "");
    }

    /** @throws ProblemException 400 with the line that cannot be read */
    public void saveSector(UUID agendaId, String lines) {
        var agenda = agenda(agendaId);
        try {
            var _ = Sector.of(lines);
        } catch (Sector.Unreadable unread) {
            throw ProblemException.field(
                    "sector",
                    "appointments",
                    switch (unread.fault()) {
                        case PLACE_MISSING -> "sector-place-missing";
                        case POSTCODE_MALFORMED -> "sector-postcode-malformed";
                        case STREET_MISSING -> "sector-street-missing";
                        case NUMBERS_MALFORMED -> "sector-numbers-malformed";
                        case NUMBERS_BACKWARDS -> "sector-numbers-backwards";
                        case LINE_TOO_LONG -> "sector-line-too-long";
                        case LINES_TOO_MANY -> "sector-lines-too-many";
                    },
                    unread.line(),
                    unread.text(),
                    Sector.MOST_LINES);
        }
        if (!sector(agendaId).equals(lines)) {
            tables.saveSector(agendaId, lines);
            audit.write("agenda-sector-changed", subject(agenda));
        }
    }

    @Transactional(readOnly = true)
    public List<OpeningRule> rules(UUID agendaId) {
        return tables.rules(List.of(agendaId)).getOrDefault(agendaId, List.of());
    }

    /**
     * One that minds no school.
     *
     * @param id null for a new one
     */
    public OpeningRule saveRule(
            UUID agendaId,
            @Nullable UUID id,
            Set<UUID> services,
            LocalDate first,
            LocalTime from,
            LocalTime to,
            @Nullable String recurrence,
            Set<LocalDate> except) {
        return saveRule(agendaId, id, services, first, from, to, recurrence, except, SchoolTime.ALWAYS);
    }

    /** @param id null for a new one */
    public OpeningRule saveRule(
            UUID agendaId,
            @Nullable UUID id,
            Set<UUID> services,
            LocalDate first,
            LocalTime from,
            LocalTime to,
            @Nullable String recurrence,
            Set<LocalDate> except,
            SchoolTime school) {
        return saveRule(agendaId, id, checked(id, services, first, from, to, recurrence, except, school, Set.of()));
    }

    /** @param id null for a new one */
    public OpeningRule saveRule(UUID agendaId, @Nullable UUID id, OpeningRule rule) {
        var agenda = agenda(agendaId);
        var rules = rules(agendaId);
        if (id == null && rules.size() >= MOST_RULES) {
            throw ProblemException.field("first", "appointments", "rules-too-many", MOST_RULES);
        }
        if (id != null) {
            withdraw(
                    agenda,
                    rules.stream()
                            .filter(one -> one.id().equals(id))
                            .findFirst()
                            .orElseThrow(() -> AppointmentProblem.UNKNOWN_AGENDA.about(id)));
        }
        tables.save(agendaId, rule);
        audit.write("agenda-opened", subject(agenda));
        return rule;
    }

    /** @throws ProblemException 400 with the field at fault */
    public static OpeningRule checked(
            @Nullable UUID id,
            Set<UUID> services,
            LocalDate first,
            LocalTime from,
            LocalTime to,
            @Nullable String recurrence,
            Set<LocalDate> except,
            SchoolTime school,
            Set<Modality> modalities) {
        if (!from.isBefore(to) && !to.equals(LocalTime.MIDNIGHT)) {
            throw ProblemException.field("to", "appointments", "rule-backwards");
        }
        if (recurrence != null) {
            try {
                OpeningRule.check(recurrence);
            } catch (IllegalArgumentException _) {
                throw ProblemException.field("recurrence", "appointments", "recurrence-malformed", recurrence);
            }
        }
        return new OpeningRule(
                id == null ? Ids.next() : id, services, first, from, to, recurrence, except, school, modalities);
    }

    /** The next times at which the rule, kept or only thought of, opens the agenda, as the search for free times sees them. */
    @Transactional(readOnly = true)
    public List<Stretch> next(Agenda agenda, OpeningRule rule, int most) {
        return book.next(agenda, rule, most);
    }

    /** By agenda, when those of one site open on these days of its calendar, closures taken out and absences not. */
    @Transactional(readOnly = true)
    public Map<UUID, List<AgendaTime.Opened>> opened(
            Site site, Collection<Agenda> agendas, LocalDate since, LocalDate last) {
        return book.opened(site, agendas, since, last);
    }

    private String subject(Agenda agenda) {
        return directory.site(agenda.siteId()).name() + " → " + agenda.slug();
    }

    /** Appointments that lie in it stay where they are, and are to be settled; one that is only held at this moment as well. */
    public void removeRule(UUID agendaId, UUID id) {
        var agenda = agenda(agendaId);
        rules(agendaId).stream().filter(one -> one.id().equals(id)).forEach(one -> withdraw(agenda, one));
        if (tables.removeRule(agendaId, id)) {
            audit.write("agenda-closed", subject(agenda));
        }
    }

    private void withdraw(Agenda agenda, OpeningRule rule) {
        conflicts.withdraw(agenda.id(), book.coming(agenda, rule));
    }

    @Transactional(readOnly = true)
    public List<Absence> absences(UUID agendaId) {
        return absences(List.of(agendaId)).getOrDefault(agendaId, List.of());
    }

    /** By agenda, in order. */
    @Transactional(readOnly = true)
    public Map<UUID, List<Absence>> absences(Collection<UUID> agendas) {
        return tables.absences(agendas).stream()
                .collect(Collectors.groupingBy(
                        AgendaTables.Absence::agendaId,
                        Collectors.mapping(
                                one -> new Absence(
                                        one.id(),
                                        one.during().from(),
                                        one.during().to(),
                                        one.reason()),
                                Collectors.toList())));
    }

    /** Appointments that lie in it stay where they are: whoever plans it moves them. */
    public UUID addAbsence(UUID agendaId, Instant from, Instant to, String reason) {
        var agenda = agenda(agendaId);
        if (!from.isBefore(to)) {
            throw ProblemException.field("to", "appointments", "rule-backwards");
        }
        if (reason.length() > LONGEST_NAME) {
            throw ProblemException.field("reason", "appointments", "name-too-long", LONGEST_NAME);
        }
        var id = Ids.next();
        tables.save(new AgendaTables.Absence(id, agendaId, new Stretch(from, to), reason.strip()));
        audit.write("agenda-absence-added", subject(agenda));
        return id;
    }

    public void removeAbsence(UUID agendaId, UUID id) {
        var agenda = agenda(agendaId);
        if (tables.removeAbsence(agendaId, id)) {
            audit.write("agenda-absence-removed", subject(agenda));
        }
    }

    /** Until the transaction ends, nobody else changes this agenda's pages. */
    public void waitForTurn(UUID id) {
        tables.waitForTurn(id);
    }

    /** Kinds of resources that exist at whatever site, in order. */
    @Transactional(readOnly = true)
    public List<String> kinds() {
        return tables.kinds();
    }

    /** @throws ProblemException 400 with the field when a figure is out of reason */
    public void saveTerms(ServiceTerms terms) {
        within("minutes", terms.minutes(), 5, 480);
        within("bufferMinutes", terms.bufferMinutes(), 0, 120);
        within("stepMinutes", terms.stepMinutes(), 5, 480);
        within("noticeHours", terms.noticeHours(), 0, 720);
        within("horizonDays", terms.horizonDays(), 1, 365);
        within("mostPeople", terms.mostPeople(), 1, 12);
        within("keptPercent", terms.keptPercent(), 0, 100);
        var online = terms.onlineADay();
        if (online != null) {
            within("onlineADay", online, 0, 10_000);
        }
        var ways = terms.ways();
        if (ways.modalities().isEmpty()) {
            throw ProblemException.field("modalities", "appointments", "modalities-missing");
        }
        if (ways.offers(Modality.VIDEO) && ways.videoAddress().isEmpty()) {
            throw ProblemException.field("videoAddress", "appointments", "video-address-missing");
        }
        VideoAddress.check(ways.videoAddress());
        var service = directory.service(terms.serviceId());
        tables.save(directory.organisation().id(), terms);
        audit.write("appointment-terms-changed", service.name());
    }

    private static void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw ProblemException.field(field, "appointments", "figure-out-of-range", least, most);
        }
    }

    private static String named(String name) {
        var text = name.strip();
        if (text.isEmpty()) {
            throw ProblemException.field("name", "appointments", "field-missing", "name");
        }
        if (text.length() > LONGEST_NAME) {
            throw ProblemException.field("name", "appointments", "name-too-long", LONGEST_NAME);
        }
        return text;
    }

    private String freeSlug(Site site, String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        var base = plain.isEmpty() ? "agenda" : plain;
        var taken = tables.at(site.id()).stream().map(Agenda::slug).toList();
        var slug = base;
        for (int i = 2; taken.contains(slug); i++) {
            slug = base + "-" + i;
        }
        return slug;
    }
}
