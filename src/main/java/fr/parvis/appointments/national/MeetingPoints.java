package fr.parvis.appointments.national;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.AuditLog;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which sites the national search knows, and which services are identity cards and passports. */
@Component
@Transactional
public class MeetingPoints {
    public record Point(Site site, PointAddress address) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;
    private final NationalSettings settings;

    MeetingPoints(JdbcClient jdbc, Directory directory, AuditLog audit, NationalSettings settings) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.settings = settings;
    }

    /** Whether the national search may ask at all. */
    public boolean isSearched() {
        return settings.isSearched();
    }

    /** Whether the national appointment service is told. */
    public boolean isDeclared() {
        return settings.isDeclared();
    }

    /** Open ones, by name. */
    @Transactional(readOnly = true)
    public List<Point> all() {
        var addresses = new HashMap<UUID, PointAddress>();
        jdbc.sql("select * from appointments.national_point").query(row -> {
            addresses.put(
                    row.getObject("site_id", UUID.class),
                    new PointAddress(row.getString("street"), row.getString("zip_code"), row.getString("city")));
        });
        return directory.sites().stream()
                .flatMap(site ->
                        Optional.ofNullable(addresses.get(site.id())).map(address -> new Point(site, address)).stream())
                .toList();
    }

    /** What each marked service is given for. */
    @Transactional(readOnly = true)
    public Map<UUID, Set<Reason>> services() {
        var marked = new LinkedHashMap<UUID, Set<Reason>>();
        jdbc.sql("select * from appointments.national_service order by service_id")
                .query(row -> {
                    var reasons = EnumSet.noneOf(Reason.class);
                    Arrays.stream((String[]) row.getArray("reasons").getArray())
                            .forEach(code -> Reason.of(code).ifPresent(reasons::add));
                    marked.put(row.getObject("service_id", UUID.class), reasons);
                });
        return marked;
    }

    /** Whoever comes for it may have a number of a pre-application. */
    @Transactional(readOnly = true)
    public boolean isMarked(UUID serviceId) {
        return services().containsKey(serviceId);
    }

    /** @param field what the fields of a site's address begin with, before its slug */
    public void save(Map<UUID, Set<Reason>> services, Map<Site, PointAddress> points, String field) {
        points.forEach((site, address) -> address.check(field + site.slug(), site.name()));
        var organisation = directory.organisation().id();
        jdbc.sql("delete from appointments.national_service").update();
        services.forEach((service, reasons) -> {
            if (!reasons.isEmpty()) {
                jdbc.sql(
                                "insert into appointments.national_service (service_id, organisation_id, reasons) values (?, ?, ?)")
                        .params(
                                service,
                                organisation,
                                reasons.stream().map(Reason::code).toArray(String[]::new))
                        .update();
            }
        });
        jdbc.sql("delete from appointments.national_point").update();
        points.forEach((site, address) -> jdbc.sql("""
                        insert into appointments.national_point (site_id, organisation_id, street, zip_code, city)
                        values (?, ?, ?, ?, ?)""")
                .params(site.id(), organisation, address.street(), address.zipCode(), address.city())
                .update());
        audit.write("meeting-points-changed", directory.organisation().name());
    }
}
