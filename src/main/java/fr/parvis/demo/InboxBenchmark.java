package fr.parvis.demo;

import fr.parvis.platform.Benchmark;
import fr.parvis.platform.database.EmbeddedDatabase;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * 200,000 messages in 80,000 requests, written from a fixed seed with words as unevenly frequent as those of a language, then the
 * whole page of a search as an agent asks for it over HTTP: frequent and rare words, two together, names, numbers, addresses,
 * and words that are mistyped.
 */
public final class InboxBenchmark implements Benchmark {
    private static final int REQUESTS = 80_000;
    private static final int MESSAGES = 200_000;
    private static final int ASKED = 400;
    private static final int COLD = 100;
    private static final List<String> KINDS =
            List.of("any word", "two words", "a mistyped word", "a beginning", "a number", "a name");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Override
    public String name() {
        return "inbox";
    }

    @Override
    public List<Figure> run() throws Exception {
        var data = Files.createTempDirectory("parvis-bench");
        try (var instance = BenchInstance.start(data)) {
            var began = System.nanoTime();
            fill(data);
            var figures = new ArrayList<Figure>();
            figures.add(Figure.noted("writing and indexing 200,000 messages", (System.nanoTime() - began) / 1e9, "s"));
            var agent = new SignedIn(instance);
            figures.addAll(search(agent, words(data)));
            figures.add(Figure.noted(
                    "list of the inbox with its counts, p95",
                    p95(times(agent, List.of("/agent/messages?vue=toutes"), ASKED)),
                    "ms"));
            return figures;
        } finally {
            BenchInstance.delete(data);
        }
    }

    private static List<Figure> search(SignedIn agent, List<String> words) throws IOException, InterruptedException {
        var random = new SplittableRandom(20_261_128);
        var asked = new ArrayList<String>();
        for (int i = 0; i < ASKED; i++) {
            var word = words.get((int) Math.pow(words.size(), random.nextDouble()) - 1);
            var rare = words.get(random.nextInt(words.size()));
            asked.add(
                    switch (i % KINDS.size()) {
                        case 0 -> word;
                        case 1 -> word + " " + rare;
                        case 2 -> mistyped(rare, random);
                        case 3 -> rare.substring(0, Math.max(4, rare.length() - 3));
                        case 4 -> "06" + (10_000_000 + random.nextInt(80_000_000));
                        default -> "Prénom" + random.nextInt(500) + " nom" + random.nextInt(REQUESTS);
                    });
        }
        var paths = asked.stream()
                .map(q -> "/agent/messages?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                .toList();
        var figures = new ArrayList<Figure>();
        figures.add(Figure.noted("the first 100 pages after the start, p95", p95(times(agent, paths, COLD)), "ms"));
        times(agent, paths.reversed(), ASKED);
        var times = times(agent, paths, ASKED);
        figures.add(Figure.atMost("inbox search over 200,000 messages, whole page, p95", p95(times), "ms", 50));
        for (int kind = 0; kind < KINDS.size(); kind++) {
            var of = new ArrayList<Double>();
            for (int i = kind; i < times.size(); i += KINDS.size()) {
                of.add(times.get(i));
            }
            figures.add(Figure.noted("of these " + KINDS.get(kind) + ", p95", p95(of), "ms"));
        }
        return figures;
    }

    private static List<Double> times(SignedIn agent, List<String> paths, int n)
            throws IOException, InterruptedException {
        var times = new ArrayList<Double>();
        for (int i = 0; i < n; i++) {
            var began = System.nanoTime();
            agent.get(paths.get(i % paths.size()));
            times.add((System.nanoTime() - began) / 1e6);
        }
        return times;
    }

    private static double p95(List<Double> times) {
        return times.stream().sorted().toList().get((int) (times.size() * 0.95));
    }

    private static String mistyped(String word, SplittableRandom random) {
        var at = 1 + random.nextInt(word.length() - 2);
        return word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
    }

    /** What the messages are made of, the most frequent first. */
    private static List<String> words(Path data) throws SQLException {
        var words = new ArrayList<String>();
        try (var connection = open(data);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select word from bench_word order by id")) {
            while (rows.next()) {
                words.add(rows.getString(1));
            }
        }
        return words;
    }

    private static java.sql.Connection open(Path data) throws SQLException {
        var database = Objects.requireNonNull(EmbeddedDatabase.running(data));
        return DriverManager.getConnection(database.url(), "postgres", database.password());
    }

    private static void fill(Path data) throws IOException, SQLException {
        try (var text = Objects.requireNonNull(InboxBenchmark.class.getResourceAsStream("/bench/inbox.sql"));
                var connection = open(data);
                var statement = connection.createStatement()) {
            statement.execute(new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(":requests", Integer.toString(REQUESTS))
                    .replace(":messages", Integer.toString(MESSAGES)));
        }
    }

    /** An agent's browser without scripts. */
    private static final class SignedIn {
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        private final String base;

        SignedIn(BenchInstance instance) throws IOException, InterruptedException {
            base = "http://localhost:" + instance.port();
            var account = instance.account("AGENT");
            var form = TOKEN.matcher(get("/connexion"));
            if (!form.find()) {
                throw new IOException("no form to sign in");
            }
            var typed = "username=" + encoded(account.login()) + "&password=" + encoded(account.password()) + "&_csrf="
                    + encoded(form.group(1));
            client.send(
                    HttpRequest.newBuilder(URI.create(base + "/connexion"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(typed))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }

        String get(String path) throws IOException, InterruptedException {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(path + " answered " + answer.statusCode());
            }
            return answer.body();
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
