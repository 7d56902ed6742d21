package fr.parvis.appointments;

import static fr.parvis.appointments.AgendaTables.utc;

import fr.parvis.directory.Site;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL for appointments and their record. */
@Repository
class AppointmentTables {
    private static final String SELECT = """
            select a.*, array(select agenda_id from appointments.place p where p.appointment_id = a.id and p.until is not distinct from a.held_until
                               order by agenda_id) agendas
              from appointments.appointment a\s""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AppointmentTables(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** One booking at a time for each site, until the transaction ends: each sees what the one before took. */
    void waitForTurn(UUID siteId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('appointments ' || ?::text, 0))::text")
                .param(siteId)
                .query(String.class)
                .single();
    }

    /** As written: under another reference when this one is taken, which some ten thousand appointments make likely. */
    Appointment insert(Appointment wanted) {
        return insert(wanted, null, null);
    }

    /** One that is over, of nobody by name. */
    Appointment insertPast(Appointment over, @Nullable Instant reminded, Instant erased) {
        return insert(over, reminded, erased);
    }

    private Appointment insert(Appointment wanted, @Nullable Instant reminded, @Nullable Instant erased) {
        var written = wanted;
        while (!isInserted(written, reminded, erased)) {
            written = wanted.withReference(Appointment.newReference());
        }
        return written;
    }

    private boolean isInserted(Appointment a, @Nullable Instant reminded, @Nullable Instant erased) {
        return jdbc.sql("""
                        insert into appointments.appointment (id, organisation_id, site_id, service_id, reference, token, state, starts_at,
                            ends_at, people, channel, held_until, created_at, reminded_at, erased_at, modality, needs, address)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (reference) do nothing""")
                        .params(Arrays.asList(
                                a.id(),
                                a.organisationId(),
                                a.siteId(),
                                a.serviceId(),
                                a.reference(),
                                a.token(),
                                a.state().code(),
                                utc(a.start()),
                                utc(a.end()),
                                a.people(),
                                a.channel().code(),
                                a.heldUntil() == null ? null : utc(a.heldUntil()),
                                utc(a.createdAt()),
                                reminded == null ? null : utc(reminded),
                                erased == null ? null : utc(erased)))
                        .params(MeetingColumns.of(a.meeting()))
                        .update()
                == 1;
    }

    void hold(UUID appointmentId, Instant until) {
        jdbc.sql("update appointments.appointment set state = 'held', held_until = ? where id = ?")
                .params(utc(until), appointmentId)
                .update();
    }

    List<UUID> heldPassed(UUID siteId, Instant now) {
        return jdbc.sql(
                        "select id from appointments.appointment where site_id = ? and state = 'held' and held_until <= ?")
                .params(siteId, utc(now))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    Optional<Appointment> find(UUID id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query(AppointmentTables::read)
                .optional();
    }

    Optional<Appointment> lock(UUID id) {
        return jdbc.sql("select id from appointments.appointment where id = ? for update")
                .param(id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional()
                .flatMap(this::find);
    }

    Optional<Appointment> findByToken(String token) {
        return jdbc.sql(SELECT + "where token = ?")
                .param(token)
                .query(AppointmentTables::read)
                .optional();
    }

    Optional<Appointment> findByReference(String reference) {
        return jdbc.sql(SELECT + "where reference = ?")
                .param(reference)
                .query(AppointmentTables::read)
                .optional();
    }

    /** Booked, arrived or missed, in order. */
    List<Appointment> between(UUID siteId, Instant from, Instant to) {
        return jdbc.sql(SELECT + """
                        where site_id = ? and starts_at >= ? and starts_at < ? and state in ('booked', 'arrived', 'no-show')
                        order by starts_at, reference""")
                .params(siteId, utc(from), utc(to))
                .query(AppointmentTables::read)
                .list();
    }

    /** Those that begin after the first instant and not after the second one, and are still booked. */
    List<Appointment> bookedBetween(Instant after, Instant until) {
        return jdbc.sql(SELECT + "where state = 'booked' and starts_at > ? and starts_at <= ? order by starts_at, id")
                .params(utc(after), utc(until))
                .query(AppointmentTables::read)
                .list();
    }

    /** Booked and with a place at the agenda in this time, in order. */
    List<Appointment> bookedIn(UUID agendaId, Instant from, Instant to) {
        return jdbc.sql(SELECT + """
                        where state = 'booked' and id in
                              (select appointment_id from appointments.place where agenda_id = ? and until is null and during && tstzrange(?, ?))
                        order by starts_at, reference""")
                .params(agendaId, utc(from), utc(to))
                .query(AppointmentTables::read)
                .list();
    }

    /** @param name plain, as {@link AppointmentWords#plain} writes it; whose last name begins so */
    List<Appointment> named(Collection<UUID> sites, String name, Instant since, int most) {
        return jdbc.sql(SELECT + """
                        where site_id = any (?) and starts_at >= ? and state in ('booked', 'arrived', 'no-show')
                          and starts_with(regexp_replace(replace(replace(lower(normalize(last_name, nfd)), 'œ', 'oe'), 'æ', 'ae'), ?, '', 'g'), ?)
                        order by starts_at, reference limit ?""")
                .params(sites.toArray(UUID[]::new), utc(since), AppointmentWords.NOT_PLAIN, name, most)
                .query(AppointmentTables::read)
                .list();
    }

    /**
     * Of whomever is reached there, newest first, those that were only held or lost left out.
     *
     * @param emails in small letters
     */
    List<Appointment> reachedAt(Collection<String> emails, Collection<String> phones) {
        return jdbc.sql(SELECT + """
                        where (lower(email) = any (?) or phone = any (?)) and state not in ('held', 'expired')
                        order by starts_at desc, reference""")
                .params(emails.toArray(String[]::new), phones.toArray(String[]::new))
                .query(AppointmentTables::read)
                .list();
    }

    /** Still booked although it ended before the instant. */
    List<UUID> forgotten(Instant endedBefore) {
        return jdbc.sql("select id from appointments.appointment where state = 'booked' and ends_at < ? order by id")
                .param(utc(endedBefore))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** A living appointment of the same person for the same service, at whatever site. */
    Optional<Appointment> sameAgain(UUID serviceId, Appointment.Usager usager, Instant now, UUID other) {
        return jdbc.sql(SELECT + """
                        where service_id = ? and state = 'booked' and starts_at > ? and id <> ?
                          and known_as = ? and (lower(email) = lower(?) or phone = ?)
                        order by starts_at limit 1""")
                .params(Arrays.asList(serviceId, utc(now), other, usager.knownAs(), usager.email(), usager.phone()))
                .query(AppointmentTables::read)
                .optional();
    }

    Map<LocalDate, Integer> bookedOnline(Site site, UUID serviceId, Instant now) {
        var booked = new HashMap<LocalDate, Integer>();
        jdbc.sql("""
                        select (starts_at at time zone ?)::date, count(*) from appointments.appointment
                         where site_id = ? and service_id = ? and channel = 'online' and starts_at > ?
                           and (state in ('booked', 'arrived') or state = 'held' and held_until > ?)
                         group by 1""")
                .params(site.zone().getId(), site.id(), serviceId, utc(now), utc(now))
                .query(row -> {
                    booked.put(row.getObject(1, LocalDate.class), row.getInt(2));
                });
        return booked;
    }

    /** Writes what an act changes, if it is still in the state that the act started from. */
    boolean save(Appointment after, Appointment.State from) {
        var usager = after.usager();
        return jdbc.sql("""
                        update appointments.appointment set state = ?, reminded_at = case when starts_at = ? then reminded_at end,
                               confirmed_at = case when starts_at = ? then confirmed_at end,
                               starts_at = ?, ends_at = ?, people = ?, held_until = ?, revision = ?,
                               ticket_id = ?, first_name = ?, last_name = ?, known_as = ?, email = ?, phone = ?, language = ?
                         where id = ? and state = ?""")
                        .params(Arrays.asList(
                                after.state().code(),
                                utc(after.start()),
                                utc(after.start()),
                                utc(after.start()),
                                utc(after.end()),
                                after.people(),
                                after.heldUntil() == null ? null : utc(after.heldUntil()),
                                after.revision(),
                                after.ticketId(),
                                usager == null ? null : usager.firstName(),
                                usager == null ? null : usager.lastName(),
                                usager == null ? null : usager.knownAs(),
                                usager == null ? null : usager.email(),
                                usager == null ? null : usager.phone(),
                                usager == null ? null : usager.language(),
                                after.id(),
                                from.code()))
                        .update()
                == 1;
    }

    void bookedBy(UUID id, UUID caller) {
        jdbc.sql("update appointments.appointment set booked_by = ? where id = ?")
                .params(caller, id)
                .update();
    }

    /** Whether it is the first time. */
    boolean confirmed(UUID id, Instant at) {
        return jdbc.sql("update appointments.appointment set confirmed_at = ? where id = ? and confirmed_at is null")
                        .params(utc(at), id)
                        .update()
                == 1;
    }

    Set<UUID> confirmed(Collection<UUID> ids) {
        return jdbc.sql("select id from appointments.appointment where id = any (?) and confirmed_at is not null")
                .param(ids.toArray(UUID[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .set();
    }

    /** The first one counts. */
    void reminded(UUID id, Instant at) {
        jdbc.sql("update appointments.appointment set reminded_at = ? where id = ? and reminded_at is null")
                .params(utc(at), id)
                .update();
    }

    void attach(UUID id, String papers) {
        jdbc.sql("update appointments.appointment set papers = ? where id = ?")
                .params(papers, id)
                .update();
    }

    Optional<String> papers(UUID id) {
        return jdbc.sql("select papers from appointments.appointment where id = ? and papers is not null")
                .param(id)
                .query((row, _) -> row.getString(1))
                .optional();
    }

    void append(Appointment a, String type, Instant at, Map<String, ?> data) {
        jdbc.sql("""
                        insert into appointments.event (organisation_id, appointment_id, type, at, data)
                        values (?, ?, ?, ?, ?::jsonb)""")
                .params(a.organisationId(), a.id(), type, utc(at), json.writeValueAsString(data))
                .update();
    }

    /** In order, whatever became of them. */
    List<Appointment> all(Collection<UUID> ids) {
        return jdbc.sql(SELECT + "where id = any (?) order by starts_at, reference")
                .param(ids.toArray(UUID[]::new))
                .query(AppointmentTables::read)
                .list();
    }

    /** Still booked, in order. */
    List<Appointment> booked(Collection<UUID> ids) {
        return jdbc.sql(SELECT + "where state = 'booked' and id = any (?) order by starts_at, reference")
                .param(ids.toArray(UUID[]::new))
                .query(AppointmentTables::read)
                .list();
    }

    /** @param quietRevision of the change of which nobody is told from here; null for none */
    void putAt(UUID id, UUID siteId, @Nullable Integer quietRevision) {
        jdbc.sql("update appointments.appointment set site_id = ?, quiet_revision = ? where id = ?")
                .params(Arrays.asList(siteId, quietRevision, id))
                .update();
    }

    boolean isQuiet(Appointment one) {
        return jdbc.sql("select quiet_revision = ? from appointments.appointment where id = ?")
                .params(one.revision(), one.id())
                .query((row, _) -> row.getBoolean(1))
                .optional()
                .orElse(false);
    }

    /** Nobody has confirmed in time, nor comes back so late: where they live is nothing to keep. */
    void forgetAddresses(Instant heldBefore) {
        jdbc.sql("""
                        update appointments.appointment set address = null, needs = '{}'
                         where state = 'expired' and created_at < ? and (address is not null or needs <> '{}')""").param(utc(heldBefore)).update();
    }

    private static Appointment read(ResultSet row, int index) throws SQLException {
        var held = row.getTimestamp("held_until");
        var first = row.getString("first_name");
        var last = row.getString("last_name");
        return new Appointment(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                row.getObject("site_id", UUID.class),
                row.getObject("service_id", UUID.class),
                row.getString("reference"),
                row.getString("token"),
                Appointment.State.of(row.getString("state")),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                row.getInt("people"),
                Appointment.Channel.valueOf(row.getString("channel").toUpperCase(java.util.Locale.ROOT)),
                held == null ? null : held.toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("revision"),
                row.getObject("ticket_id", UUID.class),
                first == null || last == null
                        ? null
                        : new Appointment.Usager(
                                first,
                                last,
                                row.getString("email"),
                                row.getString("phone"),
                                java.util.Objects.requireNonNullElse(row.getString("language"), "fr")),
                List.of((UUID[]) row.getArray("agendas").getArray()),
                MeetingColumns.read(row));
    }
}
