package fr.parvis.messaging;

import fr.parvis.messaging.Message.Reason;
import fr.parvis.messaging.NewMessage.Attachment;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.platform.rights.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for the outbox. */
@Repository
class MessageTables {
    private static final String EMPTY = """
            recipient = null, subject = null, body = null, attachment = null, attachment_name = null, attachment_type = null, problem = '',
            erased_at = ?""";
    private static final String OLD = "erased_at is null and state <> 'waiting' and coalesce(sent_at, created_at) < ?";

    private final JdbcClient jdbc;

    MessageTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param refusal unless it is {@code NONE} it is written, and goes to nobody
     * @return false when one with its key is there already
     */
    boolean insert(UUID id, UUID organisationId, NewMessage message, Instant now, Reason refusal) {
        var attached = message.attachment();
        return jdbc.sql("""
                        insert into messaging.message (id, organisation_id, key, about, channel, recipient, subject, body, attachment,
                            attachment_name, attachment_type, created_at, next_try_at, useful_until, urgent, counted, state, reason)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::bytea, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do nothing""")
                        .params(Arrays.asList(
                                id,
                                organisationId,
                                message.key(),
                                message.about(),
                                message.channel().code(),
                                message.to(),
                                message.subject(),
                                message.text(),
                                attached == null ? null : attached.content(),
                                attached == null ? null : attached.name(),
                                attached == null ? null : attached.type(),
                                utc(now),
                                refusal != Reason.NONE ? null : utc(message.notBefore()),
                                utcOrNull(message.usefulUntil()),
                                message.urgent(),
                                message.counted(),
                                (refusal == Reason.NONE ? Message.State.WAITING : Message.State.DROPPED).code(),
                                refusal.code()))
                        .update()
                == 1;
    }

    /** The next one that is due, for this instance alone until then; what is urgent goes first. */
    Optional<Message> claimDue(Channel channel, Instant now, Instant until) {
        return jdbc.sql("""
                        update messaging.message set claimed_until = ?
                         where id = (select id from messaging.message
                                      where state = 'waiting' and channel = ? and next_try_at <= ?
                                        and (claimed_until is null or claimed_until <= ?)
                                      order by urgent desc, next_try_at, id limit 1 for update skip locked)
                        returning *""")
                .params(utc(until), channel.code(), utc(now), utc(now))
                .query(MessageTables::read)
                .optional();
    }

