package fr.parvis.relations;

import fr.parvis.platform.Ids;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for what was said about a request. */
@Repository
class InteractionTables {
    private final JdbcClient jdbc;

    InteractionTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Interaction write(
            UUID organisation,
            UUID request,
            Interaction.Direction direction,
            Channel channel,
            Instant at,
            @Nullable UUID by,
            String name,
            String words,
            boolean closes) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into relations.interaction (id, organisation_id, request_id, direction, channel, at, by_id, by_name, words,
                            closes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        organisation,
                        request,
                        direction.name(),
                        channel.code(),
                        at.atOffset(ZoneOffset.UTC),
                        by,
                        name,
                        words,
                        closes))
                .update();
        return new Interaction(id, request, direction, channel, at, name, words, closes);
    }

    /** In order. */
    List<Interaction> of(UUID organisation, UUID request) {
        return jdbc.sql("""
                        select * from relations.interaction where organisation_id = ? and request_id = ? order by at, id""")
                .params(organisation, request)
                .query(RequestRows::interaction)
                .list();
    }

    /** These words end their request. */
    void closes(UUID interaction) {
        jdbc.sql("update relations.interaction set closes = true where id = ?")
                .param(interaction)
                .update();
    }
}
