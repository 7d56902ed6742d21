package fr.parvis.demo;

import fr.parvis.platform.Benchmark;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole national set brought into an instance, then every judged question asked over HTTP. The set is not part of Parvis:
 * {@code PARVIS_SHEETS} names its folder, zip or tgz. Run from the checkout, where the questions are. With {@code --misses}
 * it also names the questions of the sets for tuning whose expected sheet is not first; those of the other sets are never shown,
 * so that nobody tunes on them.
 */
public final class SearchBenchmark implements Benchmark {
    private static final Path QUESTIONS = Path.of("src", "test", "resources", "search", "judged.tsv");
    private static final int SHOWN = 5;
    private static final int WARM_UP = 60;

    private record Question(String words, Set<String> expected, String set) {}

    /** @param open its questions are for tuning, so its misses may be looked at */
    private record Judged(String name, String what, boolean open) {}

    private static final List<Judged> SETS = List.of(
            new Judged("tune", "tuning half", true),
            new Judged("more", "more for tuning", true),
            new Judged("held", "half held out", false),
            new Judged("new", "fresh set", false),
            new Judged("strangers", "by somebody who saw only titles, then used for tuning", true),
            new Judged("strangers-held", "by somebody who saw only titles, never looked at", false));

    @Override
    public String name() {
        return "search";
    }

    @Override
    public List<Figure> run() throws Exception {
        return run(List.of());
    }

    @Override
    public List<Figure> run(List<String> options) throws Exception {
        var sheets = System.getenv("PARVIS_SHEETS");
        if (sheets == null || !Files.exists(QUESTIONS)) {
            System.err.println(
                    "search: not measured. Set PARVIS_SHEETS to the national set (a folder, a zip or a tgz) and run from the checkout.");
            return List.of();
        }
        var data = Files.createTempDirectory("parvis-bench");
        try (var instance = BenchInstance.start(data)) {
            var figures = new ArrayList<Figure>();
            var began = System.nanoTime();
            bringIn(sheets, data);
            figures.add(
                    Figure.atMost("import of the whole set of sheets", (System.nanoTime() - began) / 1e9, "s", 180));
            figures.addAll(ask(instance, options.contains("--misses")));
            return figures;
        } finally {
            BenchInstance.delete(data);
        }
    }

    private static void bringIn(String sheets, Path data) throws IOException, InterruptedException {
        var done = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("java.class.path"),
                        "import",
                        "sheets",
                        sheets,
                        "--data",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (done != 0) {
            throw new IOException("the set at " + sheets + " could not be imported");
        }
    }

    private static List<Figure> ask(BenchInstance instance, boolean misses) throws IOException, InterruptedException {
        var questions = questions();
        for (var question : questions.subList(0, Math.min(WARM_UP, questions.size()))) {
            answers(instance, question);
        }
        var times = new ArrayList<Double>();
        var figures = new ArrayList<Figure>();
        for (var set : SETS) {
            var asked = questions.stream()
                    .filter(one -> one.set().equals(set.name()))
                    .toList();
            double first = 0;
            double shown = 0;
            double reciprocal = 0;
            for (var question : asked) {
                var began = System.nanoTime();
                var answers = answers(instance, question);
                times.add((System.nanoTime() - began) / 1e6);
                var place = answers.indexOf(answers.stream()
                        .filter(question.expected()::contains)
                        .findFirst()
                        .orElse(""));
                first += place == 0 ? 1 : 0;
                shown += place >= 0 ? 1 : 0;
                reciprocal += place >= 0 ? 1.0 / (place + 1) : 0;
                if (misses && set.open() && place != 0) {
                    System.out.printf(
                            "%-60s expected %s %s, found %s%n",
                            question.words(),
                            question.expected(),
                            place < 0 ? "missing" : "at " + (place + 1),
                            answers);
                }
            }
            var n = Math.max(1, asked.size());
            var of = set.what() + ", " + asked.size() + " questions: ";
            figures.add(Figure.noted(of + "expected sheet first", 100 * first / n, "%"));
            figures.add(Figure.noted(of + "in the first five", 100 * shown / n, "%"));
            figures.add(Figure.noted(of + "MRR@5", reciprocal / n, ""));
        }
        times.sort(null);
        figures.add(Figure.atMost("procedure search, p95", times.get((int) (times.size() * 0.95)), "ms", 30));
        return figures;
    }

    private static List<String> answers(BenchInstance instance, Question question)
            throws IOException, InterruptedException {
        var answer = instance.get("/api/v1/procedures?limit=" + SHOWN + "&q="
                + URLEncoder.encode(question.words(), StandardCharsets.UTF_8));
        var body = answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip")
                ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes()
                : answer.body();
        var ids = new ArrayList<String>();
        JsonMapper.shared()
                .readTree(body)
                .path("results")
                .forEach(one -> ids.add(one.path("id").asString()));
        return ids;
    }

    private static List<Question> questions() throws IOException {
        return Files.readAllLines(QUESTIONS).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .map(parts -> new Question(parts[0], Set.copyOf(Arrays.asList(parts[1].split(","))), parts[2]))
                .toList();
    }
}
