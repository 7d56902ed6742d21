package fr.parvis.messaging.incoming;

import fr.parvis.messaging.incoming.ParsedMail.Returned;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pure: what a mail server tells about a message of ours (RFC 3464, and those that only write a sentence). */
final class DeliveryReports {
    private static final int LONGEST = 300;
    private static final String UUID_TEXT = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern OURS = Pattern.compile("<(" + UUID_TEXT + ")@[^>\\s]{1,200}>");
    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final Pattern REPLY = Pattern.compile("\\b(5[0-5]\\d)[ -]");

    private DeliveryReports() {}

    /**
     * @param reports what the server says for machines
     * @param sentBack what it sends back of the message
     * @param text what it says for people
     */
    static Returned read(List<String> reports, List<String> sentBack, List<String> references, String text) {
        var report = String.join("\n", reports);
        var action = field(report, "Action").toLowerCase(Locale.ROOT);
        var said = field(report, "Diagnostic-Code").replaceFirst("^[\\w-]{1,20}\\s*;\\s*", "");
        var diagnostic = said.isEmpty() ? sentence(text) : said;
        var status = status(field(report, "Status") + " " + diagnostic);
        var permanent = switch (action) {
            case "failed" -> !status.startsWith("4") || reports.isEmpty();
            case "delayed", "relayed", "delivered", "expanded" -> false;
            default -> status.startsWith("5") || REPLY.matcher(text).find();
        };
        return new Returned(
                ours(sentBack, references, text),
                permanent,
                status,
                diagnostic.substring(0, Math.min(LONGEST, diagnostic.length())));
    }

    /** Whether it only says that all is well. */
    static boolean isGoodNews(List<String> reports) {
        var actions = Pattern.compile("(?im)^Action:\\s*(\\w+)")
                .matcher(String.join("\n", reports))
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .toList();
        return !actions.isEmpty() && actions.stream().noneMatch(one -> one.equals("failed") || one.equals("delayed"));
    }

    private static @Nullable UUID ours(List<String> sentBack, List<String> references, String text) {
        var named = Stream.concat(
                sentBack.stream().map(back -> field(back, "Message-ID")),
                Stream.concat(references.stream().map(id -> "<" + id + ">"), Stream.of(text)));
        return named.map(OURS::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(found -> UUID.fromString(found.group(1)))
                .findFirst()
                .orElse(null);
    }

    private static String status(String said) {
        var found = STATUS.matcher(said);
        return found.find() ? found.group(1) : "";
    }

    /** The first of that name, its folded lines joined. */
    private static String field(String report, String name) {
        var found = Pattern.compile("(?im)^" + Pattern.quote(name) + ":[ \\t]*(.*(?:\\n[ \\t]+.*){0,10})")
                .matcher(report);
        return found.find() ? found.group(1).replaceAll("\\s+", " ").strip() : "";
    }

    private static String sentence(String text) {
        return text.lines()
                .filter(line ->
                        STATUS.matcher(line).find() || REPLY.matcher(line).find())
                .findFirst()
                .orElseGet(() ->
                        text.lines().filter(line -> !line.isBlank()).findFirst().orElse(""))
                .strip();
    }
}
