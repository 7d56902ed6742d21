package fr.parvis.messaging;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.platform.GatewayPauses;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes messages to their gateways, one after the other, and again later when a gateway is away. A stop between the gateway's yes
 * and ours sends that one message twice, under one Message-ID; none is lost.
 */
@Component
class Postman {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int MOST_AT_ONCE = 200;
    private static final Duration KEPT = Duration.ofDays(30);

    private final MessageTables tables;
    private final Gateways gateways;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Postman(MessageTables tables, Gateways gateways, TransactionTemplate transaction, Clock clock) {
        this.tables = tables;
        this.gateways = gateways;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Answers how many have left. */
    int round() {
        transaction.executeWithoutResult(_ -> tables.dropUseless(clock.instant()));
        int sent = 0;
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            var left = Objects.requireNonNull(transaction.execute(_ -> one()));
            if (left == Round.NOTHING_DUE) {
                break;
            }
            sent += left == Round.SENT ? 1 : 0;
        }
        return sent;
    }

    private enum Round {
        SENT,
        NOT_SENT,
        NOTHING_DUE
    }

    private Round one() {
        var due = gateways.channels().isEmpty()
                ? java.util.Optional.<Message>empty()
                : tables.takeDue(gateways.channels(), clock.instant());
        if (due.isEmpty()) {
            return Round.NOTHING_DUE;
        }
        var message = due.get();
        try {
            gateways.of(message.channel()).send(message);
            tables.sent(message.id(), clock.instant());
            return Round.SENT;
        } catch (Gateway.Refused refused) {
            tables.notSent(message.id(), told(refused), null);
        } catch (IOException failure) {
            LOG.warn("message {} did not leave: {}", message.id(), failure.getMessage());
            tables.notSent(message.id(), told(failure), next(message));
        }
        return Round.NOT_SENT;
    }

    private @Nullable Instant next(Message message) {
        return GatewayPauses.after(message.tries()).map(clock.instant()::plus).orElse(null);
    }

    private static String told(Exception failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }

    int forget() {
        var now = clock.instant();
        return Objects.requireNonNull(transaction.execute(_ -> tables.erasePersonalData(now.minus(KEPT), now)));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> postmanTask(Postman postman) {
            return Tasks.recurring("postman", FixedDelay.ofSeconds(10)).execute((_, _) -> postman.round());
        }

        @Bean
        Task<Void> messageKeepingTask(Postman postman) {
            return Tasks.recurring("message-keeping", FixedDelay.ofHours(24)).execute((_, _) -> postman.forget());
        }
    }
}
