package fr.parvis.platform.fetch;

import fr.parvis.platform.fetch.FetchFailure.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/**
 * Fetches what an address answers, within bounds of size and time. Only http and https, wherever the answer leads. No address outside
 * leads inside the organisation's network, and none that is encrypted to one that is not.
 */
public final class Fetch {
    private static final Duration TO_CONNECT = Duration.ofSeconds(15);
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** What is made of the answer. */
    public interface Reading<T> {
        T of(InputStream body) throws IOException;
    }

    private final long mostBytes;
    private final Duration longest;
    private final Function<String, Reach> reaches;

    /** @param reaches from where a host can be reached, as {@link Reach#of(String)} tells; narrower where less is to be called */
    public Fetch(long mostBytes, Duration longest, Function<String, Reach> reaches) {
        this.mostBytes = mostBytes;
        this.longest = longest;
        this.reaches = reaches;
    }

    /** With a host, and without a password in it. */
    public static boolean isWeb(URI address) {
        return ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()))
                && address.getHost() != null
                && address.getUserInfo() == null;
    }

    /** @throws IOException when the answer breaks off, or from the reading */
    public <T> T get(URI address, Reading<T> reading) throws FetchFailure, IOException {
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(longest.compareTo(TO_CONNECT) < 0 ? longest : TO_CONNECT)
                .build()) {
            var watch = Thread.ofVirtual().start(() -> stopAfterAWhile(client));
            var began = System.nanoTime();
            try {
                return get(client, address, reading);
            } catch (TooLarge _) {
                throw tooLarge();
            } catch (IOException failure) {
                if (failure instanceof HttpTimeoutException || System.nanoTime() - began >= longest.toNanos()) {
                    throw new FetchFailure(Reason.TOO_SLOW, longest.toSeconds() + " s");
                }
                if (failure instanceof ConnectException) {
                    throw new FetchFailure(Reason.UNREACHABLE, address.getHost());
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

    private <T> T get(HttpClient client, URI first, Reading<T> reading) throws FetchFailure, IOException {
        var address = first;
        var before = first;
        var outside = false;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            if (!isWeb(address)) {
                throw new FetchFailure(Reason.REDIRECTED_AWAY, String.valueOf(address.getScheme()));
            }
            var reach = reaches.apply(address.getHost());
            if (reach == Reach.NEVER) {
                throw new FetchFailure(Reason.FORBIDDEN_ADDRESS, address.getHost());
            }
            if (outside && reach == Reach.INSIDE || weakens(before, address)) {
                throw new FetchFailure(Reason.REDIRECTED_AWAY, address.getScheme() + "://" + address.getHost());
            }
            outside |= reach == Reach.EVERYWHERE;
            before = address;
            var answer = send(client, address);
            try (var body = answer.body()) {
                if (!REDIRECTS.contains(answer.statusCode())) {
                    return read(answer, body, reading);
                }
                address = leadsTo(address, answer);
            }
        }
        throw new FetchFailure(Reason.REDIRECTED_AWAY, MOST_REDIRECTS + "+");
    }

    private static URI leadsTo(URI address, HttpResponse<InputStream> answer) throws FetchFailure {
        try {
            return address.resolve(answer.headers().firstValue("Location").orElse(""));
        } catch (IllegalArgumentException _) {
            throw new FetchFailure(Reason.REDIRECTED_AWAY, "?");
        }
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

    private <T> T read(HttpResponse<InputStream> answer, InputStream body, Reading<T> reading)
            throws FetchFailure, IOException {
        if (answer.statusCode() != 200) {
            throw new FetchFailure(Reason.REFUSED, Integer.toString(answer.statusCode()));
        }
        if (answer.headers().firstValueAsLong("Content-Length").orElse(0) > mostBytes) {
            throw tooLarge();
        }
        return reading.of(new Bounded(body));
    }

    private FetchFailure tooLarge() {
        return new FetchFailure(Reason.TOO_LARGE, (mostBytes >> 20) + " MB");
    }

    private static final class TooLarge extends IOException {}

    /** Whatever length was announced, no more is read than is allowed. */
    private final class Bounded extends FilterInputStream {
        private long size;

        Bounded(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int read = super.read(bytes, from, most);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws TooLarge {
            size += read;
            if (size > mostBytes) {
                throw new TooLarge();
            }
        }
    }
}
