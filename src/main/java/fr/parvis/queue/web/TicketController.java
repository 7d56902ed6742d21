package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.PushDevices;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import fr.parvis.queue.TicketNotices;
import fr.parvis.queue.Topics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ticket on the usager's phone: live with JavaScript, refreshed every 15 s without. */
@Controller
class TicketController {
    private static final int ACTS_A_MINUTE = 30;

    private final Halls halls;
    private final Reception reception;
    private final Directory directory;
    private final PublicAddress addresses;
    private final RateLimits limits;
    private final TicketView view;
    private final PushDevices devices;
    private final LiveUpdates live;

    TicketController(
            Halls halls,
            Reception reception,
            Directory directory,
            PublicAddress addresses,
            RateLimits limits,
            TicketView view,
            PushDevices devices,
            LiveUpdates live) {
        this.halls = halls;
        this.reception = reception;
        this.directory = directory;
        this.addresses = addresses;
        this.limits = limits;
        this.view = view;
        this.devices = devices;
        this.live = live;
    }

    @GetMapping("/ticket/{token}")
    String page(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String merci,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        fill(token, model, locale, request, response);
        model.addAttribute(
                "push", devices.offer(TicketNotices.subject(find(token))).orElse(null));
        model.addAttribute("thanks", merci != null && merci.matches("[0-5]") ? merci : null);
        return "queue/ticket";
    }

    /** The moving part of the page alone. */
    @GetMapping("/ticket/{token}/etat")
    String state(
            @PathVariable String token,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        fill(token, model, locale, request, response);
        return "queue/ticket-state :: live";
    }

    @GetMapping("/ticket/{token}/live")
    void live(@PathVariable String token, Locale locale, HttpServletRequest request, HttpServletResponse response) {
        var ticket = find(token);
        var root = request.getContextPath();
        live.stream(
                request,
                response,
                Topics.site(ticket.siteId()),
                "ticket/" + ticket.id() + "/" + locale.getLanguage(),
                () -> view.messages(ticket.siteId(), ticket.id(), root, locale));
    }

    @GetMapping("/ticket/{token}/quitter")
    String confirmLeave(
            @PathVariable String token,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        return confirm(token, TicketController::mayLeave, "queue/ticket-leave", model, locale, request, response);
    }

    @PostMapping("/ticket/{token}/quitter")
    String leave(@PathVariable String token, HttpServletRequest request) {
        return act(token, TicketController::mayLeave, reception::abandon, request);
    }

    @GetMapping("/ticket/{token}/retour")
    String confirmBack(
            @PathVariable String token,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        return confirm(token, TicketController::isAway, "queue/ticket-back", model, locale, request, response);
    }

    @PostMapping("/ticket/{token}/retour")
    String comeBack(@PathVariable String token, HttpServletRequest request) {
        return act(token, TicketController::isAway, reception::comeBack, request);
    }

    private String confirm(
            String token,
            Predicate<Ticket> allowed,
            String page,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!allowed.test(find(token))) {
            return "redirect:/ticket/" + token;
        }
        fill(token, model, locale, request, response);
        model.addAttribute("refresh", null);
        return page;
    }

    /** Sent twice, or too late: the ticket's page says where it stands. */
    private String act(
            String token, Predicate<Ticket> allowed, Function<UUID, Ticket> act, HttpServletRequest request) {
        limits.check("ticket", request.getRemoteAddr(), ACTS_A_MINUTE);
        var ticket = find(token);
        if (allowed.test(ticket)) {
            var _ = act.apply(ticket.id());
        }
        return "redirect:/ticket/" + token;
    }

    private static boolean isAway(Ticket ticket) {
        return ticket.state() == Ticket.State.PARKED && ticket.awayUntil() != null;
    }

    private static boolean mayLeave(Ticket ticket) {
        return switch (ticket.state()) {
            case WAITING, CALLED, PARKED -> true;
            case SERVING, FINISHED, NO_SHOW, ABANDONED -> false;
        };
    }

    @PostMapping("/ticket/{token}/avis")
    String opinion(
            @PathVariable String token,
            @RequestParam int score,
            @RequestParam(required = false) @Nullable String words,
            HttpServletRequest request) {
        limits.check("ticket", request.getRemoteAddr(), ACTS_A_MINUTE);
        reception.giveOpinion(find(token).id(), score, words);
        return "redirect:/ticket/" + token + "?merci=" + (words == null ? score : 0);
    }

    @GetMapping(path = "/ticket/{token}/qr.svg", produces = "image/svg+xml")
    ResponseEntity<String> code(@PathVariable String token) {
        return addresses.code(path(find(token)));
    }

    /** For the poster in the hall. */
    @GetMapping(path = "/sites/{slug}/qr.svg", produces = "image/svg+xml")
    ResponseEntity<String> siteCode(@PathVariable String slug) {
        return addresses.code("/sites/" + slug + "/ticket");
    }

    @GetMapping("/sites/{slug}/affiche")
    String poster(@PathVariable String slug, Model model) {
        model.addAttribute(
                "site",
                directory
                        .findSite(slug)
                        .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-site", slug)));
        return "queue/poster";
    }

    @GetMapping("/avis/{token}")
    String opinionPage(@PathVariable String token) {
        return "redirect:/ticket/" + find(token).token();
    }

    private void fill(
            String token, Model model, Locale locale, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
        var ticket = find(token);
        model.addAllAttributes(view.model(ticket, halls.board(ticket.siteId()), request.getContextPath(), locale));
        model.addAttribute("refresh", ticket.state().isOver() ? null : "15");
    }

    private Ticket find(String token) {
        return halls.findByToken(token)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-ticket"));
    }

    /** Opens in the language of the one who took the ticket, whatever the phone speaks. */
    private static String path(Ticket ticket) {
        var language = ticket.language();
        return "/ticket/"
                + ticket.token()
                + (language == null || Language.of(language).isEmpty() ? "" : "?lang=" + language);
    }
}
