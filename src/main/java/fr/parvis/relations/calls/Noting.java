package fr.parvis.relations.calls;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Endings;
import fr.parvis.relations.Handling;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.NextStep;
import fr.parvis.relations.PeopleOfRequests;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.usager.Usagers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody asked an agent on the telephone or at a counter, with what comes of it. */
@Component
@Transactional
public class Noting {
    /** @param usager whose sheet the agent had before their eyes; null for none */
    public record Contact(
            Channel channel,
            @Nullable UUID site,
            String firstName,
            String lastName,
            String phone,
            String words,
            @Nullable UUID usager,
            String form) {}

    public sealed interface Outcome {
        /** @param words that were said; may be empty */
        record Answered(String words) implements Outcome {}

        record GoesOn(NextStep next) implements Outcome {}

        record CalledBack(CallWindows.Window window) implements Outcome {}
    }

    private final Requests requests;
    private final Handling handling;
    private final Endings endings;
    private final PeopleOfRequests people;
    private final Usagers usagers;

    Noting(Requests requests, Handling handling, Endings endings, PeopleOfRequests people, Usagers usagers) {
        this.requests = requests;
        this.handling = handling;
        this.endings = endings;
        this.people = people;
        this.usagers = usagers;
    }

    /** @throws ProblemException about a field that must be corrected */
    public Request note(Contact contact, Outcome outcome) {
        if (contact.words().isBlank()) {
            throw ProblemException.field("words", "relations", "words-missing");
        }
        var sheet = contact.usager() == null ? null : usagers.usager(contact.usager());
        var call = outcome instanceof Outcome.CalledBack(var window) ? window : null;
        var named = contact.lastName().isEmpty() ? sheet : null;
        var said = new Request.Said(
                "",
                contact.words(),
                named != null ? named.firstName() : contact.firstName(),
                named != null ? named.lastName() : contact.lastName(),
                "",
                contact.phone(),
                call == null ? null : call.moment());
        var language = sheet == null ? "fr" : sheet.preferences().language();
        var received = requests.receive(new NewRequest(
                call == null ? Request.Kind.QUESTION : Request.Kind.CALL_BACK,
                null,
                contact.channel(),
                language,
                null,
                call == null ? contact.site() : call.site(),
                said,
                contact.form()));
        if (sheet != null) {
            people.tie(received.id(), sheet.id());
        }
        switch (outcome) {
            case Outcome.Answered(var words) -> endings.close(received.id(), new Closing.Solved(words));
            case Outcome.GoesOn(var next) -> {
                handling.take(received.id());
                handling.next(received.id(), next);
            }
            case Outcome.CalledBack _ -> {}
        }
        return requests.find(received.id()).orElseThrow();
    }
}
