package fr.parvis.relations.chat;

import fr.parvis.directory.Directory;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Channel;
import fr.parvis.relations.LiveTalk;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A chat as the person has it who asks: begun, gone on with, left. Whoever has its key has it. */
@Component
@Transactional
public class Chats {
    /** How long the key opens what has ended. */
    public static final Duration OPENS_AFTER_THE_END = Duration.ofHours(24);

    static final String USAGER = "USAGER";
    static final Duration WRITING = Duration.ofSeconds(8);
    /** A page whose browser gives signs of life has lost several by then. */
    static final Duration THERE = Duration.ofSeconds(60);

    private static final Duration COUNTED = Duration.ofDays(14);
    private static final int FEWEST_COUNTED = 5;
    private static final int LONGEST_ID = 64;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{24}");

    private final JdbcClient jdbc;
    private final ChatTables tables;
    private final LiveTalk talk;
    private final Requests requests;
    private final Transcripts transcripts;
    private final Directory directory;
    private final LiveUpdates live;
    private final Clock clock;

    Chats(
            JdbcClient jdbc,
            ChatTables tables,
            LiveTalk talk,
            Requests requests,
            Transcripts transcripts,
            Directory directory,
            LiveUpdates live,
            Clock clock) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.talk = talk;
        this.requests = requests;
        this.transcripts = transcripts;
        this.directory = directory;
        this.live = live;
        this.clock = clock;
    }

    public static String newKey() {
        return Ids.token();
    }

    public Optional<Chat> find(String key) {
        return KEY.matcher(key).matches()
                ? tables.find(key, clock.instant().minus(OPENS_AFTER_THE_END))
                : Optional.empty();
    }

    /** It waits for an agent. */
    public Chat begin(NewChat wanted) {
        return first(wanted, true);
    }

    /** Nobody is there: a request that is answered in writing. */
    public Chat leave(NewChat wanted) {
        return first(wanted, false);
    }

    private Chat first(NewChat wanted, boolean live) {
        if (!KEY.matcher(wanted.key()).matches()) {
            throw ProblemException.field("words", "relations", "form-unknown");
        }
        check(wanted.words());
        // the same form twice at once: the second finds what the first has begun
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 140))::text")
                .param(wanted.key())
                .query(String.class)
                .single();
        var message = "form " + Sha256.of(wanted.words());
        var before = find(wanted.key());
        if (before.isPresent()) {
            say(before.get(), message.substring(0, LONGEST_ID), wanted.words());
            return before.get();
        }
        var name = wanted.name().strip();
        var space = name.lastIndexOf(' ');
        var desk = wanted.desk();
        var said = new Request.Said(
                wanted.subject(),
                wanted.words(),
                space < 0 ? name : name.substring(0, space).strip(),
                space < 0 ? "" : name.substring(space + 1),
                live ? "" : wanted.email(),
                "",
                null);
        var request = requests.receive(new NewRequest(
                Request.Kind.QUESTION,
                null,
                Channel.CHAT,
                wanted.language(),
                null,
                desk == null ? null : desk.site(),
                said,
                wanted.key()));
        var id = Ids.next();
        var now = clock.instant();
        tables.insert(
                id,
                directory.organisation().id(),
                request.id(),
                desk == null ? null : desk.site(),
                desk == null ? null : desk.service(),
                wanted.key(),
                live ? null : Chat.Outcome.MESSAGE,
                now);
        tables.sent(id, message.substring(0, LONGEST_ID));
        if (live) {
            tables.there(id, USAGER, false, now);
        } else {
            tables.line(id, ChatLine.What.REQUEST, request.reference().code(), now);
        }
        return again(id);
    }

    private static void check(String words) {
        if (words.isBlank()) {
            throw ProblemException.field("words", "relations", "words-missing");
        }
        if (words.length() > Chat.LONGEST_WORDS) {
            throw ProblemException.field("words", "relations", "field-too-long", Chat.LONGEST_WORDS);
        }
    }

    private Chat again(UUID id) {
        return tables.find(directory.organisation().id(), id).orElseThrow();
    }

    /** Held until the transaction ends. */
    private Chat held(Chat chat) {
        if (talk.hold(chat.request()).said() == null) {
            throw new ProblemException(HttpStatus.GONE, "relations", "erased");
        }
        return again(chat.id());
    }

    /**
     * @param message names it: sent again it is not stored again
     * @throws ProblemException about the words, or 409 when the chat has ended
     */
    public void say(Chat chat, String message, String words) {
        check(words);
        if (message.isBlank() || message.length() > LONGEST_ID) {
            throw ProblemException.field("words", "relations", "form-unknown");
        }
        var now = held(chat);
        if (!tables.sent(chat.id(), message)) {
            return;
        }
        if (now.isEnded()) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "chat-ended", "words", Map.of());
        }
        tables.there(chat.id(), USAGER, false, clock.instant());
        tables.wroteIt(chat.id(), USAGER);
        talk.heard(chat.request(), words);
    }

    /** After a line, in order. */
    public List<ChatLine> lines(Chat chat, int after) {
        return tables.lines(chat.id(), after);
    }

    /** A sign of life of the person's page. */
    public void here(UUID chat, boolean scripts) {
        if (scripts) {
            tables.hasScripts(chat);
        }
        tables.there(chat, USAGER, false, clock.instant());
    }

    public void writes(Chat chat) {
        if (!chat.isEnded()) {
            tables.there(chat.id(), USAGER, true, clock.instant());
            live.changed(ChatTopics.chat(chat.id()));
        }
    }

    public boolean isAnswerComing(Chat chat) {
        return chat.state() == Chat.State.ACTIVE
                && tables.isWriting(chat.id(), ChatWork.AGENT, clock.instant().minus(WRITING));
    }

    /** How many wait at the place before it does. */
    public int before(Chat chat) {
        return jdbc.sql("""
                        select count(*)::int from relations.chat o, relations.chat me
                         where me.id = ? and o.state = 'WAITING' and o.site_id = me.site_id
                           and (o.waiting_since, o.id) < (me.waiting_since, me.id)""").param(chat.id()).query(Integer.class).single();
    }

    /** Within how many minutes nine of ten were answered at the place lately; empty while too few are known to say. */
    public Optional<Integer> usualWait(UUID site) {
        return jdbc.sql("""
                        select case when count(*) >= :fewest
                                    then ceil(percentile_disc(0.9) within group (order by extract(epoch from coalesce(taken_at, ended_at) - started_at)) / 60)::int
                               end as minutes
                          from relations.chat
                         where site_id = :site and started_at > :since and coalesce(taken_at, ended_at) > started_at""")
                .param("fewest", FEWEST_COUNTED)
                .param("site", site)
                .param("since", ChatTables.utc(clock.instant().minus(COUNTED)))
                .query((row, _) -> Optional.ofNullable(row.getObject("minutes", Integer.class)))
                .single();
    }

    /** The person has been asked, and goes on waiting. */
    public void waitOn(Chat chat) {
        tables.waitsOn(chat.id(), clock.instant());
    }

    /**
     * What was said is answered in writing.
     *
     * @param email where the answer goes too; "" for nowhere
     */
    public void leaveMessage(Chat chat, String email) {
        if (notTaken(held(chat))) {
            if (!email.isBlank()) {
                talk.reach(chat.request(), email, true);
            }
            endAs(chat, Chat.Outcome.MESSAGE);
        }
    }

    public void callBack(Chat chat, String phone) {
        if (notTaken(held(chat))) {
            talk.call(chat.request(), phone);
            endAs(chat, Chat.Outcome.CALL_BACK);
        }
    }

    /** Nobody has answered it: it waits, or was left alone and is wanted again. */
    private boolean notTaken(Chat chat) {
        if (chat.outcome() == Chat.Outcome.ABANDONED) {
            talk.again(chat.request());
            return true;
        }
        return chat.state() == Chat.State.WAITING;
    }

    private void endAs(Chat chat, Chat.Outcome outcome) {
        var now = clock.instant();
        if (!tables.end(chat.id(), outcome, now)) {
            tables.endsAs(chat.id(), outcome, now);
        }
        tables.line(
                chat.id(),
                ChatLine.What.REQUEST,
                talk.hold(chat.request()).reference().code(),
                now);
        transcripts.send(again(chat.id()));
    }

    /** Whoever was gone before anybody answered comes back to the line. */
    public void waitAgain(Chat chat) {
        if (held(chat).outcome() == Chat.Outcome.ABANDONED && chat.site() != null) {
            talk.again(chat.request());
            tables.waitsAgain(chat.id(), clock.instant());
            tables.there(chat.id(), USAGER, false, clock.instant());
        }
    }

    /** Before an agent has it, it ends; afterwards the agent says how. */
    public void quit(Chat chat) {
        var now = held(chat);
        tables.left(chat.id(), USAGER);
        if (now.state() == Chat.State.WAITING) {
            talk.leftAlone(chat.request());
        } else if (now.state() == Chat.State.ACTIVE) {
            tables.line(chat.id(), ChatLine.What.LEFT, "", clock.instant());
        }
    }

    /**
     * The whole of it by e-mail, when it has ended.
     *
     * @param email the person has typed it and has said that it is theirs
     */
    public void transcript(Chat chat, String email) {
        if (!isAddress(email)) {
            throw ProblemException.field("copie", "relations", "email-unreadable");
        }
        held(chat);
        talk.reach(chat.request(), email, false);
        tables.transcriptTo(chat.id(), email);
        transcripts.send(again(chat.id()));
    }

    public boolean isAddress(String typed) {
        return talk.isAddress(typed);
    }

    /** Everything that was said, as a text. */
    public String text(Chat chat) {
        return transcripts.text(chat);
    }

    public Request request(Chat chat) {
        return talk.hold(chat.request());
    }

    /** Nobody has come in the minutes after which the person is asked. */
    public boolean isOffered(Chat chat, Instant now, int minutes) {
        return chat.state() == Chat.State.WAITING
                && !now.isBefore(chat.askedAt().plus(Duration.ofMinutes(minutes)));
    }
}
