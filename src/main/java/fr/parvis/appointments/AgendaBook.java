package fr.parvis.appointments;

import fr.parvis.appointments.slots.AgendaTime;
import fr.parvis.appointments.slots.OpeningRule;
import fr.parvis.appointments.slots.SchoolHolidays;
import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.appointments.slots.Stretches;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The time of agendas, kept ready in memory: the days on which rules hold and what is free of them. Each look asks the database only
 * whether something has changed, on whatever instance, and reads that again.
 */
@Component
class AgendaBook {
    private static final int LOOKED_AHEAD_YEARS = 2;

    /** @param days how far ahead */
    private record Opened(
            long revision,
            LocalDate today,
            int days,
            Object directory,
            List<AgendaTime.Opened> openings,
            List<Stretch> away) {}

    /** @param until a place of it comes free then without anybody changing it; null when none does */
    private record Known(
            long revision, Opened opened, @Nullable Instant until, AgendaTime time) {}

    private final AgendaTables tables;
    private final SchoolCalendars schools;
    private final Suiting suiting;
    private final Directory directory;
    private final Clock clock;
    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    AgendaBook(AgendaTables tables, SchoolCalendars schools, Suiting suiting, Directory directory, Clock clock) {
        this.tables = tables;
        this.suiting = suiting;
        this.schools = schools;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * By site, the agendas that may take part in an appointment for the service.
     *
     * @param days how far ahead their openings are needed
     * @param desk those too that are not offered online for now
     * @param meeting those that are not fit for it are left out before anything is searched
     */
    Map<UUID, List<AgendaTime>> at(Collection<UUID> sites, UUID service, int days, boolean desk, Meeting meeting) {
        var now = clock.instant();
        var edition = directory.edition();
        var revised = tables.active(sites, service);
        var stale = revised.stream()
                .filter(one -> !isCurrent(one, known.get(one.agenda().id()), edition, days, now))
                .toList();
        if (!stale.isEmpty()) {
            read(stale, edition, days, now);
        }
        var suits = suiting.of(
                meeting, revised.stream().map(AgendaTables.Revised::agenda).toList());
        var times = new HashMap<UUID, List<AgendaTime>>();
        for (var one : revised) {
            var current = known.get(one.agenda().id());
            if (current != null && one.isOffered(desk, now) && suits.test(one.agenda())) {
                times.computeIfAbsent(one.agenda().siteId(), _ -> new ArrayList<>())
                        .add(current.time());
            }
        }
        return times;
    }

    private boolean isCurrent(AgendaTables.Revised one, @Nullable Known before, Object edition, int days, Instant now) {
        return before != null
                && before.revision() == one.taken()
                && isCurrent(one, before.opened(), edition, days, now)
                && (before.until() == null || before.until().isAfter(now));
    }

    private boolean isCurrent(AgendaTables.Revised one, Opened opened, Object edition, int days, Instant now) {
        return opened.revision() == one.rules()
                && opened.days() >= days
                && opened.directory() == edition
                && opened.today().equals(today(one.agenda(), now));
    }

    private LocalDate today(Agenda agenda, Instant now) {
        return now.atZone(directory.site(agenda.siteId()).zone()).toLocalDate();
    }

    private void read(List<AgendaTables.Revised> stale, Object edition, int days, Instant now) {
        var ids = stale.stream().map(one -> one.agenda().id()).toList();
        var taken = tables.taken(ids, now);
        var closed = new HashMap<UUID, Set<LocalDate>>();
        var reread = stale.stream()
                .filter(one -> {
                    var before = known.get(one.agenda().id());
                    return before == null || !isCurrent(one, before.opened(), edition, days, now);
                })
                .map(one -> one.agenda().id())
                .toList();
        var rules = tables.rules(reread);
        var away = tables.away(reread);
        for (var one : stale) {
            var agenda = one.agenda();
            var before = known.get(agenda.id());
            var opened = before != null && !reread.contains(agenda.id())
                    ? before.opened()
                    : new Opened(
                            one.rules(),
                            today(agenda, now),
                            days,
                            edition,
                            openings(agenda, rules.getOrDefault(agenda.id(), List.of()), closed, days, now),
                            away.stream()
                                    .filter(other -> other.agendaId().equals(agenda.id()))
                                    .map(AgendaTables.Away::during)
                                    .toList());
            var places = taken.getOrDefault(agenda.id(), List.of());
            known.put(
                    agenda.id(),
                    new Known(
                            one.taken(),
                            opened,
                            places.stream()
                                    .map(AgendaTables.Taken::until)
                                    .filter(java.util.Objects::nonNull)
                                    .min(Instant::compareTo)
                                    .orElse(null),
                            time(agenda.id(), agenda.resource(), opened, places)));
        }
    }

    private List<AgendaTime.Opened> openings(
            Agenda agenda, List<OpeningRule> rules, Map<UUID, Set<LocalDate>> closed, int days, Instant now) {
        var site = directory.site(agenda.siteId());
        var today = now.atZone(site.zone()).toLocalDate();
        var last = today.plusDays(days);
        var shut = closed.computeIfAbsent(site.id(), _ -> closedDays(site, today, last));
        return openings(agenda, rules, today, last, shut::contains);
    }

    private List<AgendaTime.Opened> openings(
            Agenda agenda, List<OpeningRule> rules, LocalDate since, LocalDate last, Predicate<LocalDate> shut) {
        var site = directory.site(agenda.siteId());
        var openings = new ArrayList<AgendaTime.Opened>();
        for (var rule : rules) {
            var services = rule.services().isEmpty() && agenda.resource() == null ? agenda.services() : rule.services();
            opened(rule, site, since, last, shut)
                    .map(one -> new AgendaTime.Opened(one, services, rule.modalities()))
                    .forEach(openings::add);
        }
        return openings;
    }

    /** When the agendas of one site open on these days of its calendar, past ones as well; absences are not taken out. */
    Map<UUID, List<AgendaTime.Opened>> opened(Site site, Collection<Agenda> agendas, LocalDate since, LocalDate last) {
        var rules = tables.rules(agendas.stream().map(Agenda::id).toList());
        var shut = closedDays(site, since, last);
        var opened = new HashMap<UUID, List<AgendaTime.Opened>>();
        for (var agenda : agendas) {
            opened.put(
                    agenda.id(),
                    openings(agenda, rules.getOrDefault(agenda.id(), List.of()), since, last, shut::contains));
        }
        return opened;
    }

    private Stream<Stretch> opened(
            OpeningRule rule, Site site, LocalDate since, LocalDate last, Predicate<LocalDate> shut) {
        var holidays = rule.school() == SchoolTime.ALWAYS ? SchoolHolidays.NONE : schools.holidays(site.id());
        return rule.stretches(since, last, site.zone(), holidays).stream()
                .filter(one -> !shut.test(one.from().atZone(site.zone()).toLocalDate()));
    }

    /** What the agenda opens on a day, whatever keeps it away taken off. */
    Stretches offered(Agenda agenda, LocalDate day) {
        var site = directory.site(agenda.siteId());
        var openings = tables.rules(List.of(agenda.id())).getOrDefault(agenda.id(), List.of()).stream()
                .flatMap(rule -> opened(rule, site, day, day, one -> isShut(site, one)))
                .toList();
        return Stretches.of(openings).minus(away(agenda));
    }

    private Stretches away(Agenda agenda) {
        return Stretches.of(tables.away(List.of(agenda.id())).stream()
                .map(AgendaTables.Away::during)
                .toList());
    }

    /** The next times at which a rule of the agenda, kept or only thought of, really opens it. */
    List<Stretch> next(Agenda agenda, OpeningRule rule, int most) {
        var site = directory.site(agenda.siteId());
        var now = clock.instant();
        var today = today(agenda, now);
        var since = rule.first().isAfter(today) ? rule.first() : today;
        var away = away(agenda);
        return opened(rule, site, since, since.plusYears(LOOKED_AHEAD_YEARS), day -> isShut(site, day))
                .flatMap(one -> Stretches.of(List.of(one)).minus(away).list().stream())
                .filter(one -> one.to().isAfter(now))
                .limit(most)
                .toList();
    }

    /** When the rule opens the agenda within a year from now, absences not taken out. */
    List<Stretch> coming(Agenda agenda, OpeningRule rule) {
        var site = directory.site(agenda.siteId());
        var today = today(agenda, clock.instant());
        return opened(rule, site, today, today.plusYears(1), day -> isShut(site, day))
                .toList();
    }

    /** Whether these rules open an agenda of the site to the service during all this time, days on which the site is closed among them. */
    boolean opens(Collection<OpeningRule> rules, Site site, UUID service, Stretch during) {
        var day = during.from().atZone(site.zone()).toLocalDate();
        return Stretches.of(rules.stream()
                        .filter(rule ->
                                rule.services().isEmpty() || rule.services().contains(service))
                        .flatMap(rule -> opened(rule, site, day, day, _ -> false))
                        .toList())
                .holds(during);
    }

    /** Of an agenda each, as they are kept. */
    Map<UUID, List<OpeningRule>> rules(Collection<UUID> agendas) {
        return tables.rules(agendas);
    }

    /** The same as {@link #at} for whatever way and needs, as if these appointments took nothing. */
    Map<UUID, List<AgendaTime>> without(Collection<UUID> appointments, Collection<UUID> sites, UUID service, int days) {
        var now = clock.instant();
        var times = at(sites, service, days, true, Meeting.ON_SITE);
        var held = tables.agendasOf(appointments);
        var taken = tables.takenByOthers(held, appointments, now);
        times.values()
                .forEach(agendas -> agendas.replaceAll(one -> {
                    var current = known.get(one.id());
                    return current == null || !held.contains(one.id())
                            ? one
                            : time(one.id(), one.kind(), current.opened(), taken.getOrDefault(one.id(), List.of()));
                }));
        return times;
    }

    private static AgendaTime time(UUID id, @Nullable String resource, Opened opened, List<AgendaTables.Taken> places) {
        return new AgendaTime(
                id,
                resource,
                opened.openings(),
                Stream.concat(places.stream().map(AgendaTables.Taken::during), opened.away().stream())
                        .toList());
    }

    /** Closures and public holidays; agents may well receive outside the opening hours of the doors. */
    private Set<LocalDate> closedDays(Site site, LocalDate today, LocalDate last) {
        return today.datesUntil(last.plusDays(1))
                .filter(day -> isShut(site, day))
                .collect(java.util.stream.Collectors.toSet());
    }

    boolean isShut(Site site, LocalDate day) {
        var reason = directory.day(site.id(), day).reason();
        return reason == Opening.Reason.CLOSURE || reason == Opening.Reason.PUBLIC_HOLIDAY;
    }
}
