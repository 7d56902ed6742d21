package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the person does from the page of their request. */
@Component
@Transactional
public class FollowUp {
    /** The same words sent again so soon are a button that was pressed twice. */
    private static final Duration TWICE = Duration.ofMinutes(5);

    private final RequestTables tables;
    private final MergedRequests merged;
    private final Requests requests;
    private final Handling handling;
    private final Documents documents;
    private final OfficeDays days;
    private final Directory directory;
    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUp(
            RequestTables tables,
            MergedRequests merged,
            Requests requests,
            Handling handling,
            Documents documents,
            OfficeDays days,
            Directory directory,
            JdbcClient jdbc,
            Clock clock) {
        this.tables = tables;
        this.merged = merged;
        this.requests = requests;
        this.handling = handling;
        this.documents = documents;
        this.days = days;
        this.directory = directory;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Words, documents, or both.
     *
     * @param named what stands for the words when only documents come
     * @throws ProblemException about the words ({@code text}) or the documents ({@code files}); nothing is kept then
     */
    public void say(Request request, String words, List<Documents.Sent> sent, String named) {
        var organisation = directory.organisation().id();
        var checked = documents.checked(sent);
        tables.locked(organisation, merged.goesOn(request.id()));
        var text = words.isBlank() && !sent.isEmpty() ? named : words;
        if (sent.isEmpty() && isAgain(request, text)) {
            return;
        }
        documents.keep(
                organisation,
                handling.hear(request.id(), Channel.WEB, text, days.today(), !checked.isEmpty()),
                checked);
    }

    private boolean isAgain(Request request, String words) {
        var all = requests.exchanged(request);
        var last = all.isEmpty() ? null : all.getLast();
        return last != null
                && last.direction() == Interaction.Direction.IN
                && words.strip().equals(last.words())
                && last.at().isAfter(clock.instant().minus(TWICE));
    }

    /** A call about this request, which is a request of its own; the open one when the same was asked already, in whatever tab. */
    public Request callBack(Request about, NewRequest wanted) {
        var organisation = directory.organisation().id();
        tables.locked(organisation, about.id());
        return called(about, wanted).orElseGet(() -> {
            var call = requests.receive(wanted);
            jdbc.sql("update relations.request set concerns_id = ? where id = ? and id <> ?")
                    .params(about.id(), call.id(), about.id())
                    .update();
            tables.event(organisation, about.id(), clock.instant(), "call-asked", null);
            return call;
        });
    }

    /** The open call that was asked from this page with the same words, for the same number and hour. */
    public Optional<Request> called(Request about, NewRequest wanted) {
        return jdbc.sql("""
                        select id from relations.request
                         where concerns_id = ? and kind = 'CALL_BACK' and closed_at is null order by received_at""").param(about.id()).query((row, _) -> row.getObject(1, UUID.class)).list().stream()
                .flatMap(id -> requests.find(id).stream())
                .filter(call -> isSame(call.said(), wanted.said()))
                .findFirst();
    }

    private static boolean isSame(Request.@Nullable Said asked, Request.Said wanted) {
        return asked != null
                && asked.words().strip().equals(wanted.words().strip())
                && asked.phone().equals(wanted.phone())
                && Objects.equals(asked.when(), wanted.when());
    }

    /** The request from whose page this one was made; empty when it was made anywhere else, and when the caller may not read it. */
    public Optional<Request> concerned(Request request) {
        return jdbc.sql("select concerns_id from relations.request where id = ? and concerns_id is not null")
                .param(request.id())
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional()
                .flatMap(requests::find);
    }
}
