package fr.parvis.relations.chat;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Endings;
import fr.parvis.relations.Handling;
import fr.parvis.relations.LiveTalk;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.Sharing;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Chats as an agent has them: several at once, none more than the rules allow, none that a colleague has. */
@Component
@Transactional
public class ChatWork {
    static final String AGENT = "AGENT";
    private static final int TRIES = 3;

    /** Somebody who takes chats at the moment. */
    public record Taker(UUID account, String name) {}

    private final JdbcClient jdbc;
    private final ChatTables tables;
    private final ChatRules rules;
    private final LiveTalk talk;
    private final Handling handling;
    private final Endings endings;
    private final Sharing sharing;
    private final Transcripts transcripts;
    private final Directory directory;
    private final LiveUpdates live;
    private final Clock clock;
    private final TransactionTemplate alone;

    ChatWork(
            JdbcClient jdbc,
            ChatTables tables,
            ChatRules rules,
            LiveTalk talk,
            Handling handling,
            Endings endings,
            Sharing sharing,
            Transcripts transcripts,
            Directory directory,
            LiveUpdates live,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.rules = rules;
        this.talk = talk;
        this.handling = handling;
        this.endings = endings;
        this.sharing = sharing;
        this.transcripts = transcripts;
        this.directory = directory;
        this.live = live;
        this.clock = clock;
        this.alone = new TransactionTemplate(transactions);
    }

    /** The caller takes chats from now on, or no new ones. */
    public void taking(boolean on) {
        var caller = caller();
        taking(caller.id(), caller.name(), caller.sites(), on);
    }

    /** @param sites empty for everywhere */
    public void taking(UUID account, String name, Set<UUID> sites, boolean on) {
        jdbc.sql("""
                        insert into relations.chat_agent (account_id, organisation_id, name, sites, taking, seen_at)
                        values (:account, :organisation, :name, :sites, :on, :now)
                        on conflict (account_id) do update set name = excluded.name, sites = excluded.sites,
                               taking = excluded.taking, seen_at = excluded.seen_at""")
                .param("account", account)
                .param("organisation", directory.organisation().id())
                .param("name", name)
                .param("sites", sites.toArray(UUID[]::new))
                .param("on", on)
                .param("now", ChatTables.utc(clock.instant()))
                .update();
    }

    /** A sign of life of an agent's page. */
    public void here(UUID account) {
        jdbc.sql("update relations.chat_agent set seen_at = ? where account_id = ?")
                .params(ChatTables.utc(clock.instant()), account)
                .update();
    }

    /** Whoever has a chat gives signs of life, also when they take no others. */
    private void arrives(Caller caller) {
        jdbc.sql("""
                        insert into relations.chat_agent (account_id, organisation_id, name, sites, taking, seen_at)
                        values (:account, :organisation, :name, :sites, false, :now)
                        on conflict (account_id) do update set seen_at = excluded.seen_at""")
                .param("account", caller.id())
                .param("organisation", directory.organisation().id())
                .param("name", caller.name())
                .param("sites", caller.sites().toArray(UUID[]::new))
                .param("now", ChatTables.utc(clock.instant()))
                .update();
    }

    public boolean isTaking() {
        return jdbc.sql("select exists (select from relations.chat_agent where account_id = ? and taking)")
                .param(caller().id())
                .query(Boolean.class)
                .single();
    }

    /** Colleagues who take chats at a place, but the caller. */
    public List<Taker> takers(UUID site) {
        return jdbc.sql("""
                        select account_id, name from relations.chat_agent
                         where organisation_id = :organisation and taking and seen_at > :since and account_id <> :me
                           and (cardinality(sites) = 0 or :site = any (sites)) order by name, account_id""")
                .param("organisation", directory.organisation().id())
                .param("since", ChatTables.utc(present()))
                .param("me", caller().id())
                .param("site", site)
                .query((row, _) -> new Taker(row.getObject("account_id", UUID.class), row.getString("name")))
                .list();
    }

    private Instant present() {
        return clock.instant().minusSeconds(rules.rules().goneSeconds());
    }

    /** As it stands, for a screen that was let in already. */
    @Transactional(readOnly = true)
    public Chat now(UUID id) {
        return tables.find(directory.organisation().id(), id).orElseThrow();
    }

