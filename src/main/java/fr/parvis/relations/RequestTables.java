package fr.parvis.relations;

import fr.parvis.relations.law.LegalRule;
import fr.parvis.relations.law.LegalTimes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for requests. Each change is one guarded statement: what has an end is not changed. */
@Repository
class RequestTables {
    private static final String STILL_OPEN =
            " where organisation_id = :organisation and id = :id and closed_at is null and erased_at is null ";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher publisher;

    RequestTables(JdbcClient jdbc, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.publisher = publisher;
    }

    /** False when this very form has been received before, with the same words, and when the reference is taken. */
    boolean insert(
            UUID id,
            UUID organisation,
            Reference reference,
            NewRequest wanted,
            Instant at,
            LocalDate due,
            NextStep next,
            LocalDate today,
            LegalTimes times) {
        var about = wanted.about();
        var said = wanted.said();
        var when = said.when();
        LegalRule rule = RequestTypes.rule(wanted);
        var type = wanted.type();
        return jdbc.sql("""
                        insert into relations.request (id, organisation_id, reference, key, form, kind, type_id, channel, received_at,
                            due_on, language, sheet, sheet_title, site_id, subject, first_name, last_name, email, phone, call_from,
                            call_to, next_usual, next_what, next_owner, next_due, rule_silence, rule_time, rule_acknowledged,
                            rule_source, received_on, competent_on, silence_on, acknowledge_by)
                        values (:id, :organisation, :reference, :key, :form, :kind, :type, :channel, :now,
                            :due, :language, :sheet, :title, :site, :subject, :firstName, :lastName, :email, :phone, :from,
                            :to, :usual, :what, :owner, :nextDue, :silence, :time, :acknowledged,
                            :source, :today, :today, :silenceOn, :acknowledgeBy)
                        on conflict do nothing""")
                        .param("id", id)
                        .param("organisation", organisation)
                        .param("reference", reference.code())
                        .param("key", RequestKey.next().code())
                        .param("form", wanted.key())
                        .param("kind", wanted.kind().name())
                        .param("type", type == null ? null : type.id())
                        .param("channel", wanted.channel().code())
                        .param("now", utc(at))
                        .param("due", due)
                        .param("language", wanted.language())
                        .param("sheet", about == null ? null : about.sheet())
                        .param("title", about == null ? null : about.title())
                        .param("site", wanted.site())
                        .param("subject", said.subject())
                        .param("firstName", said.firstName())
                        .param("lastName", said.lastName())
                        .param("email", said.email())
                        .param("phone", said.phone())
                        .param("from", when == null ? null : utc(when.from()))
                        .param("to", when == null ? null : utc(when.to()))
                        .param(
                                "usual",
                                next.usual() == null ? null : next.usual().name())
                        .param("what", next.what())
                        .param("owner", next.owner())
                        .param("nextDue", next.due())
                        .param("silence", rule.silence().name())
                        .param("time", rule.time().toString())
                        .param("acknowledged", rule.acknowledged())
                        .param("source", rule.source())
                        .param("today", today)
                        .param("silenceOn", times.silence())
                        .param("acknowledgeBy", times.acknowledged())
                        .update()
                == 1;
    }

    Optional<Request> sameAs(NewRequest wanted) {
        return one("r.form = ?", wanted.key());
    }

    /**
     * What was merged is found where it goes on when both are of one known usager. Otherwise its own page says where: an address that
     * anybody can type opens nothing of somebody else's.
     */
    Optional<Request> find(RequestKey key) {
        return one("""
                r.id = (select coalesce(m.id, o.id) from relations.request o
                          left join relations.request m on m.id = o.merged_into_id and m.usager_id = o.usager_id
                         where o.key = ?)""", key.code());
    }

    /** What was merged is found where it goes on. */
    Optional<Request> find(UUID organisation, Reference reference) {
        return one(
                "r.id = (select coalesce(o.merged_into_id, o.id) from relations.request o where o.organisation_id = ? and o.reference = ?)",
                organisation,
                reference.code());
    }

    Optional<Request> find(UUID organisation, UUID id) {
        return one("r.organisation_id = ? and r.id = ?", organisation, id);
    }

    /** For this transaction alone. */
    Optional<Request> locked(UUID organisation, UUID id) {
        return jdbc.sql(RequestRows.SHOWN + " where r.organisation_id = ? and r.id = ? for update of r")
                .params(organisation, id)
                .query(RequestRows::read)
                .optional();
    }

    private Optional<Request> one(String where, Object... values) {
        return jdbc.sql(RequestRows.SHOWN + " where " + where)
                .params(values)
                .query(RequestRows::read)
                .optional();
    }

