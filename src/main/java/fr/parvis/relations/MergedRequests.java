package fr.parvis.relations;

import fr.parvis.platform.Sha256;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for requests that go on in another one, and for the keys that opened them. */
@Repository
class MergedRequests {
    private final JdbcClient jdbc;

    MergedRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The request in which this one goes on: itself, unless it was merged. */
    UUID goesOn(UUID id) {
        return jdbc.sql("select coalesce(merged_into_id, id) from relations.request where id = ?")
                .param(id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional()
                .orElse(id);
    }

    /** The person wrote it where the other request was. */
    void cameTo(UUID interaction, UUID merged) {
        jdbc.sql("update relations.interaction set merged_from_id = ? where id = ?")
                .params(merged, interaction)
                .update();
    }

    /** In order, what moved on with a merger too. */
    List<Interaction> exchanged(UUID organisation, UUID request) {
        return jdbc.sql("""
                        select * from relations.interaction where organisation_id = ? and ? in (request_id, merged_from_id) order by at, id""")
                .params(organisation, request)
                .query(RequestRows::interaction)
                .list();
    }

    void replaceKey(UUID id, RequestKey old) {
        jdbc.sql("insert into relations.replaced_key (key_hash, request_id) values (?, ?) on conflict do nothing")
                .params(Sha256.of(old.code()), id)
                .update();
        jdbc.sql("update relations.request set key = ? where id = ?")
                .params(RequestKey.next().code(), id)
                .update();
    }

    boolean isReplaced(Reference reference, RequestKey key) {
        return jdbc.sql("""
                        select exists (select from relations.replaced_key k join relations.request r on r.id = k.request_id
                                        where k.key_hash = ? and r.reference = ?)""")
                .params(Sha256.of(key.code()), reference.code())
                .query(Boolean.class)
                .single();
    }
}
