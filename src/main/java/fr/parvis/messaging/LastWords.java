package fr.parvis.messaging;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one message to somebody of whom nothing is kept. Its address stands in the outbox in no words, but sealed beside it, and a trigger
 * forgets it as soon as the message has left, is refused or is given up.
 */
@Component
public class LastWords {
    static final String ABOUT = "person-erased";

    private static final Duration USEFUL = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final MessageTables tables;
    private final Sealer sealer;
    private final Directory directory;
    private final Clock clock;

    LastWords(JdbcClient jdbc, MessageTables tables, Sealer sealer, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.sealer = sealer;
        this.directory = directory;
        this.clock = clock;
    }

    /** @param text must name nobody */
    @Transactional
    public void write(String email, String subject, String text) {
        var id = Ids.next();
        var now = clock.instant();
        tables.insert(
                id,
                directory.organisation().id(),
                new NewMessage(ABOUT + " " + id, ABOUT, Channel.EMAIL, "", subject, text, null, now, now.plus(USEFUL))
                        .atOnce(),
                now,
                Message.Reason.NONE);
        jdbc.sql("insert into messaging.last_word (message_id, sealed) values (?, ?)")
                .params(id, sealer.seal(email.getBytes(StandardCharsets.UTF_8), place(id)))
                .update();
    }

    /** Where the message goes; empty for any other message. */
    Optional<String> to(UUID message) {
        return jdbc.sql("select sealed from messaging.last_word where message_id = ?")
                .param(message)
                .query((row, _) -> new String(sealer.open(row.getBytes(1), place(message)), StandardCharsets.UTF_8))
                .optional();
    }

    private static String place(UUID message) {
        return "messaging.last_word " + message;
    }
}
