package fr.parvis.relations.complaint;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.CauseRepeated;
import fr.parvis.relations.ComplaintRules;
import fr.parvis.relations.OfficeDays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Causes that come back, so that nobody loses them: each has an owner or waits for one, a next step and a day. */
@Component
@Transactional
public class Recurrences {
    public static final int LONGEST = 1000;
    private static final int LONGEST_OWNER = 120;
    private static final int DAYS_TO_TAKE_UP = 5;

    private static final int DAYS_BETWEEN_TELLINGS = 7;

    /**
     * One that nobody takes up.
     *
     * @param dueOn when it was to be taken up
     */
    record Waiting(UUID id, UUID cause, @Nullable UUID site, int complaints, LocalDate dueOn) {}

    private record Place(
            UUID cause, @Nullable UUID site, @Nullable UUID service) {}

    private record Case(UUID request, String reference, LocalDate day) {}

    private final JdbcClient jdbc;
    private final Terms terms;
    private final ComplaintRules rules;
    private final OfficeDays days;
    private final Directory directory;
    private final AuditLog audit;
    private final MessageSource texts;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Recurrences(
            JdbcClient jdbc,
            Terms terms,
            ComplaintRules rules,
            OfficeDays days,
            Directory directory,
            AuditLog audit,
            MessageSource texts,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.rules = rules;
        this.days = days;
        this.directory = directory;
        this.audit = audit;
        this.texts = texts;
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
                            raised_on, next_step, due_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(Arrays.asList(
                        id,
                        organisation(),
                        place.cause(),
                        place.site(),
                        place.service(),
                        cases.getFirst().day(),
                        cases.getLast().day(),
                        now.atOffset(ZoneOffset.UTC),
                        today,
                        texts.getMessage("complaints.recurrence.first-step", null, Locale.FRENCH),
                        days.after(today, DAYS_TO_TAKE_UP)))
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

    /** Those that should have been taken up and of which nobody was told for a week; marked as told today. */
    List<Waiting> toTellAgain(LocalDate today) {
        return jdbc.sql("""
                        update relations.recurrence x set told_on = :today
                         where organisation_id = :organisation and state = 'OPEN' and due_on < :today
                           and (told_on is null or told_on <= :before)
                        returning x.*, (select count(*) from relations.recurrence_complaint m where m.recurrence_id = x.id) as complaints""")
                .param("today", today)
                .param("before", today.minusDays(DAYS_BETWEEN_TELLINGS))
                .param("organisation", organisation())
                .query((row, _) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getObject("cause_id", UUID.class),
                        row.getObject("site_id", UUID.class),
                        row.getInt("complaints"),
                        row.getObject("due_on", LocalDate.class)))
                .list();
    }

    /** Those of the caller's sites that are not closed, the nearest day first, then the latest that are. */
    public List<Recurrence> mine() {
        var caller = Caller.current().orElseThrow();
        return jdbc.sql("""
                        select x.*, array(select r.id || ' ' || r.reference from relations.recurrence_complaint m
                                            join relations.request r on r.id = m.request_id
                                           where m.recurrence_id = x.id and r.accused_id is distinct from :me
                                           order by r.received_at, r.id) as complaints
                          from relations.recurrence x
                         where x.organisation_id = :organisation and (:anywhere or x.site_id is null or x.site_id = any (:sites))
                         order by x.state = 'CLOSED', case when x.state <> 'CLOSED' then x.due_on end, x.raised_at desc, x.id limit 50""")
                .param("me", caller.id())
                .param("organisation", organisation())
                .param("anywhere", caller.sites().isEmpty())
                .param("sites", caller.sites().toArray(UUID[]::new))
                .query(Recurrences::read)
                .list();
    }

    public Optional<Recurrence> find(UUID id) {
        return mine().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** @throws ProblemException about all fields at fault */
    public void takeUp(UUID id, String owner, String nextStep, @Nullable LocalDate due) {
        var wrong = new Corrections();
        wrong.check(() -> needs("owner", owner, LONGEST_OWNER));
        wrong.check(() -> needs("nextStep", nextStep, LONGEST));
        wrong.check(() -> {
            if (due == null || due.isBefore(days.today())) {
                throw ProblemException.field("due", "relations", "next-step-past");
            }
        });
        wrong.demand();
        change(id, "TAKEN_UP", "owner = ?, next_step = ?, due_on = ?", owner.strip(), nextStep.strip(), due);
    }

    /** @throws ProblemException about the words */
    public void close(UUID id, String words) {
        needs("words", words, LONGEST);
        var by = Caller.current().orElseThrow().name();
        change(id, "CLOSED", "words = ?, owner = case owner when '' then ? else owner end", words.strip(), by);
    }

    private static void needs(String field, String typed, int most) {
        if (typed.isBlank() || typed.length() > most) {
            throw ProblemException.field(field, "relations", "words-needed", most);
        }
    }

    private void change(UUID id, String state, String what, @Nullable Object... values) {
        if (find(id).isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-recurrence");
        }
        var all = IntStream.range(0, values.length + 4)
                .mapToObj(i -> i < values.length
                        ? values[i]
                        : switch (i - values.length) {
                            case 0 -> state;
                            case 1 -> clock.instant().atOffset(ZoneOffset.UTC);
                            case 2 -> Caller.current().orElseThrow().id();
                            default -> id;
                        })
                .toList();
        var changed = jdbc.sql("update relations.recurrence set " + what
                        + ", state = ?, changed_at = ?, changed_by = ? where id = ? and state <> 'CLOSED'")
                .params(all)
                .update();
        if (changed == 0) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "recurrence-closed");
        }
        audit.write("recurrence-" + state.toLowerCase(Locale.ROOT).replace('_', '-'), id.toString());
    }

    private static Recurrence read(ResultSet row, int index) throws SQLException {
        return new Recurrence(
                row.getObject("id", UUID.class),
                row.getObject("cause_id", UUID.class),
                row.getObject("site_id", UUID.class),
                row.getObject("service_id", UUID.class),
                row.getObject("first_on", LocalDate.class),
                row.getObject("last_on", LocalDate.class),
                row.getTimestamp("raised_at").toInstant(),
                Recurrence.State.valueOf(row.getString("state")),
                row.getString("owner"),
                row.getString("next_step"),
                row.getObject("due_on", LocalDate.class),
                row.getString("words"),
                Arrays.stream((String[]) row.getArray("complaints").getArray())
                        .map(one -> one.split(" "))
                        .map(one -> new Recurrence.Of(UUID.fromString(one[0]), one[1]))
                        .toList());
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
