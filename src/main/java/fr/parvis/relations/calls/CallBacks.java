package fr.parvis.relations.calls;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.CallActs;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Endings;
import fr.parvis.relations.Handling;
import fr.parvis.relations.NextStep;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestReceived;
import fr.parvis.relations.Requests;
import fr.parvis.relations.inbox.InboxTopics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls that were promised: who makes which, and what came of it. Each has an outcome, another hour or a next step; none is dropped because
 * nobody answered.
 */
@Component
@Transactional
public class CallBacks {
    /** @param next the hour that was promised now; null when there is none, or it was the last call */
    public record Vain(int tries, CallWindows.@Nullable Window next) {}

    /** Whoever took a call and went away has lost it. */
    public static final Duration TAKEN_FOR = Duration.ofMinutes(30);

    private static final Duration BETWEEN_CALLS = Duration.ofHours(2);
    private static final int DAYS_TO_CHOOSE = 5;
    private static final int DAYS_TO_FIND = 2;

    private final JdbcClient jdbc;
    private final CallWindows windows;
    private final CallQueue queue;
    private final CallMessages mail;
    private final Requests requests;
    private final Handling handling;
    private final CallActs callActs;
    private final Endings endings;
    private final OfficeDays days;
    private final Directory directory;
    private final LiveUpdates live;
    private final MessageSource texts;
    private final Clock clock;

    CallBacks(
            JdbcClient jdbc,
            CallWindows windows,
            CallQueue queue,
            CallMessages mail,
            Requests requests,
            Handling handling,
            CallActs callActs,
            Endings endings,
            OfficeDays days,
            Directory directory,
            LiveUpdates live,
            MessageSource texts,
            Clock clock) {
        this.jdbc = jdbc;
        this.windows = windows;
        this.queue = queue;
        this.mail = mail;
        this.requests = requests;
        this.handling = handling;
        this.callActs = callActs;
        this.endings = endings;
        this.days = days;
        this.directory = directory;
        this.live = live;
        this.texts = texts;
        this.clock = clock;
    }

    /** In the transaction that receives it: a moment is promised with its place, or the request is not received. */
    @EventListener
    void on(RequestReceived received) {
        if (received.kind() != Request.Kind.CALL_BACK) {
            return;
        }
        requests.find(received.requestId()).ifPresent(request -> {
            var said = request.said();
            if (said != null && said.when() != null) {
                windows.promise(request.id(), windows.at(said.when().from(), request.site()));
            }
        });
    }

    /** Of two at once, one gets it. */
    public boolean take(UUID id) {
        var me = me();
        if (requests.find(id).isEmpty()) {
            return false;
        }
        var now = now();
        var mine = jdbc.sql("""
                        insert into relations.call_back as c (request_id, organisation_id, taken_by, taken_name, taken_at)
                        select r.id, r.organisation_id, :me, :name, :now from relations.request r
                         where r.organisation_id = :organisation and r.id = :id and r.kind = 'CALL_BACK' and r.closed_at is null
                           and r.next_usual = 'CALL'
                        on conflict (request_id) do update
                           set taken_by = excluded.taken_by, taken_name = excluded.taken_name, taken_at = excluded.taken_at
                         where c.taken_by is null or c.taken_by = excluded.taken_by or c.taken_at < :stale""")
                        .param("me", me.id())
                        .param("name", me.name())
                        .param("now", now)
                        .param("organisation", directory.organisation().id())
                        .param("id", id)
                        .param("stale", now.minus(TAKEN_FOR))
                        .update()
                == 1;
        if (mine) {
            handling.take(id);
        }
        return mine;
    }

    /** The most urgent of those that nobody has, of today or earlier; empty when there is none. */
    public Optional<UUID> takeNext() {
        return queue.waiting().stream()
                .filter(one -> one.takenBy() == null && !one.isLater(days.today(), directory.zone()))
                .map(CallQueue.Waiting::request)
                .filter(this::take)
                .findFirst();
    }

    /** Somebody else may make it. */
    public void putBack(UUID id) {
        jdbc.sql(
                        "update relations.call_back set taken_by = null, taken_name = '', taken_at = null where request_id = ? and taken_by = ?")
                .params(id, me().id())
                .update();
        live.changed(InboxTopics.requests(directory.organisation().id()));
    }

    private void free(UUID id) {
        jdbc.sql(
                        "update relations.call_back set taken_by = null, taken_name = '', taken_at = null where request_id = ?")
                .param(id)
                .update();
    }

