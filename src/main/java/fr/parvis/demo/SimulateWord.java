package fr.parvis.demo;

import fr.parvis.platform.LoneWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./parvis simulate}: plays a day against a running demonstration. */
public final class SimulateWord implements LoneWord {
    private static final Set<String> OPTIONS = Set.of("--site", "--day", "--speed", "--url", "--data");

    @Override
    public String word() {
        return "simulate";
    }

    @Override
    public int run(List<String> args) {
        var options = new HashMap<String, String>();
        for (int i = 0; i < args.size(); i += 2) {
            if (!OPTIONS.contains(args.get(i))) {
                throw new IllegalArgumentException("Unknown option " + args.get(i) + ". ./parvis help lists them all.");
            }
            if (i + 1 == args.size()) {
                throw new IllegalArgumentException(args.get(i) + " needs a value.");
            }
            options.put(args.get(i), args.get(i + 1));
        }
        var site = options.get("--site");
        if (site == null) {
            throw new IllegalArgumentException("simulate needs --site SLUG, for instance --site hotel-de-ville.");
        }
        var day = day(options.get("--day"));
        var speed = speed(options);
        var path = DemoFile.in(Path.of(options.getOrDefault("--data", "./data")));
        var file = demo(path);
        if (file.isEmpty()) {
            return refused("No readable " + path
                    + ": start an instance with --demo or --demo-quiet, or say where with --data.");
        }
        var sites = file.get().sites();
        var place = sites.stream().filter(one -> one.slug().equals(site)).findFirst();
        if (place.isEmpty()) {
            return refused("No site « " + site + " » there: choose among "
                    + String.join(", ", sites.stream().map(DemoFile.Place::slug).toList()) + ".");
        }
        var url = options.getOrDefault("--url", file.get().baseUrl());
        return new Simulation(url, file.get(), place.get(), day, speed).run();
    }

    private static int refused(String reason) {
        System.err.println(reason);
        return 1;
    }

    private static Optional<DemoFile.File> demo(Path path) {
        try {
            return Optional.of(JsonMapper.shared().readValue(Files.readString(path), DemoFile.File.class));
        } catch (IOException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private static LocalDate day(@org.jspecify.annotations.Nullable String text) {
        try {
            return text == null ? LocalDate.now(Clock.system(ZoneId.of(TownPlan.ZONE))) : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException("--day needs a date like 2026-03-02, not " + text + ".");
        }
    }

    private static double speed(HashMap<String, String> options) {
        var text = options.getOrDefault("--speed", "60");
        try {
            var speed = Double.parseDouble(text);
            if (speed >= 1 && speed <= 100_000) {
                return speed;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new IllegalArgumentException("--speed needs a number from 1 to 100000, not " + text + ".");
    }
}
