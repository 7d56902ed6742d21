package fr.parvis.relations.inbox;

import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Endings;
import fr.parvis.relations.Handling;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.Reach;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an agent does with a request on its page. Words to the person leave only when nothing was said since the agent looked: of two who
 * answer at once, the second is shown the first one's words and keeps what was typed.
 */
@Component
@Transactional
public class Desk {
    private static final Pattern MENTION = Pattern.compile("(?<!\\S)@([\\p{L}\\d._-]*[\\p{L}\\d])");

    /** @param by null for the person */
    private record Last(UUID id, @Nullable UUID by, String words) {}

    private final JdbcClient jdbc;
    private final Requests requests;
    private final Handling handling;
    private final Endings endings;
    private final Reach reach;
    private final Colleagues colleagues;
    private final Drafts drafts;
    private final Presence presence;
    private final Clock clock;

    Desk(
            JdbcClient jdbc,
            Requests requests,
            Handling handling,
            Endings endings,
            Reach reach,
            Colleagues colleagues,
            Drafts drafts,
            Presence presence,
            Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.handling = handling;
        this.endings = endings;
        this.reach = reach;
        this.colleagues = colleagues;
        this.drafts = drafts;
        this.presence = presence;
        this.clock = clock;
    }

    /**
     * By the way on which the person can be reached.
     *
     * @param seen the last message that the agent saw; null for none
     * @throws ProblemException 409 about the field "reply" when something was said or done meanwhile
     */
    public void reply(UUID id, String words, @Nullable UUID seen) {
        if (!stands(id, seen, "reply", words)) {
            return;
        }
        var request = find(id);
        try {
            handling.say(id, reach.of(request).channel(), words);
        } catch (ProblemException refused) {
            throw at("reply", refused);
        }
        sent(id, Set.of("reply"));
    }

    /** @return false when it had an end already; see {@link Handling#answered} */
    public boolean answered(UUID id) {
        if (!endings.answered(find(id).id())) {
            return false;
        }
        sent(id, Set.of("reply", "answer"));
        return true;
    }

    /** Between colleagues; whoever is named in it finds it among what names them. */
    public void note(UUID id, String words) {
        var request = find(id);
        var named = new ArrayList<Colleagues.Colleague>();
        var all = MENTION.matcher(words);
        var known = colleagues.at(request.site());
        while (all.find()) {
            var handle = Colleagues.handle(all.group(1));
            named.add(known.stream()
                    .filter(one -> one.handle().equals(handle))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.field("note", "relations", "mention-unknown", "@" + handle)));
        }
        Interaction note;
        try {
            note = handling.note(id, words);
        } catch (ProblemException refused) {
            throw at("note", refused);
        }
        named.forEach(one -> jdbc.sql("""
                        insert into relations.mention (interaction_id, request_id, account_id, at) values (?, ?, ?, ?)
                        on conflict do nothing""")
                .params(note.id(), id, one.id(), clock.instant().atOffset(ZoneOffset.UTC))
                .update());
        sent(id, Set.of("note"));
    }

    /** What named the caller in it is read. */
    public void seen(UUID id) {
        jdbc.sql("update relations.mention set seen_at = ? where request_id = ? and account_id = ? and seen_at is null")
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        id,
                        Caller.current().orElseThrow().id())
                .update();
    }

    /** @param until the last day that the person is given; null when it was not said */
    public void askMissing(UUID id, String words, @Nullable LocalDate until, @Nullable UUID seen) {
        if (until == null) {
            throw ProblemException.field("until", "relations", "until-past");
        }
        if (!stands(id, seen, "missing", words)) {
            return;
        }
        try {
            handling.askMissing(id, words, until);
        } catch (ProblemException refused) {
            throw "text".equals(refused.field()) ? at("missing", refused) : refused;
        }
        sent(id, Set.of("missing"));
    }

    /**
     * @param field where a refusal that is about no other field is shown
     * @param kept the fields whose drafts are used up
     */
    public void close(UUID id, Closing closing, @Nullable UUID seen, String field, Set<String> kept) {
        if (!stands(id, seen, field, closing.words())) {
            return;
        }
        try {
            if (closing instanceof Closing.Solved(var words) && find(id).kind() != Request.Kind.CALL_BACK) {
                endings.answer(id, words);
            } else {
                endings.close(id, closing);
            }
        } catch (ProblemException refused) {
            throw "text".equals(refused.field()) ? at(field, refused) : refused;
        }
        sent(id, kept);
    }

    /** @return false when it was done already: the same words by the same agent, as a form that is sent twice does */
    private boolean stands(UUID id, @Nullable UUID seen, String field, String words) {
        find(id);
        jdbc.sql("select id from relations.request where id = ? for update")
                .param(id)
                .query()
                .listOfRows();
        var last = last(id).orElse(null);
        var lastId = last == null ? null : last.id();
        if (Objects.equals(lastId, seen) && find(id).isOpen()) {
            return true;
        }
        if (last != null
                && Caller.current().orElseThrow().id().equals(last.by())
                && last.words().equals(words.strip())) {
            return false;
        }
        var why = find(id).isOpen() ? "answered-meanwhile" : "closed-meanwhile";
        throw new ProblemException(HttpStatus.CONFLICT, "relations", why, field, Map.of());
    }

    private Optional<Last> last(UUID id) {
        return jdbc.sql("""
                        select id, by_id, words from relations.interaction
                         where request_id = ? and direction <> 'NOTE' order by at desc, id desc limit 1""")
                .param(id)
                .query((row, _) -> new Last(
                        row.getObject("id", UUID.class),
                        row.getObject("by_id", UUID.class),
                        Objects.requireNonNullElse(row.getString("words"), "")))
                .optional();
    }

    private void sent(UUID id, Set<String> fields) {
        drafts.drop(id, fields);
        presence.wroteIt(id);
    }

    private Request find(UUID id) {
        return requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }

    /** The same refusal, shown at the field of this page. */
    private static ProblemException at(String field, ProblemException refused) {
        var name = refused.key().substring(refused.key().lastIndexOf('.') + 1);
        var arguments = Objects.requireNonNullElse(refused.getDetailMessageArguments(), new Object[0]);
        return new ProblemException(
                HttpStatus.valueOf(refused.getStatusCode().value()), "relations", name, field, Map.of(), arguments);
    }
}
