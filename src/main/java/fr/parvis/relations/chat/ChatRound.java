package fr.parvis.relations.chat;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.directory.Directory;
import fr.parvis.relations.LiveTalk;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks after chats whose agent or person is gone: nobody writes into the void, and nobody waits for somebody who has left. */
@Component
public class ChatRound {
    private static final Logger LOG = LoggerFactory.getLogger(ChatRound.class);
    /** Telephones put pages to sleep: whoever looks something up comes back within this. */
    private static final Duration GONE = Duration.ofMinutes(10);
    /** A browser without scripts says nothing by itself. */
    private static final Duration GONE_WITHOUT_SCRIPTS = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final ChatTables tables;
    private final ChatRules rules;
    private final LiveTalk talk;
    private final Transcripts transcripts;
    private final Directory directory;
    private final Clock clock;
    private final TransactionTemplate alone;

    ChatRound(
            JdbcClient jdbc,
            ChatTables tables,
            ChatRules rules,
            LiveTalk talk,
            Transcripts transcripts,
            Directory directory,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.rules = rules;
        this.talk = talk;
        this.transcripts = transcripts;
        this.directory = directory;
        this.clock = clock;
        this.alone = new TransactionTemplate(transactions);
    }

    public void look() {
        var now = clock.instant();
        chats("""
                c.state = 'ACTIVE' and not exists (select from relations.chat_agent a where a.account_id = c.agent_id and a.seen_at > ?)""", now.minusSeconds(rules.rules().goneSeconds()))
                .forEach(chat -> alone.executeWithoutResult(_ -> backToTheLine(chat)));
        // presence does not outlive a crash of the database: whoever waits is given time to show themselves
        jdbc.sql("""
                        insert into relations.chat_presence (chat_id, side, seen_at)
                        select id, 'USAGER', ? from relations.chat where state = 'WAITING' on conflict do nothing""").param(ChatTables.utc(now)).update();
        var gone = "c.state = 'WAITING' and %s c.scripts and exists (select from relations.chat_presence p"
                + " where p.chat_id = c.id and p.side = 'USAGER' and p.seen_at < ?)";
        chats(gone.formatted(""), now.minus(GONE)).forEach(chat -> alone.executeWithoutResult(_ -> leftAlone(chat)));
        chats(gone.formatted("not"), now.minus(GONE_WITHOUT_SCRIPTS))
                .forEach(chat -> alone.executeWithoutResult(_ -> leftAlone(chat)));
        // whose request was ended from the inbox; the others are written already, and once is enough
        chats("c.state = 'ENDED' and c.transcript_to is not null and c.ended_at > ?", now.minus(GONE))
                .forEach(transcripts::send);
        // of whoever waits it says since when they are gone
        var stale = jdbc.sql("""
                        delete from relations.chat_presence p where seen_at < ?
                           and not exists (select from relations.chat c where c.id = p.chat_id and c.state = 'WAITING')""")
                .param(ChatTables.utc(now.minus(GONE_WITHOUT_SCRIPTS)))
                .update();
        LOG.debug("{} who were in chats are gone", stale);
        var forgotten = jdbc.sql(
                        "update relations.chat set key_hash = null, transcript_to = null where key_hash is not null and ended_at < ?")
                .param(ChatTables.utc(now.minus(Chats.OPENS_AFTER_THE_END)))
                .update();
        LOG.debug("{} keys of chats open nothing any more", forgotten);
    }

    private List<Chat> chats(String where, java.time.Instant since) {
        return jdbc.sql("select c.* from relations.chat c where " + where)
                .param(ChatTables.utc(since))
                .query(ChatTables::read)
                .list();
    }

    private void backToTheLine(Chat before) {
        var chat = held(before);
        var agent = before.agent();
        if (agent != null && agent.equals(chat.agent())) {
            tables.wait(chat.id(), null, clock.instant());
            talk.release(chat.request());
            tables.line(chat.id(), ChatLine.What.LOST, before.agentName(), clock.instant());
        }
    }

    private void leftAlone(Chat before) {
        if (held(before).state() == Chat.State.WAITING) {
            talk.leftAlone(before.request());
        }
    }

    private Chat held(Chat chat) {
        talk.hold(chat.request());
        UUID organisation = directory.organisation().id();
        return tables.find(organisation, chat.id()).orElseThrow();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> chatRoundTask(ChatRound round) {
            return Tasks.recurring("chat-round", FixedDelay.ofSeconds(15)).execute((_, _) -> round.look());
        }
    }
}
