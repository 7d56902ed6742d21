package fr.parvis.messaging;

import fr.parvis.messaging.NewMessage.Attachment;
import fr.parvis.messaging.NewMessage.Channel;
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
    private final JdbcClient jdbc;

    MessageTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, UUID organisationId, NewMessage message, Instant now) {
        var attached = message.attachment();
        jdbc.sql("""
                        insert into messaging.message (id, organisation_id, key, about, channel, recipient, subject, body, attachment,
                            attachment_name, attachment_type, created_at, next_try_at, useful_until)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::bytea, ?, ?, ?, ?, ?) on conflict (key) do nothing""")
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
                        utc(message.notBefore()),
                        utcOrNull(message.usefulUntil())))
                .update();
    }

    /** The next one that is due, for this transaction alone. */
    Optional<Message> takeDue(List<Channel> channels, Instant now) {
        return jdbc.sql("""
                        select * from messaging.message
                         where state = 'waiting' and next_try_at <= ? and channel = any (?)
                         order by next_try_at, id limit 1 for update skip locked""")
                .params(utc(now), channels.stream().map(Channel::code).toArray(String[]::new))
                .query(MessageTables::read)
                .optional();
    }

    void sent(UUID id, Instant at) {
        jdbc.sql("""
                        update messaging.message set state = 'sent', sent_at = ?, tries = tries + 1, next_try_at = null, problem = ''
                         where id = ?""").params(utc(at), id).update();
    }

    /** @param next null gives up */
    void notSent(UUID id, String problem, @Nullable Instant next) {
        jdbc.sql("""
                        update messaging.message set state = case when ?::timestamptz is null then 'failed' else 'waiting' end,
                               tries = tries + 1, next_try_at = ?, problem = ? where id = ?""")
                .params(Arrays.asList(utcOrNull(next), utcOrNull(next), problem, id))
                .update();
    }

    /** What nobody needs any more by the time it would leave. */
    int dropUseless(Instant now) {
        return jdbc.sql("""
                        update messaging.message set state = 'dropped', next_try_at = null where state = 'waiting' and useful_until < ?""").param(utc(now)).update();
    }

    void drop(String keyPrefix) {
        jdbc.sql("""
                        update messaging.message set state = 'dropped', next_try_at = null
                         where state = 'waiting' and starts_with(key, ?)""").param(keyPrefix).update();
    }

    boolean tryNow(UUID id, Instant now) {
        return jdbc.sql("""
                        update messaging.message set state = 'waiting', next_try_at = ?
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
                         where exists (select from messaging.message m where m.state = 'failed' and starts_with(m.key, prefix)
                               and not exists (select from messaging.message later where later.state = 'sent'
                                    and starts_with(later.key, prefix) and later.created_at > m.created_at))""")
                .param(keyPrefixes.toArray(String[]::new))
                .query((row, _) -> row.getString(1))
                .set();
    }

    Optional<Message> find(UUID id) {
        return jdbc.sql("select * from messaging.message where id = ?")
                .param(id)
                .query(MessageTables::read)
                .optional();
    }

    int erasePersonalData(Instant before, Instant now) {
        return jdbc.sql("""
                        update messaging.message set recipient = null, subject = null, body = null, attachment = null,
                               attachment_name = null, attachment_type = null, erased_at = ?
                         where erased_at is null and state <> 'waiting' and coalesce(sent_at, created_at) < ?""").params(utc(now), utc(before)).update();
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
                instant(row.getTimestamp("sent_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
