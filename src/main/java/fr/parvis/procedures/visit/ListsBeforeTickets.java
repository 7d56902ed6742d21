package fr.parvis.procedures.visit;

import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.queue.BeforeTicket;
import fr.parvis.queue.Ticket;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The list of documents that somebody has seen at the kiosk goes with the ticket. */
@Component
class ListsBeforeTickets implements BeforeTicket {
    private final ServiceSheets sheets;
    private final PreparedVisits visits;

    ListsBeforeTickets(ServiceSheets sheets, PreparedVisits visits) {
        this.sheets = sheets;
        this.visits = visits;
    }

    @Override
    public boolean asks(UUID serviceId) {
        return !sheets.of(serviceId).isEmpty();
    }

    @Override
    public void keep(Ticket ticket, String chosen) {
        sheets.of(ticket.serviceId()).stream()
                .filter(sheet -> code(sheet).equals(chosen))
                .findFirst()
                .ifPresent(sheet ->
                        visits.prepare(ticket, sheet, Checklists.of(sheet).under(Map.of())));
    }

    private static String code(Sheet sheet) {
        return sheet.audience() + "/" + sheet.id();
    }
}
