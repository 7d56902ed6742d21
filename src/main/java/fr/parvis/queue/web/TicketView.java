package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.live.LiveUpdates.Message;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Ticket;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** What the page of one ticket shows, drawn from the picture of the hall that all screens share. */
@Component
class TicketView {
    private final Halls halls;
    private final Directory directory;
    private final ITemplateEngine templates;

    TicketView(Halls halls, Directory directory, ITemplateEngine templates) {
        this.halls = halls;
        this.directory = directory;
        this.templates = templates;
    }

    /** @param root where the site's own links begin: a stream is drawn outside any request */
    Map<String, @Nullable Object> model(Ticket ticket, HallBoard board, String root, Locale locale) {
        var site = directory.site(ticket.siteId());
        var counter = ticket.counterId();
        var model = new HashMap<String, @Nullable Object>();
        model.put("root", root);
        model.put("ticket", ticket);
        model.put("site", site);
        model.put("service", directory.service(ticket.serviceId()));
        model.put("place", board.place(ticket.id()).orElse(null));
        model.put("counter", counter == null ? null : directory.counter(counter));
        model.put("facts", TicketFacts.of(ticket, board, locale));
        return model;
    }

    /**
     * {@code hall} with the moving part of the page while the visit lasts. Then {@code fin}: what follows holds forms, which the
     * page fetches for itself.
     */
    List<Message> messages(UUID siteId, UUID ticketId, String root, Locale locale) {
        var board = halls.board(siteId);
        var ticket = board.ticket(ticketId).orElseGet(() -> halls.ticket(ticketId));
        if (ticket.state().isOver()) {
            return List.of(new Message("fin", ticket.state().code()));
        }
        var context = new Context(locale, model(ticket, board, root, locale));
        return List.of(new Message("hall", templates.process("queue/ticket-state", Set.of("live"), context)));
    }
}
