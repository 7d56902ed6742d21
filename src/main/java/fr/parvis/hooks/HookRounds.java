package fr.parvis.hooks;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.hooks.DeliveryTables.Claimed;
import fr.parvis.hooks.HookSender.Outcome;
import fr.parvis.identity.AuditLog;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings what waits to the endpoints, some messages at a time to each, so that a slow one holds up nobody but itself. A message is
 * claimed before it leaves: no two instances deliver it at the same time, and one whose instance died is taken up by another.
 */
@Component
class HookRounds {
    private static final Logger LOG = LoggerFactory.getLogger(HookRounds.class);
    private static final int AT_ONCE = 4;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);
    private static final int EVERY_SECONDS = 5;

    private final DeliveryTables deliveries;
    private final EndpointTables endpoints;
    private final HookSender sender;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ConcurrentHashMap<UUID, Semaphore> lanes = new ConcurrentHashMap<>();
    private final ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();

    HookRounds(
            DeliveryTables deliveries,
            EndpointTables endpoints,
            HookSender sender,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.sender = sender;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @PreDestroy
    void stop() {
        carriers.shutdownNow();
    }

    /** Without waiting for it. */
    void soon() {
        try {
            carriers.submit(this::start);
        } catch (RejectedExecutionException _) {
            LOG.debug("stopping: the next start delivers what waits");
        }
    }

    /** Answers what has begun by it, without waiting for its end. */
    List<Future<?>> start() {
        var begun = new ArrayList<Future<?>>();
        for (var endpoint : deliveries.due(now())) {
            var free = lanes.computeIfAbsent(endpoint, _ -> new Semaphore(AT_ONCE));
            while (free.tryAcquire()) {
                begun.add(carriers.submit(() -> {
                    try {
                        deliverAll(endpoint);
                    } finally {
                        free.release();
                    }
                }));
            }
        }
        return begun;
    }

    private void deliverAll(UUID endpoint) {
        try {
            while (!Thread.currentThread().isInterrupted() && deliverOne(endpoint)) {}
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.error("a webhook could not be looked after", failure);
        }
    }

    private boolean deliverOne(UUID endpoint) throws InterruptedException {
        var now = now();
        var claimed = deliveries.claim(endpoint, now, now.plus(FORGOTTEN_AFTER));
        if (claimed.isPresent()) {
            var one = claimed.get();
            var outcome = sender.send(one);
            transaction.executeWithoutResult(_ -> keep(one, outcome));
        }
        return claimed.isPresent();
    }

    private void keep(Claimed one, Outcome outcome) {
        endpoints.lock(one.endpointId());
        var now = now();
        var next = outcome.isHeard() || outcome.isUnwanted()
                ? null
                : Pauses.after(one.tries() + 1, ThreadLocalRandom.current())
                        .map(now::plus)
                        .orElse(null);
        if (!deliveries.tried(one, outcome, now, next)) {
            return;
        }
        if (outcome.isHeard()) {
            endpoints.heard(one.endpointId());
        } else {
            LOG.info(
                    "webhook {} was not heard by {}: {} {}",
                    one.messageId(),
                    one.address().getHost(),
                    outcome.problem(),
                    outcome.status());
            notHeard(one.endpointId(), outcome, now);
        }
    }

    private void notHeard(UUID endpoint, Outcome outcome, Instant now) {
        var since = endpoints.notHeard(endpoint, now);
        if (outcome.isUnwanted()) {
            deliveries.giveUp(endpoint);
            disable(endpoint, Endpoint.State.GONE);
        } else if (since.isPresent() && since.get().isBefore(now.minus(Endpoint.GIVEN_UP_AFTER))) {
            disable(endpoint, Endpoint.State.FAILING);
        }
    }

    private void disable(UUID id, Endpoint.State state) {
        if (endpoints.become(id, state)) {
            endpoints.find(id).ifPresent(one -> {
                LOG.warn(
                        "nothing more is told to the webhook of {}: {}",
                        one.address().getHost(),
                        state.code());
                audit.write("webhook-disabled", one.name());
            });
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> webhookTask(HookRounds rounds) {
            return Tasks.recurring("webhooks", FixedDelay.ofSeconds(EVERY_SECONDS))
                    .execute((_, _) -> rounds.soon());
        }
    }
}
