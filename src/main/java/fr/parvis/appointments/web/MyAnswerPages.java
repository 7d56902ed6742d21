package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Arrivals;
import fr.parvis.appointments.Bookings;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.queue.Halls;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What somebody says of their own appointment from their telephone: still coming, and there. */
@Controller
@RequestMapping("/rdv/mien/{token}")
class MyAnswerPages {
    private static final int ACTS_A_MINUTE = 12;

    private final Bookings bookings;
    private final Arrivals arrivals;
    private final AppointmentView view;
    private final Halls halls;
    private final RateLimits limits;

    MyAnswerPages(Bookings bookings, Arrivals arrivals, AppointmentView view, Halls halls, RateLimits limits) {
        this.bookings = bookings;
        this.arrivals = arrivals;
        this.view = view;
        this.halls = halls;
        this.limits = limits;
    }

    /**
     * Where the "yes" of a reminder leads. Opening it changes nothing, since mail programs open links to look at them; the page sends the
     * answer itself when a browser runs it, and has a button for all others.
     */
    @GetMapping("/oui")
    String ask(@PathVariable String token, Model model, HttpServletResponse response, Locale locale) {
        var mine = view.find(token, response);
        if (mine.state() != Appointment.State.BOOKED || !view.isToCome(mine)) {
            return "redirect:/rdv/mien/" + token;
        }
        model.addAttribute("mine", view.of(mine, locale));
        return "appointments/coming";
    }

    @PostMapping("/oui")
    String coming(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        limits.check("rdv-change", request.getRemoteAddr(), ACTS_A_MINUTE);
        var mine = view.find(token, response);
        if (mine.state() == Appointment.State.BOOKED && view.isToCome(mine)) {
            bookings.stillSuits(mine.id());
        }
        return "redirect:/rdv/mien/" + token + "?vient";
    }

    /** In the hall, without the kiosk: the ticket has the place of the appointment. */
    @PostMapping("/arrivee")
    String arrive(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        limits.check("rdv-change", request.getRemoteAddr(), ACTS_A_MINUTE);
        var mine = view.find(token, response);
        if (!view.mayArrive(mine)) {
            return "redirect:/rdv/mien/" + token;
        }
        var ticket = arrivals.checkIn(mine.id()).ticketId();
        return ticket == null
                ? "redirect:/rdv/mien/" + token
                : "redirect:/ticket/" + halls.ticket(ticket).token();
    }
}
