package fr.parvis.procedures;

import fr.parvis.directory.Directory;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for the organisation's own everyday expressions. */
@Repository
class OwnSynonyms {
    /** One text for each state of the lines, whatever instance changed them. */
    static final String STATE = "select count(*) || ' ' || coalesce(sum(revision), 0) from procedures.synonym";

    private final JdbcClient jdbc;
    private final Directory directory;

    OwnSynonyms(JdbcClient jdbc, Directory directory) {
        this.jdbc = jdbc;
        this.directory = directory;
    }

    /** The last changed first. */
    List<SynonymList.Own> all() {
        return jdbc.sql("select id, said, meant from procedures.synonym order by revision desc")
                .query((row, _) ->
                        new SynonymList.Own(row.getObject("id", UUID.class), row.getString(2), row.getString(3)))
                .list();
    }

    List<Synonyms.Line> lines() {
        return all().stream().map(SynonymList.Own::line).toList();
    }

    void save(UUID id, String said, String meant, String stems) {
        jdbc.sql("""
                        insert into procedures.synonym (id, organisation_id, said, meant, stems, revision)
                        values (?, ?, ?, ?, ?, nextval('procedures.synonym_revision'))
                        on conflict (id) do update set said = excluded.said, meant = excluded.meant,
                            stems = excluded.stems, revision = excluded.revision""")
                .params(id, directory.organisation().id(), said, meant, stems)
                .update();
    }

    void remove(UUID id) {
        jdbc.sql("delete from procedures.synonym where id = ?").param(id).update();
    }
}
