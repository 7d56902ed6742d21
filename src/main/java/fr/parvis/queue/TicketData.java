package fr.parvis.queue;

import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.Held;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Term;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tickets as data of somebody. A ticket bears no name: it is known as somebody's by their appointment alone. Its words are erased; the number
 * and the times stay, so that waits count the same.
 */
@Component
@Order(40)
class TicketData implements PersonalDataHolder {
    static final String KIND = "ticket";

    private final Tickets tickets;
    private final JdbcClient jdbc;

    TicketData(Tickets tickets, JdbcClient jdbc) {
        this.tickets = tickets;
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind(KIND, LegalBasis.MISSION, Term.days(30, 1, 30)));
    }

    @Override
    public Set<String> tables() {
        return Set.of("queue.ticket");
    }

    @Override
    public List<Held> find(Person person) {
        return jdbc.sql("""
                        select number, day, language, array_to_string(help, ', ') help, note, next_what, next_owner, next_due, arrived_at,
                               ended_at, state from queue.ticket where id = any (?) order by arrived_at, id""")
                .param(person.idArray())
                .query((row, _) -> {
                    var ended = row.getTimestamp("ended_at");
                    return Held.of(KIND)
                            .with("number", row.getString("number"))
                            .with("day", row.getObject("day"))
                            .with("arrivedAt", row.getTimestamp("arrived_at").toInstant())
                            .with("endedAt", ended == null ? null : ended.toInstant())
                            .with("state", row.getString("state"))
                            .with("language", row.getString("language"))
                            .with("help", row.getString("help"))
                            .with("note", row.getString("note"))
                            .with("nextStep", row.getString("next_what"))
                            .with("nextOwner", row.getString("next_owner"))
                            .with("until", row.getObject("next_due"));
                })
                .list();
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        return Map.of(KIND, jdbc.sql("""
                        update queue.ticket set language = null, help = '{}', note = null,
                               next_what = case when next_what is null then null else '-' end,
                               next_owner = case when next_owner is null then null else '-' end
                         where id = any (?)""").param(person.idArray()).update());
    }

    @Override
    public int due(String kind, Instant at, Period kept) {
        return tickets.withPersonalData(before(at, kept));
    }

    @Override
    public int clear(String kind, Instant at, Period kept) {
        return tickets.erasePersonalData(before(at, kept));
    }

    private static Instant before(Instant at, Period kept) {
        return at.atOffset(ZoneOffset.UTC).minus(kept).toInstant();
    }
}
