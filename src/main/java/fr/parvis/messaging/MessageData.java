package fr.parvis.messaging;

import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.Held;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Overdue;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Reach;
import fr.parvis.platform.rights.Term;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was written to somebody, and the SMS that they wrote. */
@Component
@Order(PersonalDataHolder.LAST - 100)
class MessageData implements PersonalDataHolder {
    static final String MESSAGES = "message";

    private static final String TEXTS = "sms";
    private static final String OPPOSITIONS = "opposition";
    private static final String CODES = "code";

    private static final String THEIRS = """
            m.erased_at is null and m.recipient is not null
               and (exists (select from unnest(:marks::text[]) mark where strpos(m.key, mark) > 0)
                    or lower(m.recipient) = any (:emails) or m.channel = 'sms' and %s = any (:phones))
            """.formatted(Reach.lastDigits("m.recipient"));
    private static final Overdue OLD_TEXTS = Overdue.emptied(
            "messaging.incoming_sms",
            "sender = null, recipient = null, body = null, erased_at = :at",
            "erased_at is null and received_at < :before");

    private final MessageTables tables;
    private final SmsTables sms;
    private final Opposition opposition;
    private final JdbcClient jdbc;
    private final Clock clock;

    MessageData(MessageTables tables, SmsTables sms, Opposition opposition, JdbcClient jdbc, Clock clock) {
        this.tables = tables;
        this.sms = sms;
        this.opposition = opposition;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(
                new DataKind(MESSAGES, LegalBasis.MISSION, Term.days(30, 7, 90)),
                new DataKind(TEXTS, LegalBasis.MISSION, Term.days(30)),
                new DataKind(CODES, LegalBasis.MISSION, null),
                new DataKind(OPPOSITIONS, LegalBasis.OBLIGATION, null));
    }

    @Override
    public Set<String> tables() {
        return Set.of(
                "messaging.message",
                "messaging.incoming_sms",
                "messaging.incoming_sms_part",
                "messaging.opposed",
                "messaging.opposed_mark",
                "messaging.code",
                "messaging.code_sending");
    }

    @Override
    public List<Held> find(Person person) {
        var found = new ArrayList<Held>();
        found.addAll(jdbc.sql("select m.* from messaging.message m where " + THEIRS + " order by m.created_at, m.id")
                .param("marks", person.marks())
                .param("emails", person.ownEmails())
                .param("phones", person.ownPhones())
                .query((row, _) -> {
                    var held = Held.of(MESSAGES)
                            .with("at", row.getTimestamp("created_at").toInstant())
                            .with("channel", row.getString("channel"))
                            .with("to", row.getString("recipient"))
                            .with("state", row.getString("state"))
                            .with("subject", row.getString("subject"))
                            .with("words", row.getString("body"));
                    var attached = row.getBytes("attachment");
                    return attached == null ? held : held.enclosing(row.getString("attachment_name"), () -> attached);
                })
                .list());
        found.addAll(jdbc.sql("select * from messaging.incoming_sms where id = any (?) order by received_at, id")
                .param(texts(person))
                .query((row, _) -> Held.of(TEXTS)
                        .with("at", row.getTimestamp("received_at").toInstant())
                        .with("from", row.getString("sender"))
                        .with("words", row.getString("body")))
                .list());
        found.addAll(jdbc.sql("select * from messaging.opposed where %s = any (?) order by since"
                        .formatted(Reach.lastDigits("number")))
                .param(person.phones())
                .query((row, _) -> Held.of(OPPOSITIONS)
                        .with("phone", row.getString("number"))
                        .with("at", row.getTimestamp("since").toInstant()))
                .list());
        return found;
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var written = tables.erase(THEIRS, person, now);
        var texts = texts(person, now);
        codes(person);
        opposition.forgetNumbers(person.ownPhones());
        return Map.of(MESSAGES, written, TEXTS, texts);
    }

    private int texts(Person person, OffsetDateTime now) {
        jdbc.sql("delete from messaging.incoming_sms_part where %s = any (?)".formatted(Reach.lastDigits("sender")))
                .param(person.ownPhones())
                .update();
        return jdbc.sql("""
                        update messaging.incoming_sms set sender = null, recipient = null, body = null, erased_at = ? where id = any (?)""").params(now, texts(person)).update();
    }

    private UUID[] texts(Person person) {
        return sms.from(person.ownPhones(), person.idArray()).toArray(UUID[]::new);
    }

    /** A code says by a plain hash where it went, which is found again by trying: it goes with the rest. */
    private void codes(Person person) {
        var hashes = person.hashes();
        jdbc.sql("""
                        delete from messaging.code c where contact = any (?)
                           or exists (select from unnest(?) mark where strpos(c.subject, mark) > 0)""").params(hashes, person.marks()).update();
        jdbc.sql("delete from messaging.code_sending where contact = any (?)")
                .param(hashes)
                .update();
    }

    @Override
    public int due(String kind, Instant at, Period kept) {
        return kind.equals(TEXTS) ? OLD_TEXTS.count(jdbc, at, kept) : tables.due(before(at, kept));
    }

    @Override
    public int clear(String kind, Instant at, Period kept) {
        if (kind.equals(TEXTS)) {
            sms.forgetParts(at.minus(SmsTables.PARTS_KEPT), before(at, kept));
            return OLD_TEXTS.clear(jdbc, at, kept);
        }
        return tables.erasePersonalData(before(at, kept), at);
    }

    private static Instant before(Instant at, Period kept) {
        return at.atOffset(ZoneOffset.UTC).minus(kept).toInstant();
    }
}