    /** Whether it is a complaint about that account. */
    boolean isAbout(Request request, UUID account) {
        return isKeptFrom(request, account, true);
    }

    /** Whether it is a complaint about that account, or one that is held back and the account does not answer for others. */
    boolean isKeptFrom(Request request, UUID account, boolean leads) {
        return request.kind() == Request.Kind.COMPLAINT
                && jdbc.sql("""
                                select exists (select from relations.request
                                                where id = ? and (accused_id = ? or held_back and not ?))""")
                        .params(request.id(), account, leads)
                        .query(Boolean.class)
                        .single();
    }

    /** Whether it is a complaint of which nobody has said yet whom it is about. */
    boolean isHeldBack(UUID id) {
        return jdbc.sql("select exists (select from relations.request where id = ? and held_back)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** Those of which the words are still there. */
    Set<UUID> said(Collection<UUID> ids) {
        return Set.copyOf(jdbc.sql("select id from relations.request where id = any (?) and erased_at is null")
                .param(ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** Whether a complaint has what it cannot be answered without. */
    boolean isExplained(UUID complaint) {
        return jdbc.sql("""
                        select exists (select from relations.complaint where request_id = ?
                                          and category_id is not null and cause_id is not null and responsible is not null)""").param(complaint).query(Boolean.class).single();
    }

    boolean becomesComplaint(UUID organisation, UUID id, NextStep next, LegalRule rule, LegalTimes times) {
        return jdbc.sql("""
                        update relations.request set kind = 'COMPLAINT', type_id = null, step = 0, due_on = :due,
                               next_usual = case state when 'INCOMPLETE' then next_usual else 'ANSWER' end,
                               next_what = case state when 'INCOMPLETE' then next_what else '' end,
                               next_due = case state when 'INCOMPLETE' then next_due else :due end, rule_silence = :silence, rule_time = :time, rule_acknowledged = :acknowledged,
                               rule_source = :source, silence_on = :silenceOn, acknowledge_by = :acknowledgeBy, acknowledged_at = null,
                               revision = revision + 1""" + STILL_OPEN)
                        .param("due", next.due())
                        .param("silence", rule.silence().name())
                        .param("time", rule.time().toString())
                        .param("acknowledged", rule.acknowledged())
                        .param("source", rule.source())
                        .param("silenceOn", times.silence())
                        .param("acknowledgeBy", times.acknowledged())
                        .param("organisation", organisation)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** All of them, the most urgent first. */
    List<Request> open(UUID organisation) {
        return jdbc.sql(RequestRows.SHOWN + """
                         where r.organisation_id = ? and r.closed_at is null and r.erased_at is null
                         order by r.next_due, r.received_at, r.id""")
                .param(organisation)
                .query(RequestRows::read)
                .list();
    }

    /** The open ones of which somebody may have to be warned: {@link Warning} tells of what. */
    List<Request> pressing(UUID organisation, LocalDate today, LocalDate horizon) {
        return jdbc.sql(RequestRows.SHOWN + """
                         where r.organisation_id = :organisation and r.closed_at is null and r.erased_at is null
                           and (r.next_due < :today or r.silence_on <= :soon or r.contests_on is not null
                             or r.acknowledge_by <= :horizon and r.acknowledged_at is null
                             or r.due_on <= :horizon and r.state = 'RECEIVED' and r.assignee_id is null)
                         order by r.next_due, r.received_at, r.id""")
                .param("organisation", organisation)
                .param("today", today)
                .param("soon", today.plusDays(Warning.DAYS_SOON))
                .param("horizon", horizon)
                .query(RequestRows::read)
                .list();
    }

    /** How many requests this address came with since; by any way of writing it. */
    int countFrom(String email, Instant since) {
        return jdbc.sql("select count(*) from relations.request where lower(email) = lower(?) and received_at > ?")
                .params(email, utc(since))
                .query(Integer.class)
                .single();
    }

    /** How many requests this number came with since; by any way of writing it. */
    int countFromPhone(String number, Instant since) {
        return jdbc.sql("select count(*) from relations.request where received_at > ? and %1$s = right(?, 9)"
                        .formatted(fr.parvis.platform.rights.Reach.lastDigits("phone")))
                .params(utc(since), number)
                .query(Integer.class)
                .single();
    }

    boolean take(UUID organisation, UUID id, UUID by, String name) {
        return jdbc.sql("""
                        update relations.request set assignee_id = :by, next_owner = :name, revision = revision + 1,
                               state = case state when 'RECEIVED' then 'IN_PROGRESS' else state end""" + STILL_OPEN + " and not held_back")
                        .param("by", by)
                        .param("name", name)
                        .param("organisation", organisation)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** @param silenceOn null when silence decides nothing, or not before somebody has acted */
    boolean next(UUID organisation, UUID id, Request.State state, NextStep next, @Nullable LocalDate silenceOn) {
        return jdbc.sql("""
                        update relations.request set state = :state, next_usual = :usual, next_what = :what, next_owner = :owner,
                               next_due = :due, silence_on = :silence, revision = revision + 1""" + STILL_OPEN)
                        .param("state", state.name())
                        .param(
                                "usual",
                                next.usual() == null ? null : next.usual().name())
                        .param("what", next.what())
                        .param("owner", next.owner())
                        .param("due", next.due())
                        .param("silence", silenceOn)
                        .param("organisation", organisation)
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean stepDone(UUID organisation, UUID id, int done) {
        return jdbc.sql("update relations.request set step = step + 1, revision = revision + 1" + STILL_OPEN + """
                         and step = :done
                         and step < (select cardinality(t.steps) from relations.request_type t where t.id = type_id)""")
                        .param("organisation", organisation)
                        .param("id", id)
                        .param("done", done)
                        .update()
                == 1;
    }

    boolean close(UUID organisation, UUID id, Request.State end, @Nullable UUID by, Instant at) {
        return jdbc.sql("""
                        update relations.request set state = :state, closed_at = greatest(:now, received_at), closed_by = :by, next_usual = null,
                               next_what = null, next_owner = null, next_due = null, silence_on = null, snoozed_until = null,
                               revision = revision + 1""" + STILL_OPEN)
                        .param("state", end.name())
                        .param("now", utc(at))
                        .param("by", by)
                        .param("organisation", organisation)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** What had an end goes on, with another promise. */
    boolean reopen(UUID organisation, UUID id, NextStep next, LocalDate due) {
        return jdbc.sql("""
                        update relations.request set state = 'RECEIVED', closed_at = null, closed_by = null, next_usual = :usual,
                               next_what = :what, next_owner = :owner, next_due = :next, due_on = :due, tries = 0, revision = revision + 1
                         where organisation_id = :organisation and id = :id and closed_at is not null and erased_at is null""")
                        .param(
                                "usual",
                                next.usual() == null ? null : next.usual().name())
                        .param("what", next.what())
                        .param("owner", next.owner())
                        .param("next", next.due())
                        .param("due", due)
                        .param("organisation", organisation)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** A word of the person brings back what was put off. */
    void wake(UUID id) {
        jdbc.sql("update relations.request set snoozed_until = null where id = ? and snoozed_until is not null")
                .param(id)
                .update();
    }

    /** One more call that nobody took: how many now, empty when the request has an end already. */
    Optional<Integer> tried(UUID organisation, UUID id) {
        return jdbc.sql("""
                        update relations.request set tries = tries + 1, revision = revision + 1""" + STILL_OPEN + """
                         and kind = 'CALL_BACK' and tries < 3 returning tries""")
                .param("organisation", organisation)
                .param("id", id)
                .query(Integer.class)
                .optional();
    }

    boolean promiseCall(UUID organisation, UUID id, Request.Moment when, String phone, NextStep next, boolean again) {
        return jdbc.sql("""
                        update relations.request set call_from = :from, call_to = :to, due_on = :due, next_usual = :usual, next_what = '',
                               next_owner = :owner, next_due = :due, tries = case when :again then 0 else tries end,
                               phone = coalesce(nullif(:phone, ''), phone),
                               revision = revision + 1""" + STILL_OPEN + " and kind = 'CALL_BACK'")
                        .param("from", utc(when.from()))
                        .param("to", utc(when.to()))
                        .param("due", next.due())
                        .param("usual", NextStep.Usual.CALL.name())
                        .param("owner", next.owner())
                        .param("phone", phone)
                        .param("again", again)
                        .param("organisation", organisation)
                        .param("id", id)
                        .update()
                == 1;
    }

    void acknowledged(UUID id, Instant at) {
        jdbc.sql("update relations.request set acknowledged_at = ? where id = ? and acknowledged_at is null")
                .params(utc(at), id)
                .update();
    }

    void promise(UUID id, LocalDate due) {
        jdbc.sql("update relations.request set due_on = ? where id = ?")
                .params(due, id)
                .update();
    }

    void event(UUID organisation, UUID id, Instant at, String what, @Nullable UUID by) {
        jdbc.sql("""
                        insert into relations.request_event (organisation_id, request_id, at, what, state, by_id, next_due)
                        select organisation_id, id, :now, :what, state, :by, next_due from relations.request
                         where organisation_id = :organisation and id = :id""")
                .param("now", utc(at))
                .param("what", what)
                .param("by", by)
                .param("organisation", organisation)
                .param("id", id)
                .update();
        publisher.publishEvent(new RequestHappened(id, what, by != null));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
