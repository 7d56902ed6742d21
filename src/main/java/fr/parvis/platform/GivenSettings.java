package fr.parvis.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings given by environment variables ({@code PARVIS_…}, {@code PARVIS_…_FILE}) and by the lines {@code name = value}
 * of a configuration file. What is unknown or malformed stops the start, with its place and what was expected.
 */
final class GivenSettings {
    private static final String PREFIX = "PARVIS_";
    private static final String FROM_FILE = "_FILE";

    private record Setting(String property, String expected, Predicate<String> wellFormed) {}

    private static final Map<String, Setting> KNOWN = Map.ofEntries(
            Map.entry("PARVIS_DATA", new Setting("parvis.data", "a folder", value -> !value.isBlank())),
            Map.entry("PARVIS_PORT", new Setting("server.port", "a port from 0 to 65535", GivenSettings::isPort)),
            Map.entry(
                    "PARVIS_DATABASE_URL",
                    new Setting(
                            "parvis.database-url",
                            "jdbc:postgresql://host:5432/name?user=…",
                            value -> value.startsWith("jdbc:postgresql:"))),
            Map.entry(
                    "PARVIS_PUBLIC_URL",
                    new Setting(
                            "parvis.public-url",
                            "an address like https://accueil.ville.example, without a final slash",
                            value -> value.matches("https?://[^\\s/?#]+(/[^\\s?#]*[^\\s?#/])?"))),
            Map.entry(
                    "PARVIS_TRUSTED_PROXIES",
                    new Setting(
                            "parvis.trusted-proxies",
                            "addresses or ranges separated by commas, like 10.0.0.2, 192.168.4.0/24",
                            value -> Stream.of(value.split(",", -1)).allMatch(GivenSettings::isAddressOrRange))),
            Map.entry(
                    "PARVIS_CALENDAR_HOSTS",
                    new Setting(
                            "parvis.calendar-hosts",
                            "names or addresses separated by commas, like agenda.mairie.local, 10.0.0.7",
                            GivenSettings::areHosts)),
            Map.entry(
                    "PARVIS_WEBHOOK_HOSTS",
                    new Setting(
                            "parvis.webhook-hosts",
                            "names or addresses separated by commas, like outils.mairie.local, 10.0.0.7",
                            GivenSettings::areHosts)),
            Map.entry(
                    "PARVIS_FRANCECONNECT_ISSUER",
                    new Setting(
                            "parvis.franceconnect-issuer",
                            "https://oidc.franceconnect.gouv.fr/api/v2",
                            value -> isAddressOf(value, "https"))),
            Map.entry(
                    "PARVIS_FRANCECONNECT_CLIENT_ID",
                    new Setting(
                            "parvis.franceconnect-client-id", "a text without spaces", value -> value.matches("\\S+"))),
            Map.entry(
                    "PARVIS_FRANCECONNECT_CLIENT_SECRET",
                    new Setting(
                            "parvis.franceconnect-client-secret",
                            "a secret without spaces",
                            value -> value.matches("\\S+"))),
            Map.entry(
                    "PARVIS_PUSH_HOSTS",
                    new Setting(
                            "parvis.push-hosts",
                            "names separated by commas, like fcm.googleapis.com, *.push.services.mozilla.com",
                            value -> areHosts(value.replace("*.", "")))),
            Map.entry(
                    "PARVIS_PUSH_PER_SECOND",
                    new Setting("parvis.push-per-second", "a number from 1 to 1000", GivenSettings::isPace)),
            Map.entry(
                    "PARVIS_INSECURE_COOKIES",
                    new Setting("parvis.insecure-cookies", "true or false", GivenSettings::isBoolean)),
            Map.entry(
                    "PARVIS_ANTS_HUB_TOKENS",
                    new Setting(
                            "parvis.ants-hub-tokens",
                            "secrets of 16 characters or more without spaces, separated by commas",
                            value -> Stream.of(value.split(",", -1))
                                    .allMatch(token -> token.strip().matches("\\S{16,}")))),
            Map.entry(
                    "PARVIS_ANTS_API_URL",
                    new Setting(
                            "parvis.ants-api-url",
                            "an address like https://api-coordination.rendezvouspasseport.ants.gouv.fr/api",
                            value -> isAddressOf(value, "https", "http"))),
            Map.entry(
                    "PARVIS_ANTS_API_TOKEN",
                    new Setting("parvis.ants-api-token", "a secret without spaces", value -> value.matches("\\S+"))),
            Map.entry("PARVIS_DEMO", new Setting("parvis.demo", "true or false", GivenSettings::isBoolean)),
            Map.entry("PARVIS_DEMO_QUIET", new Setting("parvis.demo-quiet", "true or false", GivenSettings::isBoolean)),
            Map.entry(
                    "PARVIS_SMTP_URL",
                    new Setting(
                            "parvis.smtp-url",
                            "smtp://user:secret@host:587?starttls=true, or smtps://…",
                            value -> isAddressOf(value, "smtp", "smtps"))),
            Map.entry(
                    "PARVIS_MAIL_FROM",
                    new Setting(
                            "parvis.mail-from",
                            "an address like accueil@ville.example",
                            value -> value.matches("[^\\s@<>]+@[^\\s@<>]+"))),
            Map.entry(
                    "PARVIS_IMAP_URL",
                    new Setting(
                            "parvis.imap-url",
                            "imaps://user:secret@host:993/INBOX, or imap://…?starttls=true",
                            value -> isAddressOf(value, "imap", "imaps")
                                    && URI.create(value).getRawUserInfo() != null)),
            Map.entry(
                    "PARVIS_MAIL_OAUTH_URL",
                    new Setting(
                            "parvis.mail-oauth-url",
                            "the token endpoint, like https://login.microsoftonline.com/…/oauth2/v2.0/token",
                            value -> isAddressOf(value, "https", "http"))),
            Map.entry("PARVIS_MAIL_OAUTH_CLIENT", secretOf("parvis.mail-oauth-client")),
            Map.entry("PARVIS_MAIL_OAUTH_SECRET", secretOf("parvis.mail-oauth-secret")),
            Map.entry("PARVIS_MAIL_OAUTH_REFRESH_TOKEN", secretOf("parvis.mail-oauth-refresh-token")),
            Map.entry(
                    "PARVIS_MAIL_OAUTH_SCOPE",
                    new Setting(
                            "parvis.mail-oauth-scope",
                            "like https://outlook.office365.com/.default",
                            value -> !value.isBlank())),
            Map.entry(
                    "PARVIS_CA_FILE",
                    new Setting(
                            "parvis.ca-file",
                            "a file with certificates in PEM that can be read",
                            value -> Files.isReadable(Path.of(value)))),
            Map.entry(
                    "PARVIS_CLAMD_URL",
                    new Setting("parvis.clamd-url", "tcp://host:3310", value -> isAddressOf(value, "tcp"))),
            Map.entry(
                    "PARVIS_MAIL_MACROS", new Setting("parvis.mail-macros", "true or false", GivenSettings::isBoolean)),
            Map.entry(
                    "PARVIS_ENCRYPTION_KEY",
                    new Setting(
                            "parvis.encryption-key",
                            "32 random bytes in base64 (openssl rand -base64 32); several separated by commas, the new one first",
                            value -> Stream.of(value.split(",", -1))
                                    .allMatch(key -> key.strip().matches("[A-Za-z0-9+/]{43}=")))),
            Map.entry(
                    "PARVIS_SMS_URL",
                    new Setting(
                            "parvis.sms-url",
                            "https://host/send?to={to}&text={text}, or smpp://user:secret@host:2775?from=VILLE (a secret of 8 characters at most)",
                            GivenSettings::isSmsGateway)),
            Map.entry(
                    "PARVIS_SMS_PER_SECOND",
                    new Setting("parvis.sms-per-second", "a number from 1 to 1000", GivenSettings::isPace)),
            Map.entry(
                    "PARVIS_MAIL_PER_MINUTE",
                    new Setting("parvis.mail-per-minute", "a number from 1 to 1000", GivenSettings::isPace)));

