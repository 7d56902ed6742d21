package fr.parvis.appointments.sessions;

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

/** Seats in sessions as data of somebody. */
@Component
@Order(32)
class RegistrationData implements PersonalDataHolder {
    static final String KIND = "registration";

    private static final String EMPTY =
            "first_name = null, last_name = null, known_as = null, email = null, phone = null, language = null, erased_at = ";
    private static final Overdue OLD = Overdue.emptied("appointments.registration", EMPTY + ":at", """
            erased_at is null and exists (select from appointments.session s where s.id = session_id
                and least(coalesce(ended_at, s.ends_at), s.ends_at) < :before)""");

    private final Registrations registrations;
    private final JdbcClient jdbc;
    private final Clock clock;

    RegistrationData(Registrations registrations, JdbcClient jdbc, Clock clock) {
        this.registrations = registrations;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind(KIND, LegalBasis.MISSION, Term.days(30)));
    }

    @Override
    public Set<String> tables() {
        return Set.of("appointments.registration");
    }

    @Override
    public List<Trace> traces(Person person) {
        return AppointmentData.traces(jdbc, "appointments.registration", "array[id]", "null::text", person);
    }

    @Override
    public List<UUID> ids() {
        return jdbc.sql("select id from appointments.registration where erased_at is null")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    @Override
    public List<Unfinished> unfinished(Person person) {
        return jdbc.sql("""
                        select r.id, s.title from appointments.registration r join appointments.session s on s.id = r.session_id
                         where r.id = any (?) and r.erased_at is null and r.ended_at is null and s.state = 'published' and s.starts_at > ?
                         order by s.starts_at""")
                .params(person.idArray(), clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Unfinished(KIND, row.getObject("id", UUID.class), row.getString("title"), null))
                .list();
    }

    @Override
    public List<Held> find(Person person) {
        return jdbc.sql("""
                        select r.*, s.title, s.starts_at from appointments.registration r join appointments.session s on s.id = r.session_id
                         where r.id = any (?) and r.erased_at is null order by s.starts_at, r.id""")
                .param(person.idArray())
                .query((row, _) -> AppointmentData.who(Held.of(KIND).with("session", row.getString("title")), row)
                        .with("startsAt", row.getTimestamp("starts_at").toInstant())
                        .with("state", row.getString("state"))
                        .with("seats", row.getInt("seats"))
                        .with("channel", row.getString("channel"))
                        .with("joinedAt", row.getTimestamp("joined_at").toInstant()))
                .list();
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        unfinished(person).forEach(one -> registrations.keep(one.id(), 0));
        return Map.of(
                KIND,
                jdbc.sql("update appointments.registration set " + EMPTY + "? where id = any (?) and erased_at is null")
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
