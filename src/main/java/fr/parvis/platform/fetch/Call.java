package fr.parvis.platform.fetch;

import fr.parvis.platform.fetch.FetchFailure.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells another machine something and hears what it answers, within bounds of size and time. Redirections are answers like any other:
 * what is told goes to the address that was given, and nowhere else.
 */
public final class Call {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final HttpClient CLIENT = client().build();

    /** @param text the beginning of what was answered, up to the bound */
    public record Answer(int status, String text) {
        public boolean isGood() {
            return status / 100 == 2;
        }
    }

    private final int mostBytes;
    private final Duration longest;
    private final Function<String, Reach> reaches;
    private final HttpClient client;

    /** @param reaches from where a host can be reached, as {@link Reach#of(String)} tells; narrower where less is to be called */
    public Call(int mostBytes, Duration longest, Function<String, Reach> reaches) {
        this(mostBytes, longest, reaches, CLIENT);
    }

    /** @param trust whose certificates are believed, where more than the usual ones are */
    public Call(int mostBytes, Duration longest, Function<String, Reach> reaches, SSLContext trust) {
        this(mostBytes, longest, reaches, client().sslContext(trust).build());
    }

    private Call(int mostBytes, Duration longest, Function<String, Reach> reaches, HttpClient client) {
        this.mostBytes = mostBytes;
        this.longest = longest;
        this.reaches = reaches;
        this.client = client;
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT);
    }

    /**
     * @param body null for none
     * @throws IOException without anything of the address in its words
     */
    public Answer send(String method, URI address, Map<String, String> headers, @Nullable String body)
            throws FetchFailure, IOException, InterruptedException {
        return sendBytes(method, address, headers, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param body null for none
     * @throws IOException without anything of the address in its words
     */
    public Answer sendBytes(String method, URI address, Map<String, String> headers, byte @Nullable [] body)
            throws FetchFailure, IOException, InterruptedException {
        if (!Fetch.isWeb(address)) {
            throw new FetchFailure(Reason.FORBIDDEN_ADDRESS, String.valueOf(address.getScheme()));
        }
        if (reaches.apply(address.getHost()) == Reach.NEVER) {
            throw new FetchFailure(Reason.FORBIDDEN_ADDRESS, address.getHost());
        }
        var request = HttpRequest.newBuilder(address)
                .timeout(longest)
                .header("User-Agent", "Parvis")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        var sent = client.sendAsync(request.build(), _ -> new Beginning(mostBytes));
        try {
            var answer = sent.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), answer.body());
        } catch (TimeoutException _) {
            throw tooSlow();
        } catch (ExecutionException failure) {
            throw asTold(failure.getCause(), address);
        } finally {
            sent.cancel(true);
        }
    }

    private FetchFailure tooSlow() {
        return new FetchFailure(Reason.TOO_SLOW, longest.toSeconds() + " s");
    }

    private IOException asTold(@Nullable Throwable cause, URI address) throws FetchFailure {
        if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
            throw tooSlow();
        }
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException) {
            throw new FetchFailure(Reason.UNREACHABLE, address.getHost());
        }
        return new IOException(cause == null ? "unknown" : cause.getClass().getSimpleName());
    }

    /** However much is answered, no more is read than is wanted. */
    private static final class Beginning implements HttpResponse.BodySubscriber<String> {
        private final CompletableFuture<String> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final int most;
        private Flow.@Nullable Subscription subscription;

        Beginning(int most) {
            this.most = most;
        }

        @Override
        public CompletionStage<String> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription one) {
            subscription = one;
            one.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> pieces) {
            for (var piece : pieces) {
                var bytes = new byte[Math.min(piece.remaining(), most - read.size())];
                piece.get(bytes);
                read.writeBytes(bytes);
            }
            if (read.size() >= most && subscription != null) {
                subscription.cancel();
                onComplete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(read.toString(StandardCharsets.UTF_8));
        }
    }
}
