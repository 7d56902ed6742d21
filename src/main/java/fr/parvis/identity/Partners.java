package fr.parvis.identity;

import fr.parvis.platform.Ids;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The outside organisations that book for people. */
@Component
@Transactional
public class Partners {
    public static final int MOST_OPEN = 500;
    private static final int LONGEST_NAME = 120;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final LiveUpdates live;
    private final Clock clock;

    Partners(JdbcClient jdbc, AuditLog audit, LiveUpdates live, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /** By name, closed ones too. */
    public List<Partner> list() {
        return jdbc.sql("select * from identity.partner order by lower(name)")
                .query(Partners::read)
                .list();
    }

    public Optional<Partner> find(UUID id) {
        return jdbc.sql("select * from identity.partner where id = ?")
                .param(id)
                .query(Partners::read)
                .optional();
    }

    /** @throws ProblemException 404 */
    public Partner partner(UUID id) {
        return find(id).orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "identity", "unknown-partner"));
    }

    /**
     * The one for which the caller acts, as it stands at this moment: what was closed or withdrawn a second ago counts.
     *
     * @throws ProblemException 403 when the caller acts for none, or for one that is closed
     */
    public Partner current() {
        return Caller.current()
                .flatMap(caller -> Optional.ofNullable(caller.partnerId()))
                .flatMap(this::find)
                .filter(Partner::open)
                .orElseThrow(() -> new ProblemException(HttpStatus.FORBIDDEN, "identity", "not-allowed"));
    }

    boolean isOpen(@Nullable UUID id) {
        return id == null || find(id).filter(Partner::open).isPresent();
    }

    public UUID create(String name, Set<UUID> services, Set<UUID> sites, @Nullable Integer mostOpen) {
        check(name, services, sites, mostOpen);
        var id = Ids.next();
        named(
                name,
                () -> jdbc.sql("""
                                insert into identity.partner (id, name, services, sites, most_open, created_at)
                                values (?, ?, ?, ?, ?, ?)""")
                        .params(Arrays.asList(
                                id,
                                name.strip(),
                                services.toArray(UUID[]::new),
                                sites.toArray(UUID[]::new),
                                mostOpen,
                                clock.instant().atOffset(ZoneOffset.UTC)))
                        .update());
        audit.write("partner-created", name.strip());
        return id;
    }

    /** What was booked before stays booked. */
    public void update(UUID id, String name, Set<UUID> services, Set<UUID> sites, @Nullable Integer mostOpen) {
        var before = partner(id);
        check(name, services, sites, mostOpen);
        var after = new Partner(id, name.strip(), services, sites, mostOpen, before.open());
        if (after.equals(before)) {
            return;
        }
        named(
                name,
                () -> jdbc.sql(
                                "update identity.partner set name = ?, services = ?, sites = ?, most_open = ? where id = ?")
                        .params(Arrays.asList(
                                after.name(), services.toArray(UUID[]::new), sites.toArray(UUID[]::new), mostOpen, id))
                        .update());
        audit.write("partner-changed", after.name());
    }

    /** Its people are signed out and its programs refused, at once; its bookings stay with the agents. */
    public void close(UUID id) {
        var partner = partner(id);
        jdbc.sql("update identity.partner set closed_at = ? where id = ? and closed_at is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id)
                .update();
        jdbc.sql("delete from spring_session where principal_name in"
                        + " (select id::text from identity.account where partner_id = ?)")
                .param(id)
                .update();
        live.changed(ApiTokens.TOPIC);
        audit.write("partner-closed", partner.name());
    }

    public void reopen(UUID id) {
        var partner = partner(id);
        jdbc.sql("update identity.partner set closed_at = null where id = ?")
                .param(id)
                .update();
        live.changed(ApiTokens.TOPIC);
        audit.write("partner-reopened", partner.name());
    }

    private static void named(String name, Runnable writing) {
        try {
            writing.run();
        } catch (DuplicateKeyException _) {
            throw ProblemException.field("name", "identity", "partner-name-taken", name.strip());
        }
    }

    private static void check(String name, Set<UUID> services, Set<UUID> sites, @Nullable Integer mostOpen) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ProblemException.field("name", "identity", "name-malformed", LONGEST_NAME);
        }
        if (services.isEmpty()) {
            throw ProblemException.field("services", "identity", "partner-services-missing");
        }
        if (sites.isEmpty()) {
            throw ProblemException.field("sites", "identity", "partner-sites-missing");
        }
        if (mostOpen != null && (mostOpen < 1 || mostOpen > MOST_OPEN)) {
            throw ProblemException.field("mostOpen", "identity", "partner-most-open", MOST_OPEN);
        }
    }

    private static Partner read(ResultSet row, int index) throws SQLException {
        return new Partner(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Set.of((UUID[]) row.getArray("services").getArray()),
                Set.of((UUID[]) row.getArray("sites").getArray()),
                row.getObject("most_open", Integer.class),
                row.getTimestamp("closed_at") == null);
    }
}
