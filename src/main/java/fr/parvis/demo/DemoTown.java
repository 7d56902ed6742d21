package fr.parvis.demo;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import fr.parvis.directory.Counter;
import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.ApiTokens;
import fr.parvis.identity.Role;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Builds Saint-Parvis in an empty instance, and finds its parts again. */
@Component
class DemoTown {
    /** Somebody who may sign in. */
    record Staff(Role role, String login, String name) {}

    static final List<Staff> STAFF = List.of(
            new Staff(Role.AGENT, "camille.duparvis", TownPlan.FREE_AGENT),
            new Staff(Role.SUPERVISOR, "solange.dubeffroi", "Solange Dubeffroi"),
            new Staff(Role.QUALITY, "quentin.lavis", "Quentin Lavis"),
            new Staff(Role.TRAINER, "thais.dupreau", "Thaïs Dupreau"),
            new Staff(Role.ADMIN, "adele.dumaire", "Adèle Dumaire"));

    private final DirectoryEditor editor;
    private final Directory directory;
    private final Accounts accounts;
    private final ApiTokens tokens;
    private final DemoSecrets secrets;

    DemoTown(DirectoryEditor editor, Directory directory, Accounts accounts, ApiTokens tokens, DemoSecrets secrets) {
        this.editor = editor;
        this.directory = directory;
        this.accounts = accounts;
        this.tokens = tokens;
        this.secrets = secrets;
    }

    /**
     * All of it or nothing; does nothing when it is there.
     *
     * @throws IllegalArgumentException when the instance belongs to somebody
     */
    @Transactional
    public void build() {
        if (secrets.exist()) {
            return;
        }
        if (directory.isSetUp() || !accounts.isEmpty()) {
            throw new IllegalArgumentException("The data already belong to « "
                    + directory.organisation().name()
                    + " »: start the demonstration on another folder (--data) or another database.");
        }
        secrets.make();
        editor.organisation(TownPlan.ORGANISATION, TownPlan.COLOUR);
        var services = TownPlan.SERVICES.stream()
                .collect(toMap(
                        TownPlan.Service::slug,
                        plan -> editor.createService(plan.name(), plan.slug(), plan.letter(), (int)
                                plan.mean().toSeconds())));
        var sites = new HashMap<String, UUID>();
        for (var plan : TownPlan.SITES) {
            var site = editor.createSite(plan.name(), plan.address(), TownPlan.ZONE, "");
            sites.put(plan.slug(), site);
            editor.placeOnMap(site, plan.position());
            editor.weeklyHours(site, plan.hours());
            editor.offer(
                    site, plan.shares().keySet().stream().map(services::get).toList());
            plan.counters().forEach(counter -> editor.createCounter(site, counter.name(), ids(counter, services)));
        }
        var agents = new HashMap<String, UUID>();
        for (var person : TownPlan.PEOPLE) {
            agents.put(
                    person.name(),
                    editor.saveAgent(
                            null,
                            person.name(),
                            person.sites().stream().map(sites::get).collect(toSet()),
                            person.skills().stream().map(services::get).collect(toSet()),
                            Set.copyOf(person.languages()),
                            true));
        }
        for (var staff : STAFF) {
            accounts.create(
                    staff.login(),
                    staff.name(),
                    secrets.password(staff.login()),
                    agents.get(staff.name()),
                    Set.of(staff.role()),
                    Set.of());
        }
        for (var role : EnumSet.complementOf(EnumSet.of(Role.PARTNER))) {
            tokens.issueKnown("Démonstration " + role, role, secrets.token(role.name()));
        }
    }

    private static Set<UUID> ids(TownPlan.Counter counter, Map<String, UUID> services) {
        return counter.services().stream().map(services::get).collect(toSet());
    }

    Site site(TownPlan.Site plan) {
        return directory.findSite(plan.slug()).orElseThrow();
    }

    /** The plan's counters by name; a counter that an administrator has renamed or closed for good is left out. */
    Map<String, Counter> counters(Site site) {
        return directory.countersAt(site.id()).stream().collect(toMap(Counter::name, Function.identity(), (a, _) -> a));
    }

    Crowd.Demand demand(TownPlan.Site plan) {
        var site = site(plan);
        var offered = directory.servicesAt(site.id()).stream().collect(toMap(ServiceOffer::slug, ServiceOffer::id));
        // in the plan's order, whatever the identifiers: the same seed gives the same town
        var wishes = TownPlan.SERVICES.stream()
                .filter(service -> plan.shares().containsKey(service.slug()) && offered.containsKey(service.slug()))
                .map(service -> new Crowd.Wish(
                        requireNonNull(offered.get(service.slug())),
                        service.slug(),
                        requireNonNull(plan.shares().get(service.slug())),
                        service.mean(),
                        service.booked()))
                .toList();
        return new Crowd.Demand(site.id(), plan.visitorsPerHour(), wishes);
    }
}
