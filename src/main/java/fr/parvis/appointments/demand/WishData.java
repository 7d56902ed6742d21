package fr.parvis.appointments.demand;

import fr.parvis.appointments.AppointmentData;
import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.Held;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Overdue;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Term;
import fr.parvis.platform.rights.Trace;
import fr.parvis.platform.rights.Unfinished;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Places in the waiting line as data of somebody. */
@Component
@Order(31)
class WishData implements PersonalDataHolder {
    static final String KIND = "wish";

    private static final String EMPTY = """
            first_name = null, last_name = null, known_as = null, email = null, phone = null, language = null, papers = null,
            needs = '{}', address = null, erased_at =\s""";
    private static final Overdue OLD =
            Overdue.emptied("appointments.wish", EMPTY + ":at", "erased_at is null and ended_at < :before");

    private final Wishes wishes;
    private final JdbcClient jdbc;
    private final Clock clock;

    WishData(Wishes wishes, JdbcClient jdbc, Clock clock) {
        this.wishes = wishes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind(KIND, LegalBasis.MISSION, Term.days(30)));
    }

    @Override
    public Set<String> tables() {
        return Set.of("appointments.wish", "appointments.wish_asked");
    }

    @Override
    public List<Trace> traces(Person person) {
        return AppointmentData.traces(jdbc, "appointments.wish", "array[id]", "null::text", person);
    }

    @Override
    public List<UUID> ids() {
        return jdbc.sql("select id from appointments.wish where erased_at is null")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    @Override
    public List<Unfinished> unfinished(Person person) {
        return jdbc.sql("""
                        select w.id, s.name from appointments.wish w cross join lateral (select left(w.token, 6) as name) s
                         where w.id = any (?) and w.erased_at is null and w.ended_at is null order by w.position""")
                .param(person.idArray())
                .query((row, _) -> new Unfinished(KIND, row.getObject("id", UUID.class), row.getString("name"), null))
                .list();
    }

    @Override
    public List<Held> find(Person person) {
        return jdbc.sql("""
                        select *, array_to_string(needs, ', ') need, array_to_string(parts, ', ') part from appointments.wish
                         where id = any (?) and erased_at is null order by joined_at, id""")
                .param(person.idArray())
                .query((row, _) -> AppointmentData.who(Held.of(KIND), row)
                        .with("state", row.getString("state"))
                        .with("joinedAt", row.getTimestamp("joined_at").toInstant())
                        .with("people", row.getInt("people"))
                        .with("earliest", row.getObject("earliest"))
                        .with("partsOfTheDay", row.getString("part"))
                        .with("channel", row.getString("channel"))
                        .with("needs", row.getString("need"))
                        .with("address", row.getString("address"))
                        .with("papers", row.getString("papers")))
                .list();
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        unfinished(person).forEach(one -> wishes.leave(one.id()));
        jdbc.sql("delete from appointments.wish_asked where contact = any (?)")
                .param(person.hashes())
                .update();
        return Map.of(
                KIND,
                jdbc.sql("update appointments.wish set " + EMPTY + "? where id = any (?) and erased_at is null")
                        .params(clock.instant().atOffset(ZoneOffset.UTC), person.idArray())
                        .update());
    }

    @Override
    public int due(String kind, Instant at, Period kept) {
        return OLD.count(jdbc, at, kept);
    }

    @Override
    public int clear(String kind, Instant at, Period kept) {
        return OLD.clear(jdbc, at, kept);
    }
}
