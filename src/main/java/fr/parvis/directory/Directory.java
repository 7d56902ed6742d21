package fr.parvis.directory;

import fr.parvis.platform.live.TopicChanged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The directory as every other module reads it: an immutable picture in memory, replaced as soon as an administrator
 * changes it on any instance. {@code find…} may be empty; the others throw {@link java.util.NoSuchElementException}.
 */
@Component
public class Directory {
    static final String TOPIC = "directory";
    private static final ZoneId FRANCE = ZoneId.of("Europe/Paris");
    private static final Organisation NOBODY = new Organisation(new UUID(0, 0), "Parvis", "#1d4f73");

    private volatile @Nullable KnownOpenings openings;
    private final DirectoryTables tables;
    private final Object turn = new Object();
    private volatile @Nullable DirectoryPicture picture;
    private volatile long changes;

    Directory(DirectoryTables tables) {
        this.tables = tables;
    }

    @EventListener
    @Order(-1) // before anything that is drawn from the directory
    void on(TopicChanged change) {
        if (change.topic().equals(TOPIC)) {
            reload();
        }
    }

    void reload() {
        synchronized (turn) {
            changes++;
            picture = null;
        }
    }

    private DirectoryPicture picture() {
        var current = picture;
        if (current == null) {
            var before = changes;
            current = tables.load();
            synchronized (turn) {
                // what was read while somebody changed it is not kept
                if (changes == before) {
                    picture = current;
                }
            }
        }
        return current;
    }

    /** Another object after each change, to be compared by identity: what was worked out from an earlier one is out of date. */
    public Object edition() {
        return picture();
    }

    /** False until an administrator, or the demonstration, has created the organisation. */
    public boolean isSetUp() {
        return picture().organisation() != null;
    }

    public Organisation organisation() {
        var organisation = picture().organisation();
        return organisation == null ? NOBODY : organisation;
    }

    /** Active sites, by name. */
    public List<Site> sites() {
        return picture().sites().values().stream().filter(Site::active).toList();
    }

    /** The organisation's own time, for what belongs to no site: that of its main site. */
    public ZoneId zone() {
        return zone(null);
    }

    /** The time of a site; of the organisation for what belongs to none. */
    public ZoneId zone(@Nullable UUID siteId) {
        return at(siteId).map(Site::zone).orElse(FRANCE);
    }

    /** The name of the public holiday that a day is for the whole organisation: where its main site is. */
    public Optional<String> publicHoliday(LocalDate day) {
        return publicHoliday(null, day);
    }

    public Optional<String> publicHoliday(@Nullable UUID siteId, LocalDate day) {
        return picture().holidays().on(day, at(siteId).map(Site::holidayRegion).orElse(""));
    }

    /** The site; for what belongs to none, the organisation's main one, which is the first that it opened. Empty while it has none. */
    public Optional<Site> at(@Nullable UUID siteId) {
        var sites = picture().sites();
        var known = siteId == null ? null : sites.get(siteId);
        return known != null
                ? Optional.of(known)
                : sites.values().stream()
                        .min(Comparator.comparing((Site site) -> !site.active()).thenComparing(Site::id));
    }

    /** All of them, for the administrator. */
    public List<Site> allSites() {
        return List.copyOf(picture().sites().values());
    }

    public List<ServiceOffer> allServices() {
        return List.copyOf(picture().services().values());
    }

    public List<Counter> allCounters(UUID siteId) {
        return picture().counters().values().stream()
                .filter(counter -> counter.siteId().equals(siteId))
                .toList();
    }

    public List<Agent> allAgents() {
        return List.copyOf(picture().agents().values());
    }

    public Optional<Site> findSite(String slug) {
        return sites().stream().filter(site -> site.slug().equals(slug)).findFirst();
    }

    public Site site(UUID id) {
        return known(picture().sites().get(id), "site", id);
    }

    /** Active services offered at the site, by letter; suspended ones included, since they say why. */
    public List<ServiceOffer> servicesAt(UUID siteId) {
        return picture().offersAt(siteId).stream()
                .map(picture().services()::get)
                .filter(service -> service != null && service.active())
                .toList();
    }

    /** Every service offered at the site, those out of use included. */
    public Set<UUID> offeredAt(UUID siteId) {
        return Set.copyOf(picture().offersAt(siteId));
    }

    /** Also finds a suspended service, so that the caller can say why it is closed. */
    public Optional<ServiceOffer> findServiceAt(UUID siteId, String slug) {
        return servicesAt(siteId).stream().filter(s -> s.slug().equals(slug)).findFirst();
    }

    public ServiceOffer service(UUID id) {
        return known(picture().services().get(id), "service", id);
    }

    /** Active counters of the site, by name. */
    public List<Counter> countersAt(UUID siteId) {
        return allCounters(siteId).stream().filter(Counter::active).toList();
    }

    public Optional<Counter> findCounter(UUID siteId, String slug) {
        return countersAt(siteId).stream().filter(c -> c.slug().equals(slug)).findFirst();
    }

    public Counter counter(UUID id) {
        return known(picture().counters().get(id), "counter", id);
    }

    public List<Agent> agentsAt(UUID siteId) {
        return picture().agents().values().stream()
                .filter(agent -> agent.active() && agent.sites().contains(siteId))
                .toList();
    }

    public Agent agent(UUID id) {
        return known(picture().agents().get(id), "agent", id);
    }

    public Opening opening(UUID siteId, Instant at) {
        var site = site(siteId);
        return site.active() ? openings().at(site, at) : new Opening.Closed(Opening.Reason.SITE_INACTIVE, "", null);
    }

    public Opening opening(UUID siteId, UUID serviceId, Instant at) {
        var site = site(siteId);
        if (!site.active()) {
            return new Opening.Closed(Opening.Reason.SITE_INACTIVE, "", null);
        }
        var suspended = picture().suspension(siteId, serviceId);
        return suspended == null
                ? openings().at(site, serviceId, at)
                : new Opening.Closed(Opening.Reason.SERVICE_SUSPENDED, suspended, null);
    }

    /**
     * The same place with another week: its closures, public holidays and exceptional openings hold too.
     *
     * @param week one text for each day, Monday first, as an administrator writes them
     * @throws fr.parvis.platform.web.ProblemException naming the field {@code hours[n]} of a day that cannot be read
     */
    public Opening opening(UUID siteId, List<String> week, Instant at) {
        var site = site(siteId);
        return site.active()
                ? picture().calendar(site).with(WeekText.parse(week)).at(at)
                : new Opening.Closed(Opening.Reason.SITE_INACTIVE, "", null);
    }

    private KnownOpenings openings() {
        var picture = picture();
        var known = openings;
        if (known == null || !known.areOf(picture)) {
            known = new KnownOpenings(picture);
            openings = known;
        }
        return known;
    }

    /** Why the service is suspended at the site; empty when it is not. */
    public Optional<String> suspension(UUID siteId, UUID serviceId) {
        return Optional.ofNullable(picture().suspension(siteId, serviceId));
    }

    /** When the site really receives on that day of its own calendar, whatever its week says. */
    public DayHours day(UUID siteId, LocalDate day) {
        return picture().calendar(site(siteId)).day(day);
    }

    /** The week's hours as an administrator writes them: one text for each day, Monday first. */
    public List<String> weeklyHours(UUID siteId) {
        return picture().weeklyHours(siteId);
    }

    private static <T> T known(@Nullable T found, String kind, UUID id) {
        if (found == null) {
            throw new NoSuchElementException("no " + kind + " " + id);
        }
        return found;
    }
}
