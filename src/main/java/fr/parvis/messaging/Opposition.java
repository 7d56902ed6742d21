package fr.parvis.messaging;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.rights.Reach;
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
    private final Sealer sealer;
    private final Directory directory;
    private final Clock clock;

    Opposition(JdbcClient jdbc, Sealer sealer, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.directory = directory;
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
                && isOpposed(PhoneNumbers.international(to, directory.zone()));
    }

    private boolean isOpposed(String number) {
        return jdbc.sql("""
                        select exists (select from messaging.opposed where number = ?)
                            or exists (select from messaging.opposed_mark where mark = any (?))""").params(number, marks(number)).query(Boolean.class).single();
    }

    private String[] marks(String number) {
        return sealer.marks("opposed " + number).toArray(String[]::new);
    }

    /** How many are known by a mark alone. */
    public int forgotten() {
        return jdbc.sql("select count(*) from messaging.opposed_mark")
                .query(Integer.class)
                .single();
    }

    /** Whoever is erased wants to be written to even less: of their number stays what recognises it, and does not tell it. */
    void forgetNumbers(String[] lastDigits) {
        var gone = jdbc.sql("delete from messaging.opposed where %s = any (?) returning number, since"
                        .formatted(Reach.lastDigits("number")))
                .param(lastDigits)
                .query((row, _) -> new Opposed(
                        row.getString("number"), row.getTimestamp("since").toInstant()))
                .list();
        gone.forEach(
                one -> jdbc.sql("insert into messaging.opposed_mark (mark, since) values (?, ?) on conflict do nothing")
                        .params(marks(one.number())[0], one.since().atOffset(ZoneOffset.UTC))
                        .update());
    }

    /** @return false when it was so already */
    boolean oppose(String number) {
        return !isOpposed(number)
                && jdbc.sql("insert into messaging.opposed (number, since) values (?, ?) on conflict do nothing")
                                .params(number, clock.instant().atOffset(ZoneOffset.UTC))
                                .update()
                        == 1;
    }

    /** @return false when it was so already */
    boolean takeBack(String number) {
        return jdbc.sql("delete from messaging.opposed where number = ?")
                                .param(number)
                                .update()
                        + jdbc.sql("delete from messaging.opposed_mark where mark = any (?)")
                                .param(marks(number))
                                .update()
                > 0;
    }
}
