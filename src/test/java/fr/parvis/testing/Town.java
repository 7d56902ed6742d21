package fr.parvis.testing;

import fr.parvis.directory.Counter;
import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.ApiTokens;
import fr.parvis.identity.Partner;
import fr.parvis.identity.Partners;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Invented places for tests; every test makes its own site, so that none sees another's people. */
@Component
public class Town {
    public static final String PASSWORD = "motdepasse-d-essai";

    /** Services "A", "B"…; every counter serves all of them. */
    public record Place(Site site, List<ServiceOffer> services, List<Counter> counters) {
        public String path() {
            return "/api/v1/sites/" + site.slug();
        }
    }

    private static final AtomicInteger MADE = new AtomicInteger();

    private final DirectoryEditor editor;
    private final Directory directory;
    private final Accounts accounts;
    private final ApiTokens tokens;
    private final Partners partners;
    private final Map<Role, String> issued = Collections.synchronizedMap(new EnumMap<>(Role.class));

    Town(DirectoryEditor editor, Directory directory, Accounts accounts, ApiTokens tokens, Partners partners) {
        this.editor = editor;
        this.directory = directory;
        this.accounts = accounts;
        this.tokens = tokens;
        this.partners = partners;
    }

    /** Open day and night, every day. */
    public Place place(int services, int counters) {
        return place(services, counters, Collections.nCopies(7, "00:00-24:00"));
    }

    public synchronized Place place(int services, int counters, List<String> hours) {
        if (!directory.isSetUp()) {
            editor.organisation("Ville d’Essai", "#1d4f73");
        }
        var n = MADE.incrementAndGet();
        var site = editor.createSite("Mairie d’essai " + n, n + " place des Essais", "Europe/Paris", "");
        editor.weeklyHours(site, hours);
        var offered = IntStream.range(0, services).mapToObj(this::service).toList();
        editor.offer(site, offered);
        var desks = IntStream.rangeClosed(1, counters)
                .mapToObj(i -> editor.createCounter(site, "Guichet " + i, Set.copyOf(offered)))
                .toList();
        return new Place(
                directory.site(site),
                offered.stream().map(directory::service).toList(),
                desks.stream().map(directory::counter).toList());
    }

    void closeAll() {
        directory
                .sites()
                .forEach(site -> editor.updateSite(
                        site.id(), site.name(), site.address(), site.zone().getId(), "", "", false));
    }

    public void openDayAndNight(Place place) {
        editor.weeklyHours(place.site().id(), Collections.nCopies(7, "00:00-24:00"));
    }

    /** Letters are few, so services are shared by the sites. */
    private UUID service(int i) {
        var slug = "essai-" + (char) ('a' + i);
        return directory.allServices().stream()
                .filter(service -> service.slug().equals(slug))
                .findFirst()
                .map(ServiceOffer::id)
                .orElseGet(
                        () -> editor.createService("Prestation " + (char) ('A' + i), slug, "" + (char) ('A' + i), 300));
    }

    public String token(Role role) {
        return issued.computeIfAbsent(role, missing -> tokens.issue("essai " + missing, missing));
    }

    /** An agent of the place with an account; the login is returned, the password is {@link #PASSWORD}. */
    public String agentAt(Place place, String name) {
        var agent = editor.saveAgent(
                null,
                name,
                Set.of(place.site().id()),
                Set.copyOf(place.services().stream().map(ServiceOffer::id).toList()),
                Set.of("fr"),
                true);
        return account(name, agent, Role.AGENT);
    }

    /** This browser, made a kiosk of the place as staff does it. */
    public Visitor installed(Visitor browser, Place place) {
        browser.signIn(account("Essai", Role.SUPERVISOR), PASSWORD);
        var page = "/borne/" + place.site().slug() + "/installer";
        var answer = browser.send(page, page, "name", "Borne " + Ids.token());
        if (!Visitor.goesTo(answer).equals("/borne/" + place.site().slug())) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return browser;
    }

    public String account(String name, Role role) {
        return account(name, null, role);
    }

    /** An outside organisation that may book all that the place offers, there. */
    public Partner partner(Place place, @org.jspecify.annotations.Nullable Integer mostOpen) {
        return partners.partner(partners.create(
                "Structure " + Ids.token().substring(0, 8),
                Set.copyOf(place.services().stream().map(ServiceOffer::id).toList()),
                Set.of(place.site().id()),
                mostOpen));
    }

    /** Somebody of it; the login is returned, the password is {@link #PASSWORD}. */
    public String accountOf(Partner partner) {
        var login = login();
        accounts.createForPartner(login, "Essai " + partner.name(), PASSWORD, partner.id());
        return login;
    }

    public String tokenOf(Partner partner) {
        return tokens.issueForPartner("essai " + Ids.token(), partner.id());
    }

    private static String login() {
        return "essai-" + Ids.token().substring(0, 8).toLowerCase(java.util.Locale.ROOT) + "@essai.example";
    }

    private String account(String name, @org.jspecify.annotations.Nullable UUID agent, Role role) {
        var login = login();
        accounts.create(login, name, PASSWORD, agent, Set.of(role), Set.of());
        return login;
    }
}
