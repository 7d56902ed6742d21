package fr.parvis.feedback;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.ComplaintRules;
import fr.parvis.relations.PeopleOfRequests;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestAnswered;
import fr.parvis.relations.Requests;
import fr.parvis.relations.Satisfaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether the answer to a request satisfied. Asked once, some days after the end, of whoever left an address or a number and has not said
 * no; the page of the request asks too.
 */
@Component
@Transactional
public class RequestOpinions implements Satisfaction {
    static final int LONGEST = 2000;
    private static final Duration OPEN = Duration.ofDays(60);

    /** @param score null while nothing was said */
    record Asked(UUID request, String token, @Nullable Integer score) {}

    private final JdbcClient jdbc;
    private final Requests requests;
    private final PeopleOfRequests people;
    private final ComplaintRules rules;
    private final Outbox outbox;
    private final PublicAddress addresses;
    private final OpinionTexts texts;
    private final Clock clock;

    RequestOpinions(
            JdbcClient jdbc,
            Requests requests,
            PeopleOfRequests people,
            ComplaintRules rules,
            Outbox outbox,
            PublicAddress addresses,
            OpinionTexts texts,
            Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.people = people;
        this.rules = rules;
        this.outbox = outbox;
        this.addresses = addresses;
        this.texts = texts;
        this.clock = clock;
    }

    /** A request that was opened again and has another end is asked about then, unless the question has left. */
    @ApplicationModuleListener
    void on(RequestAnswered answered) {
        if (answered.outcome() == Request.State.NOT_REACHED) {
            return;
        }
        jdbc.sql("""
                        insert into feedback.request_opinion as o (request_id, organisation_id, token, kind, outcome, ended_at, ask_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (request_id) do update set outcome = excluded.outcome, ended_at = excluded.ended_at, ask_at = excluded.ask_at
                         where o.ended_at < excluded.ended_at""")
                .params(
                        answered.requestId(),
                        answered.organisationId(),
                        Ids.token(),
                        answered.kind().name(),
                        answered.outcome().name(),
                        utc(answered.answeredAt()),
                        utc(answered.answeredAt()
                                .plus(Duration.ofDays(rules.rules().opinionDays()))))
                .update();
    }

    /** @return how many were asked */
    public int ask() {
        var due = jdbc.sql("""
                        update feedback.request_opinion set asked_at = ?
                         where asked_at is null and score is null and ask_at <= ? and ended_at > ?
                        returning request_id, token""")
                .params(
                        utc(clock.instant()),
                        utc(clock.instant()),
                        utc(clock.instant().minus(OPEN)))
                .query((row, _) -> new Asked(row.getObject(1, UUID.class), row.getString(2), null))
                .list();
        return (int) due.stream().filter(this::write).count();
    }

    /** One that is open again is asked about after its next end. */
    private boolean write(Asked asked) {
        var request = requests.find(asked.request()).orElse(null);
        if (request != null && request.isOpen()) {
            jdbc.sql("update feedback.request_opinion set asked_at = null, ask_at = ? where request_id = ?")
                    .params(utc(clock.instant().plus(Duration.ofDays(1))), asked.request())
                    .update();
            return false;
        }
        var said = request == null ? null : request.said();
        if (request == null || said == null || people.opposesSurveys(request)) {
            return false;
        }
        var byMail = !said.email().isEmpty();
        var to = byMail ? said.email() : said.phone().replaceAll("[\\s.()/-]", "");
        if (to.isEmpty() || !byMail && !outbox.sends(NewMessage.Channel.SMS) || isOpposed(to)) {
            return false;
        }
        var channel = byMail ? NewMessage.Channel.EMAIL : NewMessage.Channel.SMS;
        var words = texts.words(request, channel, addresses.inMessages("/avis/reponse/" + asked.token()));
        outbox.write(new NewMessage(
                "request-opinion " + request.id(),
                OpinionTexts.ASKED,
                channel,
                to,
                words.subject(),
                words.text(),
                null,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(14))));
        return true;
    }

    private boolean isOpposed(String contact) {
        return jdbc.sql("select exists (select from feedback.never_asked where contact = ?)")
                .param(named(contact))
                .query(Boolean.class)
                .single();
    }

    private static String named(String contact) {
        return Sha256.of(contact.toLowerCase(Locale.ROOT));
    }

    /** Empty when nobody was asked with it, or too long ago. */
    Optional<Asked> find(String token) {
        return jdbc.sql(
                        "select request_id, token, score from feedback.request_opinion where token = ? and ended_at > ?")
                .params(token, utc(clock.instant().minus(OPEN)))
                .query((row, _) ->
                        new Asked(row.getObject(1, UUID.class), row.getString(2), row.getObject(3, Integer.class)))
                .optional();
    }

    /** The later word counts; what it does not repeat stays. @throws ProblemException about a field */
    void give(Asked asked, int score, String words) {
        if (score < 1 || score > 5) {
            throw ProblemException.field("score", "feedback", "score-out-of-range");
        }
        if (words.length() > LONGEST) {
            throw ProblemException.field("words", "feedback", "text-too-long", LONGEST);
        }
        jdbc.sql("""
                        update feedback.request_opinion set score = ?, verbatim = coalesce(nullif(?, ''), verbatim), at = ? where request_id = ?""")
                .params(score, words, utc(clock.instant()), asked.request())
                .update();
        outbox.drop("request-opinion " + asked.request());
    }

    /** Nobody at that address or number is asked again. */
    void neverAgain(Asked asked) {
        requests.find(asked.request())
                .map(Request::said)
                .ifPresent(said -> List.of(said.email(), said.phone().replaceAll("[\\s.()/-]", "")).stream()
                        .filter(contact -> !contact.isEmpty())
                        .forEach(contact -> jdbc.sql("""
                                insert into feedback.never_asked (contact, since) values (?, ?) on conflict do nothing""")
                                .params(named(contact), utc(clock.instant()))
                                .update()));
    }

    @Override
    public Optional<String> page(Request request) {
        return jdbc.sql(
                        "select token from feedback.request_opinion where request_id = ? and score is null and ended_at > ?")
                .params(request.id(), utc(clock.instant().minus(OPEN)))
                .query(String.class)
                .optional()
                .map(token -> "/avis/reponse/" + token);
    }

    @Override
    public Map<UUID, Integer> scores(Collection<UUID> requests) {
        var scores = new HashMap<UUID, Integer>();
        jdbc.sql(
                        "select request_id, score from feedback.request_opinion where request_id = any (?) and score is not null")
                .param(requests.toArray(UUID[]::new))
                .query(row -> {
                    scores.put(row.getObject(1, UUID.class), row.getInt(2));
                });
        return scores;
    }

    /** Of those about a request whose own words are erased. */
    int forgetWords() {
        var erased =
                new HashSet<>(jdbc.sql("select request_id from feedback.request_opinion where verbatim is not null")
                        .query(UUID.class)
                        .list());
        erased.removeAll(requests.said(erased));
        return jdbc.sql("update feedback.request_opinion set verbatim = null where request_id = any (?)")
                .param(erased.toArray(UUID[]::new))
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> requestOpinionTask(RequestOpinions opinions) {
            return Tasks.recurring("request-opinion", FixedDelay.ofMinutes(20)).execute((_, _) -> opinions.ask());
        }

        @Bean
        Task<Void> requestOpinionKeepingTask(RequestOpinions opinions) {
            return Tasks.recurring("request-opinion-keeping", FixedDelay.ofHours(12))
                    .execute((_, _) -> opinions.forgetWords());
        }
    }
}
