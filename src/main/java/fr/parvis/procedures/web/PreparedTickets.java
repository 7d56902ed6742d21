package fr.parvis.procedures.web;

import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.Idempotency;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklist;
import fr.parvis.procedures.visit.PreparedVisits;
import fr.parvis.queue.Halls;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A ticket and its checklist, both or none. */
@Component
class PreparedTickets {
    private final Reception reception;
    private final Halls halls;
    private final PreparedVisits visits;
    private final Idempotency idempotency;

    PreparedTickets(Reception reception, Halls halls, PreparedVisits visits, Idempotency idempotency) {
        this.reception = reception;
        this.halls = halls;
        this.visits = visits;
        this.idempotency = idempotency;
    }

    /** @param nonce made with the form; the same one gives the same ticket for the same wish, and another for another */
    @Transactional
    public Ticket take(
            Site site, ServiceOffer service, Sheet sheet, Checklist list, Locale locale, @Nullable String nonce) {
        var wanted = new NewTicket(
                site.id(),
                service.id(),
                Ticket.Kind.WALKIN,
                false,
                null,
                locale.getLanguage(),
                Set.of(),
                NewTicket.Origin.PHONE);
        var wish = service.id() + "|" + sheet.audience() + "|" + sheet.id();
        var answer = idempotency.once("list:" + site.id() + "|" + wish, nonce, wish, () -> {
            var ticket = reception.take(wanted);
            visits.prepare(ticket, sheet, list);
            return ResponseEntity.ok(ticket.id().toString());
        });
        return halls.ticket(UUID.fromString(Objects.requireNonNull(answer.getBody())));
    }
}
