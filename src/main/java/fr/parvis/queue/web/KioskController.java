package fr.parvis.queue.web;

import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Audience;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.queue.ByAppointment;
import fr.parvis.queue.Doors;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** The kiosk in the hall, and the same choices on the usager's own phone. */
@Controller
class KioskController {
    private static final int KIOSK_TICKETS_A_MINUTE = 40;
    private static final int PHONE_TICKETS_A_MINUTE = 6;

    private final WebTickets tickets;
    private final Halls halls;
    private final Doors doors;
    private final Reception reception;
    private final ByAppointment byAppointment;
    private final InstalledKiosks installed;
    private final RateLimits limits;
    private final MessageSource messages;
    private final LocaleResolver languages;

    KioskController(
            WebTickets tickets,
            Halls halls,
            Doors doors,
            Reception reception,
            ByAppointment byAppointment,
            InstalledKiosks installed,
            RateLimits limits,
            MessageSource messages,
            LocaleResolver languages) {
        this.tickets = tickets;
        this.halls = halls;
        this.doors = doors;
        this.reception = reception;
        this.byAppointment = byAppointment;
        this.installed = installed;
        this.limits = limits;
        this.messages = messages;
        this.languages = languages;
    }

    /** What a language is called on its tile, and what touching it does, both in that language. */
    record Tile(Language language, String begin) {}

    /** Begins a visit: nothing is left of the one before, its language least of all. */
    @GetMapping("/borne/{slug}")
    String start(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String lang,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var site = tickets.site(slug);
        installed.renew(site, request, response);
        if (lang == null) {
            languages.setLocale(request, response, Language.FRENCH.locale());
        } else {
            response.setHeader("Refresh", "90; url=/borne/" + site.slug());
        }
        model.addAttribute("site", site);
        model.addAttribute(
                "tiles",
                Audience.USAGERS.languages().stream()
                        .map(language ->
                                new Tile(language, messages.getMessage("queue.kiosk.begin", null, language.locale())))
                        .toList());
        return "queue/kiosk-start";
    }

    @GetMapping("/borne/{slug}/services")
    String choose(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String aide,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        var site = tickets.site(slug);
        response.setHeader("Refresh", "90; url=/borne/" + site.slug());
        choices(site, model, locale);
        model.addAttribute("aide", aide != null);
        model.addAttribute("byAppointment", byAppointment.at(site));
        model.addAttribute("shell", "kiosk");
        model.addAttribute("action", "/borne/" + site.slug() + "/tickets");
        model.addAttribute("here", "/borne/" + site.slug() + "/services");
        return "queue/kiosk-services";
    }

    @PostMapping("/borne/{slug}/tickets")
    String take(
            @PathVariable String slug,
            @ModelAttribute WebTickets.Form form,
            Locale locale,
            HttpServletRequest request) {
        var site = tickets.site(slug);
        var start = "/borne/" + site.slug();
        if (tickets.asks(site, form)) {
            return "redirect:" + form.carriedTo(start + "/papiers");
        }
        limits.check("kiosk", request.getRemoteAddr(), KIOSK_TICKETS_A_MINUTE);
        return take(site, form.readIn(locale), NewTicket.Origin.KIOSK)
                .map(ticket -> "redirect:" + start + "/tickets/" + ticket.token())
                .orElse("redirect:" + start);
    }

    @GetMapping("/borne/{slug}/tickets/{token}")
    String taken(@PathVariable String slug, @PathVariable String token, Model model, HttpServletResponse response) {
        var site = tickets.site(slug);
        response.setHeader("Refresh", "25; url=/borne/" + site.slug());
        response.setHeader("Cache-Control", "no-store");
        var ticket = halls.findByToken(token)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-ticket"));
        model.addAttribute("site", site);
        model.addAttribute("ticket", ticket);
        model.addAttribute("kept", TicketFacts.time(ticket.awayUntil(), site.zone()));
        model.addAttribute(
                "place", halls.currentBoard(site.id()).place(ticket.id()).orElse(null));
        return "queue/kiosk-ticket";
    }

