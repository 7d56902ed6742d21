package fr.parvis.relations;

import fr.parvis.messaging.incoming.VirusScan;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.Uploads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Documents that come with what somebody writes: kept sealed, erased with the words. */
@Component
@Transactional
public class Documents {
    public static final int LARGEST = Uploads.LARGEST_BYTES;
    private static final int MOST = 40;

    /** As it was sent. */
    public record Sent(String name, byte[] content) {}

    public record Document(UUID id, UUID interaction, String name, FileType type, int size, Instant at) {}

    /** Looked at: of a kind and a size that is taken, and without a virus as far as that can be told. */
    public record Checked(Sent sent, FileType type) {}

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final VirusScan scanner;
    private final Clock clock;

    Documents(JdbcClient jdbc, Sealer sealer, VirusScan scanner, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.scanner = scanner;
        this.clock = clock;
    }

    /**
     * What a scanner has to look at may take as long as it does: not while a row is locked.
     *
     * @throws ProblemException about {@code files}: too many, too large, of a kind that is not taken, with a virus, or not looked at
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Checked> checked(List<Sent> sent) {
        if (sent.size() > Uploads.MOST_FILES) {
            throw refused("files-too-many", Uploads.MOST_FILES);
        }
        return sent.stream().map(this::checked).toList();
    }

    /** @throws ProblemException about {@code files}: too many in all */
    public void keep(UUID organisation, Interaction with, List<Checked> known) {
        if (!known.isEmpty() && count(with.request()) + known.size() > MOST) {
            throw refused("files-too-many-in-all", MOST);
        }
        known.forEach(one -> {
            var id = Ids.next();
            jdbc.sql("""
                            insert into relations.attachment (id, organisation_id, interaction_id, name, type, size, content, at)
                            values (?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            id,
                            organisation,
                            with.id(),
                            one.type().named(one.sent().name()),
                            one.type().name(),
                            one.sent().content().length,
                            sealer.seal(one.sent().content(), place(id)),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    private Checked checked(Sent sent) {
        if (sent.content().length > LARGEST) {
            throw refused("file-too-large", sent.name(), LARGEST / 1024 / 1024);
        }
        var type = FileType.of(sent.content()).orElseThrow(() -> refused("file-not-taken", sent.name()));
        switch (scanner.of(sent.content()).kind()) {
            case INFECTED, REFUSED -> throw refused("file-infected", sent.name());
            case UNCHECKED -> {
                if (scanner.isThere()) {
                    throw refused("file-not-checked", sent.name());
                }
            }
            case CLEAN -> {}
        }
        return new Checked(sent, type);
    }

    private int count(UUID request) {
        return jdbc.sql("""
                        select count(*) from relations.attachment a join relations.interaction i on i.id = a.interaction_id
                         where i.request_id = ?""").param(request).query(Integer.class).single();
    }

    /** Oldest first. */
    public List<Document> of(Request request) {
        return jdbc.sql("""
                        select a.id, a.interaction_id, a.name, a.type, a.size, a.at from relations.attachment a
                          join relations.interaction i on i.id = a.interaction_id where ? in (i.request_id, i.merged_from_id) order by a.at, a.id""").param(request.id()).query(Documents::read).list();
    }

    /** Of one interaction, oldest first. */
    List<Document> with(UUID interaction) {
        return jdbc.sql("select * from relations.attachment where interaction_id = ? order by at, id")
                .param(interaction)
                .query(Documents::read)
                .list();
    }

    /** Empty when the request has no such document. */
    public Optional<Document> find(Request request, UUID id) {
        return of(request).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    public byte[] content(Document document) {
        var sealed = jdbc.sql("select content from relations.attachment where id = ?")
                .param(document.id())
                .query((row, _) -> row.getBytes(1))
                .single();
        return sealer.open(sealed, place(document.id()));
    }

    private static String place(UUID id) {
        return "relations.attachment " + id;
    }

    private static ProblemException refused(String name, Object... facts) {
        return ProblemException.field("files", "relations", name, facts);
    }

    private static Document read(ResultSet row, int index) throws SQLException {
        return new Document(
                row.getObject("id", UUID.class),
                row.getObject("interaction_id", UUID.class),
                row.getString("name"),
                FileType.valueOf(row.getString("type")),
                row.getInt("size"),
                row.getTimestamp("at").toInstant());
    }
}
