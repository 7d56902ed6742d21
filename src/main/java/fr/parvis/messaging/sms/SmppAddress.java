package fr.parvis.messaging.sms;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * {@code smpp://user:secret@host:2775?from=VILLE}, or {@code smpps://} under TLS. Never shown: it holds the secret.
 *
 * @param from what messages come from: a number, a short number or a name; "" leaves it to the centre
 * @param systemType what some centres ask for in {@code ?system-type=}; "" mostly
 */
public record SmppAddress(
        String host, int port, boolean secure, String user, String secret, String from, String systemType) {
    private static final int USUAL_PORT = 2775;
    private static final int USUAL_SECURE_PORT = 3550;

    public static boolean isOne(String url) {
        return url.startsWith("smpp://") || url.startsWith("smpps://");
    }

    public static SmppAddress of(String url) {
        var address = URI.create(url);
        var secure = address.getScheme().equals("smpps");
        var user = Objects.requireNonNullElse(address.getRawUserInfo(), "").split(":", 2);
        var more = parameters(Objects.requireNonNullElse(address.getRawQuery(), ""));
        return new SmppAddress(
                address.getHost(),
                address.getPort() > 0 ? address.getPort() : secure ? USUAL_SECURE_PORT : USUAL_PORT,
                secure,
                decoded(user[0]),
                user.length > 1 ? decoded(user[1]) : "",
                more.getOrDefault("from", ""),
                more.getOrDefault("system-type", ""));
    }

    private static Map<String, String> parameters(String query) {
        var found = new HashMap<String, String>();
        for (var one : query.split("&", -1)) {
            var parts = one.split("=", 2);
            found.put(parts[0], parts.length > 1 ? decoded(parts[1]) : "");
        }
        return found;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
