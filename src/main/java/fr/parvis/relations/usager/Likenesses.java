package fr.parvis.relations.usager;

import static fr.parvis.relations.usager.UsagerTables.utc;

import fr.parvis.directory.Directory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sheets that may be of one person: found when one of them is written, so that reading the list costs nothing. Judged by names and by
 * where they are reached, by nothing else; only people decide.
 */
@Component
@Transactional
public class Likenesses {
    /** Why two sheets look alike. */
    public enum Reason {
        SAME_NAME,
        NEAR_NAME,
        SAME_EMAIL,
        SAME_PHONE;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** @param reasons codes of {@link Reason} */
    public record Pair(UUID one, UUID other, List<String> reasons) {}

    private static final int MOST_OF_ONE = 20;
    private static final String PAIRS = """
            with pair as (select least(a.root_id, b.root_id) one, greatest(a.root_id, b.root_id) other, l.*
                            from relations.likeness l join relations.usager a on a.id = l.low_id join relations.usager b on b.id = l.high_id
                           where a.organisation_id = ? and a.root_id <> b.root_id),
            likely as (select distinct on (one, other) one, other, score, reasons,
                              bool_or(refused_at is not null) over (partition by one, other) refused
                         from pair order by one, other, score desc)\s""";

    private final JdbcClient jdbc;
    private final Directory directory;

    Likenesses(JdbcClient jdbc, Directory directory) {
        this.jdbc = jdbc;
        this.directory = directory;
    }

    /** The names alone must be very near; with one address in common they may be further away, as those of a family are. */
    void lookFor(UUID organisation, UUID id, Instant at) {
        jdbc.sql("""
                        delete from relations.likeness where (low_id, high_id) in (select low_id, high_id from relations.likeness
                         where (low_id = ? or high_id = ?) and refused_at is null order by low_id, high_id for update)""").params(id, id).update();
        jdbc.sql("select set_config('pg_trgm.similarity_threshold', '0.75', true)")
                .query(String.class)
                .single();
        jdbc.sql("""
                        with me as materialized (select * from relations.usager where id = :id),
                        mine as materialized (select kind, normalised from relations.usager_contact where usager_id = :id and kind <> 'post'),
                        shared as (select c.usager_id, array_agg('same-' || c.kind order by c.kind) reasons
                                     from mine join relations.usager_contact c using (kind, normalised) group by c.usager_id),
                        alike as (select u.id from relations.usager u where u.name_key % (select name_key from me)
                                  union select usager_id from shared),
                        judged as (select u.id, similarity(u.name_key, me.name_key) near, u.name_key = me.name_key same,
                                          coalesce(shared.reasons, '{}') shared
                                     from alike join relations.usager u using (id) cross join me left join shared on shared.usager_id = u.id
                                    where u.organisation_id = :organisation and u.root_id <> me.root_id),
                        best as (select *, near + 0.5 * cardinality(shared) score from judged
                                  where near >= 0.75 or near >= 0.45 and shared <> '{}' order by score desc, id limit :most)
                        insert into relations.likeness (low_id, high_id, score, reasons, found_at)
                        select least(id, :id::uuid), greatest(id, :id::uuid), score,
                               case when same then '{same-name}'::text[] else '{near-name}' end || shared, :at from best order by 1, 2
                        on conflict (low_id, high_id) do update set score = excluded.score, reasons = excluded.reasons""")
                .param("id", id)
                .param("organisation", organisation)
                .param("most", MOST_OF_ONE)
                .param("at", utc(at))
                .update();
    }

    void refuse(UUID organisation, UUID one, UUID other, Instant at, UUID by) {
        jdbc.sql("""
                        insert into relations.likeness (low_id, high_id, score, reasons, found_at, refused_at, refused_by)
                        select least(a.id, b.id), greatest(a.id, b.id), 0, '{}', :at, :at, :by from relations.usager a, relations.usager b
                         where a.id = :one and b.id = :other and a.organisation_id = :organisation and b.organisation_id = :organisation
                        on conflict (low_id, high_id) do update set refused_at = excluded.refused_at, refused_by = excluded.refused_by""")
                .param("one", one)
                .param("other", other)
                .param("organisation", organisation)
                .param("at", utc(at))
                .param("by", by)
                .update();
    }

    /** The likest first; each two people once, and none of whom somebody said that they are two. */
    public List<Pair> open(int from, int most) {
        return jdbc.sql(PAIRS
                        + " select * from likely where not refused order by score desc, one, other offset ? limit ?")
                .params(directory.organisation().id(), from, most)
                .query((row, _) -> pair(row))
                .list();
    }

    /** Those of one person. */
    public List<Pair> of(UUID root) {
        return jdbc.sql(PAIRS + """
                        select * from likely where not refused and ? in (one, other) order by score desc, one, other""")
                .params(directory.organisation().id(), root)
                .query((row, _) -> pair(row))
                .list();
    }

    private static Pair pair(ResultSet row) throws SQLException {
        return new Pair(row.getObject("one", UUID.class), row.getObject("other", UUID.class), List.of((String[])
                row.getArray("reasons").getArray()));
    }
}
