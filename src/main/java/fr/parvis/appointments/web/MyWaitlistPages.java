package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.UsagerFields;
import fr.parvis.appointments.demand.LineLook;
import fr.parvis.appointments.demand.Offering;
import fr.parvis.appointments.demand.Offers;
import fr.parvis.appointments.demand.Suits;
import fr.parvis.appointments.demand.Wish;
import fr.parvis.appointments.demand.Wishes;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Somebody's own place in the waiting line; whoever holds its link is that person. */
@Controller
class MyWaitlistPages {
    private static final String PAGE = "/rdv/attente/{token}";
    private static final int ACTS_A_MINUTE = 12;
    private static final int SHOWN_FREE = 3;

    private final Wishes wishes;
    private final Offers offers;
    private final LineLook look;
    private final Offering offering;
    private final Appointments appointments;
    private final WaitlistView view;
    private final AppointmentView times;
    private final Forms forms;
    private final RateLimits limits;

    MyWaitlistPages(
            Wishes wishes,
            Offers offers,
            LineLook look,
            Offering offering,
            Appointments appointments,
            WaitlistView view,
            AppointmentView times,
            Forms forms,
            RateLimits limits) {
        this.wishes = wishes;
        this.offers = offers;
        this.look = look;
        this.offering = offering;
        this.appointments = appointments;
        this.view = view;
        this.times = times;
        this.forms = forms;
        this.limits = limits;
    }

    /**
     * From an appointment: the same person, place and service, at any time before it. What is free before it is shown first, and who
     * cannot be written to is asked for a telephone.
     *
     * @param anyway it was shown
     */
    @PostMapping("/rdv/mien/{token}/plus-tot")
    String earlier(
            @PathVariable String token,
            @RequestParam(name = "quand-meme", required = false) @Nullable String anyway,
            @RequestParam(defaultValue = "") String phone,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        limits.check("wish-change", request.getRemoteAddr(), ACTS_A_MINUTE);
        var mine = appointments
                .findByToken(token)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-appointment"));
        var typed = Forms.line(phone);
        var usager = mine.usager();
        if (anyway == null
                && usager != null
                && mine.state() == Appointment.State.BOOKED
                && wishes.openFor(mine.id()).isEmpty()
                && (!look.freeBefore(mine, 1).isEmpty() || wantsPhone(usager))) {
            return earlier(mine, typed, model, response, locale);
        }
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var number = UsagerFields.phone(typed);
                    if (usager != null
                            && number == null
                            && wishes.openFor(mine.id()).isEmpty()) {
                        view.checkReach(usager);
                    }
                    return "redirect:"
                            + path(wishes.joinForEarlier(mine.id(), Appointment.Channel.ONLINE, number))
                            + "?note";
                },
                () -> earlier(mine, typed, model, response, locale));
    }

    /** No e-mail leaves, and there is nothing else. */
    private boolean wantsPhone(Appointment.Usager usager) {
        return usager.phone() == null && !look.isWrittenTo(usager);
    }

    private String earlier(Appointment mine, String phone, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var usager = mine.usager();
        model.addAttribute("now", times.of(mine, locale));
        model.addAttribute("free", view.free(look.freeBefore(mine, SHOWN_FREE), locale));
        model.addAttribute("wantsPhone", usager != null && wantsPhone(usager));
        model.addAttribute("phone", phone);
        return "appointments/waitlist-earlier";
    }

    @GetMapping(PAGE)
    String page(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(required = false) @Nullable String change,
            @RequestParam(required = false) @Nullable String renvoye,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var wish = opened(view.find(token, response));
        model.addAttribute("mine", view.of(wish, locale));
        model.addAttribute("fresh", !wish.isOpen() ? "" : note != null ? "note" : change != null ? "change" : "");
        model.addAttribute("byCall", view.isRung(wish));
        model.addAttribute("again", renvoye != null);
        model.addAttribute("sentTo", view.answersByLink(wish) ? view.masked(wish) : null);
        model.addAttribute("offered", view.openOffer(wish, locale));
        model.addAttribute("standing", wish.isOpen() ? view.standing(wish, locale) : null);
        model.addAttribute("beyond", wish.isOpen() ? view.beyond(wish.serviceId(), wish.suits(), locale) : null);
        model.addAttribute("booked", view.taken(wish));
        return "appointments/waitlist-mine";
    }

    /** Its address is only in what was sent, except for whoever came from an appointment. */
    private Wish opened(Wish wish) {
        if (wish.replaces() != null || wish.provedAt() != null) {
            return wish;
        }
        wishes.opened(wish);
        return wishes.find(wish.id());
    }

    @GetMapping(PAGE + "/jours")
    String days(@PathVariable String token, Model model, HttpServletResponse response, Locale locale) {
        var wish = view.find(token, response);
        return wish.isOpen()
                ? days(wish, view.form(wish, view.choosable(wish)), model, locale)
                : "redirect:" + path(wish);
    }

    private String days(Wish wish, SuitsForm form, Model model, Locale locale) {
        model.addAttribute("mine", view.of(wish, locale));
        view.fillChoices(model, form, view.choosable(wish), locale);
        return "appointments/waitlist-change";
    }

    @PostMapping(PAGE + "/jours")
    String changed(
            @PathVariable String token,
            SuitsForm form,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var wish = view.find(token, response);
        if (!wish.isOpen()) {
            return "redirect:" + path(wish);
        }
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check("wish-change", request.getRemoteAddr(), ACTS_A_MINUTE);
                    var sites = form.among(view.choosable(wish));
                    change(
                            wish,
                            sites,
                            view.possible(form, wish.serviceId(), sites, wish.meeting(), wish.people(), locale));
                    offering.round();
                    return "redirect:" + path(wish) + "?change";
                },
                () -> days(wish, form, model, locale));
    }

    private void change(Wish wish, Set<UUID> sites, Suits suits) {
        var choosy = wish.replaces() == null
                && !look.free(wish.serviceId(), sites, suits, wish.meeting(), wish.people(), 1)
                        .isEmpty();
        wishes.change(wish.id(), sites, suits, choosy);
    }

    /** The link of what is offered goes once more where the person is written to. */
    @PostMapping(PAGE + "/renvoyer")
    String sendAgain(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        limits.check("wish-change", request.getRemoteAddr(), ACTS_A_MINUTE);
        var wish = view.find(token, response);
        offers.sendAgain(wish);
        return "redirect:" + path(wish) + "?renvoye";
    }

    @GetMapping(PAGE + "/arreter")
    String askStop(@PathVariable String token, Model model, HttpServletResponse response, Locale locale) {
        var wish = view.find(token, response);
        model.addAttribute("mine", view.of(wish, locale));
        return wish.isOpen() ? "appointments/waitlist-stop" : "redirect:" + path(wish);
    }

    @PostMapping(PAGE + "/arreter")
    String stop(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        limits.check("wish-stop", request.getRemoteAddr(), ACTS_A_MINUTE);
        return "redirect:" + path(wishes.leave(view.find(token, response).id()));
    }

    @PostMapping(PAGE + "/reprendre")
    String wake(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        limits.check("wish-change", request.getRemoteAddr(), ACTS_A_MINUTE);
        var wish = view.find(token, response);
        if (wish.isOpen()) {
            wishes.wake(wish.id());
            offering.round();
        }
        return "redirect:" + path(wish);
    }

    private static String path(Wish wish) {
        return "/rdv/attente/" + wish.token();
    }
}
