package fr.parvis.quality;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.quality.ActionTables.Act;
import fr.parvis.quality.ImprovementAction.Origin;
import fr.parvis.quality.ImprovementAction.State;
import fr.parvis.quality.ImprovementAction.Step;
import fr.parvis.relations.CauseRepeated;
import fr.parvis.relations.OfficeDays;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Improvement actions: opened by a cause of complaints that comes back or by hand, taken up, done or dropped. Whoever reads or changes one has
 * a right to its site; nobody does with one whose complaints are all about them.
 */
@Component
@Transactional
public class ImprovementActions {
    public static final int LONGEST_TITLE = 120;
    public static final int LONGEST = 1000;
    private static final int DAYS_TO_TAKE_UP = 5;
    private static final int MONTHS_AHEAD = 24;

    /**
     * One that somebody opens.
     *
     * @param site null for the whole organisation
     * @param owner null for nobody yet
     */
    public record Wanted(
            String title,
            @Nullable UUID site,
            String what,
            @Nullable UUID owner,
            String step,
            @Nullable LocalDate due) {}

    private final ActionList list;
    private final ActionTables tables;
    private final Owners owners;
    private final ActionMail mail;
    private final OfficeDays days;
    private final Directory directory;
    private final AuditLog audit;
    private final MessageSource texts;
    private final Clock clock;

    ImprovementActions(
            ActionList list,
            ActionTables tables,
            Owners owners,
            ActionMail mail,
            OfficeDays days,
            Directory directory,
            AuditLog audit,
            MessageSource texts,
            Clock clock) {
        this.list = list;
        this.tables = tables;
        this.owners = owners;
        this.mail = mail;
        this.days = days;
        this.directory = directory;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
    }

    /** Where it is followed. */
    public static String page(UUID id) {
        return "/qualite/actions/" + id;
    }

    /** Once for a recurrence, however often it is told. */
    void openFor(CauseRepeated repeated) {
        var raised = LocalDate.ofInstant(repeated.at(), directory.zone());
        var opened = new ImprovementAction(
                Ids.next(),
                text("quality.cause.title", repeated.cause()),
                "",
                new Origin.Recurrence(repeated.recurrenceId(), repeated.cause()),
                repeated.siteId(),
                repeated.serviceId(),
                State.OPEN,
                null,
                new Step(text("quality.cause.step"), days.after(raised, DAYS_TO_TAKE_UP)),
                "",
                clock.instant(),
                null,
                null,
                0);
        if (tables.insert(repeated.organisationId(), opened)) {
            write(opened, Act.OPENED, null, "");
        }
        tables.ofRecurrences(repeated.organisationId(), List.of(repeated.recurrenceId())).stream()
                .filter(action -> action.state() == State.OPEN)
                .forEach(mail::opened);
    }

    /** @throws ProblemException about all fields at fault */
    public ImprovementAction open(Wanted wanted) {
        var caller = caller();
        var wrong = new Corrections();
        wrong.check(() -> needs("title", "title-missing", wanted.title(), LONGEST_TITLE));
        wrong.check(() -> {
            if (wanted.site() == null ? !caller.sites().isEmpty() : !isOpenTo(caller, wanted.site())) {
                throw ProblemException.field("site", "quality", "site-missing");
            }
        });
        wrong.check(() -> atMost("what", wanted.what(), LONGEST));
        wrong.check(() -> {
            if (wanted.owner() != null
                    && owners.at(wanted.site()).stream()
                            .noneMatch(one -> one.id().equals(wanted.owner()))) {
                throw ProblemException.field("owner", "quality", "owner-unknown");
            }
        });
        var next = step(wrong, wanted.step(), wanted.due());
        wrong.demand();
        var opened = new ImprovementAction(
                Ids.next(),
                wanted.title().strip(),
                wanted.what().strip(),
                new Origin.Hand(),
                wanted.site(),
                null,
                wanted.owner() == null ? State.OPEN : State.TAKEN_UP,
                wanted.owner(),
                next,
                "",
                clock.instant(),
                caller.id(),
                null,
                0);
        tables.insert(directory.organisation().id(), opened);
        write(opened, Act.OPENED, caller.id(), "");
        mail.opened(opened);
        mail.given(opened);
        return opened;
    }

    private boolean isOpenTo(Caller caller, UUID site) {
        return caller.mayActAt(site)
                && directory.sites().stream().anyMatch(one -> one.id().equals(site));
    }