    /** Of the contract, and of no use until what they serve is there. */
    private static final List<String> NOT_USED_YET =
            List.of("PARVIS_OIDC_ISSUER", "PARVIS_OIDC_CLIENT_ID", "PARVIS_OIDC_CLIENT_SECRET");

    /** For the launcher and the benchmarks alone. */
    private static final List<String> LAUNCHER = List.of("PARVIS_JAVA_OPTS", "PARVIS_SHEETS");

    private GivenSettings() {}

    /**
     * @return property and value; the environment wins over the file
     * @throws IllegalArgumentException with the variable or the line at fault
     */
    static Map<String, String> read(Map<String, String> environment, @Nullable Path file) {
        var given = new LinkedHashMap<String, String>();
        if (file != null) {
            readFile(file, given);
        }
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !LAUNCHER.contains(name)) {
                put("The environment variable " + name, name, value, given);
            }
        });
        return given;
    }

    private static void readFile(Path file, Map<String, String> given) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException _) {
            throw new IllegalArgumentException(file + " is not UTF-8 text.");
        } catch (IOException failure) {
            throw new IllegalArgumentException("The configuration file " + file + " cannot be read.", failure);
        }
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var where = file + ", line " + (i + 1);
            var equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(where + ": expected name = value, found « " + line + " ».");
            }
            var name = line.substring(0, equals).strip();
            var variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
            put(where + ": " + name, variable, line.substring(equals + 1).strip(), given);
        }
    }

    private static void put(String where, String name, String value, Map<String, String> given) {
        if (NOT_USED_YET.contains(name) || NOT_USED_YET.contains(baseOf(name))) {
            System.err.println(where + " is not used yet by this version.");
            return;
        }
        var direct = KNOWN.get(name);
        var setting = direct == null && name.endsWith(FROM_FILE) ? KNOWN.get(baseOf(name)) : direct;
        if (setting == null) {
            throw new IllegalArgumentException(where + " is not a setting of Parvis. Known: "
                    + String.join(", ", new TreeMap<>(KNOWN).keySet()) + ".");
        }
        var text = direct == null ? content(where, Path.of(value)) : value;
        if (!setting.wellFormed().test(text)) {
            // the value may be a secret, so it is not repeated
            throw new IllegalArgumentException(where + " is malformed: expected " + setting.expected() + ".");
        }
        given.put(setting.property(), text);
        if (direct == null) {
            // for whoever reads it again: a token that is renewed every hour
            given.put(setting.property() + "-file", value);
        }
    }

    private static String baseOf(String name) {
        return name.endsWith(FROM_FILE) ? name.substring(0, name.length() - FROM_FILE.length()) : name;
    }

    private static String content(String where, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new IllegalArgumentException(where + ": the file " + file + " cannot be read.", failure);
        }
    }

    private static boolean isAddressOf(String value, String... schemes) {
        try {
            var address = URI.create(value);
            return address.getHost() != null && List.of(schemes).contains(address.getScheme());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isSmsGateway(String value) {
        if (isAddressOf(value, "smpp", "smpps")) {
            var user = URI.create(value).getUserInfo();
            return user != null && user.matches("[^:]{1,15}:.{0,8}");
        }
        return value.contains("{to}")
                && value.contains("{text}")
                && isAddressOf(value.replace("{to}", "1").replace("{text}", "1"), "https", "http");
    }

    private static boolean isPace(String value) {
        return value.matches("[1-9]\\d{0,2}|1000");
    }

    private static boolean areHosts(String value) {
        return Stream.of(value.split(",", -1)).allMatch(host -> host.strip().matches("[\\p{Alnum}.:_-]+"));
    }

    private static boolean isBoolean(String value) {
        return value.equals("true") || value.equals("false");
    }

    /** Never looks a name up. */
    private static boolean isAddressOrRange(String value) {
        var parts = value.strip().split("/", 2);
        try {
            var bits = InetAddress.ofLiteral(parts[0]).getAddress().length * 8;
            return parts.length == 1 || parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= bits;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Setting secretOf(String property) {
        return new Setting(property, "text without spaces", value -> value.matches("\\S+"));
    }

    private static boolean isPort(String value) {
        return value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65535;
    }
}
