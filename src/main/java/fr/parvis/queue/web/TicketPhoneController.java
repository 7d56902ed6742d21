package fr.parvis.queue.web;

import fr.parvis.messaging.PushDevices;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Ticket;
import fr.parvis.queue.TicketNotices;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A phone that is told when its turn comes, even with the page closed. */
@Controller
class TicketPhoneController {
    private static final int ACTS_A_MINUTE = 12;

    private final Halls halls;
    private final TicketNotices notices;
    private final PushDevices devices;
    private final RateLimits limits;

    TicketPhoneController(Halls halls, TicketNotices notices, PushDevices devices, RateLimits limits) {
        this.halls = halls;
        this.notices = notices;
        this.devices = devices;
        this.limits = limits;
    }

    @PostMapping("/ticket/{token}/telephone")
    String tell(@PathVariable String token, PushDevices.Asked asked, Locale locale, HttpServletRequest request) {
        limits.check("push", request.getRemoteAddr(), ACTS_A_MINUTE);
        var ticket = find(token);
        if (!ticket.state().isOver()) {
            notices.ask(ticket, asked, request.getContextPath() + "/ticket/" + token, Language.of(locale));
        }
        return back(token);
    }

    @PostMapping("/ticket/{token}/telephone/arret")
    String stop(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String endpoint,
            HttpServletRequest request) {
        limits.check("push", request.getRemoteAddr(), ACTS_A_MINUTE);
        devices.remove(TicketNotices.subject(find(token)), endpoint);
        return back(token);
    }

    private static String back(String token) {
        return "redirect:/ticket/" + token + "#prevenir";
    }

    private Ticket find(String token) {
        return halls.findByToken(token)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-ticket"));
    }
}
