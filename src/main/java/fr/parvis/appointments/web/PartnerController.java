package fr.parvis.appointments.web;

import fr.parvis.appointments.PartnerBookings;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Partners;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the people of a partner begin: what all of them have booked, and the search among it. */
@Controller
@PreAuthorize("hasRole('PARTNER')")
class PartnerController {
    static final String PAGE = "/partenaire";

    private static final int MOST_TO_COME = 100;
    private static final int MOST_PAST = 30;
    private static final int MOST_FOUND = 50;
    private static final int LOOKS_A_MINUTE = 30;

    private final Partners partners;
    private final PartnerBookings bookings;
    private final PartnerLines lines;
    private final AppointmentView view;
    private final RateLimits limits;

    PartnerController(
            Partners partners, PartnerBookings bookings, PartnerLines lines, AppointmentView view, RateLimits limits) {
        this.partners = partners;
        this.bookings = bookings;
        this.lines = lines;
        this.view = view;
        this.limits = limits;
    }

    @GetMapping(PAGE)
    String show(Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var partner = partners.current();
        var most = partner.mostOpen();
        var open = bookings.open();
        model.addAttribute("partner", partner);
        model.addAttribute("open", open);
        model.addAttribute("full", most != null && open >= most);
        model.addAttribute(
                "held",
                bookings.held().stream()
                        .findFirst()
                        .map(one -> view.of(one, locale))
                        .orElse(null));
        var toCome = bookings.toCome(MOST_TO_COME + 1);
        model.addAttribute(
                "toCome", lines.of(toCome.stream().limit(MOST_TO_COME).toList(), locale));
        model.addAttribute("more", toCome.size() > MOST_TO_COME ? MOST_TO_COME : 0);
        model.addAttribute("past", lines.of(bookings.past(MOST_PAST), locale));
        return "appointments-partner/home";
    }

    /** Sent, so that no name stays in an address. */
    @PostMapping(PAGE + "/chercher")
    String search(
            @RequestParam(defaultValue = "") String looked, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        limits.check("partner-look", Caller.current().orElseThrow().getName(), LOOKS_A_MINUTE);
        var typed = Forms.line(looked);
        model.addAttribute("partner", partners.current());
        model.addAttribute("looked", typed);
        model.addAttribute("found", lines.of(bookings.named(typed, MOST_FOUND), locale));
        return "appointments-partner/found";
    }
}
