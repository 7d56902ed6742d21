package fr.parvis.identity;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.CommandLineWord;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** {@code account create} and {@code account reset}: the first administrator, and rescue. */
@Component
class AccountWord implements CommandLineWord {
    private static final String USAGE = """
            usage: ./parvis account create --login LOGIN [--name NAME] --role ADMIN[,AGENT…] [--site SLUG,…] [--password-file FILE]
                   ./parvis account reset --login LOGIN [--password-file FILE]""";

    private static final Map<String, Set<String>> OPTIONS = Map.of(
            "create", Set.of("--login", "--name", "--role", "--site", "--password-file"),
            "reset", Set.of("--login", "--password-file"));
    private static final Set<Role> ROLES =
            Arrays.stream(Role.values()).filter(Role::isOfAccounts).collect(Collectors.toCollection(TreeSet::new));

    private final Accounts accounts;
    private final Directory directory;
    private final MessageSource messages;

    AccountWord(Accounts accounts, Directory directory, MessageSource messages) {
        this.accounts = accounts;
        this.directory = directory;
        this.messages = messages;
    }

    @Override
    public String word() {
        return "account";
    }

    @Override
    public int run(List<String> args) {
        PrintStream err = System.err;
        var options = new HashMap<String, String>();
        var allowed = args.isEmpty() ? null : OPTIONS.get(args.getFirst());
        for (int i = 1; i < args.size(); i += 2) {
            if (allowed != null && !allowed.contains(args.get(i))) {
                err.println("Unknown option " + args.get(i) + " of account " + args.getFirst() + ".\n" + USAGE);
                return 2;
            }
            options.put(args.get(i), i + 1 < args.size() ? args.get(i + 1) : "");
        }
        var login = options.get("--login");
        if (allowed == null || login == null || args.size() % 2 == 0) {
            err.println(USAGE);
            return 2;
        }
        try {
            var file = options.get("--password-file");
            var password = file == null ? Ids.token() : content(file);
            switch (args.getFirst()) {
                case "create" ->
                    accounts.create(
                            login,
                            options.getOrDefault("--name", login),
                            password,
                            null,
                            roles(options),
                            sites(options));
                case "reset" -> accounts.resetPassword(login, password);
                default -> {
                    err.println(USAGE);
                    return 2;
                }
            }
            System.out.println(file == null ? "Password of " + login + ": " + password : "Done: " + login);
            return 0;
        } catch (ProblemException refusal) {
            err.println(messages.getMessage(
                    refusal.getDetailMessageCode(), refusal.getDetailMessageArguments(), Locale.ENGLISH));
            return 1;
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage() + "\n" + USAGE);
            return 2;
        }
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (NoSuchFileException _) {
            throw new IllegalArgumentException("The password file " + file + " does not exist.");
        } catch (IOException _) {
            throw new IllegalArgumentException("The password file " + file + " cannot be read.");
        }
    }

    private static Role role(String name) {
        return ROLES.stream()
                .filter(role -> role.name().equals(name.strip()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("Unknown role " + name.strip() + ". Roles of an account: "
                                + ROLES.stream().map(Role::name).collect(Collectors.joining(", ")) + "."));
    }

    private static Set<Role> roles(HashMap<String, String> options) {
        return Arrays.stream(options.getOrDefault("--role", "")
                        .toUpperCase(Locale.ROOT)
                        .split(","))
                .filter(role -> !role.isBlank())
                .map(AccountWord::role)
                .collect(Collectors.toSet());
    }

    private Set<java.util.UUID> sites(HashMap<String, String> options) {
        return Arrays.stream(options.getOrDefault("--site", "").split(","))
                .filter(slug -> !slug.isBlank())
                .map(slug -> directory
                        .findSite(slug)
                        .orElseThrow(() -> new IllegalArgumentException("There is no site " + slug + ".")))
                .map(Site::id)
                .collect(Collectors.toSet());
    }
}
