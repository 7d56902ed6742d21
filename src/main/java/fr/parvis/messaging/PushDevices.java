package fr.parvis.messaging;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.directory.Directory;
import fr.parvis.messaging.push.P256;
import fr.parvis.messaging.push.VapidKey;
import fr.parvis.platform.Ids;
import fr.parvis.platform.KeptSecrets;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Browsers that asked to be told about one thing each; a message to one of them has its id as recipient. */
@Component
public class PushDevices {
    private static final Logger LOG = LoggerFactory.getLogger(PushDevices.class);
    private static final String KEY = "messaging.vapid-key";
    private static final int MOST_OF_ONE_SUBJECT = 5;
    private static final int SECRET_BYTES = 16;

    /** @param subject like "ticket 0199…" */
    public record Device(UUID id, String subject, Language language) {}

    /** As a browser gives it ({@code PushSubscription.toJSON}). */
    public record Asked(
            @Nullable String endpoint,
            @Nullable String p256dh,
            @Nullable String auth) {}

    /**
     * What a page needs to offer it.
     *
     * @param key ours, for the browser
     * @param marks of the devices that are told already, with blanks between: SHA-256 of their addresses
     */
    public record Offer(String key, String marks) {}

    /** What is sealed. @param page that a press on the message opens */
    record Reaching(String endpoint, String p256dh, String auth, String page) {
        byte[] point() {
            return Base64.getUrlDecoder().decode(p256dh);
        }

        byte[] secret() {
            return Base64.getUrlDecoder().decode(auth);
        }
    }

    private final PushDeviceTables tables;
    private final PushAddress addresses;
    private final KeptSecrets secrets;
    private final Sealer sealer;
    private final JsonMapper json;
    private final Directory directory;
    private final Clock clock;

    PushDevices(
            PushDeviceTables tables,
            PushAddress addresses,
            KeptSecrets secrets,
            Sealer sealer,
            JsonMapper json,
            Directory directory,
            Clock clock) {
        this.tables = tables;
        this.addresses = addresses;
        this.secrets = secrets;
        this.sealer = sealer;
        this.json = json;
        this.directory = directory;
        this.clock = clock;
    }

    VapidKey key() {
        return VapidKey.of(secrets.of(KEY, () -> VapidKey.draw().secret()));
    }

    /** Empty when this instance cannot open its own key: then nobody is offered what would not work. */
    public Optional<Offer> offer(String subject) {
        try {
            return Optional.of(new Offer(key().publicKey(), String.join(" ", tables.marks(subject, clock.instant()))));
        } catch (Sealer.Unopened shut) {
            LOG.warn("no device can be told: {}", shut.getMessage());
            return Optional.empty();
        }
    }

    /**
     * @param topic the live topic whose change may concern it; "" for none
     * @param page that a press on the message opens, a path of ours
     * @throws ProblemException 400 when it is not what a browser gives, or no push service that is known
     */
    @Transactional
    public void add(String subject, String topic, Asked asked, String page, Language language, Instant until) {
        var reaching = reaching(asked, page);
        var mark = Sha256.of(reaching.endpoint());
        var sealed = sealer.seal(json.writeValueAsBytes(reaching), place(subject, mark));
        tables.put(
                directory.organisation().id(),
                new PushDeviceTables.Row(Ids.next(), subject, mark, sealed, until),
                topic,
                language,
                clock.instant());
        tables.keepNewest(subject, MOST_OF_ONE_SUBJECT);
    }

    private static void check(Reaching reaching) {
        try {
            P256.key(reaching.point());
            if (reaching.secret().length == SECRET_BYTES) {
                return;
            }
        } catch (IllegalArgumentException _) {
            // the same as a secret of another length
        }
        throw refused();
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    private static ProblemException refused() {
        return ProblemException.field("endpoint", "messaging", "push-address-refused");
    }

    private static String place(String subject, String mark) {
        return "messaging.push_device " + subject + " " + mark;
    }

    /**
     * A browser that has got another address goes on being told whatever it was told about. Who it is shows in the address of before and the
     * secret that went with it: the push service knows the one, the browser and this instance alone the other. Nothing happens, and nothing is
     * said, when they are not known.
     *
     * @throws ProblemException 400 when the new one is not what a browser gives, or no push service that is known
     */
    @Transactional
    public void renew(@Nullable String endpoint, @Nullable String auth, Asked asked) {
        var given = reaching(asked, "");
        var mark = Sha256.of(given.endpoint());
        for (var row : tables.marked(Sha256.of(text(endpoint)), clock.instant())) {
            var before = opened(row);
            if (!MessageDigest.isEqual(bytes(before.auth()), bytes(text(auth)))) {
                continue;
            }
            if (!mark.equals(row.mark())) {
                tables.remove(row.subject(), mark);
            }
            var now = new Reaching(given.endpoint(), given.p256dh(), given.auth(), before.page());
            tables.renew(row.id(), mark, sealer.seal(json.writeValueAsBytes(now), place(row.subject(), mark)));
        }
    }

    private static byte[] bytes(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    private Reaching reaching(Asked asked, String page) {
        var address = addresses.read(text(asked.endpoint())).orElseThrow(PushDevices::refused);
        var reaching = new Reaching(address.toString(), text(asked.p256dh()), text(asked.auth()), page);
        check(reaching);
        return reaching;
    }

    private Reaching opened(PushDeviceTables.Row row) {
        return json.readValue(sealer.open(row.sealed(), place(row.subject(), row.mark())), Reaching.class);
    }

    /** Nothing happens when it is not told. */
    @Transactional
    public void remove(String subject, @Nullable String endpoint) {
        tables.remove(subject, Sha256.of(text(endpoint)));
    }

    public List<Device> of(String subject) {
        return tables.of(subject, clock.instant());
    }

    /** Those whose subject may be concerned by a change of the topic. */
    public List<Device> on(String topic) {
        return tables.on(topic, clock.instant());
    }

    /** There is nothing more to tell about it, or nobody whom it would be about. */
    @Transactional
    public void forget(String subject) {
        tables.removeAll(subject);
    }

    /** Where a message goes. */
    record Open(URI address, String mark, String subject, Reaching reaching) {}

    Optional<Open> open(UUID device) {
        return tables.find(device)
                .filter(row -> row.until().isAfter(clock.instant()))
                .map(row -> {
                    var reaching = opened(row);
                    return new Open(URI.create(reaching.endpoint()), row.mark(), row.subject(), reaching);
                });
    }

    /** Its push service says that it is not there any more. */
    @Transactional
    void isGone(String mark) {
        tables.removeEverywhere(mark);
    }

    @Transactional
    int forgetOver() {
        return tables.removeOver(clock.instant());
    }

    /** The key is there before the first browser asks for it. */
    @Component
    @ConditionalOnWebApplication
    static class FirstStart {
        private final PushDevices devices;

        FirstStart(PushDevices devices) {
            this.devices = devices;
        }

        @EventListener(ApplicationReadyEvent.class)
        void makeKey() {
            try {
                devices.key();
            } catch (Sealer.Unopened shut) {
                LOG.warn("no device can be told: {}", shut.getMessage());
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> pushDeviceKeepingTask(PushDevices devices) {
            return Tasks.recurring("push-device-keeping", FixedDelay.ofHours(6))
                    .execute((_, _) -> devices.forgetOver());
        }
    }
}
