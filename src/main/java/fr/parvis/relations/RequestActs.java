package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * How each act takes hold of a request and leaves its mark: what the caller may not see is not there, of two at once the second waits and is
 * told that the other was faster, and what was done stands in the history. In the transaction of the act.
 */
@Component
class RequestActs {
    private final RequestTables tables;
    private final InteractionTables interactions;
    private final Requests requests;
    private final RequestHistory history;
    private final Directory directory;
    private final Clock clock;

    RequestActs(
            RequestTables tables,
            InteractionTables interactions,
            Requests requests,
            RequestHistory history,
            Directory directory,
            Clock clock) {
        this.tables = tables;
        this.interactions = interactions;
        this.requests = requests;
        this.history = history;
        this.directory = directory;
        this.clock = clock;
    }

    static Caller caller() {
        return Caller.current().orElseThrow();
    }

    /** @throws ProblemException 404 for what the caller may not see */
    Request mine(UUID id) {
        return requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }

    /** For this transaction alone. @throws ProblemException 404 for what the caller may not see */
    Request locked(UUID id) {
        return tables.locked(organisation(), mine(id).id()).orElseThrow();
    }

    /** As {@link #locked}. @throws ProblemException 409 when it has an end */
    Request open(UUID id) {
        var request = locked(id);
        changed(request.isOpen());
        return request;
    }

    /** @throws ProblemException 409 unless a guarded statement found the request open */
    static void changed(boolean done) {
        if (!done) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed");
        }
    }

    static ProblemException conflict(String field, String name, Object... arguments) {
        return new ProblemException(HttpStatus.CONFLICT, "relations", name, field, Map.of(), arguments);
    }

    /** @return the request as it is now, also when the caller may not see it any more */
    Request happened(UUID id, String what) {
        history.add(id, what);
        return tables.find(organisation(), id).orElseThrow();
    }

    /** @param name of whoever says it, "" for the person */
    Interaction write(Request request, Interaction.Direction direction, Channel channel, String words, String name) {
        return write(request, direction, channel, words, name, false, clock.instant());
    }

    /**
     * @param closes whether these words end the request: they may be none then
     * @throws ProblemException about the field "text", or 410 when the data of the request are erased
     */
    Interaction write(
            Request request,
            Interaction.Direction direction,
            Channel channel,
            String words,
            String name,
            boolean closes,
            Instant at) {
        if (request.said() == null) {
            throw new ProblemException(HttpStatus.GONE, "relations", "erased");
        }
        if (words.isBlank() && !closes) {
            throw ProblemException.field("text", "relations", "text-missing");
        }
        if (words.length() > Interaction.LONGEST) {
            throw ProblemException.field("text", "relations", "field-too-long", Interaction.LONGEST);
        }
        var by = direction == Interaction.Direction.IN
                ? null
                : Caller.current().map(Caller::id).orElse(null);
        return interactions.write(
                organisation(), request.id(), direction, channel, at, by, name, words.strip(), closes);
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
