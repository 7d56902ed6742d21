package fr.parvis.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./parvis bench [NAME] [--option]}: a table on the terminal and {@code target/bench.json}. */
public final class BenchWord implements LoneWord {
    @Override
    public String word() {
        return "bench";
    }

    @Override
    public int run(List<String> given) {
        var options = given.stream().filter(arg -> arg.startsWith("--")).toList();
        var args = given.stream().filter(arg -> !arg.startsWith("--")).toList();
        var known = ServiceLoader.load(Benchmark.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        var chosen = known.stream()
                .filter(benchmark -> args.isEmpty() || args.contains(benchmark.name()))
                .toList();
        if (chosen.isEmpty() || args.size() > 1) {
            throw new IllegalArgumentException("Unknown benchmark. Known: "
                    + String.join(", ", known.stream().map(Benchmark::name).toList()) + ".");
        }
        var figures = new ArrayList<Benchmark.Figure>();
        for (var benchmark : chosen) {
            try {
                figures.addAll(benchmark.run(options));
            } catch (Exception failure) {
                System.err.println("The benchmark " + benchmark.name() + " failed: " + failure.getMessage());
                return 1;
            }
        }
        for (var figure : figures) {
            System.out.printf(
                    "%-58s %12.2f %-8s %-16s %s%n",
                    figure.what(),
                    figure.value(),
                    figure.unit(),
                    figure.budget(),
                    figure.budget().isEmpty() ? "" : figure.kept() ? "kept" : "MISSED");
        }
        try {
            Files.createDirectories(Path.of("target"));
            Files.writeString(
                    Path.of("target", "bench.json"),
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
        } catch (java.io.IOException failure) {
            System.err.println("target/bench.json could not be written: " + failure.getMessage());
            return 1;
        }
        return figures.stream().allMatch(Benchmark.Figure::kept) ? 0 : 1;
    }
}
