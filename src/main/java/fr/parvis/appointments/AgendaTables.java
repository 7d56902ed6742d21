package fr.parvis.appointments;

import fr.parvis.appointments.slots.Modality;
import fr.parvis.appointments.slots.OpeningRule;
import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.appointments.slots.Terms;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for agendas, their rules and absences, and the terms of services. */
@Repository
class AgendaTables {
    /**
     * @param taken when the places of an agenda were last changed
     * @param withdrawnFrom nothing of it is offered online from then on; null when nothing withdraws it
     */
    record Revised(
            Agenda agenda, long taken, long rules, @Nullable Instant withdrawnFrom) {
        boolean isOffered(boolean desk, Instant now) {
            return desk || withdrawnFrom == null || withdrawnFrom.isAfter(now);
        }
    }

    record Rule(UUID agendaId, OpeningRule rule) {}

    record Absence(UUID id, UUID agendaId, Stretch during, String reason) {}

    record Away(UUID agendaId, Stretch during) {}

    /** @param until null when it is taken for good */
    record Taken(Stretch during, @Nullable Instant until) {}

    private final JdbcClient jdbc;

    AgendaTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The active agendas that could take part in an appointment for the service; all active ones without a service. */
    List<Revised> active(Collection<UUID> sites, @Nullable UUID service) {
        return jdbc.sql("""
                        select g.*, i.withdrawn_from from appointments.agenda g left join appointments.busy_import i on i.agenda_id = g.id
                         where active and site_id = any (?) and (resource is not null or ?::uuid is null or ?::uuid = any (services))
                         order by id""")
                .params(Arrays.asList(sites.toArray(UUID[]::new), service, service))
                .query((row, _) -> {
                    var withdrawn = row.getTimestamp("withdrawn_from");
                    return new Revised(
                            agenda(row),
                            row.getLong("revision"),
                            row.getLong("rules_revision"),
                            withdrawn == null ? null : withdrawn.toInstant());
                })
                .list();
    }

    List<Agenda> at(UUID siteId) {
        return jdbc.sql("select * from appointments.agenda where site_id = ? order by resource nulls first, name")
                .param(siteId)
                .query((row, _) -> agenda(row))
                .list();
    }

    /** Those of the site that hold places beyond what it can receive. */
    Set<UUID> overflow(UUID siteId) {
        return jdbc.sql("select id from appointments.agenda where site_id = ? and overflow")
                .param(siteId)
                .query((row, _) -> row.getObject(1, UUID.class))
                .set();
    }

    void markOverflow(UUID id) {
        jdbc.sql("update appointments.agenda set overflow = true where id = ?")
                .param(id)
                .update();
    }

    List<String> kinds() {
        return jdbc.sql("select distinct resource from appointments.agenda where resource is not null order by 1")
                .query((row, _) -> row.getString(1))
                .list();
    }

