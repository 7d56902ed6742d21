package fr.parvis.appointments.web;

import fr.parvis.appointments.demand.Offer;
import fr.parvis.appointments.demand.Offers;
import fr.parvis.appointments.demand.Wishes;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** A time that is held for somebody in the line. A link only shows it, since mail programs open links too; a button answers. */
@Controller
@RequestMapping("/rdv/proposition/{token}")
class OfferPages {
    private static final int ANSWERS_A_MINUTE = 12;

    private final Offers offers;
    private final Wishes wishes;
    private final WaitlistView view;
    private final RateLimits limits;
    private final MessageSource messages;

    OfferPages(Offers offers, Wishes wishes, WaitlistView view, RateLimits limits, MessageSource messages) {
        this.offers = offers;
        this.wishes = wishes;
        this.view = view;
        this.limits = limits;
        this.messages = messages;
    }

    @GetMapping
    String page(@PathVariable String token, Model model, HttpServletResponse response, Locale locale) {
        var offer = view.offer(token, response);
        wishes.opened(wishes.find(offer.wishId()));
        return offer.state() == Offer.State.TAKEN
                ? "redirect:" + appointment(offer)
                : page(offer, model, locale, "appointments/waitlist-offer");
    }

    private String page(Offer offer, Model model, Locale locale, String page) {
        var wish = wishes.find(offer.wishId());
        model.addAttribute("offered", view.of(offer, locale));
        model.addAttribute("mine", view.of(wish, locale));
        model.addAttribute("state", wish.isOpen() ? offer.state().code() : Offer.State.WITHDRAWN.code());
        return page;
    }

    private String appointment(Offer taken) {
        return "/rdv/mien/" + offers.appointment(taken).token();
    }

    @PostMapping("/prendre")
    String take(
            @PathVariable String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        limits.check("offer-answer", request.getRemoteAddr(), ANSWERS_A_MINUTE);
        var offer = view.offer(token, response);
        try {
            var mine = offers.take(offer.id());
            var moved = wishes.find(offer.wishId()).replaces() != null;
            return "redirect:/rdv/mien/" + mine.token() + (moved ? "?deplace" : "?pris");
        } catch (ProblemException refusal) {
            if (refusal.getStatusCode() != HttpStatus.CONFLICT) {
                throw refusal;
            }
            model.addAttribute("problem", FormProblem.of(refusal, messages, locale));
            response.setStatus(refusal.getStatusCode().value());
            return page(view.offer(token, response), model, locale, "appointments/waitlist-offer");
        }
    }

    @GetMapping("/passer")
    String askPass(@PathVariable String token, Model model, HttpServletResponse response, Locale locale) {
        var offer = view.offer(token, response);
        return offer.isOpen()
                ? page(offer, model, locale, "appointments/waitlist-pass")
                : "redirect:/rdv/proposition/" + token;
    }

    @PostMapping("/passer")
    String pass(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        limits.check("offer-answer", request.getRemoteAddr(), ANSWERS_A_MINUTE);
        offers.decline(view.offer(token, response).id());
        return "redirect:/rdv/proposition/" + token;
    }
}
