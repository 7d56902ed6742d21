package fr.parvis.messaging;

import fr.parvis.messaging.NewMessage.Channel;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Numbers that no SMS goes to any more, since somebody wrote STOP from them. */
@Component
public class Opposition {
    /** The one SMS that says that the stop was heard. */
    static final String STOPPED = "sms-stopped";

    public record Opposed(String number, Instant since) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Opposition(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Newest first. */
    public List<Opposed> page(int from, int most) {
        return jdbc.sql("select * from messaging.opposed order by since desc, number offset ? limit ?")
                .params(from, most)
                .query((row, _) -> new Opposed(
                        row.getString("number"), row.getTimestamp("since").toInstant()))
                .list();
    }

    boolean forbids(Channel channel, String about, String to) {
        return channel == Channel.SMS
                && !about.equals(STOPPED)
                && jdbc.sql("select exists (select from messaging.opposed where number = ?)")
                        .param(PhoneNumber.international(to))
                        .query(Boolean.class)
                        .single();
    }

    /** @return false when it was so already */
    boolean oppose(String number) {
        return jdbc.sql("insert into messaging.opposed (number, since) values (?, ?) on conflict do nothing")
                        .params(number, clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** @return false when it was so already */
    boolean takeBack(String number) {
        return jdbc.sql("delete from messaging.opposed where number = ?")
                        .param(number)
                        .update()
                == 1;
    }
}