    void waitForTurn(UUID id) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('agendas ' || ?::text, 0))::text")
                .param(id)
                .query(String.class)
                .single();
    }

    Optional<Agenda> find(UUID id) {
        return jdbc.sql("select * from appointments.agenda where id = ?")
                .param(id)
                .query((row, _) -> agenda(row))
                .optional();
    }

    void save(Agenda agenda) {
        jdbc.sql("""
                        insert into appointments.agenda (id, organisation_id, site_id, slug, name, agent_id, counter_id, resource, services, active,
                            step_free, sign_language, languages, video_address)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set name = excluded.name, services = excluded.services, active = excluded.active,
                            step_free = excluded.step_free, sign_language = excluded.sign_language,
                            languages = excluded.languages, video_address = excluded.video_address,
                            rules_revision = appointments.agenda.rules_revision + 1""")
                .params(Arrays.asList(
                        agenda.id(),
                        agenda.organisationId(),
                        agenda.siteId(),
                        agenda.slug(),
                        agenda.name(),
                        agenda.agentId(),
                        agenda.counterId(),
                        agenda.resource(),
                        agenda.services().toArray(UUID[]::new),
                        agenda.active(),
                        agenda.facilities().stepFree(),
                        agenda.facilities().signLanguage(),
                        agenda.facilities().languages().stream().sorted().toArray(String[]::new),
                        agenda.facilities().videoAddress()))
                .update();
    }

    private static Agenda agenda(ResultSet row) throws SQLException {
        return new Agenda(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                row.getObject("site_id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                row.getObject("agent_id", UUID.class),
                row.getObject("counter_id", UUID.class),
                row.getString("resource"),
                ids(row.getArray("services")),
                row.getBoolean("active"),
                new Facilities(
                        row.getBoolean("step_free"),
                        row.getBoolean("sign_language"),
                        Set.of((String[]) row.getArray("languages").getArray()),
                        row.getString("video_address")));
    }

    private static Set<UUID> ids(Array array) throws SQLException {
        return Set.of((UUID[]) array.getArray());
    }

    Map<UUID, List<OpeningRule>> rules(Collection<UUID> agendas) {
        var rules = new HashMap<UUID, List<OpeningRule>>();
        jdbc.sql("select * from appointments.opening_rule where agenda_id = any (?) order by first_day, from_time, id")
                .param(agendas.toArray(UUID[]::new))
                .query(row -> {
                    rules.computeIfAbsent(row.getObject("agenda_id", UUID.class), _ -> new ArrayList<>())
                            .add(rule(row));
                });
        return rules;
    }

    private static OpeningRule rule(ResultSet row) throws SQLException {
        var except = new HashSet<LocalDate>();
        for (var day : (java.sql.Date[]) row.getArray("except_on").getArray()) {
            except.add(day.toLocalDate());
        }
        return new OpeningRule(
                row.getObject("id", UUID.class),
                ids(row.getArray("services")),
                row.getObject("first_day", LocalDate.class),
                row.getObject("from_time", LocalTime.class),
                row.getObject("to_time", LocalTime.class),
                row.getString("recurrence"),
                except,
                SchoolTime.of(row.getString("school")),
                modalities(row));
    }

    private static Set<Modality> modalities(ResultSet row) throws SQLException {
        return Stream.of((String[]) row.getArray("modalities").getArray())
                .map(code -> Modality.of(code).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String[] codes(Set<Modality> modalities) {
        return modalities.stream().sorted().map(Modality::code).toArray(String[]::new);
    }

    void save(UUID agendaId, OpeningRule rule) {
        jdbc.sql("""
                        insert into appointments.opening_rule (id, agenda_id, services, first_day, from_time, to_time, recurrence, except_on,
                            school, modalities)
                        values (?, ?, ?, ?, ?, ?, ?, ?::text[]::date[], ?, ?)
                        on conflict (id) do update set services = excluded.services, first_day = excluded.first_day,
                            from_time = excluded.from_time, to_time = excluded.to_time, recurrence = excluded.recurrence,
                            except_on = excluded.except_on, school = excluded.school,
                            modalities = excluded.modalities""")
                .params(Arrays.asList(
                        rule.id(),
                        agendaId,
                        rule.services().toArray(UUID[]::new),
                        rule.first(),
                        rule.from(),
                        rule.to(),
                        rule.recurrence(),
                        rule.except().stream().sorted().map(LocalDate::toString).toArray(String[]::new),
                        rule.school().code(),
                        codes(rule.modalities())))
                .update();
    }

    /** As it is written; of those agendas that have one. */
    Map<UUID, String> sectors(Collection<UUID> agendas) {
        var sectors = new HashMap<UUID, String>();
        jdbc.sql("select agenda_id, lines from appointments.sector where agenda_id = any (?)")
                .param(agendas.toArray(UUID[]::new))
                .query(row -> {
                    sectors.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return sectors;
    }

    /** @param lines empty for none */
    void saveSector(UUID agendaId, String lines) {
        if (lines.isEmpty()) {
            jdbc.sql("delete from appointments.sector where agenda_id = ?")
                    .param(agendaId)
                    .update();
        } else {
            jdbc.sql("""
                            insert into appointments.sector (agenda_id, lines) values (?, ?)
                            on conflict (agenda_id) do update set lines = excluded.lines""").params(agendaId, lines).update();
        }
    }

    boolean removeRule(UUID agendaId, UUID id) {
        return jdbc.sql("delete from appointments.opening_rule where id = ? and agenda_id = ?")
                        .params(id, agendaId)
                        .update()
                == 1;
    }

    void removeRulesOfOneDay(UUID agendaId, LocalDate before) {
        jdbc.sql("delete from appointments.opening_rule where agenda_id = ? and recurrence is null and first_day < ?")
                .params(agendaId, before)
                .update();
    }

    List<Absence> absences(Collection<UUID> agendas) {
        return jdbc.sql("""
                        select id, agenda_id, lower(during) lo, upper(during) hi, reason from appointments.absence
                         where agenda_id = any (?) order by lower(during), id""")
                .param(agendas.toArray(UUID[]::new))
                .query((row, _) -> new Absence(
                        row.getObject("id", UUID.class),
                        row.getObject("agenda_id", UUID.class),
                        stretch(row),
                        row.getString("reason")))
                .list();
    }

    /** When they do not receive: absences, and what the other calendars of those who receive say. */
    List<Away> away(Collection<UUID> agendas) {
        var ids = agendas.toArray(UUID[]::new);
        return jdbc.sql("""
                        select agenda_id, lower(during) lo, upper(during) hi from appointments.absence where agenda_id = any (?)
                        union all
                        select agenda_id, lower(one), upper(one) from appointments.busy_import, unnest(busy) one where agenda_id = any (?)""")
                .params(ids, ids)
                .query((row, _) -> new Away(row.getObject("agenda_id", UUID.class), stretch(row)))
                .list();
    }

    void save(Absence absence) {
        jdbc.sql("insert into appointments.absence (id, agenda_id, during, reason) values (?, ?, tstzrange(?, ?), ?)")
                .params(
                        absence.id(),
                        absence.agendaId(),
                        utc(absence.during().from()),
                        utc(absence.during().to()),
                        absence.reason())
                .update();
    }

    boolean removeAbsence(UUID agendaId, UUID id) {
        return jdbc.sql("delete from appointments.absence where id = ? and agenda_id = ?")
                        .params(id, agendaId)
                        .update()
                == 1;
    }

    /** What is taken at the instant and ends after it. */
    Map<UUID, List<Taken>> taken(Collection<UUID> agendas, Instant now) {
        var taken = new HashMap<UUID, List<Taken>>();
        jdbc.sql("""
                        select agenda_id, lower(during) lo, upper(during) hi, until from appointments.place
                         where agenda_id = any (?) and during && tstzrange(?, null) and (until is null or until > ?)""").params(agendas.toArray(UUID[]::new), utc(now), utc(now)).query(row -> {
            taken(row, taken);
        });
        return taken;
    }

    Set<UUID> agendasOf(Collection<UUID> appointments) {
        return Set.copyOf(jdbc.sql("select distinct agenda_id from appointments.place where appointment_id = any (?)")
                .param(appointments.toArray(UUID[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
    }

    /** The same as {@link #taken} without what these appointments take. */
    Map<UUID, List<Taken>> takenByOthers(Collection<UUID> agendas, Collection<UUID> appointments, Instant now) {
        var taken = new HashMap<UUID, List<Taken>>();
        jdbc.sql("""
                        select agenda_id, lower(during) lo, upper(during) hi, until from appointments.place
                         where agenda_id = any (?) and during && tstzrange(?, null) and (until is null or until > ?)
                           and (appointment_id is null or appointment_id <> all (?))""")
                .params(agendas.toArray(UUID[]::new), utc(now), utc(now), appointments.toArray(UUID[]::new))
                .query(row -> {
                    taken(row, taken);
                });
        return taken;
    }

    private static void taken(ResultSet row, Map<UUID, List<Taken>> taken) throws SQLException {
        var until = row.getTimestamp("until");
        taken.computeIfAbsent(row.getObject("agenda_id", UUID.class), _ -> new ArrayList<>())
                .add(new Taken(stretch(row), until == null ? null : until.toInstant()));
    }

    private static Stretch stretch(ResultSet row) throws SQLException {
        return new Stretch(
                row.getTimestamp("lo").toInstant(), row.getTimestamp("hi").toInstant());
    }

    Optional<ServiceTerms> terms(UUID serviceId) {
        return jdbc.sql("select * from appointments.terms where service_id = ?")
                .param(serviceId)
                .query(AgendaTables::terms)
                .optional();
    }

    List<ServiceTerms> allTerms() {
        return jdbc.sql("select * from appointments.terms")
                .query(AgendaTables::terms)
                .list();
    }

    private static ServiceTerms terms(ResultSet row, int index) throws SQLException {
        return new ServiceTerms(
                row.getObject("service_id", UUID.class),
                row.getInt("minutes"),
                row.getInt("buffer_minutes"),
                row.getInt("step_minutes"),
                row.getInt("notice_hours"),
                row.getInt("horizon_days"),
                row.getObject("opens_at", LocalTime.class),
                row.getInt("most_people"),
                Terms.Grouping.valueOf(row.getString("grouping")),
                Set.of((String[]) row.getArray("kinds").getArray()),
                row.getInt("kept_percent"),
                row.getObject("online_a_day", Integer.class),
                row.getBoolean("by_code"),
                new Ways(modalities(row), row.getString("video_address")));
    }

    void save(UUID organisationId, ServiceTerms terms) {
        jdbc.sql("""
                        insert into appointments.terms (service_id, organisation_id, minutes, buffer_minutes, step_minutes, notice_hours,
                            horizon_days, opens_at, most_people, grouping, kinds, kept_percent, online_a_day, by_code, modalities, video_address)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (service_id) do update set minutes = excluded.minutes, buffer_minutes = excluded.buffer_minutes,
                            step_minutes = excluded.step_minutes, notice_hours = excluded.notice_hours,
                            horizon_days = excluded.horizon_days, opens_at = excluded.opens_at, most_people = excluded.most_people,
                            grouping = excluded.grouping, kinds = excluded.kinds, kept_percent = excluded.kept_percent,
                            online_a_day = excluded.online_a_day, by_code = excluded.by_code,
                            modalities = excluded.modalities, video_address = excluded.video_address""")
                .params(Arrays.asList(
                        terms.serviceId(),
                        organisationId,
                        terms.minutes(),
                        terms.bufferMinutes(),
                        terms.stepMinutes(),
                        terms.noticeHours(),
                        terms.horizonDays(),
                        terms.opensAt(),
                        terms.mostPeople(),
                        terms.grouping().name(),
                        terms.kinds().stream().sorted().toArray(String[]::new),
                        terms.keptPercent(),
                        terms.onlineADay(),
                        terms.byCode(),
                        codes(terms.ways().modalities()),
                        terms.ways().videoAddress()))
                .update();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