    /** @throws ProblemException 404 also when it belongs to a site where the caller may not act */
    @Transactional(readOnly = true)
    public Chat find(UUID id) {
        return tables.find(directory.organisation().id(), id)
                .filter(chat -> chat.site() == null || caller().mayActAt(chat.site()))
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "chat-unknown"));
    }

    /**
     * The caller has it from now on.
     *
     * @throws ProblemException 409 when somebody else has it, or the caller has as many as one has
     */
    @Transactional(propagation = org.springframework.transaction.annotation.Propagation.NOT_SUPPORTED)
    public void take(UUID id) {
        for (int left = TRIES; ; left--) {
            try {
                alone.executeWithoutResult(_ -> takeOnce(id));
                return;
            } catch (DuplicateKeyException another) {
                // two chats at once for one place: the one that was later looks again
                if (left == 1) {
                    throw full();
                }
            }
        }
    }

    private void takeOnce(UUID id) {
        var chat = held(id);
        var me = caller();
        if (me.id().equals(chat.agent())) {
            return;
        }
        if (!tables.take(id, me.id(), me.name(), rules.rules().mostAtOnce(), clock.instant())) {
            if (chat.state() == Chat.State.WAITING) {
                throw full();
            }
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "chat-taken", chat.agentName());
        }
        arrives(me);
        handling.take(chat.request());
        tables.line(id, ChatLine.What.TAKEN, me.name(), clock.instant());
    }

    private ProblemException full() {
        return new ProblemException(
                HttpStatus.CONFLICT, "relations", "chat-full", rules.rules().mostAtOnce());
    }

    private Chat held(UUID id) {
        talk.hold(find(id).request());
        return find(id);
    }

    private Chat mine(UUID id) {
        var chat = held(id);
        if (!caller().id().equals(chat.agent())) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "chat-not-yours", "words", Map.of());
        }
        return chat;
    }

    /**
     * @param message names it: sent again it is not stored again
     * @throws ProblemException about the words, or 409 when the caller does not have it any more
     */
    public void say(UUID id, String message, String words) {
        if (words.isBlank()) {
            throw ProblemException.field("words", "relations", "words-missing");
        }
        if (words.length() > Chat.LONGEST_WORDS) {
            throw ProblemException.field("words", "relations", "field-too-long", Chat.LONGEST_WORDS);
        }
        var chat = mine(id);
        if (tables.sent(id, "agent " + message)) {
            talk.said(chat.request(), words);
            tables.wroteIt(id, AGENT);
            tables.seen(id, caller().id(), find(id).lines());
        }
    }

    public List<ChatLine> lines(Chat chat, int after) {
        return tables.lines(chat.id(), after);
    }

    /** What has been before the caller's eyes is read. */
    public void seen(Chat chat) {
        tables.seen(chat.id(), caller().id(), chat.lines());
    }

    public void writes(UUID id) {
        var chat = find(id);
        if (caller().id().equals(chat.agent())) {
            tables.there(id, AGENT, true, clock.instant());
            live.changed(ChatTopics.chat(id));
        }
    }

    public boolean isPersonWriting(Chat chat) {
        return tables.isWriting(chat.id(), Chats.USAGER, clock.instant().minus(Chats.WRITING));
    }

    public boolean isPersonThere(Chat chat) {
        return tables.isThere(chat.id(), Chats.USAGER, clock.instant().minus(Chats.THERE));
    }

    /** To a colleague who takes chats and has a free place. */
    public void giveTo(UUID id, UUID colleague) {
        var chat = mine(id);
        var site = java.util.Objects.requireNonNull(chat.site());
        var to = takers(site).stream()
                .filter(one -> one.account().equals(colleague))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("to-whom", "relations", "chat-colleague-gone"));
        var now = clock.instant();
        tables.wait(id, null, now);
        try {
            if (!tables.take(id, to.account(), to.name(), rules.rules().mostAtOnce(), now)) {
                throw ProblemException.field("to-whom", "relations", "chat-colleague-full", to.name());
            }
        } catch (DuplicateKeyException another) {
            throw ProblemException.field("to-whom", "relations", "chat-colleague-full", to.name());
        }
        sharing.give(chat.request(), new Sharing.Owner(null, to.account(), to.name()));
        tables.line(id, ChatLine.What.GIVEN, to.name(), now);
    }

    /** To the line of a team, whoever of it is free first. */
    public void giveTo(UUID id, UUID team, String name) {
        var chat = mine(id);
        var now = clock.instant();
        tables.wait(id, team, now);
        sharing.give(chat.request(), new Sharing.Owner(team, null, name));
        tables.line(id, ChatLine.What.GIVEN, name, now);
    }

    /** To the line, where it keeps its place. */
    public void giveBack(UUID id) {
        var chat = mine(id);
        tables.wait(id, null, clock.instant());
        talk.release(chat.request());
        tables.line(id, ChatLine.What.BACK, "", clock.instant());
    }

    /** @param words what was answered, in short; may be empty, since it was said */
    public void answered(UUID id, String words) {
        var chat = mine(id);
        // the end of the request is the end of its chat, in the database
        endings.close(chat.request(), new Closing.Solved(words));
        tables.line(id, ChatLine.What.ENDED, caller().name(), clock.instant());
        transcripts.send(find(id));
    }

    /** It goes on as a request: see {@link LiveTalk#become}. */
    public void become(UUID id, @Nullable RequestType type, String what, String owner, @Nullable LocalDate due) {
        var chat = mine(id);
        var request = talk.become(chat.request(), type, what, owner, due);
        tables.end(id, Chat.Outcome.REQUEST, clock.instant());
        tables.line(id, ChatLine.What.REQUEST, request.reference().code(), clock.instant());
        transcripts.send(find(id));
    }

    private static Caller caller() {
        return Caller.current().orElseThrow();
    }
}
