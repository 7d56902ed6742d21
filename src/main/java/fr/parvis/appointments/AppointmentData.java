package fr.parvis.appointments;

import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.Held;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Overdue;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonName;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Reach;
import fr.parvis.platform.rights.Term;
import fr.parvis.platform.rights.Trace;
import fr.parvis.platform.rights.Unfinished;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appointments as data of somebody. */
@Component
@Order(30)
public class AppointmentData implements PersonalDataHolder {
    static final String KIND = "appointment";

    private static final String EMPTY = """
            first_name = null, last_name = null, known_as = null, email = null, phone = null, language = null, papers = null,
            needs = '{}', address = null, erased_at =\s""";
    private static final Overdue OLD =
            Overdue.emptied("appointments.appointment", EMPTY + ":at", "erased_at is null and ends_at < :before");

    private final Bookings bookings;
    private final JdbcClient jdbc;
    private final Clock clock;

    AppointmentData(Bookings bookings, JdbcClient jdbc, Clock clock) {
        this.bookings = bookings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind(KIND, LegalBasis.MISSION, Term.days(30)));
    }

    @Override
    public Set<String> tables() {
        return Set.of("appointments.appointment", "appointments.pre_application");
    }

    @Override
    public List<Trace> traces(Person person) {
        return traces(
                jdbc,
                "appointments.appointment",
                "array[id] || array_remove(array[ticket_id], null)",
                "reference",
                person);
    }

    /**
     * Those of a table that keeps somebody as appointments do.
     *
     * @param ids and {@code reference} in SQL
     */
    public static List<Trace> traces(JdbcClient jdbc, String table, String ids, String reference, Person person) {
        return jdbc.sql("""
                        select %s as ids, %s as reference, first_name, last_name, email, phone from %s
                         where erased_at is null
                           and ((%s) && :ids or %s = any (:references) or lower(email) = any (:emails) or %s = any (:phones))""".formatted(ids, reference, table, ids, reference, Reach.lastDigits("phone")))
                .param("ids", person.idArray())
                .param("references", person.referenceArray())
                .param("emails", person.emails())
                .param("phones", person.phones())
                .query(AppointmentData::trace)
                .list();
    }

    private static Trace trace(ResultSet row, int index) throws SQLException {
        var name = PersonName.of(row.getString("first_name"), row.getString("last_name"));
        return new Trace(
                Set.of((UUID[]) row.getArray("ids").getArray()),
                Set.of(),
                name.isNobodys() ? Set.of() : Set.of(name),
                Stream.of(Reach.of(row.getString("email")), Reach.of(row.getString("phone")))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                Stream.ofNullable(row.getString("reference")).collect(Collectors.toSet()),
                false);
    }

    @Override
    public List<UUID> ids() {
        return jdbc.sql("select id from appointments.appointment where erased_at is null")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    @Override
    public List<Unfinished> unfinished(Person person) {
        return jdbc.sql("""
                        select id, reference from appointments.appointment
                         where id = any (?) and erased_at is null and state in ('held', 'booked') and starts_at > ? order by starts_at""")
                .params(person.idArray(), clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new Unfinished(KIND, row.getObject("id", UUID.class), row.getString("reference"), null))
                .list();
    }

    @Override
    public List<Held> find(Person person) {
        return jdbc.sql("""
                        select a.*, array_to_string(a.needs, ', ') need,
                               (select string_agg(p.number, ', ' order by p.number) from appointments.pre_application p
                                 where p.appointment_id = a.id) numbers
                          from appointments.appointment a where a.id = any (?) and a.erased_at is null order by a.starts_at, a.id""")
                .param(person.idArray())
                .query((row, _) -> who(Held.of(KIND).with("reference", row.getString("reference")), row)
                        .with("state", row.getString("state"))
                        .with("startsAt", row.getTimestamp("starts_at").toInstant())
                        .with("endsAt", row.getTimestamp("ends_at").toInstant())
                        .with("people", row.getInt("people"))
                        .with("channel", row.getString("channel"))
                        .with("createdAt", row.getTimestamp("created_at").toInstant())
                        .with("needs", row.getString("need"))
                        .with("address", row.getString("address"))
                        .with("papers", row.getString("papers"))
                        .with("preApplications", row.getString("numbers")))
                .list();
    }

    /** The names and reaches of a row that keeps somebody as appointments do. */
    public static Held who(Held held, ResultSet row) throws SQLException {
        return held.with("firstName", row.getString("first_name"))
                .with("lastName", row.getString("last_name"))
                .with("email", row.getString("email"))
                .with("phone", row.getString("phone"))
                .with("language", row.getString("language"));
    }

    /** Names first: whoever hears that a time to come is free again hears of nobody. */
    @Override
    public Map<String, Integer> erase(Person person) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var open = unfinished(person).stream().map(Unfinished::id).toList();
        var erased = jdbc.sql("update appointments.appointment set " + EMPTY
                        + "? where id = any (?) and erased_at is null returning id")
                .params(now, person.idArray())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
        open.forEach(id -> bookings.cancel(id, true));
        // what the national service was told is withdrawn by the number: that one goes as soon as a round has done so
        jdbc.sql("""
                        delete from appointments.pre_application where appointment_id = any (?)
                           and (told_date is null or next_try_at is null)""").param(erased.toArray(UUID[]::new)).update();
        return Map.of(KIND, erased.size());
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
