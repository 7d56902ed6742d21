package fr.parvis.procedures.refresh;

import fr.parvis.procedures.refresh.RefreshFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/**
 * Fetches one archive, within bounds of size and time. Only http and https, wherever the answer leads; addresses inside the
 * organisation's network are allowed, since it may keep its own copy. No address outside leads inside, and none that is
 * encrypted to one that is not.
 */
final class Download {
    private static final Duration TO_CONNECT = Duration.ofSeconds(15);
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int CHUNK = 1 << 16;

    private final long mostBytes;
    private final Duration longest;
    private final Function<String, Reach> reaches;

    Download(long mostBytes, Duration longest) {
        this(mostBytes, longest, Reach::of);
    }

    Download(long mostBytes, Duration longest, Function<String, Reach> reaches) {
        this.mostBytes = mostBytes;
        this.longest = longest;
        this.reaches = reaches;
    }

    static boolean isWeb(URI address) {
        return ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()))
                && address.getHost() != null
                && address.getUserInfo() == null;
    }

    /** @return a file in the folder, named for what it is: a zip or a tgz */
    Path fetch(URI address, Path folder) throws RefreshFailure, IOException {
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT)
                .build()) {
            var watch = Thread.ofVirtual().start(() -> stopAfterAWhile(client));
            var began = System.nanoTime();
            try {
                return fetch(client, address, folder);
            } catch (IOException failure) {
                if (failure instanceof HttpTimeoutException || System.nanoTime() - began >= longest.toNanos()) {
                    throw new RefreshFailure(Reason.TOO_SLOW, longest.toMinutes() + " min");
                }
                if (failure instanceof ConnectException) {
                    throw new RefreshFailure(Reason.UNREACHABLE, address.getHost());
                }
                throw failure;
            } finally {
                watch.interrupt();
                client.shutdownNow();
            }
        }
    }

    private void stopAfterAWhile(HttpClient client) {
        try {
            Thread.sleep(longest);
            client.shutdownNow();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Path fetch(HttpClient client, URI first, Path folder) throws RefreshFailure, IOException {
        var address = first;
        var before = first;
        var outside = false;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            if (!isWeb(address)) {
                throw new RefreshFailure(Reason.REDIRECTED_AWAY, String.valueOf(address.getScheme()));
            }
            var reach = reaches.apply(address.getHost());
            if (reach == Reach.NEVER) {
                throw new RefreshFailure(Reason.FORBIDDEN_ADDRESS, address.getHost());
            }
            if (outside && reach == Reach.INSIDE || weakens(before, address)) {
                throw new RefreshFailure(Reason.REDIRECTED_AWAY, address.getScheme() + "://" + address.getHost());
            }
            outside |= reach == Reach.EVERYWHERE;
            before = address;
            var answer = send(client, address);
            try (var body = answer.body()) {
                if (!REDIRECTS.contains(answer.statusCode())) {
                    return saved(answer, body, folder);
                }
                address =
                        address.resolve(answer.headers().firstValue("Location").orElse(""));
            } catch (IllegalArgumentException _) {
                throw new RefreshFailure(Reason.REDIRECTED_AWAY, "?");
            }
        }
        throw new RefreshFailure(Reason.REDIRECTED_AWAY, MOST_REDIRECTS + "+");
    }

    /** What was promised to travel encrypted would not. */
    static boolean weakens(URI from, URI to) {
        return "https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme());
    }

    private HttpResponse<InputStream> send(HttpClient client, URI address) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(longest)
                            .header("User-Agent", "Parvis")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    private Path saved(HttpResponse<InputStream> answer, InputStream body, Path folder)
            throws RefreshFailure, IOException {
        if (answer.statusCode() != 200) {
            throw new RefreshFailure(Reason.REFUSED, Integer.toString(answer.statusCode()));
        }
        if (answer.headers().firstValueAsLong("Content-Length").orElse(0) > mostBytes) {
            throw tooLarge();
        }
        var start = body.readNBytes(2);
        var file = folder.resolve("sheets" + ending(start));
        try (var out = Files.newOutputStream(file)) {
            out.write(start);
            long size = start.length;
            var chunk = new byte[CHUNK];
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                size += read;
                if (size > mostBytes) {
                    throw tooLarge();
                }
                out.write(chunk, 0, read);
            }
        }
        return file;
    }

    private RefreshFailure tooLarge() {
        return new RefreshFailure(Reason.TOO_LARGE, (mostBytes >> 20) + " MB");
    }

    /** What a file is, is told by its first bytes: addresses and types sent with it are often wrong. */
    private static String ending(byte[] start) throws RefreshFailure {
        if (start.length == 2 && start[0] == 'P' && start[1] == 'K') {
            return ".zip";
        }
        if (start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b) {
            return ".tgz";
        }
        throw new RefreshFailure(Reason.NO_ARCHIVE, "");
    }
}