    /** For whoever stepped out and has no telephone. */
    @GetMapping("/borne/{slug}/retour")
    String back(@PathVariable String slug, Model model, HttpServletResponse response) {
        var site = tickets.site(slug);
        response.setHeader("Refresh", "90; url=/borne/" + site.slug());
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("site", site);
        model.addAttribute("away", halls.currentBoard(site.id()).away());
        return "queue/kiosk-back";
    }

    @PostMapping("/borne/{slug}/retour")
    String comeBack(@PathVariable String slug, @RequestParam String number, HttpServletRequest request) {
        var site = tickets.site(slug);
        limits.check("kiosk", request.getRemoteAddr(), KIOSK_TICKETS_A_MINUTE);
        var here = "redirect:/borne/" + site.slug() + "/retour";
        return halls.currentBoard(site.id()).away().stream()
                .filter(ticket -> ticket.number().equals(number))
                .findFirst()
                .map(ticket -> here + "/" + reception.comeBack(ticket.id()).number())
                .orElse(here);
    }

    /** By the number alone: the ticket's own page is for the one who holds its code. */
    @GetMapping("/borne/{slug}/retour/{number}")
    String cameBack(@PathVariable String slug, @PathVariable String number, Model model, HttpServletResponse response) {
        var site = tickets.site(slug);
        response.setHeader("Refresh", "25; url=/borne/" + site.slug());
        response.setHeader("Cache-Control", "no-store");
        var place = halls.currentBoard(site.id()).waiting().stream()
                .filter(one -> one.ticket().number().equals(number))
                .findFirst();
        if (place.isEmpty()) {
            return "redirect:/borne/" + site.slug() + "/retour";
        }
        model.addAttribute("site", site);
        model.addAttribute("place", place.get());
        return "queue/kiosk-back-done";
    }

    @GetMapping("/sites/{slug}/ticket")
    String phone(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String aide,
            Model model,
            Locale locale) {
        var site = tickets.site(slug);
        choices(site, model, locale);
        model.addAttribute("aide", aide != null);
        model.addAttribute("shell", "usager");
        model.addAttribute("action", "/sites/" + site.slug() + "/ticket");
        model.addAttribute("here", "/sites/" + site.slug() + "/ticket");
        return "queue/kiosk-services";
    }

    @PostMapping("/sites/{slug}/ticket")
    String takeOnPhone(
            @PathVariable String slug,
            @ModelAttribute WebTickets.Form form,
            Locale locale,
            HttpServletRequest request) {
        limits.check("phone", request.getRemoteAddr(), PHONE_TICKETS_A_MINUTE);
        return take(tickets.site(slug), form.readIn(locale), NewTicket.Origin.PHONE)
                .map(ticket -> "redirect:/ticket/" + ticket.token())
                .orElse("redirect:/sites/" + slug + "/ticket");
    }

    /** Empty when an old screen is used again for something else: whoever stands there begins anew. */
    private Optional<Ticket> take(Site site, WebTickets.Form form, NewTicket.Origin origin) {
        try {
            return Optional.of(tickets.take(site, form, origin));
        } catch (ProblemException refusal) {
            if (refusal.getStatusCode() == HttpStatus.UNPROCESSABLE_CONTENT) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private void choices(Site site, Model model, Locale locale) {
        var board = halls.board(site.id());
        model.addAttribute("site", site);
        model.addAttribute("lines", board.services());
        model.addAttribute("someAway", !board.away().isEmpty());
        model.addAttribute("doors", shut(board) instanceof Opening.Closed all ? doors.why(all, site, locale) : null);
        model.addAttribute("closed", closed(site, board.services(), locale));
        model.addAttribute("nonce", Ids.token());
        model.addAttribute("languages", Audience.USAGERS.languages());
        model.addAttribute("helps", Ticket.Help.values());
    }

    /** The closing of the whole place: no service receives, and for one reason. */
    private static @Nullable Opening shut(HallBoard board) {
        return board.services().stream().anyMatch(line -> line.opening().isOpen()) ? null : board.opening();
    }

    private Map<UUID, String> closed(Site site, List<HallBoard.ServiceLine> lines, Locale locale) {
        return lines.stream()
                .filter(line -> line.opening() instanceof Opening.Closed)
                .collect(Collectors.toMap(line -> line.service().id(), line -> {
                    var closed = (Opening.Closed) line.opening();
                    return doors.why(closed, site, locale);
                }));
    }
}
