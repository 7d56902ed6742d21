package fr.parvis.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Somebody with a browser that runs no script: keeps cookies, sends forms, follows nothing by itself. */
public final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final AtomicInteger ELSEWHERE = new AtomicInteger();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client;
    private final String base;

    public Visitor(int port) {
        this.base = "http://localhost:" + port;
        this.client = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    /** Somebody at an address that no other test has: what is counted by address is theirs alone. */
    public static Visitor elsewhere(int port) {
        var nth = ELSEWHERE.incrementAndGet();
        return new Visitor(port, "127.1." + nth / 250 + "." + (nth % 250 + 1));
    }

    private Visitor(int port, String address) {
        this.base = "http://127.0.0.1:" + port;
        try {
            this.client = HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .localAddress(InetAddress.getByName(address))
                    .build();
        } catch (UnknownHostException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public HttpResponse<String> open(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    /** Opens a page with a browser that asks for these languages. */
    public HttpResponse<String> open(String path, String acceptLanguage) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept-Language", acceptLanguage)
                .GET());
    }

    /** Sends a form with the proof that it came from the page where it stands; names and values in turn. */
    public HttpResponse<String> send(String page, String action, String... typed) {
        var found = TOKEN.matcher(open(page).body());
        if (!found.find()) {
            throw new AssertionError("no form on " + page);
        }
        var fields = new ArrayList<>(List.of(typed));
        fields.addAll(List.of("_csrf", found.group(1)));
        return sendBare(action, fields.toArray(String[]::new));
    }

    /** Sends a form with files, each by the name that it has on the device; with the proof as {@link #send}. */
    public HttpResponse<String> sendFiles(
            String page, String action, String field, Map<String, byte[]> files, String... typed) {
        var found = TOKEN.matcher(open(page).body());
        if (!found.find()) {
            throw new AssertionError("no form on " + page);
        }
        var fields = new ArrayList<>(List.of(typed));
        fields.addAll(List.of("_csrf", found.group(1)));
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < fields.size(); i += 2) {
            body.writeBytes("--parvis\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(fields.get(i), fields.get(i + 1))
                    .getBytes(StandardCharsets.UTF_8));
        }
        files.forEach((name, content) -> {
            body.writeBytes("--parvis\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n"
                    .formatted(field, name)
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        body.writeBytes("--parvis--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(base + action))
                .header("Content-Type", "multipart/form-data; boundary=parvis")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Sends a form that no page of ours has made. */
    public HttpResponse<String> sendBare(String action, String... typed) {
        var body = new StringBuilder();
        for (int i = 0; i < typed.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(encoded(typed[i])).append('=').append(encoded(typed[i + 1]));
        }
        return send(HttpRequest.newBuilder(URI.create(base + action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Where an answer leads, from the root of the site; "" when it leads nowhere. */
    public static String goesTo(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    public HttpResponse<String> signIn(String login, String password) {
        return send("/connexion", "/connexion", "username", login, "password", password);
    }

    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Takes over somebody's cookie. */
    public void putCookie(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(base), cookie);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }
}
