package fr.parvis.messaging;

import fr.parvis.messaging.push.P256;
import fr.parvis.messaging.push.PushContent;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.fetch.Call;
import fr.parvis.platform.fetch.FetchFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Brings messages to the push services that browsers have named (RFC 8030), which bring them to the browser. */
@Component
class PushGateway implements Gateway {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_BYTES = 1000;
    private static final Duration USEFUL = Duration.ofDays(1);
    private static final Duration LONGEST_USEFUL = Duration.ofDays(28);
    private static final int TOPIC_BYTES = 24;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;

    private final PushDevices devices;
    private final PushContact contact;
    private final JsonMapper json;
    private final Clock clock;
    private final Call call;

    PushGateway(PushDevices devices, PushAddress addresses, PushContact contact, JsonMapper json, Clock clock) {
        this.devices = devices;
        this.contact = contact;
        this.json = json;
        this.clock = clock;
        this.call = new Call(MOST_BYTES, PATIENCE, addresses::reach);
    }

    @Override
    public NewMessage.Channel channel() {
        return NewMessage.Channel.PUSH;
    }

    @Override
    public List<String> send(Message message) throws IOException, Refused {
        var to = opened(message);
        var content = PushContent.encrypted(
                json.writeValueAsBytes(shown(message, to)),
                P256.key(to.reaching().point()),
                to.reaching().secret());
        int status;
        try {
            status = call.sendBytes("POST", to.address(), headers(message, to), content)
                    .status();
        } catch (FetchFailure failure) {
            if (failure.reason() == FetchFailure.Reason.FORBIDDEN_ADDRESS) {
                throw new Refused("this push service is not one of PARVIS_PUSH_HOSTS");
            }
            throw new IOException("the push service could not be reached", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while sending", interrupted);
        }
        return answered(status, to);
    }

    private List<String> answered(int status, PushDevices.Open to) throws IOException, Refused {
        if (status / 100 == 2) {
            return List.of();
        }
        switch (status) {
            case NOT_FOUND, GONE -> {
                devices.isGone(to.mark());
                throw new Refused("the browser takes no messages any more");
            }
            case TOO_MANY -> throw new Busy("the push service answered 429");
            default -> {
                if (status / 100 == 4) {
                    throw new Refused("the push service answered " + status);
                }
                throw new IOException("the push service answered " + status);
            }
        }
    }

    private PushDevices.Open opened(Message message) throws IOException, Refused {
        try {
            return devices.open(UUID.fromString(Objects.requireNonNull(message.to())))
                    .orElseThrow(() -> new Refused("this device is not told any more"));
        } catch (Sealer.Unopened shut) {
            throw new IOException(shut.getMessage(), shut);
        }
    }

    /** As {@code sw.js} reads it. */
    private static Map<String, String> shown(Message message, PushDevices.Open to) {
        return Map.of(
                "title",
                Objects.requireNonNullElse(message.subject(), ""),
                "body",
                Objects.requireNonNullElse(message.text(), ""),
                "page",
                to.reaching().page());
    }

    private Map<String, String> headers(Message message, PushDevices.Open to) {
        var now = clock.instant();
        var until = message.usefulUntil();
        var useful = until == null ? USEFUL : Duration.between(now, until);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/octet-stream");
        headers.put("Content-Encoding", "aes128gcm");
        headers.put("TTL", Long.toString(Math.clamp(useful.toSeconds(), 0, LONGEST_USEFUL.toSeconds())));
        headers.put("Urgency", message.urgent() ? "high" : "normal");
        // of those that a browser has not fetched yet, the last one about the same thing is enough
        headers.put("Topic", topic(to.subject()));
        headers.put("Authorization", devices.key().authorization(to.address(), contact.address(), now));
        return headers;
    }

    private static String topic(String subject) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, TOPIC_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
