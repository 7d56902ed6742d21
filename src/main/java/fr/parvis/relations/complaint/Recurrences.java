package fr.parvis.relations.complaint;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.relations.CauseRepeated;
import fr.parvis.relations.ComplaintRules;
import fr.parvis.relations.OfficeDays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Causes that come back, and the complaints that have them. What is done about one is decided elsewhere. */
@Component
@Transactional
public class Recurrences {
    private static final int MOST = 50;

    /** Whoever is accused in all complaints of a cause would read of themselves in it. */
    private static final String KEPT_FROM = """
             exists (select from relations.recurrence_complaint m where m.recurrence_id = x.id)
             and not exists (select from relations.recurrence_complaint m join relations.request r on r.id = m.request_id
                              where m.recurrence_id = x.id and r.accused_id is distinct from :me)""";

    private record Place(
            UUID cause, @Nullable UUID site, @Nullable UUID service) {}

    private record Case(UUID request, String reference, LocalDate day) {}

    private final JdbcClient jdbc;
    private final Terms terms;
    private final ComplaintRules rules;
    private final OfficeDays days;
    private final Directory directory;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Recurrences(
            JdbcClient jdbc,
            Terms terms,
            ComplaintRules rules,
            OfficeDays days,
            Directory directory,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.rules = rules;
        this.days = days;
        this.directory = directory;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** One after the other for a cause and a place: of two complaints at the same instant the second sees the first. */
    void look(UUID complaint) {
        var place = place(complaint);
        var cause = terms.find(Term.Kind.CAUSE, place.cause()).orElseThrow();
        if (cause.code().equals("none")) {
            return;
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("recurrence " + place)
                .query()
                .listOfRows();
        var set = rules.rules();
        var today = days.today();
        var cases = cases(place, today.minusDays(set.days() - 1L));
        var running = running(place, today.minusDays(set.days() - 1L));
        if (running.isPresent()) {
            join(running.get(), cases);
        } else if (cases.size() >= set.times()) {
            raise(place, cause, cases, today);
        }
    }

    private Place place(UUID complaint) {
        return jdbc.sql("""
                        select c.cause_id, r.site_id, c.service_id from relations.complaint c
                          join relations.request r on r.id = c.request_id where c.request_id = ?""")
                .param(complaint)
                .query((row, _) -> new Place(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, UUID.class)))
                .single();
    }

    private List<Case> cases(Place place, LocalDate since) {
        return jdbc.sql("""
                        select r.id, r.reference, r.received_on from relations.complaint c join relations.request r on r.id = c.request_id
                         where c.organisation_id = ? and c.cause_id = ? and r.site_id is not distinct from ?::uuid
                           and c.service_id is not distinct from ?::uuid and r.received_on >= ? and r.state <> 'WITHDRAWN'
                         order by r.received_on, r.id""")
                .params(Arrays.asList(organisation(), place.cause(), place.site(), place.service(), since))
                .query((row, _) ->
                        new Case(row.getObject(1, UUID.class), row.getString(2), row.getObject(3, LocalDate.class)))
                .list();
    }

    private Optional<UUID> running(Place place, LocalDate since) {
        return jdbc.sql("""
                        select id from relations.recurrence
                         where organisation_id = ? and cause_id = ? and site_id is not distinct from ?::uuid
                           and service_id is not distinct from ?::uuid and raised_on >= ? order by raised_on desc limit 1""")
                .params(Arrays.asList(organisation(), place.cause(), place.site(), place.service(), since))
                .query(UUID.class)
                .optional();
    }

    private void join(UUID recurrence, List<Case> cases) {
        link(recurrence, cases);
        jdbc.sql("update relations.recurrence set last_on = greatest(last_on, ?) where id = ?")
                .params(cases.getLast().day(), recurrence)
                .update();
    }

    private void link(UUID recurrence, List<Case> cases) {
        cases.forEach(one -> jdbc.sql("""
                        insert into relations.recurrence_complaint (recurrence_id, request_id) values (?, ?) on conflict do nothing""").params(recurrence, one.request()).update());
    }

    private void raise(Place place, Term cause, List<Case> cases, LocalDate today) {
        var id = Ids.next();
        var now = clock.instant();
        var made = jdbc.sql("""
                        insert into relations.recurrence (id, organisation_id, cause_id, site_id, service_id, first_on, last_on, raised_at,
                            raised_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(Arrays.asList(
                        id,
                        organisation(),
                        place.cause(),
                        place.site(),
                        place.service(),
                        cases.getFirst().day(),
                        cases.getLast().day(),
                        now.atOffset(ZoneOffset.UTC),
                        today))
                .update();
        if (made == 0) {
            return;
        }
        link(id, cases);
        audit.write("cause-repeated", id.toString());
        publisher.publishEvent(new CauseRepeated(
                id,
                organisation(),
                place.cause(),
                terms.label(cause, Locale.FRENCH),
                place.site(),
                place.service(),
                cases.stream().map(Case::reference).toList(),
                cases.getFirst().day(),
                cases.getLast().day(),
                cases.size(),
                now));
    }

    /** Those of the caller's sites, the latest first. */
    public List<Recurrence> mine() {
        var caller = Caller.current().orElseThrow();
        return shown(
                "(:anywhere or x.site_id is null or x.site_id = any (:sites))",
                Map.of(
                        "anywhere",
                        caller.sites().isEmpty(),
                        "sites",
                        caller.sites().toArray(UUID[]::new)),
                MOST);
    }

    /** As the caller may read them; whether they are of the caller's sites is not asked. */
    public Map<UUID, Recurrence> of(Collection<UUID> ids) {
        return shown("x.id = any (:ids)", Map.of("ids", ids.toArray(UUID[]::new)), ids.size()).stream()
                .collect(Collectors.toMap(Recurrence::id, Function.identity()));
    }

    private List<Recurrence> shown(String which, Map<String, Object> values, int most) {
        return jdbc.sql("""
                        select x.*, array(select r.id || ' ' || r.reference from relations.recurrence_complaint m
                                            join relations.request r on r.id = m.request_id
                                           where m.recurrence_id = x.id and r.accused_id is distinct from :me
                                           order by r.received_at, r.id) as complaints
                          from relations.recurrence x
                         where x.organisation_id = :organisation and not (%s) and %s
                         order by x.last_on desc, x.id desc limit %d""".formatted(KEPT_FROM, which, most))
                .params(values)
                .param("me", Caller.current().orElseThrow().id())
                .param("organisation", organisation())
                .query(Recurrences::read)
                .list();
    }

    /** How many complaints of it that account may read; 0 when they are all about them. */
    public int readableBy(UUID account, UUID recurrence) {
        return jdbc.sql("""
                        select count(*) from relations.recurrence_complaint m join relations.request r on r.id = m.request_id
                         where m.recurrence_id = ? and r.accused_id is distinct from ?""").params(recurrence, account).query(Integer.class).single();
    }

    /** Those of which that account reads nothing, because all complaints are about them. */
    public Set<UUID> keptFrom(UUID account) {
        return Set.copyOf(
                jdbc.sql("select x.id from relations.recurrence x where x.organisation_id = :organisation and "
                                + KEPT_FROM)
                        .param("organisation", organisation())
                        .param("me", account)
                        .query(UUID.class)
                        .list());
    }

    /** The account that all its complaints are about; empty when there is none. */
    public Optional<UUID> allAbout(UUID recurrence) {
        return jdbc
                .sql("""
                        select r.accused_id from relations.recurrence_complaint m join relations.request r on r.id = m.request_id
                         where m.recurrence_id = ? group by r.accused_id""")
                .param(recurrence)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .list()
                .stream()
                .reduce((_, _) -> Optional.empty())
                .flatMap(Function.identity());
    }

    /** How many complaints of that cause at that place, which the caller may read, were received on these days; the first is not one of them. */
    public int received(UUID recurrence, LocalDate after, LocalDate last) {
        return jdbc.sql("""
                        select count(*) from relations.recurrence x
                          join relations.complaint c on c.organisation_id = x.organisation_id and c.cause_id = x.cause_id
                           and c.service_id is not distinct from x.service_id
                          join relations.request r on r.id = c.request_id and r.site_id is not distinct from x.site_id
                         where x.id = ? and r.received_on > ? and r.received_on <= ? and r.state <> 'WITHDRAWN'
                           and r.accused_id is distinct from ?""")
                .params(recurrence, after, last, Caller.current().orElseThrow().id())
                .query(Integer.class)
                .single();
    }

    private static Recurrence read(ResultSet row, int index) throws SQLException {
        return new Recurrence(
                row.getObject("id", UUID.class),
                row.getObject("cause_id", UUID.class),
                row.getObject("site_id", UUID.class),
                row.getObject("service_id", UUID.class),
                row.getObject("first_on", LocalDate.class),
                row.getObject("last_on", LocalDate.class),
                Arrays.stream((String[]) row.getArray("complaints").getArray())
                        .map(one -> one.split(" "))
                        .map(one -> new Recurrence.Of(UUID.fromString(one[0]), one[1]))
                        .toList());
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
