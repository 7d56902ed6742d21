package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Halls;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tickets taken on a page: a form sent twice gives one. */
@Component
class WebTickets {
    /**
     * What a form says.
     *
     * @param nonce made with the form; the same one gives the same ticket
     */
    record Form(
            @Nullable String service,
            @Nullable String priority,
            @Nullable List<String> help,
            @Nullable String language,
            @Nullable String nonce) {
        Set<Ticket.Help> helpAsked() {
            var asked = EnumSet.noneOf(Ticket.Help.class);
            for (var code : help == null ? List.<String>of() : help) {
                try {
                    asked.add(Ticket.Help.valueOf(code.toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException _) {
                    throw ProblemException.field("help", "queue", "help-unknown", code);
                }
            }
            return asked;
        }

        /** The form as somebody filled it who reads it in this language and chose no other. */
        Form readIn(Locale locale) {
            return language == null || language.isEmpty()
                    ? new Form(service, priority, help, locale.getLanguage(), nonce)
                    : this;
        }
    }

    private final Reception reception;
    private final Halls halls;
    private final Directory directory;
    private final Idempotency idempotency;

    WebTickets(Reception reception, Halls halls, Directory directory, Idempotency idempotency) {
        this.reception = reception;
        this.halls = halls;
        this.directory = directory;
        this.idempotency = idempotency;
    }

    Site site(String slug) {
        return directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-site", slug));
    }

    @Transactional
    public Ticket take(Site site, Form form, NewTicket.Origin origin) {
        var slug = form.service() == null ? "" : form.service();
        var service = directory
                .findServiceAt(site.id(), slug)
                .orElseThrow(() ->
                        new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-service", slug, site.name()));
        var language = form.language() != null && form.language().matches("[a-z]{2,3}") ? form.language() : null;
        var wanted = new NewTicket(
                site.id(),
                service.id(),
                Ticket.Kind.WALKIN,
                form.priority() != null,
                null,
                language,
                form.helpAsked(),
                origin);
        var answer = idempotency.once("page:" + site.id(), form.nonce(), slug, () -> {
            var ticket = reception.take(wanted);
            return ResponseEntity.ok(ticket.id().toString());
        });
        return halls.ticket(UUID.fromString(java.util.Objects.requireNonNull(answer.getBody())));
    }
}
