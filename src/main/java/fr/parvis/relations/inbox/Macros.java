package fr.parvis.relations.inbox;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Replies that are written often, and what a person can do instead when the answer is no: both kept by the organisation. */
@Component
@Transactional
public class Macros {
    public static final int LONGEST = 4000;

    /** Of a reply to a complaint: WRONG accepts responsibility, NOT_WRONG does not and is sorry all the same. */
    public enum Apology {
        WRONG,
        NOT_WRONG
    }

    /**
     * @param words with {@code {prenom}}, {@code {reference}}, {@code {lien}} and, in an apology, {@code {motif}} and {@code {remede}} in the
     *     place of the person's own
     * @param closes meant to end a request
     * @param apology null for what fits any request
     * @param category that an apology is for; null for any
     */
    public record Macro(
            UUID id,
            String name,
            String words,
            boolean closes,
            @Nullable Apology apology,
            @Nullable UUID category) {
        /** The field of the page of a request that it fills in. */
        public String into() {
            return apology == Apology.NOT_WRONG ? "reason" : closes ? "answer" : "reply";
        }

        Macro saying(String filled) {
            return new Macro(id, name, filled, closes, apology, category);
        }
    }

    /**
     * What a complaint fills an apology in with.
     *
     * @param category null while it has none: only what fits any is offered
     */
    public record Complained(@Nullable UUID category, String reason, String remedy) {}

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
                .query((row, _) -> {
                    var apology = row.getString("apology");
                    return new Macro(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            row.getString("words"),
                            row.getBoolean("closes"),
                            apology == null ? null : Apology.valueOf(apology),
                            row.getObject("category_id", UUID.class));
                })
                .list();
    }

    public Optional<Macro> find(@Nullable UUID id) {
        return all().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** With the words for this person, apologies left out. */
    public List<Macro> filled(Request request) {
        return filled(request, null);
    }

    /** With the words for this person. @param complaint null when it is none: no apology is offered */
    public List<Macro> filled(Request request, @Nullable Complained complaint) {
        var said = request.said();
        var first = said == null ? "" : said.firstName();
        var link = addresses.inMessages("/question/" + request.key().code());
        return all().stream()
                .filter(macro -> macro.apology() == null
                        || complaint != null
                                && (macro.category() == null || macro.category().equals(complaint.category())))
                .map(macro -> macro.saying(macro.words()
                        .replace(first.isEmpty() ? " {prenom}" : "{prenom}", first)
                        .replace("{prenom}", first)
                        .replace("{reference}", request.reference().code())
                        .replace("{motif}", complaint == null ? "" : complaint.reason())
                        .replace("{remede}", complaint == null ? "" : complaint.remedy())
                        .replace("{lien}", link)
                        .replaceAll("\n{3,}", "\n\n")
                        .strip()))
                .toList();
    }

    public void add(String name, String words, boolean closes) {
        save(null, name, words, closes, null, null);
    }

    /**
     * @param id null for a new one
     * @throws ProblemException about the field at fault
     */
    public void save(
            @Nullable UUID id,
            String name,
            String words,
            boolean closes,
            @Nullable Apology apology,
            @Nullable UUID category) {
        if (name.isBlank() || name.length() > Teams.LONGEST_NAME) {
            throw ProblemException.field("name", "relations", "name-missing", Teams.LONGEST_NAME);
        }
        checkWords(words);
        try {
            jdbc.sql("""
                            insert into relations.macro (id, organisation_id, name, words, closes, apology, category_id)
                            values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set name = excluded.name, words = excluded.words,
                                closes = excluded.closes, apology = excluded.apology, category_id = excluded.category_id""")
                    .params(Arrays.asList(
                            id == null ? Ids.next() : id,
                            organisation(),
                            name.strip(),
                            words.strip(),
                            closes || apology != null,
                            apology == null ? null : apology.name(),
                            apology == null ? null : category))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw ProblemException.field("name", "relations", "name-taken", name.strip());
        }
        audit.write(id == null ? "macro-added" : "macro-changed", name.strip());
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
