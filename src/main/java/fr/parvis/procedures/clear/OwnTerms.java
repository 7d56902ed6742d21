package fr.parvis.procedures.clear;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.Language;
import fr.parvis.procedures.clear.Term.Translation;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL for what an organisation changed in the list of words that Parvis comes with. */
@Repository
class OwnTerms {
    /**
     * @param explained false for a row that says nothing of the explanation: as Parvis explains the word
     * @param used false for a word of Parvis that the organisation does not want
     */
    record Row(Term term, String name, boolean explained, boolean used) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final JsonMapper json;
    private final Clock clock;

    OwnTerms(JdbcClient jdbc, Directory directory, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.json = json;
        this.clock = clock;
    }

    /** One text for each state of the rows, whatever instance changed them. */
    String state() {
        return jdbc.sql("""
                        select count(*) || ' ' || coalesce(sum(revision), 0) from procedures.jargon where organisation_id = ?""")
                .param(directory.organisation().id())
                .query(String.class)
                .single();
    }

    /** The last changed first. */
    List<Row> all() {
        return jdbc.sql("select * from procedures.jargon where organisation_id = ? order by revision desc")
                .param(directory.organisation().id())
                .query((row, _) -> {
                    var explanation = row.getString("explanation");
                    var term = new Term(
                            row.getString("term"),
                            row.getString("instead"),
                            row.getString("why"),
                            explanation == null ? "" : explanation,
                            translations(row.getString("translations")));
                    return new Row(term, row.getString("name"), explanation != null, row.getBoolean("used"));
                })
                .list();
    }

    private Map<Language, Translation> translations(@Nullable String written) {
        var translations = new EnumMap<Language, Translation>(Language.class);
        if (written != null) {
            json.readValue(written, new TypeReference<Map<String, Translation>>() {})
                    .forEach((tag, said) -> Language.of(tag).ifPresent(language -> translations.put(language, said)));
        }
        return translations;
    }

    void save(String name, Term term, boolean used) {
        var translations = new TreeMap<String, Translation>();
        term.translations().forEach((language, said) -> translations.put(language.tag(), said));
        jdbc.sql("""
                        insert into procedures.jargon (organisation_id, name, term, instead, why, explanation, translations, used,
                            revision, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, nextval('procedures.jargon_revision'), ?)
                        on conflict (organisation_id, name) do update set term = excluded.term, instead = excluded.instead,
                            why = excluded.why, explanation = excluded.explanation, translations = excluded.translations,
                            used = excluded.used, revision = excluded.revision, changed_at = excluded.changed_at""")
                .params(Arrays.asList(
                        directory.organisation().id(),
                        name,
                        term.written(),
                        term.instead(),
                        term.why(),
                        term.explanation(),
                        json.writeValueAsString(translations),
                        used,
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
    }

    void remove(String name) {
        jdbc.sql("delete from procedures.jargon where organisation_id = ? and name = ?")
                .params(directory.organisation().id(), name)
                .update();
    }
}
