package fr.parvis.relations.chat;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How the organisation chats. */
@Component
public class ChatRules {
    public static final int MOST_AT_ONCE = 20;
    private static final Rules USUAL = new Rules(3, 5, 90, List.of());
    private static final int MOST_ORIGINS = 20;
    private static final Pattern HOST = Pattern.compile("[a-z0-9.-]+|\\[[0-9a-f:]+]");

    /**
     * @param mostAtOnce how many chats one agent has
     * @param waitMinutes after which somebody who waits is offered another way
     * @param goneSeconds after which an agent whose page is silent is gone
     * @param origins the sites that may show the chat in a frame
     */
    public record Rules(int mostAtOnce, int waitMinutes, int goneSeconds, List<String> origins) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;

    ChatRules(JdbcClient jdbc, Directory directory, AuditLog audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
    }

    public Rules rules() {
        return jdbc.sql("select * from relations.chat_rule where organisation_id = ?")
                .param(directory.organisation().id())
                .query((row, _) -> new Rules(
                        row.getInt("most_at_once"),
                        row.getInt("wait_minutes"),
                        row.getInt("gone_seconds"),
                        List.of((String[]) row.getArray("origins").getArray())))
                .optional()
                .orElse(USUAL);
    }

    /** @throws ProblemException about the field at fault */
    @Transactional
    public void change(int mostAtOnce, int waitMinutes, int goneSeconds, String origins) {
        within("mostAtOnce", mostAtOnce, 1, MOST_AT_ONCE);
        within("waitMinutes", waitMinutes, 1, 60);
        within("goneSeconds", goneSeconds, 30, 900);
        var sites = new ArrayList<String>();
        for (var line : origins.lines().map(String::strip).toList()) {
            if (!line.isEmpty()) {
                sites.add(origin(line));
            }
        }
        if (sites.size() > MOST_ORIGINS) {
            throw ProblemException.field("origins", "relations", "chat-origins-too-many", MOST_ORIGINS);
        }
        jdbc.sql("""
                        insert into relations.chat_rule (organisation_id, most_at_once, wait_minutes, gone_seconds, origins)
                        values (?, ?, ?, ?, ?) on conflict (organisation_id) do update
                           set most_at_once = excluded.most_at_once, wait_minutes = excluded.wait_minutes,
                               gone_seconds = excluded.gone_seconds, origins = excluded.origins""")
                .params(
                        directory.organisation().id(),
                        mostAtOnce,
                        waitMinutes,
                        goneSeconds,
                        sites.stream().distinct().toArray(String[]::new))
                .update();
        audit.write("chat-rules-changed", String.join(" ", sites));
    }

    private static void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw ProblemException.field(field, "relations", "chat-number-out-of-range", least, most);
        }
    }

    /** Scheme, host and port, as a browser names where a page comes from: it stands in a header. */
    static String origin(String typed) {
        try {
            var address = new URI(typed.toLowerCase(Locale.ROOT).replaceFirst("/+$", ""));
            var host = address.getHost();
            var scheme = address.getScheme();
            var plain = address.getRawPath().isEmpty()
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawUserInfo() == null;
            var known = "https".equals(scheme) || "http".equals(scheme);
            if (plain && known && host != null && HOST.matcher(host).matches()) {
                return scheme + "://" + host + (address.getPort() < 0 ? "" : ":" + address.getPort());
            }
        } catch (URISyntaxException | NullPointerException _) {
            // said below
        }
        throw ProblemException.field("origins", "relations", "chat-origin-unreadable", typed);
    }
}
