package fr.parvis.relations.usager;

import fr.parvis.directory.Directory;
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
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sheets as data of somebody, with all that were merged into them; and mandates, which are also data of whoever speaks for another. */
@Component
@Order(5)
class UsagerData implements PersonalDataHolder {
    private static final String SHEETS = "usager";
    private static final String MANDATES = "mandate";
    private static final String FACTS = "known-fact";
    private static final Overdue OLD_MANDATES =
            Overdue.deleted("relations.representative where mandate_until < (:before::timestamptz)::date");
    private static final Overdue OLD_FACTS =
            Overdue.deleted("relations.known_fact where valid_until < (:before::timestamptz)::date");

    private final UsagerTables tables;
    private final UsagerKeeping keeping;
    private final Directory directory;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient jdbc;

    UsagerData(
            UsagerTables tables,
            UsagerKeeping keeping,
            Directory directory,
            ApplicationEventPublisher publisher,
            JdbcClient jdbc) {
        this.tables = tables;
        this.keeping = keeping;
        this.directory = directory;
        this.publisher = publisher;
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(
                UsagerKeeping.KIND,
                new DataKind(MANDATES, LegalBasis.MISSION, Term.days(0)),
                new DataKind(FACTS, LegalBasis.OBLIGATION, Term.days(0)));
    }

    @Override
    public Set<String> tables() {
        return Set.of("relations.usager");
    }

    @Override
    public List<Trace> traces(Person person) {
        var organisation = directory.organisation().id();
        var roots = jdbc.sql("""
                        select distinct u.root_id from relations.usager u left join relations.usager_contact c on c.usager_id = u.id
                         where u.organisation_id = :organisation
                           and (u.id = any (:ids) or c.kind = 'email' and c.normalised = any (:emails)
                                or c.kind = 'phone' and %s = any (:phones))""".formatted(Reach.lastDigits("c.normalised")))
                .param("organisation", organisation)
                .param("ids", person.idArray())
                .param("emails", person.emails())
                .param("phones", person.phones())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
        var found = new ArrayList<Trace>();
        tables.usagers(roots).values().forEach(usager -> found.add(trace(usager)));
        found.addAll(jdbc.sql("""
                        select r.id, r.name, r.contact from relations.representative r
                         where lower(r.contact) = any (:emails) or %s = any (:phones) or r.id = any (:ids)""".formatted(Reach.lastDigits("r.contact")))
                .param("ids", person.idArray())
                .param("emails", person.emails())
                .param("phones", person.phones())
                .query((row, _) -> new Trace(
                        Set.of(row.getObject("id", UUID.class)),
                        Set.of(),
                        Set.of(PersonName.of(row.getString("name"))),
                        Reach.of(row.getString("contact")).stream().collect(Collectors.toSet()),
                        Set.of(),
                        false))
                .list());
        return found;
    }

    private static Trace trace(Usager usager) {
        var names = new LinkedHashSet<PersonName>();
        names.add(PersonName.of(usager.name()));
        usager.merged().forEach(one -> names.add(PersonName.of(one.name())));
        return new Trace(
                usager.ids(),
                Set.of(),
                names,
                usager.addresses().stream()
                        .map(one -> Reach.of(one.contact().normalised()))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                Set.of(),
                true);
    }

