package fr.parvis.platform;

import fr.parvis.platform.database.DatabaseUnavailable;
import fr.parvis.platform.database.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** The words of {@code ./parvis}, as options of the instance: {@code run} serves, every other word works and ends. */
public final class CommandLine {
    private static final Map<String, String> OPTIONS = Map.of(
            "--port", "server.port",
            "--data", "parvis.data",
            "--database", "parvis.database-url",
            "--config", "parvis.config",
            "--demo", "parvis.demo",
            "--demo-quiet", "parvis.demo-quiet");

    private CommandLine() {}

    public static void start(Class<?> application, String[] args) {
        var word = args.length == 0 ? "run" : args[0];
        var rest = new ArrayList<>(Arrays.asList(args).subList(Math.min(1, args.length), args.length));
        try {
            var lone = ServiceLoader.load(LoneWord.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(known -> known.word().equals(word))
                    .findFirst();
            if (lone.isPresent()) {
                System.exit(alone(lone.get(), rest));
            } else if (word.equals("run")) {
                serve(application, rest);
            } else {
                System.exit(work(application, word, rest));
            }
        } catch (WrongUse wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        } catch (RuntimeException failure) {
            System.err.println(reason(failure));
            System.exit(1);
        }
    }

    private static int alone(LoneWord word, List<String> args) {
        try {
            return word.run(args);
        } catch (IllegalArgumentException wrong) {
            throw new WrongUse(String.valueOf(wrong.getMessage()));
        }
    }

    private static void serve(Class<?> application, List<String> args) {
        var options = settings(args);
        if (!args.isEmpty()) {
            throw new WrongUse("Unknown option " + args.getFirst() + ". ./parvis help lists them all.");
        }
        var context = builder(application).run(arguments(options));
        var port = context.getEnvironment().getProperty("local.server.port", "8080");
        var address = context.getBean(ParvisSettings.class).publicUrl();
        System.out.println("Parvis is ready: " + (address.isEmpty() ? "http://localhost:" + port : address));
    }

    private static int work(Class<?> application, String word, List<String> args) {
        for (var foreign : List.of("--port", "--demo", "--demo-quiet")) {
            if (args.contains(foreign)) {
                throw new WrongUse("Unknown option " + foreign + " of " + word + ". ./parvis help lists them all.");
            }
        }
        var options = settings(args);
        var data = options.getOrDefault("parvis.data", "./data");
        options.put(
                "parvis.attach",
                Boolean.toString(!options.containsKey("parvis.database-url")
                        && EmbeddedDatabase.running(Path.of(data)) != null));
        options.put("db-scheduler.enabled", "false");
        try (ConfigurableApplicationContext context =
                builder(application).web(WebApplicationType.NONE).run(arguments(options))) {
            return context.getBeansOfType(CommandLineWord.class).values().stream()
                    .filter(known -> known.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new WrongUse("Unknown word " + word + ". ./parvis help lists them all."))
                    .run(args);
        }
    }

    private static SpringApplicationBuilder builder(Class<?> application) {
        return new SpringApplicationBuilder(application).logStartupInfo(false);
    }

    private static String[] arguments(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> "--" + option.getKey() + "=" + option.getValue())
                .toArray(String[]::new);
    }

    /** What the command line says wins over the environment, which wins over the configuration file. */
    private static Map<String, String> settings(List<String> args) {
        var options = options(args);
        var file = options.remove("parvis.config");
        var settings = new LinkedHashMap<String, String>();
        try {
            settings.putAll(GivenSettings.read(System.getenv(), file == null ? null : Path.of(file)));
        } catch (IllegalArgumentException wrong) {
            throw new WrongUse(String.valueOf(wrong.getMessage()));
        }
        settings.putAll(options);
        if ("true".equals(settings.get("parvis.demo")) && "true".equals(settings.get("parvis.demo-quiet"))) {
            throw new WrongUse("A demonstration is alive (--demo) or quiet (--demo-quiet), not both: choose one.");
        }
        return settings;
    }

    /** Takes the instance's own options out of the arguments. */
    private static Map<String, String> options(List<String> args) {
        var options = new LinkedHashMap<String, String>();
        for (var iterator = args.iterator(); iterator.hasNext(); ) {
            var name = iterator.next();
            var property = OPTIONS.get(name);
            if (property != null) {
                iterator.remove();
                if (name.startsWith("--demo")) {
                    options.put(property, "true");
                } else if (iterator.hasNext()) {
                    options.put(property, iterator.next());
                    iterator.remove();
                } else {
                    throw new WrongUse(name + " needs a value.");
                }
            }
        }
        var port = options.get("server.port");
        if (port != null && (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535)) {
            throw new WrongUse("--port needs a number from 0 to 65535, not " + port + ".");
        }
        return options;
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException port) {
                return "The port " + port.getPort() + " is in use: stop what uses it, or choose another with --port.";
            }
            if (cause instanceof DatabaseUnavailable || cause instanceof IllegalArgumentException) {
                return String.valueOf(cause.getMessage());
            }
        }
        var cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return "Parvis could not start: " + failure.getMessage() + (cause == failure ? "" : "\nbecause of " + cause);
    }

    private static final class WrongUse extends RuntimeException {
        WrongUse(String message) {
            super(message);
        }
    }
}
