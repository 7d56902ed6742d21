package fr.parvis.directory;

import fr.parvis.directory.DirectoryEdited.Act;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the directory; effective everywhere at commit, with no restart. What is wrong is refused with the field's name
 * and nothing is written.
 */
@Component
@Transactional
public class DirectoryEditor {
    private final JdbcClient jdbc;
    private final Directory directory;
    private final DirectoryChange change;

    DirectoryEditor(JdbcClient jdbc, Directory directory, DirectoryChange change) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.change = change;
    }

    /** Creates the organisation, or renames it. */
    public UUID organisation(String name, String mainColour) {
        required("name", name, 120);
        if (!mainColour.matches("#[0-9a-fA-F]{6}")) {
            throw ProblemException.field("mainColour", "directory", "colour-malformed", mainColour);
        }
        var accepted = Colours.nearestReadable(mainColour);
        if (!accepted.equalsIgnoreCase(mainColour)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "directory",
                    "colour-unreadable",
                    "mainColour",
                    Map.of("nearest", accepted),
                    mainColour,
                    accepted);
        }
        var id = directory.isSetUp() ? directory.organisation().id() : Ids.next();
        jdbc.sql("""
                        insert into directory.organisation (id, name, main_colour) values (?, ?, ?)
                        on conflict (id) do update set name = excluded.name, main_colour = excluded.main_colour""")
                .params(id, name.strip(), mainColour.toLowerCase(Locale.ROOT))
                .update();
        change.announce(Act.ORGANISATION_CHANGED, name.strip());
        return id;
    }

    public UUID createSite(String name, String address, String zone, String holidayRegion) {
        required("name", name, 120);
        place(address, zone, holidayRegion);
        var id = Ids.next();
        var slug = freeSlug(name, "select count(*) from directory.site where slug = ?");
        jdbc.sql("""
                        insert into directory.site (id, organisation_id, slug, name, address, zone, holiday_region)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(id, organisationId(), slug, name.strip(), address.strip(), zone, holidayRegion)
                .update();
        change.announce(Act.SITE_CREATED, name.strip());
        return id;
    }

    public void updateSite(
            UUID id,
            String name,
            String address,
            String zone,
            String holidayRegion,
            String displayMessage,
            boolean active) {
        required("name", name, 120);
        place(address, zone, holidayRegion);
        if (displayMessage.length() > 300) {
            throw ProblemException.field("displayMessage", "directory", "text-too-long", 300);
        }
        jdbc.sql("""
                        update directory.site set name = ?, address = ?, zone = ?, holiday_region = ?, display_message = ?, active = ?
                         where id = ?""")
                .params(name.strip(), address.strip(), zone, holidayRegion, displayMessage.strip(), active, id)
                .update();
        change.announce(Act.SITE_CHANGED, name.strip());
    }

    /** @param position null when it is not known */
    public void placeOnMap(UUID id, @Nullable Position position) {
        jdbc.sql("update directory.site set latitude = ?, longitude = ? where id = ?")
                .params(java.util.Arrays.asList(
                        position == null ? null : position.latitude(),
                        position == null ? null : position.longitude(),
                        id))
                .update();
        change.announce(Act.SITE_CHANGED, site(id));
    }

    /** @param days one text a day, Monday first: "09:00-12:00, 13:30-17:00", empty when closed */
    public void weeklyHours(UUID siteId, List<String> days) {
        var hours = WeekText.parse(days);
        jdbc.sql("delete from directory.opening_hours where site_id = ? and service_id is null")
                .param(siteId)
                .update();
        hours.forEach(h -> jdbc.sql("""
                        insert into directory.opening_hours (id, site_id, weekday, from_time, to_time) values (?, ?, ?, ?, ?)""")
                .params(Ids.next(), siteId, h.day().getValue(), h.from(), h.to())
                .update());
        change.announce(Act.HOURS_CHANGED, site(siteId));
    }

    public void addClosure(UUID siteId, LocalDate from, LocalDate to, String reason) {
        required("reason", reason, 120);
        if (to.isBefore(from)) {
            throw ProblemException.field("to", "directory", "closure-ends-before-start");
        }
        jdbc.sql("insert into directory.closure (id, site_id, from_day, to_day, reason) values (?, ?, ?, ?, ?)")
                .params(Ids.next(), siteId, from, to, reason.strip())
                .update();
        change.announce(Act.CLOSURE_PLANNED, site(siteId) + " " + from + " – " + to);
    }

    /** Adds an opening that wins over hours, closures and holidays; joined with one that it touches. */
    public void openExceptionally(UUID siteId, Instant from, Instant to) {
        jdbc.sql("insert into directory.exceptional_opening (id, site_id, starts_at, ends_at) values (?, ?, ?, ?)")
                .params(Ids.next(), siteId, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC))
                .update();
        change.announce(Act.OPENING_PLANNED, site(siteId));
    }

    public UUID createService(String name, String letter, int usualMinutes) {
        return createService(
                name,
                freeSlug(name, "select count(*) from directory.service where slug = ?"),
                letter,
                usualMinutes * 60);
    }

    /** @param letter A to Z, not yet taken */
    public UUID createService(String name, String slug, String letter, int usualSeconds) {
        required("name", name, 120);
        var id = Ids.next();
        PrintedNames.checkLetter(directory, id, letter);
        if (usualSeconds < 30 || usualSeconds > 14_400) {
            throw ProblemException.field("usualMinutes", "directory", "duration-out-of-range");
        }
        jdbc.sql("""
                        insert into directory.service (id, organisation_id, slug, name, letter, usual_seconds)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(id, organisationId(), slug, name.strip(), letter, usualSeconds)
                .update();
        change.announce(Act.SERVICE_CREATED, name.strip());
        return id;
    }

    public void updateService(UUID id, String name, int usualMinutes, boolean active) {
        required("name", name, 120);
        if (usualMinutes < 1 || usualMinutes > 240) {
            throw ProblemException.field("usualMinutes", "directory", "duration-out-of-range");
        }
        jdbc.sql("update directory.service set name = ?, usual_seconds = ?, active = ? where id = ?")
                .params(name.strip(), usualMinutes * 60, active, id)
                .update();
        change.announce(Act.SERVICE_CHANGED, name.strip());
    }

    public void activateService(UUID id, boolean active) {
        jdbc.sql("update directory.service set active = ? where id = ?")
                .params(active, id)
                .update();
        change.announce(Act.SERVICE_CHANGED, directory.service(id).name());
    }

    /** A service that stays offered stays suspended when it was. */
    public void offer(UUID siteId, Collection<UUID> services) {
        jdbc.sql("delete from directory.site_service where site_id = ? and not service_id = any (?)")
                .params(siteId, services.toArray(UUID[]::new))
                .update();
        services.forEach(service -> jdbc.sql(
                        "insert into directory.site_service (site_id, service_id) values (?, ?) on conflict do nothing")
                .params(siteId, service)
                .update());
        change.announce(Act.SERVICES_OFFERED, site(siteId));
    }

    /** @param reason shown to usagers; null opens the service again */
    public void suspend(UUID siteId, UUID serviceId, @Nullable String reason) {
        if (reason != null) {
            required("reason", reason, 200);
        }
        jdbc.sql("update directory.site_service set suspended_reason = ? where site_id = ? and service_id = ?")
                .params(java.util.Arrays.asList(reason, siteId, serviceId))
                .update();
        change.announce(
                reason == null ? Act.SERVICE_RESUMED : Act.SERVICE_SUSPENDED,
                directory.service(serviceId).name() + " · " + site(siteId));
    }

    public UUID createCounter(UUID siteId, String name, Set<UUID> services) {
        return createCounter(siteId, name, services, true);
    }

    public UUID createCounter(UUID siteId, String name, Set<UUID> services, boolean stepFree) {
        required("name", name, 60);
        var id = Ids.next();
        var slug = slug(name);
        checkCounterName(siteId, id, name, slug);
        jdbc.sql("insert into directory.counter (id, site_id, slug, name, step_free) values (?, ?, ?, ?, ?)")
                .params(id, siteId, slug, name.strip(), stepFree)
                .update();
        link("counter_service", "counter_id", "service_id", id, services);
        change.announce(Act.COUNTER_CREATED, name.strip() + " · " + site(siteId));
        return id;
    }

    public void updateCounter(UUID id, String name, Set<UUID> services, boolean stepFree, boolean active) {
        required("name", name, 60);
        checkCounterName(directory.counter(id).siteId(), id, name, "");
        jdbc.sql("update directory.counter set name = ?, step_free = ?, active = ? where id = ?")
                .params(name.strip(), stepFree, active, id)
                .update();
        link("counter_service", "counter_id", "service_id", id, services);
        change.announce(
                Act.COUNTER_CHANGED,
                name.strip() + " · " + site(directory.counter(id).siteId()));
    }

    /** Two counters of one name would send people to the wrong desk. */
    private void checkCounterName(UUID siteId, UUID self, String name, String slug) {
        if (directory.allCounters(siteId).stream()
                .filter(other -> !other.id().equals(self))
                .anyMatch(other -> other.slug().equals(slug) || other.name().equalsIgnoreCase(name.strip()))) {
            throw ProblemException.field("name", "directory", "counter-exists", name);
        }
    }

    public UUID saveAgent(
            @Nullable UUID known,
            String name,
            Set<UUID> sites,
            Set<UUID> skills,
            Set<String> languages,
            boolean active) {
        required("name", name, 120);
        languages.stream()
                .filter(code -> !code.matches("[a-z]{2,3}"))
                .findFirst()
                .ifPresent(code -> {
                    throw ProblemException.field("languages", "directory", "language-malformed", code);
                });
        var id = known == null ? Ids.next() : known;
        jdbc.sql("""
                        insert into directory.agent (id, organisation_id, name, languages, active) values (?, ?, ?, ?, ?)
                        on conflict (id) do update set name = excluded.name, languages = excluded.languages, active = excluded.active""")
                .params(
                        id,
                        organisationId(),
                        name.strip(),
                        languages.stream().sorted().toArray(String[]::new),
                        active)
                .update();
        link("agent_site", "agent_id", "site_id", id, sites);
        link("agent_skill", "agent_id", "service_id", id, skills);
        change.announce(known == null ? Act.AGENT_CREATED : Act.AGENT_CHANGED, id.toString());
        return id;
    }

    private void link(String table, String owner, String target, UUID id, Set<UUID> targets) {
        jdbc.sql("delete from directory." + table + " where " + owner + " = ?")
                .param(id)
                .update();
        targets.forEach(
                one -> jdbc.sql("insert into directory." + table + " (" + owner + ", " + target + ") values (?, ?)")
                        .params(id, one)
                        .update());
    }

    private String site(UUID id) {
        return directory.site(id).name();
    }

    private UUID organisationId() {
        if (!directory.isSetUp()) {
            throw ProblemException.field("organisation", "directory", "organisation-first");
        }
        return directory.organisation().id();
    }

    private String freeSlug(String name, String count) {
        var slug = slug(name);
        var free = slug;
        for (int i = 2; jdbc.sql(count).param(free).query(Integer.class).single() > 0; i++) {
            free = slug + "-" + i;
        }
        return free;
    }

    static String slug(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.isEmpty() ? "x" : plain;
    }

    private static void required(String field, String value, int most) {
        if (value.isBlank()) {
            throw ProblemException.field(field, "directory", "field-missing", field);
        }
        if (value.length() > most) {
            throw ProblemException.field(field, "directory", "text-too-long", most);
        }
    }

    private static void place(String address, String zone, String holidayRegion) {
        if (address.length() > 300) {
            throw ProblemException.field("address", "directory", "text-too-long", 300);
        }
        if (HolidayRegion.ofCode(holidayRegion).isEmpty()) {
            throw ProblemException.field("holidayRegion", "directory", "region-unknown", holidayRegion);
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw ProblemException.field("zone", "directory", "zone-unknown", zone);
        }
    }
}
