package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.BeforeTicket;
import fr.parvis.queue.Halls;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriUtils;

/** Tickets taken on a page: a form sent twice gives one. */
@Component
class WebTickets {
    /**
     * What a form says.
     *
     * @param nonce made with the form; the same one gives the same ticket
     * @param away the person goes to fetch something first, and keeps the place
     * @param papers what was chosen of what the kiosk asks before the ticket; null when it has not asked yet
     */
    record Form(
            @Nullable String service,
            @Nullable String priority,
            @Nullable List<String> help,
            @Nullable String language,
            @Nullable String nonce,
            @Nullable String papers,
            @Nullable String away) {
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

        /** All that the ticket depends on. */
        String wish() {
            return new Form(service, priority, help, language, null, papers, away).toString();
        }

        /** The form as somebody filled it who reads it in this language and chose no other. */
        Form readIn(Locale locale) {
            return language == null || language.isEmpty()
                    ? new Form(service, priority, help, locale.getLanguage(), nonce, papers, away)
                    : this;
        }

        /** Where the kiosk goes on with what was said so far. */
        String carriedTo(String path) {
            var query = new StringJoiner("&", path + "?", "");
            said("service", service).ifPresent(query::add);
            said("priority", priority).ifPresent(query::add);
            for (var code : help == null ? List.<String>of() : help) {
                said("help", code).ifPresent(query::add);
            }
            said("language", language).ifPresent(query::add);
            said("nonce", nonce).ifPresent(query::add);
            return query.toString();
        }

        private static Optional<String> said(String name, @Nullable String value) {
            return Optional.ofNullable(value).map(text -> name + "=" + UriUtils.encode(text, StandardCharsets.UTF_8));
        }
    }

    private final Reception reception;
    private final Halls halls;
    private final Directory directory;
    private final Idempotency idempotency;
    private final BeforeTicket before;

    WebTickets(Reception reception, Halls halls, Directory directory, Idempotency idempotency, BeforeTicket before) {
        this.reception = reception;
        this.halls = halls;
        this.directory = directory;
        this.idempotency = idempotency;
        this.before = before;
    }

    Site site(String slug) {
        return directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-site", slug));
    }

    /** There is something to ask before the ticket; never where the service is closed, which is said at once. */
    boolean asks(Site site, Form form) {
        return form.papers() == null
                && halls.board(site.id()).services().stream()
                        .filter(line -> line.service().slug().equals(form.service()))
                        .filter(line -> line.opening().isOpen())
                        .anyMatch(line -> before.asks(line.service().id()));
    }

    /** @throws ProblemException 422 when this very form had already given a ticket for another wish */
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
        var answer = idempotency.once("page:" + site.id(), form.nonce(), form.wish(), () -> {
            var ticket = reception.take(wanted);
            if (form.papers() != null) {
                before.keep(ticket, form.papers());
            }
            if (form.away() != null) {
                reception.stepOut(ticket.id());
            }
            return ResponseEntity.ok(ticket.id().toString());
        });
        return halls.ticket(UUID.fromString(java.util.Objects.requireNonNull(answer.getBody())));
    }
}
