package fr.parvis.appointments.web;

import fr.parvis.appointments.moves.MoveOffers;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Where the message about a moved appointment leads: one button says yes. It is sent, never only opened, so that no mail reader answers
 * for anybody.
 */
@Controller
@RequestMapping("/rdv/mien/{token}/proposition")
class MyOfferPages {
    private static final int ACTS_A_MINUTE = 12;

    private final MoveOffers offers;
    private final OfferView shown;
    private final AppointmentView view;
    private final RateLimits limits;

    MyOfferPages(MoveOffers offers, OfferView shown, AppointmentView view, RateLimits limits) {
        this.offers = offers;
        this.shown = shown;
        this.view = view;
        this.limits = limits;
    }

    @GetMapping
    String page(@PathVariable String token, Model model, HttpServletResponse response, Locale locale) {
        var mine = view.find(token, response);
        var offer = shown.of(mine);
        if (offer == null) {
            // answered, changed or over: its page says where it stands
            return own(token);
        }
        model.addAttribute("mine", view.of(mine, locale));
        model.addAttribute("offer", offer);
        return "appointments/offer";
    }

    @PostMapping
    String accept(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        limits.check("rdv-change", request.getRemoteAddr(), ACTS_A_MINUTE);
        var mine = view.find(token, response);
        try {
            offers.accept(mine);
        } catch (ProblemException refusal) {
            if (refusal.getStatusCode() != HttpStatus.CONFLICT) {
                throw refusal;
            }
            return own(token) + "?perdu";
        }
        return own(token) + "?convenu";
    }

    private static String own(String token) {
        return "redirect:/rdv/mien/" + token;
    }
}
