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
        var file = demo(Path.of(options.getOrDefault("--data", "./data")));
        var place = file.sites().stream()
                .filter(one -> one.slug().equals(site))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No site « " + site + " » there: choose among "
                        + String.join(
                                ", ",
                                file.sites().stream().map(DemoFile.Place::slug).toList()) + "."));
        var simulation = new Simulation(
                options.getOrDefault("--url", file.baseUrl()), file, place, day(options.get("--day")), speed(options));
        return simulation.run();
    }

    private static DemoFile.File demo(Path data) {
        try {
            return JsonMapper.shared().readValue(Files.readString(DemoFile.in(data)), DemoFile.File.class);
        } catch (IOException | JacksonException unreadable) {
            throw new IllegalArgumentException("No readable " + DemoFile.in(data)
                    + ": start an instance with --demo or --demo-quiet, or say where with --data.");
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
