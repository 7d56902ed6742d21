package fr.parvis.messaging.incoming;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A token endpoint on this machine: answers as it is told to, and remembers what it was asked. */
public final class TokenServer implements AutoCloseable {
    /** @param json of the answer */
    public record Answer(int status, String json) {
        public static Answer token(String access, long seconds, String refresh) {
            return new Answer(
                    200,
                    "{\"token_type\":\"Bearer\",\"access_token\":\"%s\",\"expires_in\":%d%s}"
                            .formatted(
                                    access,
                                    seconds,
                                    refresh.isEmpty() ? "" : ",\"refresh_token\":\"" + refresh + "\""));
        }
    }

    private final HttpServer server;
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Map<String, String>, Answer> answers = _ -> new Answer(500, "");

    public TokenServer() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/token", exchange -> {
            var form = Arrays.stream(
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(
                            field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
            asked.add(form);
            var answer = answers.apply(form);
            var body = answer.json().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/token";
    }

    public void answer(Function<Map<String, String>, Answer> next) {
        answers = next;
    }

    /** The forms that were sent, oldest first. */
    public List<Map<String, String>> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
