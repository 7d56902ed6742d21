package fr.parvis.hooks;

import fr.parvis.platform.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells other programs what happens, to every endpoint that asked for it. Written in the transaction of what it tells of, so neither is
 * there without the other; delivered afterwards, once or more often, for about three days at most.
 */
@Component
public class Hooks {
    static final String PING = "ping";

    private final EndpointTables endpoints;
    private final DeliveryTables deliveries;
    private final HookRounds rounds;
    private final JsonMapper json;
    private final Clock clock;

    Hooks(EndpointTables endpoints, DeliveryTables deliveries, HookRounds rounds, JsonMapper json, Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.rounds = rounds;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param about what it is of: what is told about the same thing is told in order
     * @param data identifiers and states, never a name, an address or a token: who needs those asks the API for them
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(String type, UUID siteId, String about, Map<String, ?> data) {
        var listening = endpoints.listening(type, siteId);
        if (!listening.isEmpty()) {
            var message = Ids.next();
            var now = now();
            var body = body(type, now, data);
            listening.forEach(endpoint -> deliveries.insert(endpoint, message, type, about, body, now));
            onceWritten(rounds::soon);
        }
    }

    /** To one endpoint alone, for a test of it. */
    @Transactional
    void ping(Endpoint endpoint) {
        var now = now();
        deliveries.insert(endpoint.id(), Ids.next(), PING, PING, body(PING, now, Map.of("name", endpoint.name())), now);
        onceWritten(rounds::soon);
    }

    private String body(String type, Instant now, Map<String, ?> data) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type);
        body.put("timestamp", now.toString());
        body.put("data", data);
        return json.writeValueAsString(body);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static void onceWritten(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }
}
