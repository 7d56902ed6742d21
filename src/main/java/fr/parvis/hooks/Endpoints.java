package fr.parvis.hooks;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is told what, as administrators decide it. Each act is one transaction, and in the audit log. */
@Component
@Transactional
public class Endpoints {
    /** Time to hand the new secret over without losing a message. */
    public static final Duration OLD_SECRET_SIGNS = Duration.ofHours(24);

    private static final int LONGEST_NAME = 120;

    /** As it was typed. */
    public record Typed(String name, String address, Set<String> types, Set<UUID> sites) {}

    /** @param secret to be shown once */
    public record Drawn(Endpoint endpoint, String secret) {
        @Override
        public String toString() {
            return endpoint.name();
        }
    }

    private final EndpointTables tables;
    private final DeliveryTables deliveries;
    private final Hooks hooks;
    private final HookRounds rounds;
    private final HookAddress addresses;
    private final List<HookSource> sources;
    private final Directory directory;
    private final AuditLog audit;
    private final Clock clock;

    Endpoints(
            EndpointTables tables,
            DeliveryTables deliveries,
            Hooks hooks,
            HookRounds rounds,
            HookAddress addresses,
            List<HookSource> sources,
            Directory directory,
            AuditLog audit,
            Clock clock) {
        this.tables = tables;
        this.deliveries = deliveries;
        this.hooks = hooks;
        this.rounds = rounds;
        this.addresses = addresses;
        this.sources = List.copyOf(sources);
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whatever may be asked for. */
    public List<String> types() {
        return sources.stream()
                .map(HookSource::types)
                .flatMap(Collection::stream)
                .toList();
    }

    @Transactional(readOnly = true)
    public List<Endpoint> all() {
        return tables.all();
    }

    /** @throws ProblemException 404 */
    @Transactional(readOnly = true)
    public Endpoint endpoint(UUID id) {
        return tables.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "hooks", "unknown-endpoint"));
    }

    @Transactional(readOnly = true)
    public List<Delivery> newest(UUID id, int most) {
        return deliveries.newest(id, most);
    }

    @Transactional(readOnly = true)
    public int waiting(UUID id) {
        return deliveries.waiting(id);
    }

    /** @throws ProblemException 400 with the field at fault, as in {@link #save} */
    public Drawn add(Typed typed) {
        var one = checked(Ids.next(), typed, Endpoint.State.ACTIVE);
        var secret = HookSecret.draw();
        tables.insert(directory.organisation().id(), one, secret, clock.instant());
        audit.write("webhook-added", subject(one));
        return new Drawn(one, secret.text());
    }

    public void save(UUID id, Typed typed) {
        var one = checked(id, typed, endpoint(id).state());
        tables.update(one);
        audit.write("webhook-changed", subject(one));
    }

    private Endpoint checked(UUID id, Typed typed, Endpoint.State state) {
        if (typed.name().isEmpty()) {
            throw ProblemException.field("name", "hooks", "name-missing");
        }
        if (typed.name().length() > LONGEST_NAME) {
            throw ProblemException.field("name", "hooks", "name-too-long", LONGEST_NAME);
        }
        if (tables.isNameTaken(typed.name(), id)) {
            throw ProblemException.field("name", "hooks", "name-taken", typed.name());
        }
        var address = addresses.typed(typed.address());
        var types = new HashSet<>(typed.types());
        types.retainAll(types());
        if (types.isEmpty()) {
            throw ProblemException.field("types", "hooks", "types-missing");
        }
        var sites = new HashSet<>(typed.sites());
        sites.retainAll(directory.allSites().stream().map(Site::id).collect(Collectors.toSet()));
        return new Endpoint(id, typed.name(), address, types, sites, state, null);
    }

    private static String subject(Endpoint one) {
        return one.name() + " → " + one.host();
    }

    public void pause(UUID id) {
        var one = endpoint(id);
        if (one.isActive() && tables.become(id, Endpoint.State.PAUSED)) {
            audit.write("webhook-paused", subject(one));
        }
    }

    public void resume(UUID id) {
        var one = endpoint(id);
        if (tables.become(id, Endpoint.State.ACTIVE)) {
            audit.write("webhook-resumed", subject(one));
            Hooks.onceWritten(rounds::soon);
        }
    }

    /** The old one signs beside it for {@link #OLD_SECRET_SIGNS}. */
    public Drawn renew(UUID id) {
        var one = endpoint(id);
        var secret = HookSecret.draw();
        tables.renew(id, secret, clock.instant().plus(OLD_SECRET_SIGNS));
        audit.write("webhook-secret-renewed", subject(one));
        return new Drawn(one, secret.text());
    }

    public void remove(UUID id) {
        var one = endpoint(id);
        tables.delete(id);
        audit.write("webhook-removed", subject(one));
    }

    public void ping(UUID id) {
        var one = endpoint(id);
        hooks.ping(one);
        audit.write("webhook-tested", subject(one));
    }

    /** @throws ProblemException 404 when there is no such delivery, or it is on its way just now */
    public void again(UUID id, UUID delivery) {
        var one = endpoint(id);
        if (!deliveries.again(id, delivery, clock.instant())) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "hooks", "unknown-delivery");
        }
        audit.write("webhook-sent-again", subject(one));
        Hooks.onceWritten(rounds::soon);
    }
}
