package fr.parvis.messaging;

import fr.parvis.messaging.NewMessage.Attachment;
import fr.parvis.platform.Sealer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps letters with their messages, what is enclosed sealed. */
@Component
class Letters {
    private final JdbcClient jdbc;
    private final Sealer sealer;

    Letters(JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    void insert(UUID messageId, Letter letter) {
        jdbc.sql("""
                        insert into messaging.letter (message_id, sender, sender_name, reply_to, in_reply_to, refers_to)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        messageId,
                        letter.from(),
                        letter.fromName(),
                        letter.replyTo(),
                        letter.inReplyTo(),
                        letter.references().toArray(String[]::new))
                .update();
        for (int i = 0; i < letter.enclosures().size(); i++) {
            jdbc.sql("insert into messaging.enclosure (message_id, number, sealed) values (?, ?, ?)")
                    .params(messageId, i, sealer.seal(packed(letter.enclosures().get(i)), place(messageId, i)))
                    .update();
        }
    }

    Optional<Letter> of(UUID messageId) {
        return jdbc.sql("select * from messaging.letter where message_id = ?")
                .param(messageId)
                .query((row, _) -> new Letter(
                        row.getString("sender"),
                        row.getString("sender_name"),
                        row.getString("reply_to"),
                        row.getString("in_reply_to"),
                        List.of((String[]) row.getArray("refers_to").getArray()),
                        enclosures(messageId)))
                .optional();
    }

    private List<Attachment> enclosures(UUID messageId) {
        return jdbc.sql("select number, sealed from messaging.enclosure where message_id = ? order by number")
                .param(messageId)
                .query((row, _) ->
                        unpacked(sealer.open(row.getBytes("sealed"), place(messageId, row.getInt("number")))))
                .list();
    }

    private static String place(UUID messageId, int number) {
        return "messaging.enclosure " + messageId + " " + number;
    }

    private static byte[] packed(Attachment one) {
        var out = new ByteArrayOutputStream();
        try (var data = new DataOutputStream(out)) {
            data.writeUTF(one.name());
            data.writeUTF(one.type());
            data.write(one.content());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static Attachment unpacked(byte[] packed) {
        try (var data = new DataInputStream(new ByteArrayInputStream(packed))) {
            return new Attachment(data.readUTF(), data.readUTF(), data.readAllBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