    private List<UUID> roots(Person person) {
        return jdbc.sql("select distinct root_id from relations.usager where id = any (?) order by root_id")
                .param(person.idArray())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    @Override
    public List<UUID> ids() {
        return jdbc.sql("select id from relations.usager")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    @Override
    public List<Held> find(Person person) {
        var found = new ArrayList<Held>();
        tables.usagers(roots(person)).values().forEach(usager -> found.add(held(usager)));
        found.addAll(jdbc.sql("""
                        select r.name, r.contact, r.mandate_until, r.proof from relations.representative r
                         where r.id = any (:ids) order by r.added_at, r.id""")
                .param("ids", person.idArray())
                .query((row, _) -> Held.of(MANDATES)
                        .with("name", row.getString("name"))
                        .with("contact", row.getString("contact"))
                        .with("until", row.getObject("mandate_until"))
                        .with("proof", row.getString("proof")))
                .list());
        return found;
    }

    private Held held(Usager usager) {
        var liked = usager.preferences();
        var held = Held.of(SHEETS)
                .with("firstName", usager.firstName())
                .with("lastName", usager.lastName())
                .with("language", liked.language())
                .with("createdAt", usager.createdAt())
                .with("lastSeenAt", usager.lastSeenAt());
        var ids = usager.ids().toArray(UUID[]::new);
        held.with(jdbc.sql("""
                        select preferred_channel, preferred_moment, array_to_string(needs, ', ') needs, first_name, last_name, root_id <> id merged
                          from relations.usager where id = any (?) order by created_at, id""")
                .param(ids)
                .query((row, _) -> Held.of(row.getBoolean("merged") ? "merged-sheet" : "preferences")
                        .with("firstName", row.getString("first_name"))
                        .with("lastName", row.getString("last_name"))
                        .with("preferredChannel", row.getString("preferred_channel"))
                        .with("preferredMoment", row.getString("preferred_moment"))
                        .with("needs", row.getString("needs")))
                .list());
        usager.addresses()
                .forEach(one -> held.with(List.of(Held.of("contact")
                        .with("contactKind", one.kind().code())
                        .with("value", one.value())
                        .with("addedAt", one.addedAt())
                        .with("verifiedAt", one.verifiedAt()))));
        held.with(jdbc.sql("select * from relations.consent where usager_id = any (?) order by at, id")
                .param(ids)
                .query((row, _) -> Held.of("consent")
                        .with("purpose", row.getString("purpose"))
                        .with("given", row.getBoolean("given"))
                        .with("at", row.getTimestamp("at").toInstant())
                        .with("channel", row.getString("channel")))
                .list());
        held.with(jdbc.sql("select * from relations.known_fact where usager_id = any (?) order by seen_on, id")
                .param(ids)
                .query((row, _) -> Held.of(FACTS)
                        .with("fact", row.getString("kind"))
                        .with("source", row.getString("source"))
                        .with("seenOn", row.getObject("seen_on"))
                        .with("until", row.getObject("valid_until")))
                .list());
        held.with(jdbc.sql("select * from relations.representative where usager_id = any (?) order by added_at, id")
                .param(ids)
                .query((row, _) -> Held.of("representative")
                        .with("name", row.getString("name"))
                        .with("contact", row.getString("contact"))
                        .with("until", row.getObject("mandate_until"))
                        .with("proof", row.getString("proof")))
                .list());
        held.with(jdbc.sql("select type, at from relations.usager_event where usager_id = any (?) order by seq")
                .param(ids)
                .query((row, _) -> Held.of("event")
                        .with("what", row.getString("type"))
                        .with("at", row.getTimestamp("at").toInstant()))
                .list());
        return held;
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        var organisation = directory.organisation().id();
        var sheets = 0;
        for (var usager : tables.usagers(roots(person)).values()) {
            jdbc.sql("delete from relations.usager where root_id = ?")
                    .param(usager.id())
                    .update();
            publisher.publishEvent(new UsagerErased(organisation, usager.ids()));
            sheets++;
        }
        var mandates = jdbc.sql("delete from relations.representative where id = any (?)")
                .param(person.idArray())
                .update();
        return Map.of(SHEETS, sheets, MANDATES, mandates);
    }

    @Override
    public int due(String kind, Instant at, Period kept) {
        return switch (kind) {
            case MANDATES -> OLD_MANDATES.count(jdbc, at, kept);
            case FACTS -> OLD_FACTS.count(jdbc, at, kept);
            default -> keeping.due(at, kept);
        };
    }

    @Override
    public int clear(String kind, Instant at, Period kept) {
        return switch (kind) {
            case MANDATES -> OLD_MANDATES.clear(jdbc, at, kept);
            case FACTS -> OLD_FACTS.clear(jdbc, at, kept);
            default -> keeping.forget(at, kept);
        };
    }
}
