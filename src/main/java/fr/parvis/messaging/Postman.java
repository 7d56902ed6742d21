package fr.parvis.messaging;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.messaging.Message.Reason;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.platform.GatewayPauses;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes messages to their gateways, one after the other, and again later when a gateway is away. A message is claimed before it
 * leaves, and no transaction is open while a gateway answers: nobody waits for a slow one. A stop between the gateway's yes and ours
 * sends that one message twice, under one Message-ID; none is lost.
 */
@Component
class Postman {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int MOST_AT_ONCE = 200;
    /** Tries in a row that came to nothing: the next round takes up what is left. */
    private static final int AWAY_AFTER = 3;

    /** Longer than the longest conversation with a gateway. */
    private static final Duration CLAIMED_FOR = Duration.ofMinutes(5);

    private static final Duration BUSY_FOR = Duration.ofSeconds(30);

    private final MessageTables tables;
    private final SmsTables sms;
    private final SendingPolicy policy;
    private final LastWords lastWords;
    private final Gateways gateways;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Postman(
            MessageTables tables,
            SmsTables sms,
            SendingPolicy policy,
            LastWords lastWords,
            Gateways gateways,
            TransactionTemplate transaction,
            Clock clock) {
        this.tables = tables;
        this.sms = sms;
        this.policy = policy;
        this.lastWords = lastWords;
        this.gateways = gateways;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Of all channels; answers how many have left. */
    int round() {
        return Arrays.stream(Channel.values()).mapToInt(this::round).sum();
    }

    int round(Channel channel) {
        transaction.executeWithoutResult(_ -> tables.dropUseless(clock.instant()));
        if (!gateways.channels().contains(channel)) {
            return 0;
        }
        int sent = 0;
        int away = 0;
        for (int i = 0; i < MOST_AT_ONCE && away < AWAY_AFTER; i++) {
            var claimed = Objects.requireNonNull(transaction.execute(_ -> claim(channel)));
            if (claimed instanceof NothingDue) {
                break;
            }
            if (claimed instanceof Due(var message)) {
                switch (carry(message)) {
                    case SENT -> {
                        sent++;
                        away = 0;
                    }
                    case REFUSED -> away = 0;
                    case AWAY -> away++;
                    case BUSY -> away = AWAY_AFTER;
                }
            }
        }
        return sent;
    }

    private sealed interface Claimed {}

    private record Due(Message message) implements Claimed {}

    private record HeldBack() implements Claimed {}

    private record NothingDue() implements Claimed {}

    private Claimed claim(Channel channel) {
        var now = clock.instant();
        var due = tables.claimDue(channel, now, now.plus(CLAIMED_FOR));
        if (due.isEmpty()) {
            return new NothingDue();
        }
        var message = lastWords.to(due.get().id()).map(due.get()::to).orElseGet(due::get);
        return switch (policy.of(message, now)) {
            case SendingPolicy.Leaves() -> new Due(message);
            case SendingPolicy.Waits(var until, var reason) -> {
                tables.waits(message.id(), until, reason);
                yield new HeldBack();
            }
            case SendingPolicy.Dropped(var reason) -> {
                tables.drop(message.id(), reason);
                yield new HeldBack();
            }
        };
    }

    private enum Outcome {
        SENT,
        REFUSED,
        AWAY,
        BUSY
    }

    private Outcome carry(Message message) {
        try {
            if (!gateways.hasTimeFor(message)) {
                return keep(Outcome.BUSY, () -> tables.waits(message.id(), clock.instant(), Reason.RATE));
            }
            var names = gateways.of(message.channel()).send(message);
            return keep(Outcome.SENT, () -> {
                var now = clock.instant();
                tables.sent(message.id(), now);
                if (!names.isEmpty()) {
                    sms.sentAs(message.id(), names, now);
                    tables.settle(message.id(), now);
                }
            });
        } catch (Gateway.Refused refused) {
            return keep(Outcome.REFUSED, () -> tables.notSent(message.id(), told(refused), null));
        } catch (Gateway.Busy busy) {
            LOG.info("message {} waits: {}", message.id(), busy.getMessage());
            return keep(
                    Outcome.BUSY,
                    () -> tables.waits(message.id(), clock.instant().plus(BUSY_FOR), Reason.RATE));
        } catch (IOException failure) {
            LOG.warn("message {} did not leave: {}", message.id(), failure.getMessage());
            return keep(Outcome.AWAY, () -> tables.notSent(message.id(), told(failure), next(message)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return keep(Outcome.BUSY, () -> tables.waits(message.id(), clock.instant(), Reason.NONE));
        }
    }

    private Outcome keep(Outcome outcome, Runnable change) {
        transaction.executeWithoutResult(_ -> change.run());
        return outcome;
    }

    private @Nullable Instant next(Message message) {
        return GatewayPauses.after(message.tries()).map(clock.instant()::plus).orElse(null);
    }

    private static String told(Exception failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> postmanTask(Postman postman) {
            return Tasks.recurring("postman", FixedDelay.ofSeconds(10)).execute((_, _) -> postman.round(Channel.EMAIL));
        }

        /** A slow mail server holds no SMS up. */
        @Bean
        Task<Void> smsPostmanTask(Postman postman) {
            return Tasks.recurring("postman-sms", FixedDelay.ofSeconds(10))
                    .execute((_, _) -> postman.round(Channel.SMS));
        }

        /** Those that could not leave at once, and those that nobody waits for. */
        @Bean
        Task<Void> pushPostmanTask(Postman postman) {
            return Tasks.recurring("postman-push", FixedDelay.ofSeconds(10))
                    .execute((_, _) -> postman.round(Channel.PUSH));
        }
    }
}
