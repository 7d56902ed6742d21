package fr.parvis.relations.inbox;

import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Reference;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where a request stands among the others: its team, until when it is put off, what it was merged with or split from. */
@Component
public class Standings {
    /** Another request. */
    public record Other(UUID id, Reference reference) {}

    /**
     * @param snoozedUntil null when it is before the eyes of all
     * @param merged those that go on in this one
     * @param split those that were taken out of this one
     */
    public record Standing(
            @Nullable UUID team,
            @Nullable LocalDate snoozedUntil,
            @Nullable Other mergedInto,
            List<Other> merged,
            @Nullable Other splitFrom,
            List<Other> split) {}

    private final JdbcClient jdbc;
    private final OfficeDays days;

    Standings(JdbcClient jdbc, OfficeDays days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    public Standing of(UUID request) {
        return jdbc.sql("select team_id, snoozed_until from relations.request where id = ?")
                .param(request)
                .query((row, _) -> {
                    var until = row.getObject("snoozed_until", LocalDate.class);
                    return new Standing(
                            row.getObject("team_id", UUID.class),
                            until == null || !until.isAfter(days.today()) ? null : until,
                            one("o.id = (select r.merged_into_id from relations.request r where r.id = ?)", request),
                            others("o.merged_into_id = ?", request),
                            one("o.id = (select r.split_from_id from relations.request r where r.id = ?)", request),
                            others("o.split_from_id = ?", request));
                })
                .single();
    }

    private @Nullable Other one(String where, UUID request) {
        var found = others(where, request);
        return found.isEmpty() ? null : found.getFirst();
    }

    private List<Other> others(String where, UUID request) {
        return jdbc.sql("select o.id, o.reference from relations.request o where " + where
                        + " order by o.received_at, o.id")
                .param(request)
                .query((row, _) ->
                        new Other(row.getObject("id", UUID.class), new Reference(row.getString("reference"))))
                .list();
    }
}
