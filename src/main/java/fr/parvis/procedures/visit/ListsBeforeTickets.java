package fr.parvis.procedures.visit;

import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.editor.LocalWords;
import fr.parvis.queue.BeforeTicket;
import fr.parvis.queue.Ticket;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of documents that somebody has seen at the kiosk, or made for an appointment, goes with the ticket. */
@Component
class ListsBeforeTickets implements BeforeTicket {
    private static final Pattern LIST = Pattern.compile("/demarches/([A-Za-z0-9-]+)/ma-liste(\\?.*)?");

    private final ServiceSheets sheets;
    private final PreparedVisits visits;
    private final Procedures procedures;
    private final LocalWords words;

    ListsBeforeTickets(ServiceSheets sheets, PreparedVisits visits, Procedures procedures, LocalWords words) {
        this.sheets = sheets;
        this.visits = visits;
        this.procedures = procedures;
        this.words = words;
    }

    @Override
    public boolean asks(UUID serviceId) {
        return !sheets.of(serviceId).isEmpty();
    }

    @Override
    public void keep(Ticket ticket, String chosen) {
        var address = LIST.matcher(chosen);
        if (!address.matches()) {
            return;
        }
        var query = UriComponentsBuilder.fromUriString(chosen).build().getQueryParams();
        var audience = query.getFirst("audience");
        (audience == null ? procedures.find(address.group(1)) : procedures.find(audience, address.group(1)))
                .map(words::on)
                .ifPresent(sheet ->
                        visits.prepare(ticket, sheet, Checklists.of(sheet).under(query.toSingleValueMap())));
    }
}
