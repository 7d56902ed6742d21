package fr.parvis.relations.usager;

import static fr.parvis.relations.usager.UsagerTables.utc;

import fr.parvis.platform.Ids;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Consents are written, never changed: the last word on each purpose counts, the words before prove what was done under them. */
@Component
@Transactional
public class Consents {
    /** Of the words that the staff reads out; another one with each change of {@code usager.purpose.*}. */
    public static final String WORDS = "2026-11";

    /** How a consent is taken. */
    public record Taking(Channel channel, String words) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Consents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Every word said, newest first. */
    public List<Consent> of(Usager usager) {
        return of(usager.ids());
    }

    private List<Consent> of(Collection<UUID> ids) {
        return jdbc.sql("select * from relations.consent where usager_id = any (?) order by at desc, id desc")
                .param(ids.toArray(UUID[]::new))
                .query((row, _) -> new Consent(
                        Consent.Purpose.of(row.getString("purpose")).orElseThrow(),
                        row.getBoolean("given"),
                        row.getTimestamp("at").toInstant(),
                        Channel.of(row.getString("channel")).orElseThrow(),
                        row.getString("words"),
                        row.getObject("taken_by", UUID.class)))
                .list();
    }

    boolean isGiven(Collection<UUID> ids, Consent.Purpose purpose) {
        return of(ids).stream()
                .filter(one -> one.purpose() == purpose)
                .findFirst()
                .filter(Consent::given)
                .isPresent();
    }

    /** Whether the last word was yes. */
    public boolean isGiven(Usager usager, Consent.Purpose purpose) {
        return isGiven(usager.ids(), purpose);
    }

    void write(UUID id, Consent.Purpose purpose, boolean given, Taking how, @Nullable UUID by) {
        jdbc.sql("""
                        insert into relations.consent (id, usager_id, purpose, given, at, channel, words, taken_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        Ids.next(),
                        id,
                        purpose.code(),
                        given,
                        utc(clock.instant()),
                        how.channel().code(),
                        how.words(),
                        by))
                .update();
    }
}