    /** By its first owner or by another, with what comes next. @throws ProblemException about all fields at fault */
    public void takeUp(UUID id, int revision, @Nullable UUID owner, String step, @Nullable LocalDate due) {
        var wrong = new Corrections();
        var before = locked(id);
        wrong.check(() -> unchanged(before, revision, "owner"));
        wrong.check(() -> {
            if (owners.of(before).stream().noneMatch(one -> one.id().equals(owner))) {
                throw ProblemException.field("owner", "quality", "owner-unknown");
            }
        });
        var next = step(wrong, step, due);
        wrong.demand();
        var after = before.takenUp(Objects.requireNonNull(owner), Objects.requireNonNull(next));
        change(after, Act.TAKEN_UP);
        if (!owner.equals(before.owner())) {
            mail.given(after);
        }
    }

    /** @throws ProblemException about the words */
    public void done(UUID id, int revision, String words) {
        end(
                id,
                revision,
                Act.DONE,
                "words",
                "words-missing",
                words,
                before -> before.done(words.strip(), days.today()));
    }

    /** @throws ProblemException about the reason */
    public void drop(UUID id, int revision, String reason) {
        end(
                id,
                revision,
                Act.DROPPED,
                "reason",
                "reason-missing",
                reason,
                before -> before.dropped(reason.strip(), days.today()));
    }

    private void end(
            UUID id,
            int revision,
            Act act,
            String field,
            String missing,
            String words,
            UnaryOperator<ImprovementAction> ended) {
        var before = locked(id);
        var wrong = new Corrections();
        wrong.check(() -> unchanged(before, revision, field));
        wrong.check(() -> needs(field, missing, words, LONGEST));
        wrong.demand();
        change(ended.apply(before), act);
    }

    /** @throws ProblemException about all fields at fault */
    public void reopen(UUID id, int revision, String step, @Nullable LocalDate due) {
        var before = locked(id);
        var wrong = new Corrections();
        wrong.check(() -> unchanged(before, revision, "step"));
        var next = step(wrong, step, due);
        wrong.demand();
        change(before.reopened(Objects.requireNonNull(next)), Act.REOPENED);
    }

    private ImprovementAction locked(UUID id) {
        list.find(id);
        return tables.lock(directory.organisation().id(), id).orElseThrow(ActionList::unknown);
    }

    private void change(ImprovementAction after, Act act) {
        tables.update(after);
        write(after, act, caller().id(), after.outcome());
    }

    private void write(ImprovementAction action, Act act, @Nullable UUID by, String words) {
        tables.event(Ids.next(), action, clock.instant(), by, act, words);
        audit.write(
                switch (act) {
                    case OPENED -> "action-opened";
                    case TAKEN_UP -> "action-taken-up";
                    case DONE -> "action-done";
                    case DROPPED -> "action-dropped";
                    case REOPENED -> "action-reopened";
                },
                action.id().toString());
    }

    private static void unchanged(ImprovementAction now, int revision, String field) {
        if (now.revision() != revision) {
            throw new ProblemException(HttpStatus.CONFLICT, "quality", "action-changed", field, Map.of());
        }
    }

    private static void needs(String field, String missing, String typed, int most) {
        if (typed.isBlank()) {
            throw ProblemException.field(field, "quality", missing);
        }
        atMost(field, typed, most);
    }

    private static void atMost(String field, String typed, int most) {
        if (typed.length() > most) {
            throw ProblemException.field(field, "quality", "text-too-long", most);
        }
    }

    private @Nullable Step step(Corrections wrong, String what, @Nullable LocalDate due) {
        wrong.check(() -> needs("step", "step-missing", what, LONGEST));
        var today = days.today();
        wrong.check(() -> {
            if (due == null) {
                throw ProblemException.field("due", "quality", "due-missing");
            }
            if (due.isBefore(today)) {
                throw ProblemException.field("due", "quality", "due-past");
            }
            if (due.isAfter(today.plusMonths(MONTHS_AHEAD))) {
                throw ProblemException.field("due", "quality", "due-far", MONTHS_AHEAD);
            }
        });
        return due == null ? null : new Step(what.strip(), due);
    }

    private String text(String key, Object... facts) {
        return Objects.requireNonNull(texts.getMessage(key, facts, Locale.FRENCH));
    }

    private static Caller caller() {
        return Caller.current().orElseThrow();
    }
}
