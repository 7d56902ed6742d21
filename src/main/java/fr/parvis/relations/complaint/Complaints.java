package fr.parvis.relations.complaint;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Handling;
import fr.parvis.relations.Leading;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestHistory;
import fr.parvis.relations.RequestReceived;
import fr.parvis.relations.Requests;
import fr.parvis.relations.inbox.AssignmentRules;
import fr.parvis.relations.inbox.Colleagues;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the staff says of a complaint. Whoever it is about loses it at once, and sees it no more. */
@Component
@Transactional
public class Complaints {
    public static final int LONGEST_ABOUT = 200;
    public static final int LONGEST_REMEDY = 1000;

    /** @param responsible null while nobody has said */
    public record Said(
            @Nullable UUID category,
            @Nullable UUID accused,
            @Nullable UUID cause,
            String remedy,
            @Nullable Boolean responsible) {}

    private final JdbcClient jdbc;
    private final Requests requests;
    private final Handling handling;
    private final RequestHistory history;
    private final Terms terms;
    private final Colleagues colleagues;
    private final AssignmentRules rules;
    private final Recurrences recurrences;
    private final Directory directory;
    private final AuditLog audit;

    Complaints(
            JdbcClient jdbc,
            Requests requests,
            Handling handling,
            RequestHistory history,
            Terms terms,
            Colleagues colleagues,
            AssignmentRules rules,
            Recurrences recurrences,
            Directory directory,
            AuditLog audit) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.handling = handling;
        this.history = history;
        this.terms = terms;
        this.colleagues = colleagues;
        this.rules = rules;
        this.recurrences = recurrences;
        this.directory = directory;
        this.audit = audit;
    }

    /** Empty when the request is none. */
    public Optional<Complaint> of(UUID request) {
        return jdbc.sql("""
                        select c.*, r.accused_id, r.held_back from relations.complaint c join relations.request r on r.id = c.request_id
                         where c.organisation_id = ? and c.request_id = ? and r.kind = 'COMPLAINT'""")
                .params(directory.organisation().id(), request)
                .query((row, _) -> new Complaint(
                        request,
                        row.getObject("service_id", UUID.class),
                        row.getObject("category_id", UUID.class),
                        row.getString("about_words"),
                        row.getObject("accused_id", UUID.class),
                        row.getObject("proposed_id", UUID.class),
                        row.getBoolean("held_back"),
                        row.getObject("cause_id", UUID.class),
                        row.getString("remedy"),
                        row.getObject("responsible", Boolean.class)))
                .optional();
    }

    /** Whichever way it came in: whom its words name is proposed, and it is held back. After the rules, which may have given it to that very account. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(RequestReceived received) {
        if (received.kind() == Request.Kind.COMPLAINT) {
            requests.find(received.requestId()).ifPresent(request -> propose(request, ""));
        }
    }

    private void propose(Request request, String about) {
        named(request, about)
                .ifPresent(account -> jdbc.sql(
                                "update relations.complaint set proposed_id = coalesce(proposed_id, ?) where request_id = ?")
                        .params(account, request.id())
                        .update());
        forgetWhy(request.id());
    }

    /**
     * @param service that it is about; null for none in particular
     * @param about whom, in the words of the person; "" for nobody
     */
    public Request receive(NewRequest wanted, UUID category, @Nullable UUID service, String about) {
        var request = requests.receive(wanted);
        jdbc.sql("""
                        update relations.complaint set category_id = coalesce(category_id, :category),
                               service_id = coalesce(service_id, :service),
                               about_words = case about_words when '' then :about else about_words end
                         where request_id = :id""")
                .param("category", category)
                .param("service", service)
                .param("about", about)
                .param("id", request.id())
                .update();
        propose(request, about);
        return request;
    }

    private Optional<UUID> named(Request request, String about) {
        var said = request.said();
        return said == null
                ? Optional.empty()
                : Named.of(about, said.subject() + ". " + said.words(), colleagues.at(request.site()));
    }

    /** Whom the rules had given it to, before it was held back. */
    private void forgetWhy(UUID request) {
        jdbc.sql("""
                        delete from relations.assignment a using relations.request r
                         where a.request_id = ? and r.id = a.request_id and r.held_back""").param(request).update();
    }

    /** What came in as something else is one. */
    public void recognise(UUID request) {
        propose(handling.asComplaint(request), "");
    }

    /**
     * One of those who answer for others says whom it is about, and so lets the others read it.
     *
     * @param accused null for nobody in particular
     * @throws ProblemException 403 for anybody else, 404, 409, or about the field "who"
     */
    public void settle(UUID id, @Nullable UUID accused) {
        if (!Leading.leads(Caller.current().orElseThrow().roles())) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "relations", "complaint-held-back");
        }
        var request = requests.find(id).filter(_ -> of(id).isPresent()).orElseThrow(Complaints::unknown);
        if (!request.isOpen()) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed");
        }
        if (accused != null) {
            if (colleagues.at(request.site()).stream().noneMatch(one -> one.id().equals(accused))) {
                throw ProblemException.field("who", "relations", "accused-unknown");
            }
            accuse(id, accused);
        } else {
            jdbc.sql("update relations.complaint set nobody = true where request_id = ?")
                    .param(id)
                    .update();
            history.add(id, "complaint-about");
            audit.write("complaint-about", id.toString());
        }
        if (requests.find(id).filter(now -> now.assignee() == null).isPresent()) {
            rules.again(id);
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request");
    }

    /**
     * @throws ProblemException about all fields at fault, or 409 when it has an end
     */
    public void say(UUID id, Said said) {
        var request = requests.find(id).orElseThrow(Complaints::unknown);
        jdbc.sql("select id from relations.request where id = ? for update")
                .param(id)
                .query()
                .listOfRows();
        var before = of(id).orElseThrow(Complaints::unknown);
        if (!requests.find(id).map(Request::isOpen).orElse(false)) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed");
        }
        check(said, before, request);
        jdbc.sql("""
                        update relations.complaint set category_id = :category, cause_id = :cause, remedy = :remedy, responsible = :responsible
                         where request_id = :id""")
                .param("category", said.category())
                .param("cause", said.cause())
                .param("remedy", said.remedy())
                .param("responsible", said.responsible())
                .param("id", id)
                .update();
        history.add(id, "complaint-said");
        if (said.cause() != null && !said.cause().equals(before.cause())) {
            recurrences.look(id);
        }
        if (!Objects.equals(said.accused(), before.accused())) {
            accuse(id, said.accused());
        }
    }

    private void check(Said said, Complaint before, Request request) {
        var wrong = new Corrections();
        wrong.check(() -> known("category", Term.Kind.CATEGORY, said.category()));
        wrong.check(() -> known("cause", Term.Kind.CAUSE, said.cause()));
        wrong.check(() -> {
            var accused = said.accused();
            if (accused != null
                    && !accused.equals(before.accused())
                    && colleagues.at(request.site()).stream()
                            .noneMatch(one -> one.id().equals(accused))) {
                throw ProblemException.field("accused", "relations", "accused-unknown");
            }
        });
        wrong.check(() -> {
            if (said.remedy().length() > LONGEST_REMEDY) {
                throw ProblemException.field("remedy", "relations", "field-too-long", LONGEST_REMEDY);
            }
        });
        wrong.demand();
    }

    private void known(String field, Term.Kind kind, @Nullable UUID id) {
        if (id != null && terms.find(kind, id).isEmpty()) {
            throw ProblemException.field(field, "relations", "term-unknown");
        }
    }

    /** Nobody keeps what is about them: the rules choose again, a team that has nobody else loses it to all the others. */
    private void accuse(UUID id, @Nullable UUID accused) {
        var freed = jdbc.sql("""
                        update relations.request r
                           set accused_id = :accused, revision = revision + 1,
                               assignee_id = nullif(assignee_id, :accused),
                               next_owner = case when assignee_id = :accused and next_usual is distinct from 'COMPLETE'
                                                 then '' else next_owner end,
                               team_id = case when :accused::uuid is null
                                                or exists (select from relations.team_member m
                                                            where m.team_id = r.team_id and m.account_id <> :accused)
                                              then team_id end
                          from (select id, assignee_id as had from relations.request where id = :id) before
                         where r.id = before.id and r.closed_at is null
                        returning coalesce(before.had = :accused, false)""")
                .param("accused", accused, java.sql.Types.OTHER)
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed"));
        history.add(id, "complaint-about");
        audit.write("complaint-about", id.toString());
        if (accused == null) {
            // what its category and its words say of it holds again
            jdbc.sql("update relations.complaint set nobody = nobody where request_id = ?")
                    .param(id)
                    .update();
            return;
        }
        for (var beside : new String[] {"draft", "mention", "presence", "notice"}) {
            jdbc.sql("delete from relations." + beside + " where request_id = ? and account_id = ?")
                    .params(id, accused)
                    .update();
        }
        if (freed) {
            rules.again(id);
        }
    }
}
