package fr.parvis.directory;

import fr.parvis.platform.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Collator;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Loads the whole directory: a few hundred rows at most for a town, read once per change. */
@Repository
class DirectoryTables {
    private final JdbcClient jdbc;
    private final PublicHolidays holidays = new PublicHolidays();

    DirectoryTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    DirectoryPicture load() {
        var counterServices = pairs("select counter_id, service_id from directory.counter_service");
        var agentSites = pairs("select agent_id, site_id from directory.agent_site");
        var agentSkills = pairs("select agent_id, service_id from directory.agent_skill");
        return new DirectoryPicture(
                jdbc.sql("select * from directory.organisation order by id limit 1")
                        .query((row, _) ->
                                new Organisation(id(row, "id"), row.getString("name"), row.getString("main_colour")))
                        .optional()
                        .orElse(null),
                byId("select * from directory.site", DirectoryTables::site, Site::id, byName(Site::name)),
                byId("select * from directory.service order by letter", DirectoryTables::service, ServiceOffer::id),
                jdbc.sql("select * from directory.site_service")
                        .query((row, _) -> new DirectoryPicture.Offer(
                                id(row, "site_id"), id(row, "service_id"), row.getString("suspended_reason")))
                        .list(),
                byId(
                        "select * from directory.counter order by length(name), name",
                        row -> counter(row, counterServices),
                        Counter::id),
                byId(
                        "select * from directory.agent",
                        row -> agent(row, agentSites, agentSkills),
                        Agent::id,
                        byName(Agent::name)),
                jdbc.sql("select * from directory.opening_hours order by weekday, from_time")
                        .query((row, _) -> new DirectoryPicture.Hours(
                                id(row, "site_id"),
                                row.getObject("service_id", UUID.class),
                                new OpeningCalendar.Hours(
                                        DayOfWeek.of(row.getInt("weekday")),
                                        row.getObject("from_time", LocalTime.class),
                                        row.getObject("to_time", LocalTime.class))))
                        .list(),
                jdbc.sql("select * from directory.closure order by from_day")
                        .query((row, _) -> new DirectoryPicture.Closure(
                                id(row, "site_id"),
                                new OpeningCalendar.Closure(
                                        row.getObject("from_day", LocalDate.class),
                                        row.getObject("to_day", LocalDate.class),
                                        row.getString("reason"),
                                        decided(row))))
                        .list(),
                jdbc.sql(
                                "select * from directory.exceptional_opening where ends_at > now() - interval '2 days' order by starts_at")
                        .query((row, _) -> new DirectoryPicture.Exceptional(
                                id(row, "site_id"),
                                new OpeningCalendar.Exceptional(
                                        row.getTimestamp("starts_at").toInstant(),
                                        row.getTimestamp("ends_at").toInstant(),
                                        decided(row))))
                        .list(),
                holidays);
    }

    private static Instant decided(ResultSet row) throws SQLException {
        return Ids.madeAt(id(row, "id"));
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** As a French reader looks names up, É beside E, whatever the database's own order. */
    private static <T> Comparator<T> byName(Function<T, String> name) {
        return Comparator.comparing(name, Collator.getInstance(Locale.FRENCH)::compare);
    }

    private <T> Map<UUID, T> byId(String sql, Reader<T> reader, Function<T, UUID> id) {
        return byId(sql, reader, id, (_, _) -> 0);
    }

    private <T> Map<UUID, T> byId(String sql, Reader<T> reader, Function<T, UUID> id, Comparator<T> order) {
        var found = new LinkedHashMap<UUID, T>();
        jdbc.sql(sql).query((row, _) -> reader.read(row)).list().stream()
                .sorted(order)
                .forEach(one -> found.put(id.apply(one), one));
        return found;
    }

    private Map<UUID, Set<UUID>> pairs(String sql) {
        var found = new HashMap<UUID, Set<UUID>>();
        jdbc.sql(sql)
                .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list()
                .forEach(pair -> found.computeIfAbsent(pair.getKey(), _ -> new HashSet<>())
                        .add(pair.getValue()));
        return found;
    }

    private static Site site(ResultSet row) throws SQLException {
        return new Site(
                id(row, "id"),
                id(row, "organisation_id"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("address"),
                ZoneId.of(row.getString("zone")),
                row.getString("holiday_region"),
                row.getString("display_message"),
                row.getBoolean("active"),
                position(row));
    }

    private static @Nullable Position position(ResultSet row) throws SQLException {
        var latitude = row.getObject("latitude", Double.class);
        var longitude = row.getObject("longitude", Double.class);
        return latitude == null || longitude == null ? null : new Position(latitude, longitude);
    }

    private static ServiceOffer service(ResultSet row) throws SQLException {
        return new ServiceOffer(
                id(row, "id"),
                id(row, "organisation_id"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("letter"),
                Duration.ofSeconds(row.getInt("usual_seconds")),
                row.getBoolean("active"));
    }

    private static Counter counter(ResultSet row, Map<UUID, Set<UUID>> services) throws SQLException {
        var id = id(row, "id");
        return new Counter(
                id,
                id(row, "site_id"),
                row.getString("slug"),
                row.getString("name"),
                Set.copyOf(services.getOrDefault(id, Set.of())),
                row.getBoolean("step_free"),
                row.getBoolean("active"));
    }

    private static Agent agent(ResultSet row, Map<UUID, Set<UUID>> sites, Map<UUID, Set<UUID>> skills)
            throws SQLException {
        var id = id(row, "id");
        return new Agent(
                id,
                id(row, "organisation_id"),
                row.getString("name"),
                Set.copyOf(sites.getOrDefault(id, Set.of())),
                Set.copyOf(skills.getOrDefault(id, Set.of())),
                Set.copyOf(Arrays.asList((String[]) row.getArray("languages").getArray())),
                row.getBoolean("active"));
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
