package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happens to a call that was promised: it was made, nobody took it, it has another moment. */
@Component
@Transactional
public class CallActs {
    private final RequestActs acts;
    private final RequestTables tables;
    private final OfficeDays days;
    private final Directory directory;
    private final AuditLog audit;

    CallActs(RequestActs acts, RequestTables tables, OfficeDays days, Directory directory, AuditLog audit) {
        this.acts = acts;
        this.tables = tables;
        this.days = days;
        this.directory = directory;
        this.audit = audit;
    }

    /** Words that were said on the telephone: nothing is sent. */
    public Interaction told(UUID id, String words) {
        var said = acts.write(
                acts.open(id),
                Interaction.Direction.OUT,
                Channel.PHONE,
                words,
                RequestActs.caller().name());
        acts.happened(id, "called");
        return said;
    }

    /** One more call that nobody took: how many now; empty when it has an end, or was called as often as promised. */
    public Optional<Integer> calledInVain(UUID id) {
        var tries = tables.tried(organisation(), acts.mine(id).id());
        if (tries.isPresent()) {
            audit.write("request-tried", id.toString());
            acts.happened(id, "tried");
        }
        return tries;
    }

    /**
     * Another moment for a call.
     *
     * @param phone another number; "" for the one that is known
     * @param again whether the person chose it: calls are counted from there
     */
    public Request promiseCall(UUID id, Request.Moment when, String phone, boolean again) {
        var request = acts.open(id);
        var step = NextStep.of(NextStep.Usual.CALL, request.owner(), days.on(when.from(), request.site()));
        RequestActs.changed(tables.promiseCall(organisation(), id, when, phone, step, again));
        return acts.happened(id, again ? "call-moved" : "call-promised");
    }

    private UUID organisation() {
        return directory.organisation().id();
    }
}