    /**
     * Spoken to, and it is settled.
     *
     * @param words what was said; may be empty
     */
    public void answered(UUID id, String words) {
        mine(id);
        endings.close(id, new Closing.Solved(words));
        free(id);
    }

    /** Spoken to, and something is still to do. */
    public void goesOn(UUID id, String words, NextStep next) {
        mine(id);
        settle(id, true);
        if (!words.isBlank()) {
            callActs.told(id, words);
        }
        handling.next(id, next);
        free(id);
    }

    /**
     * Nobody answered. Called before the hour, the hour still holds; within it or later, another one is promised and the person is told;
     * after the last call they choose one themselves.
     *
     * @param wanted when the next hour begins; null for the first one with a place
     */
    public Vain inVain(UUID id, @Nullable Instant wanted) {
        var request = mine(id);
        var tries = callActs.calledInVain(id);
        if (tries.isEmpty()) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed");
        }
        free(id);
        if (tries.get() >= Request.MOST_TRIES) {
            settle(id, false);
            askToChoose(request);
            return new Vain(tries.get(), null);
        }
        if (wanted == null && isBefore(id)) {
            return new Vain(tries.get(), null);
        }
        settle(id, false);
        var next = wanted != null ? Optional.of(windows.at(wanted, request.site())) : proposed(request);
        next.ifPresentOrElse(
                window -> {
                    windows.promise(id, window);
                    callActs.promiseCall(id, window.moment(), "", false);
                    mail.again(request, window.moment());
                },
                () -> handling.next(id, step(NextStep.Usual.CALL, me().name(), 1)));
        return new Vain(tries.get(), next.orElse(null));
    }

    /** When to call again somebody who did not answer now. */
    @Transactional(readOnly = true)
    public Optional<CallWindows.Window> proposed(Request request) {
        return windows.next(request.site(), clock.instant().plus(BETWEEN_CALLS));
    }

    private void askToChoose(Request request) {
        var told = mail.last(request);
        var said = request.said();
        handling.next(
                request.id(),
                told
                        ? step(NextStep.Usual.CHOOSE, said == null ? "" : said.name(), DAYS_TO_CHOOSE)
                        : own("calls.step.otherwise"));
    }

    /** It is not theirs: whoever can be written to is asked for the right one, otherwise somebody looks for it. */
    public void wrongNumber(UUID id) {
        var request = mine(id);
        settle(id, false);
        var said = request.said();
        if (said != null && !said.email().isEmpty()) {
            var locale = Language.of(request.language()).orElse(Language.FRENCH).locale();
            handling.askMissing(id, text("calls.wrong-number", locale), days.after(days.today(), DAYS_TO_CHOOSE));
        } else {
            handling.next(id, own("calls.step.number"));
        }
        free(id);
    }

    /** The person would rather be called at another time, perhaps at another number. */
    public void move(Request request, CallWindows.Window window, String phone) {
        settle(request.id(), false);
        windows.promise(request.id(), window);
        callActs.promiseCall(request.id(), window.moment(), phone, true);
        free(request.id());
    }

    private boolean isBefore(UUID id) {
        return jdbc.sql(
                        "select exists (select from relations.call_promise where request_id = ? and settled_at is null and starts_at > ?)")
                .params(id, now())
                .query(Boolean.class)
                .single();
    }

    /** Kept when it was made within the hour, or the person was spoken to before; called off in time it is neither. */
    private void settle(UUID id, boolean reached) {
        jdbc.sql("""
                        update relations.call_promise
                           set settled_at = :now,
                               kept = case when :reached and :now < starts_at then true when :now < starts_at then null else :now < ends_at end
                         where request_id = :id and settled_at is null""")
                .param("now", now())
                .param("reached", reached)
                .param("id", id)
                .update();
    }

    private NextStep step(NextStep.Usual usual, String owner, int inDays) {
        return NextStep.of(usual, owner, days.after(days.today(), inDays));
    }

    private NextStep own(String key) {
        return new NextStep(null, text(key, Locale.FRENCH), me().name(), days.after(days.today(), DAYS_TO_FIND));
    }

    private String text(String key, Locale locale) {
        return texts.getMessage(key, null, locale);
    }

    private Request mine(UUID id) {
        return requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Caller me() {
        return Caller.current().orElseThrow();
    }
}
