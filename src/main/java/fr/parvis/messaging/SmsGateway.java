package fr.parvis.messaging;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Sends SMS through an HTTP gateway: its address holds {@code {to}} and {@code {text}}, and answers 2xx once it has the message. */
final class SmsGateway implements Gateway {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    SmsGateway(String address) {
        this.address = address;
    }

    @Override
    public NewMessage.Channel channel() {
        return NewMessage.Channel.SMS;
    }

    @Override
    public List<String> send(Message message) throws IOException, Refused {
        var target = address.replace("{to}", encoded(message.to())).replace("{text}", encoded(message.text()));
        var request = HttpRequest.newBuilder(URI.create(target))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        int status;
        try {
            status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while sending", interrupted);
        } catch (IOException failure) {
            // the address, which may hold a secret, is not repeated
            throw new IOException("the SMS gateway could not be reached", failure);
        }
        if (status == 400 || status == 404 || status == 422) {
            throw new Refused("the SMS gateway refuses the message (" + status + ")");
        }
        if (status == 429) {
            throw new Busy("the SMS gateway answered 429");
        }
        if (status / 100 != 2) {
            throw new IOException("the SMS gateway answered " + status);
        }
        return List.of();
    }

    private static String encoded(@org.jspecify.annotations.Nullable String text) {
        return URLEncoder.encode(Objects.requireNonNull(text), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
