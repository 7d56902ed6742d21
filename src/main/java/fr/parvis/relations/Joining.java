package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.law.Course;
import fr.parvis.relations.law.LegalTimes;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Two requests of one person that are one, and one that is two. No word is lost, and the person is told where it goes on. */
@Component
@Transactional
public class Joining {
    private final JdbcClient jdbc;
    private final RequestActs acts;
    private final RequestTables tables;
    private final InteractionTables interactions;
    private final MergedRequests merged;
    private final Requests requests;
    private final OfficeDays days;
    private final RequestMail mail;
    private final Reach reach;
    private final MessageSource texts;
    private final Directory directory;
    private final AuditLog audit;
    private final Clock clock;

    Joining(
            JdbcClient jdbc,
            RequestActs acts,
            RequestTables tables,
            InteractionTables interactions,
            MergedRequests merged,
            Requests requests,
            OfficeDays days,
            RequestMail mail,
            Reach reach,
            MessageSource texts,
            Directory directory,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.acts = acts;
        this.tables = tables;
        this.interactions = interactions;
        this.merged = merged;
        this.requests = requests;
        this.days = days;
        this.mail = mail;
        this.reach = reach;
        this.texts = texts;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The messages of {@code id} go on in {@code into}, with the earlier of the two promises.
     *
     * @throws ProblemException about the field "into": they are not of the same person, whose words nobody else may read; or the one
     *     that would end has the legal time that runs out first
     */
    public Request merge(UUID id, UUID into) {
        // the smaller first: two agents who merge the same two do not wait for each other
        Stream.of(id, into).sorted().forEach(acts::locked);
        var from = open(id);
        var to = open(into);
        if (id.equals(into)) {
            throw ProblemException.field("into", "relations", "merge-itself");
        }
        if (!samePerson(from, to)) {
            throw ProblemException.field("into", "relations", "merge-strangers");
        }
        if (!Objects.equals(accused(id, "into"), accused(into, "into"))) {
            throw ProblemException.field("into", "relations", "merge-complaint");
        }
        var runs = from.legal().silenceOn();
        var other = to.legal().silenceOn();
        if (runs != null && (other == null || other.isAfter(runs))) {
            throw ProblemException.field(
                    "into", "relations", "merge-legal", to.reference().code());
        }
        var by = Caller.current().orElseThrow();
        var now = clock.instant();
        jdbc.sql("update relations.interaction set request_id = ?, merged_from_id = ? where request_id = ?")
                .params(into, id, id)
                .update();
        jdbc.sql("update relations.mention set request_id = ? where request_id = ?")
                .params(into, id)
                .update();
        jdbc.sql("""
                        insert into relations.draft (request_id, account_id, field, words, at)
                        select :into, account_id, field, words, at from relations.draft where request_id = :id
                        on conflict (request_id, account_id, field)
                            do update set words = draft.words || e'\\n\\n' || excluded.words""").param("into", into).param("id", id).update();
        jdbc.sql("delete from relations.draft where request_id = ?").param(id).update();
        var said = interactions.write(
                organisation(),
                id,
                Interaction.Direction.OUT,
                from.channel(),
                now,
                by.id(),
                by.name(),
                text("relations.merged.said", from, to.reference().code()),
                true);
        tables.close(organisation(), id, Request.State.SENT_ON, by.id(), now);
        jdbc.sql("update relations.request set merged_into_id = ? where id = ? or merged_into_id = ?")
                .params(into, id, id)
                .update();
        jdbc.sql("""
                        update relations.request
                           set due_on = least(due_on, :due),
                               next_due = case next_usual when 'COMPLETE' then next_due else least(next_due, :next) end,
                               revision = revision + 1
                         where id = :id""")
                .param("due", from.dueOn())
                .param("next", Objects.requireNonNull(from.next()).due())
                .param("id", into)
                .update();
        if (from.usager() == null || to.usager() == null) {
            // whoever typed that address may not have it: the old link would open the words of both
            merged.replaceKey(into, to.key());
        }
        tell(from, requests.find(into).orElseThrow(), said);
        audit.write("request-merged", id + " " + into);
        acts.happened(id, "merged");
        acts.happened(into, "merged-with");
        return requests.find(into).orElseThrow();
    }

    /** Whom the complaint is about, who must not read it in another one. */
    private @Nullable UUID accused(UUID id, String field) {
        requests.demandSettled(id, field);
        return jdbc.sql("select accused_id from relations.request where id = ? and accused_id is not null")
                .param(id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional()
                .orElse(null);
    }

    /** The link that goes on leads to the address of the request that goes on, which alone may have it. */
    private void tell(Request from, Request to, Interaction said) {
        var old = Objects.requireNonNull(from.said()).email();
        var now = Objects.requireNonNull(to.said()).email();
        mail.say(to, said);
        if (!old.equalsIgnoreCase(now)) {
            mail.say(from, said);
        }
    }

    /** As it was before, with what came to it since then staying where it came; a new promise, because the old one ended. */
    public Request unmerge(UUID id) {
        var from = requests.find(id).orElseThrow(Joining::unknown);
        var into = jdbc.sql("select merged_into_id from relations.request where id = ? for update")
                .param(id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional()
                .orElseThrow(() -> RequestActs.conflict("into", "not-merged"));
        if (from.said() == null) {
            throw new ProblemException(HttpStatus.GONE, "relations", "erased");
        }
        jdbc.sql("update relations.interaction set request_id = ?, merged_from_id = null where merged_from_id = ?")
                .params(id, id)
                .update();
        jdbc.sql("update relations.interaction set closes = false where request_id = ?")
                .param(id)
                .update();
        jdbc.sql("update relations.request set merged_into_id = null where id = ?")
                .param(id)
                .update();
        var due = requests.due(from.kind(), from.site());
        tables.reopen(organisation(), id, NextStep.of(NextStep.Usual.ANSWER, "", due), due);
        audit.write("request-unmerged", id + " " + into);
        acts.happened(id, "unmerged");
        acts.happened(into, "unmerged");
        return requests.find(id).orElseThrow();
    }

    /**
     * Chosen messages become a request of their own, promised from the day on which the first of them came.
     *
     * @param moved at least one of them from the person, and one of the person's stays
     * @throws ProblemException about the fields "moved" and "subject"
     */
    public Request split(UUID id, Collection<UUID> moved, String subject) {
        var from = acts.locked(id);
        var said = from.said();
        if (said == null) {
            throw new ProblemException(HttpStatus.GONE, "relations", "erased");
        }
        if (subject.isBlank() || subject.length() > NewRequest.LONGEST_SUBJECT) {
            throw ProblemException.field("subject", "relations", "subject-missing", NewRequest.LONGEST_SUBJECT);
        }
        var all = interactions.of(organisation(), id);
        var chosen = all.stream().filter(one -> moved.contains(one.id())).toList();
        var theirs = heard(chosen);
        if (theirs.isEmpty() || theirs.size() == heard(all).size()) {
            throw ProblemException.field("moved", "relations", "split-nothing");
        }
        var by = Caller.current().orElseThrow();
        var first = theirs.getFirst();
        var came = days.on(first.at(), from.site());
        var due = days.after(
                from.site(),
                came,
                days.between(from.site(), from.legal().course().received(), from.dueOn()));
        var about = accused(id, "moved");
        var wanted = new NewRequest(
                about == null ? Request.Kind.QUESTION : Request.Kind.COMPLAINT,
                null,
                first.channel(),
                from.language(),
                null,
                from.site(),
                new Request.Said(subject, "", said.firstName(), said.lastName(), said.email(), said.phone(), null),
                Ids.token());
        var made = Ids.next();
        var times = LegalTimes.of(RequestTypes.rule(wanted), Course.of(came), days.worked(from.site()));
        var next = NextStep.of(NextStep.Usual.ANSWER, by.name(), due);
        while (!tables.insert(made, organisation(), Reference.next(), wanted, first.at(), due, next, came, times)) {
            // a reference that is taken
        }
        jdbc.sql("""
                        update relations.request set split_from_id = ?, usager_id = ?, assignee_id = ?, team_id =
                               (select o.team_id from relations.request o where o.id = ?), accused_id = ? where id = ?""")
                .param(1, id)
                .param(2, from.usager())
                .param(3, by.id())
                .param(4, id)
                .param(5, about)
                .param(6, made)
                .update();
        jdbc.sql("update relations.interaction set request_id = ?, merged_from_id = null where id = any (?)")
                .params(made, chosen.stream().map(Interaction::id).toArray(UUID[]::new))
                .update();
        jdbc.sql("update relations.mention set request_id = ? where interaction_id = any (?)")
                .params(made, chosen.stream().map(Interaction::id).toArray(UUID[]::new))
                .update();
        acts.happened(made, "received");
        acts.happened(id, "split");
        var now = requests.find(made).orElseThrow();
        mail.say(
                now,
                interactions.write(
                        organisation(),
                        made,
                        Interaction.Direction.OUT,
                        first.channel(),
                        clock.instant(),
                        by.id(),
                        by.name(),
                        text(
                                "relations.split.said",
                                now,
                                subject,
                                now.reference().code(),
                                from.reference().code()),
                        false));
        audit.write("request-split", id + " " + made);
        return now;
    }

    private static List<Interaction> heard(List<Interaction> all) {
        return all.stream()
                .filter(one -> one.direction() == Interaction.Direction.IN)
                .toList();
    }

    /** The same known usager, address or number; without any of these, the same name. */
    private static boolean samePerson(Request one, Request other) {
        var a = one.said();
        var b = other.said();
        if (a == null || b == null) {
            return false;
        }
        var bothKnown = one.usager() != null && other.usager() != null;
        return bothKnown && Objects.equals(one.usager(), other.usager())
                || !bothKnown
                        && (same(a.email().toLowerCase(Locale.ROOT), b.email().toLowerCase(Locale.ROOT))
                                || same(number(a), number(b))
                                || nameless(a, b)
                                        && same(
                                                a.name().toLowerCase(Locale.ROOT),
                                                b.name().toLowerCase(Locale.ROOT)));
    }

    private static boolean same(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }

    private static boolean nameless(Request.Said a, Request.Said b) {
        return a.email().isEmpty() && a.phone().isEmpty()
                || b.email().isEmpty() && b.phone().isEmpty();
    }

    private static String number(Request.Said said) {
        return said.phone().replaceFirst("^\\+33", "0").replaceAll("\\D", "");
    }

    private Request open(UUID id) {
        var request = acts.mine(id);
        if (!request.isOpen()) {
            throw RequestActs.conflict("into", "request-closed");
        }
        return request;
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request");
    }

    private String text(String key, Request to, Object... arguments) {
        return texts.getMessage(key, arguments, reach.of(to).spoken().locale());
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
