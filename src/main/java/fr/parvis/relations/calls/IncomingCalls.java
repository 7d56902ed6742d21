package fr.parvis.relations.calls;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.Accounts.Account;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.messaging.PhoneNumbers;
import fr.parvis.platform.Ids;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Channel;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.Usagers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls as the telephone system tells them: each is one row whatever is told twice or in another order. The agent whom it is for sees it on
 * every screen; one that nobody answered is called back where the site wants that.
 */
@Component
@Transactional
public class IncomingCalls {
    public enum Event {
        RINGING,
        ANSWERED,
        ENDED;

        public static Optional<Event> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(code))
                    .findFirst();
        }
    }

    /**
     * @param from "" when the number is hidden
     * @param to an extension, or the line that was dialled; "" when the agent says it
     * @param agent the login of an account; "" when the extension says it
     */
    public record Told(String id, String from, String to, String agent, Instant at, Event event) {}

    /** @param shown whether the screens of somebody are told */
    public record Heard(String id, String state, boolean shown) {}

    /** @param number in E.164, "" when it is hidden */
    public record Ringing(String id, String number, String shown, boolean answered, boolean ended) {}

    private record Whose(
            @Nullable Account account, @Nullable UUID site) {}

    private static final Duration SHOWN = Duration.ofHours(2);
    private static final Duration SHOWN_AFTER = Duration.ofMinutes(10);
    private static final int LONGEST_EXTENSION = 20;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Directory directory;
    private final CallSites sites;
    private final Usagers usagers;
    private final Requests requests;
    private final LiveUpdates live;
    private final AuditLog audit;
    private final Clock clock;

    IncomingCalls(
            JdbcClient jdbc,
            Accounts accounts,
            Directory directory,
            CallSites sites,
            Usagers usagers,
            Requests requests,
            LiveUpdates live,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.directory = directory;
        this.sites = sites;
        this.usagers = usagers;
        this.requests = requests;
        this.live = live;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws ProblemException about {@code to} or {@code agent}, when it is nobody's */
    public Heard hear(Told told) {
        var whose = whose(told);
        var caller = usagers.phone(told.from()).map(Contact::normalised).orElse("");
        var at = told.at().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into relations.incoming_call as c
                            (organisation_id, call_id, caller, account_id, site_id, rung_at, answered_at)
                        values (:organisation, :id, :caller, :account, :site, :at, :answered)
                        on conflict (organisation_id, call_id) do update
                           set caller = coalesce(nullif(excluded.caller, ''), c.caller),
                               account_id = coalesce(excluded.account_id, c.account_id),
                               site_id = coalesce(c.site_id, excluded.site_id),
                               rung_at = least(c.rung_at, excluded.rung_at),
                               answered_at = coalesce(c.answered_at, excluded.answered_at)""")
                .param("organisation", organisation())
                .param("id", told.id())
                .param("caller", caller)
                .param(
                        "account",
                        whose.account() == null ? null : whose.account().id())
                .param("site", whose.site())
                .param("at", at)
                .param("answered", told.event() == Event.ANSWERED ? at : null)
                .update();
        if (told.event() == Event.ENDED) {
            end(told.id(), at);
        }
        live.changed(LiveUpdates.STAFF);
        return jdbc.sql("""
                        select case when ended_at is not null then case when answered_at is null then 'missed' else 'ended' end
                                    when answered_at is not null then 'answered' else 'ringing' end, account_id is not null
                          from relations.incoming_call where organisation_id = ? and call_id = ?""")
                .params(organisation(), told.id())
                .query((row, _) -> new Heard(told.id(), row.getString(1), row.getBoolean(2)))
                .single();
    }

    private Whose whose(Told told) {
        if (!told.agent().isEmpty()) {
            return staff().filter(one -> one.login().equalsIgnoreCase(told.agent()))
                    .findFirst()
                    .map(this::at)
                    .orElseThrow(
                            () -> ProblemException.field("agent", "relations", "call-agent-unknown", told.agent()));
        }
        if (told.to().isEmpty()) {
            throw ProblemException.field("to", "relations", "field-missing", "to");
        }
        var extension = jdbc.sql("select account_id from relations.extension where organisation_id = ? and number = ?")
                .params(organisation(), told.to())
                .query(UUID.class)
                .optional();
        return extension
                .flatMap(id -> staff().filter(one -> one.id().equals(id)).findFirst())
                .map(this::at)
                .or(() -> usagers.phone(told.to())
                        .flatMap(line -> sites.ofLine(line.normalised()))
                        .map(site -> new Whose(null, site)))
                .orElseThrow(() -> ProblemException.field("to", "relations", "call-extension-unknown", told.to()));
    }

    private Stream<Account> staff() {
        return accounts.list().stream().filter(one -> one.active() && one.partnerId() == null);
    }

    /** Where the account works: its only site, or the first one where its agent is. */
    private Whose at(Account account) {
        var site = account.sites().stream()
                .findFirst()
                .or(() -> directory.allAgents().stream()
                        .filter(agent -> agent.id().equals(account.agentId()))
                        .flatMap(agent -> agent.sites().stream().sorted())
                        .findFirst());
        return new Whose(account, site.orElse(null));
    }

    private void end(String id, OffsetDateTime at) {
        record Ended(String caller, @Nullable UUID site, boolean answered) {}
        jdbc.sql("""
                        update relations.incoming_call set ended_at = :at
                         where organisation_id = :organisation and call_id = :id and ended_at is null
                        returning caller, site_id, answered_at is not null""")
                .param("at", at)
                .param("organisation", organisation())
                .param("id", id)
                .query((row, _) -> new Ended(row.getString(1), row.getObject(2, UUID.class), row.getBoolean(3)))
                .optional()
                .filter(one -> !one.answered() && PhoneNumbers.isCalled(one.caller()))
                .filter(one -> one.site() != null && sites.of(one.site()).missedCalls())
                .filter(one -> !waits(one.caller()))
                .ifPresent(one -> callBack(one.caller(), one.site()));
    }

    private boolean waits(String number) {
        return jdbc.sql("""
                        select exists (select from relations.request where organisation_id = ? and kind = 'CALL_BACK' and closed_at is null
                                          and right(regexp_replace(phone, '\\D', '', 'g'), 9) = right(?, 9))""").params(organisation(), number).query(Boolean.class).single();
    }

    private void callBack(String number, @Nullable UUID site) {
        var said = new Request.Said("", "", "", "", "", PhoneNumbers.shown(number), null);
        var request = requests.receive(
                new NewRequest(Request.Kind.CALL_BACK, null, Channel.PHONE, "fr", null, site, said, Ids.token()));
        jdbc.sql("insert into relations.call_back (request_id, organisation_id, missed) values (?, ?, true)")
                .params(request.id(), organisation())
                .update();
    }

    /** What the caller's screens show. */
    @Transactional(readOnly = true)
    public List<Ringing> mine() {
        var now = clock.instant();
        return jdbc.sql("""
                        select call_id, caller, answered_at is not null, ended_at is not null from relations.incoming_call
                         where account_id = ? and dismissed_at is null and rung_at > ?
                           and (ended_at is null or answered_at is not null and ended_at > ?) order by rung_at desc limit 3""")
                .params(
                        Caller.current().orElseThrow().id(),
                        now.minus(SHOWN).atOffset(ZoneOffset.UTC),
                        now.minus(SHOWN_AFTER).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Ringing(
                        row.getString(1),
                        row.getString(2),
                        row.getString(2).isEmpty() ? "" : PhoneNumbers.shown(row.getString(2)),
                        row.getBoolean(3),
                        row.getBoolean(4)))
                .list();
    }

    public void dismiss(String id) {
        jdbc.sql(
                        "update relations.incoming_call set dismissed_at = ? where organisation_id = ? and call_id = ? and account_id = ?")
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        organisation(),
                        id,
                        Caller.current().orElseThrow().id())
                .update();
    }

    /** The caller's own; "" when it is not known. */
    @Transactional(readOnly = true)
    public String extension() {
        return jdbc.sql("select number from relations.extension where account_id = ?")
                .param(Caller.current().orElseThrow().id())
                .query(String.class)
                .optional()
                .orElse("");
    }

    /**
     * Where the caller is reached; whoever had it before has it no more.
     *
     * @param number "" for nowhere
     */
    public void extension(String number) {
        if (!number.matches("[0-9*#+]{0," + LONGEST_EXTENSION + "}")) {
            throw ProblemException.field("extension", "relations", "extension-malformed");
        }
        var me = Caller.current().orElseThrow();
        jdbc.sql("delete from relations.extension where organisation_id = ? and (account_id = ? or number = ?)")
                .params(organisation(), me.id(), number)
                .update();
        if (!number.isEmpty()) {
            jdbc.sql("insert into relations.extension (organisation_id, number, account_id) values (?, ?, ?)")
                    .params(organisation(), number, me.id())
                    .update();
        }
        audit.write("extension-changed", me.id().toString());
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
