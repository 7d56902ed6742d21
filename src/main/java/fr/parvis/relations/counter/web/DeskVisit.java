package fr.parvis.relations.counter.web;

import fr.parvis.relations.Requests;
import fr.parvis.relations.counter.TiedVisits;
import fr.parvis.relations.usager.Usagers;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** On the desk of an agent: whose visit it is. */
@Component("deskVisit")
class DeskVisit {
    /** @param reference of the request; "" when there is none, as the name and the addresses of their pages */
    public record Whose(String reference, String request, String name, String sheet) {}

    private final TiedVisits visits;
    private final Requests requests;
    private final Usagers usagers;

    DeskVisit(TiedVisits visits, Requests requests, Usagers usagers) {
        this.visits = visits;
        this.requests = requests;
        this.usagers = usagers;
    }

    public Whose of(UUID ticket) {
        var tie = visits.of(ticket).orElse(new TiedVisits.Tie(null, null));
        var request =
                tie.request() == null ? null : requests.find(tie.request()).orElse(null);
        var usager = tie.usager() == null ? null : usagers.find(tie.usager()).orElse(null);
        return new Whose(
                request == null ? "" : request.reference().code(),
                request == null ? "" : "/agent/messages/" + request.id(),
                usager == null ? "" : usager.name(),
                usager == null ? "" : "/agent/usagers/" + usager.id());
    }
}
