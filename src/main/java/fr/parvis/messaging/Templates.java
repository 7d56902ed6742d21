package fr.parvis.messaging;

import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.platform.web.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The words of messages: an administrator's where there are some, otherwise our own. */
@Component
public class Templates {
    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);

    /** One text of an administrator. */
    public record Key(String about, Channel channel, Language language, ReadingLevel level) {
        public Key(String about, Channel channel, Language language) {
            this(about, channel, language, ReadingLevel.USUAL);
        }

        public Key at(ReadingLevel other) {
            return new Key(about, channel, language, other);
        }
    }

    private final JdbcClient jdbc;

    Templates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public MessageWords words(MessageKind kind, Channel channel, Language language, List<String> facts) {
        return words(kind, channel, language, ReadingLevel.USUAL, facts);
    }

    /** A text that cannot be filled, since a variable is gone or has become needed, gives way to the next: no message is lost for it. */
    public MessageWords words(
            MessageKind kind, Channel channel, Language language, ReadingLevel level, List<String> facts) {
        var usual = new Key(kind.about(), channel, language);
        return Stream.of(usual.at(level), usual)
                .distinct()
                .flatMap(key -> find(key).stream())
                .flatMap(own -> filled(own, kind, channel, language, facts).stream())
                .findFirst()
                .orElseGet(() -> kind.standard().of(channel, language, facts));
    }

    private static Optional<MessageWords> filled(
            MessageWords own, MessageKind kind, Channel channel, Language language, List<String> facts) {
        try {
            return Optional.of(fill(own, kind, channel, language, facts));
        } catch (IllegalArgumentException fault) {
            LOG.warn("the text of {} in {} is not used: {}", kind.about(), language, fault.getMessage());
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException when it has a fault, does without what is needed, or says nothing with these facts */
    static MessageWords fill(
            MessageWords own, MessageKind kind, Channel channel, Language language, List<String> facts) {
        kind.lacking(channel, own).ifPresent(name -> {
            throw new IllegalArgumentException("without " + name);
        });
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < facts.size(); i++) {
            values.put(kind.variables().get(i), isolated(facts.get(i), language));
        }
        var filled = new MessageWords(
                OwnText.filled(own.subject(), values)
                        .replaceAll("\\s*\\p{Cntrl}+\\s*", " ")
                        .strip(),
                OwnText.filled(own.text(), values).replaceAll("\n{3,}", "\n\n").strip());
        if (filled.text().isEmpty() || channel.hasSubject() && filled.subject().isEmpty()) {
            throw new IllegalArgumentException("empty with these facts");
        }
        return filled;
    }

    /** As our own texts do: a name or a number must not turn the sentence around it. */
    private static String isolated(String fact, Language language) {
        return language.isRightToLeft() && !fact.isEmpty() ? "\u2068" + fact + "\u2069" : fact;
    }

    Optional<MessageWords> find(Key key) {
        return jdbc.sql(
                        "select subject, body from messaging.text where about = ? and channel = ? and language = ? and level = ?")
                .params(
                        key.about(),
                        key.channel().code(),
                        key.language().tag(),
                        key.level().code())
                .query((row, _) -> new MessageWords(row.getString(1), row.getString(2)))
                .optional();
    }

    Set<Key> changed() {
        return jdbc.sql("select about, channel, language, level from messaging.text")
                .query((row, _) -> new Key(
                        row.getString(1),
                        Channel.of(row.getString(2)).orElseThrow(),
                        Language.of(row.getString(3)).orElse(Language.FRENCH),
                        ReadingLevel.of(row.getString(4)).orElse(ReadingLevel.USUAL)))
                .set();
    }

    void put(Key key, MessageWords words, Instant at) {
        jdbc.sql("""
                        insert into messaging.text as t (about, channel, language, level, subject, body, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (about, channel, language, level) do update
                           set subject = excluded.subject, body = excluded.body, changed_at = excluded.changed_at""")
                .params(
                        key.about(),
                        key.channel().code(),
                        key.language().tag(),
                        key.level().code(),
                        words.subject(),
                        words.text(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean remove(Key key) {
        return jdbc.sql("delete from messaging.text where about = ? and channel = ? and language = ? and level = ?")
                        .params(
                                key.about(),
                                key.channel().code(),
                                key.language().tag(),
                                key.level().code())
                        .update()
                == 1;
    }
}
