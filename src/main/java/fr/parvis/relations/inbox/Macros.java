package fr.parvis.relations.inbox;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.Request;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Replies that are written often, and what a person can do instead when the answer is no: both kept by the organisation. */
@Component
@Transactional
public class Macros {
    public static final int LONGEST = 4000;

    /**
     * @param words with {@code {prenom}}, {@code {reference}} and {@code {lien}} in the place of the person's own
     * @param closes meant to end a request
     */
    public record Macro(UUID id, String name, String words, boolean closes) {}

    public record Alternative(UUID id, String words) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final PublicAddress addresses;
    private final AuditLog audit;

    Macros(JdbcClient jdbc, Directory directory, PublicAddress addresses, AuditLog audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.addresses = addresses;
        this.audit = audit;
    }

    /** By name. */
    public List<Macro> all() {
        return jdbc.sql("select * from relations.macro where organisation_id = ? order by lower(name), id")
                .param(organisation())
                .query((row, _) -> new Macro(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("words"),
                        row.getBoolean("closes")))
                .list();
    }

    /** With the words for this person. */
    public List<Macro> filled(Request request) {
        var said = request.said();
        var first = said == null ? "" : said.firstName();
        var link = addresses.inMessages("/question/" + request.key().code());
        return all().stream()
                .map(macro -> new Macro(
                        macro.id(),
                        macro.name(),
                        macro.words()
                                .replace(first.isEmpty() ? " {prenom}" : "{prenom}", first)
                                .replace("{prenom}", first)
                                .replace("{reference}", request.reference().code())
                                .replace("{lien}", link),
                        macro.closes()))
                .toList();
    }

    public void add(String name, String words, boolean closes) {
        if (name.isBlank() || name.length() > Teams.LONGEST_NAME) {
            throw ProblemException.field("name", "relations", "name-missing", Teams.LONGEST_NAME);
        }
        checkWords(words);
        try {
            jdbc.sql("insert into relations.macro (id, organisation_id, name, words, closes) values (?, ?, ?, ?, ?)")
                    .params(Ids.next(), organisation(), name.strip(), words.strip(), closes)
                    .update();
        } catch (DuplicateKeyException taken) {
            throw ProblemException.field("name", "relations", "name-taken", name.strip());
        }
        audit.write("macro-added", name.strip());
    }

    public void remove(UUID id) {
        jdbc.sql("delete from relations.macro where organisation_id = ? and id = ? returning name")
                .params(organisation(), id)
                .query(String.class)
                .optional()
                .ifPresent(name -> audit.write("macro-removed", name));
    }

    public List<Alternative> alternatives() {
        return jdbc.sql("select * from relations.alternative where organisation_id = ? order by lower(words), id")
                .param(organisation())
                .query((row, _) -> new Alternative(row.getObject("id", UUID.class), row.getString("words")))
                .list();
    }

    public void addAlternative(String words) {
        checkWords(words);
        jdbc.sql("""
                        insert into relations.alternative (id, organisation_id, words) values (?, ?, ?) on conflict do nothing""").params(Ids.next(), organisation(), words.strip()).update();
        audit.write("alternative-added", "");
    }

    public void removeAlternative(UUID id) {
        var removed = jdbc.sql("delete from relations.alternative where organisation_id = ? and id = ?")
                .params(organisation(), id)
                .update();
        if (removed > 0) {
            audit.write("alternative-removed", id.toString());
        }
    }

    private static void checkWords(String words) {
        if (words.isBlank() || words.length() > LONGEST) {
            throw ProblemException.field("words", "relations", "macro-words-missing", LONGEST);
        }
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