    /** What goes to one person is counted by one instance at a time. */
    void lockPerson(String to) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('message to ' || lower(?::text), 0))::text")
                .param(to)
                .query(String.class)
                .single();
    }

    /** Messages that count, and those of them that are on their way. */
    int sentToPerson(String to, Message message, Instant since, Instant now) {
        return jdbc.sql("""
                        select count(*) from messaging.message
                         where channel = ? and lower(recipient) = lower(?) and counted and id <> ?
                           and (state = 'sent' and sent_at >= ? or state = 'waiting' and claimed_until > ?)""")
                .params(message.channel().code(), to, message.id(), utc(since), utc(now))
                .query(Integer.class)
                .single();
    }

    /** Also of one that was withdrawn while it was on its way: it has left. */
    void sent(UUID id, Instant at) {
        jdbc.sql("""
                        update messaging.message set state = 'sent', sent_at = ?, tries = tries + 1, next_try_at = null, problem = '',
                               reason = '', claimed_until = null where id = ? and state in ('waiting', 'dropped')""").params(utc(at), id).update();
    }

    /** @param next null gives up */
    void notSent(UUID id, String problem, @Nullable Instant next) {
        jdbc.sql("""
                        update messaging.message set state = case when ?::timestamptz is null then 'failed' else 'waiting' end,
                               tries = tries + 1, next_try_at = ?, problem = ?, reason = ?, claimed_until = null
                         where id = ? and state = 'waiting'""")
                .params(Arrays.asList(
                        utcOrNull(next),
                        utcOrNull(next),
                        problem,
                        (next == null ? Reason.NONE : Reason.GATEWAY_AWAY).code(),
                        id))
                .update();
    }

    /** It was not tried. */
    void waits(UUID id, Instant until, Reason reason) {
        jdbc.sql("""
                        update messaging.message set next_try_at = ?, reason = ?, claimed_until = null
                         where id = ? and state = 'waiting'""").params(utc(until), reason.code(), id).update();
    }

    void drop(UUID id, Reason reason) {
        jdbc.sql("""
                        update messaging.message set state = 'dropped', next_try_at = null, reason = ?, claimed_until = null
                         where id = ? and state = 'waiting'""").params(reason.code(), id).update();
    }

    /** What nobody needs any more by the time it would leave; what held it back so long stays said. */
    int dropUseless(Instant now) {
        return jdbc.sql("""
                        update messaging.message set state = 'dropped', next_try_at = null,
                               reason = case when reason in ('quiet-hours', 'too-many-today') then reason else 'too-late' end
                         where state = 'waiting' and useful_until < ? and (claimed_until is null or claimed_until <= ?)""").params(utc(now), utc(now)).update();
    }

    void drop(String keyPrefix) {
        jdbc.sql("""
                        update messaging.message set state = 'dropped', next_try_at = null, reason = 'withdrawn'
                         where state = 'waiting' and starts_with(key, ?)""").param(keyPrefix).update();
    }

    void dropOpposed(String number) {
        jdbc.sql("""
                        update messaging.message set state = 'dropped', next_try_at = null, reason = 'opposed'
                         where state = 'waiting' and channel = 'sms' and recipient = ?""").param(number).update();
    }

    /** What the receipts of its parts say by now: one that did not arrive is enough, or all that did. */
    void settle(UUID id, Instant now) {
        // receipts of two parts at the same time: the second one sees the first
        jdbc.sql("select id from messaging.message where id = ? for update")
                .param(id)
                .query(UUID.class)
                .optional();
        jdbc.sql("""
                        update messaging.message m
                           set state = case when p.lost is null then m.state else 'failed' end,
                               sent_at = case when p.lost is null then m.sent_at end,
                               delivered_at = case when p.lost is null and p.open = 0 then ?::timestamptz end,
                               undelivered_at = case when p.lost is not null then ?::timestamptz end,
                               problem = coalesce('the telephone did not get it: ' || p.lost, '')
                          from (select min(detail) filter (where not delivered) lost, count(*) filter (where delivered is null) open
                                  from messaging.sms_part where message_id = ?) p
                         where m.id = ? and m.state = 'sent' and m.delivered_at is null and (p.lost is not null or p.open = 0)""").params(utc(now), utc(now), id, id).update();
    }

    boolean tryNow(UUID id, Instant now) {
        return jdbc.sql("""
                        update messaging.message set state = 'waiting', next_try_at = ?, urgent = true, reason = '', undelivered_at = null
                         where id = ? and state in ('waiting', 'failed') and erased_at is null""").params(utc(now), id).update() == 1;
    }

    List<Message> page(Message.@Nullable State state, int from, int most) {
        return jdbc.sql("""
                        select * from messaging.message where (?::text is null or state = ?)
                         order by created_at desc, id desc offset ? limit ?""")
                .params(Arrays.asList(
                        state == null ? null : state.code(), state == null ? null : state.code(), from, most))
                .query(MessageTables::read)
                .list();
    }

    List<Message> to(Collection<String> recipients, int most) {
        return jdbc.sql("""
                        select * from messaging.message where lower(recipient) = any (?)
                         order by created_at desc, id desc limit ?""")
                .params(recipients.toArray(String[]::new), most)
                .query(MessageTables::read)
                .list();
    }

    Set<String> refused(Collection<String> keyPrefixes) {
        return jdbc.sql("""
                        select prefix from unnest(?) prefix
                         where exists (select from messaging.message m
                               where (m.state = 'failed' or m.state = 'dropped' and m.reason in ('opposed', 'no-mobile')) and starts_with(m.key, prefix)
                               and not exists (select from messaging.message later where later.state = 'sent'
                                    and starts_with(later.key, prefix) and later.created_at > m.created_at))""")
                .param(keyPrefixes.toArray(String[]::new))
                .query((row, _) -> row.getString(1))
                .set();
    }

    /** One that had left: it did not arrive. */
    boolean returned(UUID id, String problem) {
        return jdbc.sql("""
                        update messaging.message set state = 'failed', sent_at = null, problem = case when erased_at is null then ? else '' end
                         where id = ? and state = 'sent' and channel = 'email'""").params(problem, id).update() == 1;
    }

    Optional<UUID> idOf(String key) {
        return jdbc.sql("select id from messaging.message where key = ?")
                .param(key)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
    }

    Optional<String> newestKey(Collection<UUID> ids) {
        return jdbc.sql(
                        "select key from messaging.message where id = any (?) order by created_at desc, id desc limit 1")
                .param(ids.toArray(UUID[]::new))
                .query(String.class)
                .optional();
    }

    List<Message> named(Collection<String> keys) {
        return jdbc.sql("select * from messaging.message where key = any (?)")
                .param(keys.toArray(String[]::new))
                .query(MessageTables::read)
                .list();
    }

    Optional<Message> find(UUID id) {
        return jdbc.sql("select * from messaging.message where id = ?")
                .param(id)
                .query(MessageTables::read)
                .optional();
    }

    int due(Instant before) {
        return jdbc.sql("select count(*) from messaging.message where " + OLD)
                .param(utc(before))
                .query(Integer.class)
                .single();
    }

    int erasePersonalData(Instant before, Instant now) {
        int erased = jdbc.sql("update messaging.message set " + EMPTY + " where " + OLD)
                .params(utc(now), utc(before))
                .update();
        forgetLetters();
        return erased;
    }

    /**
     * What has not left is not sent any more. A key that names the person, as that of an answer to their SMS, becomes another.
     *
     * @param theirs condition on {@code m}
     */
    int erase(String theirs, Person person, OffsetDateTime now) {
        var erased = jdbc.sql("""
                        update messaging.message m set recipient = null, subject = null, body = null, attachment = null,
                               attachment_name = null, attachment_type = null, problem = '', erased_at = :now,
                               key = case when m.key ~ '\\+?[0-9]{9,}' and m.key !~ '[0-9a-f]{8}-' or strpos(m.key, '@') > 0 then 'erased ' || m.id else m.key end,
                               reason = case when m.state = 'waiting' then 'withdrawn' else m.reason end,
                               next_try_at = null, state = case when m.state = 'waiting' then 'dropped' else m.state end
                         where""" + " " + theirs)
                .param("now", now)
                .param("marks", person.marks())
                .param("emails", person.ownEmails())
                .param("phones", person.ownPhones())
                .update();
        forgetLetters();
        return erased;
    }

    private void forgetLetters() {
        jdbc.sql("""
                        delete from messaging.letter l using messaging.message m where m.id = l.message_id and m.erased_at is not null""").update();
        jdbc.sql("""
                        delete from messaging.sms_part p using messaging.message m where m.id = p.message_id and m.erased_at is not null""").update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant at) {
        return at == null ? null : utc(at);
    }

    private static Message read(ResultSet row, int index) throws SQLException {
        var content = row.getBytes("attachment");
        return new Message(
                row.getObject("id", UUID.class),
                row.getString("key"),
                row.getString("about"),
                Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                Message.State.of(row.getString("state")),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("body"),
                content == null
                        ? null
                        : new Attachment(row.getString("attachment_name"), row.getString("attachment_type"), content),
                row.getInt("tries"),
                row.getString("problem"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("next_try_at")),
                instant(row.getTimestamp("useful_until")),
                instant(row.getTimestamp("sent_at")),
                row.getBoolean("urgent"),
                Reason.of(row.getString("reason")),
                instant(row.getTimestamp("delivered_at")),
                instant(row.getTimestamp("undelivered_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
