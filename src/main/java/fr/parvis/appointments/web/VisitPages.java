package fr.parvis.appointments.web;

import fr.parvis.appointments.Suiting;
import fr.parvis.appointments.sectors.PostalAddress;
import fr.parvis.appointments.sectors.Sector;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where a visit would be: asked before the times, since another agent comes to another street. */
@Controller
@RequestMapping("/rdv/{service}/adresse")
class VisitPages {
    private static final int LOOKS_A_MINUTE = 12;

    private final ServicesGiven services;
    private final Suiting suiting;
    private final VisitTyped typed;
    private final Forms forms;
    private final RateLimits limits;

    VisitPages(ServicesGiven services, Suiting suiting, VisitTyped typed, Forms forms, RateLimits limits) {
        this.services = services;
        this.suiting = suiting;
        this.typed = typed;
        this.forms = forms;
        this.limits = limits;
    }

    @GetMapping
    String ask(
            @PathVariable String service,
            TimesWish.Asked asked,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return given(service)
                .map(given -> shown(
                        given,
                        asked.lenient(given.terms()),
                        typed.of(request).orElse(VisitForm.EMPTY),
                        model,
                        response))
                .orElseGet(() -> "redirect:/rdv/" + service);
    }

    @PostMapping
    String said(
            @PathVariable String service,
            TimesWish.Asked asked,
            VisitForm sent,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var found = given(service);
        if (found.isEmpty()) {
            return "redirect:/rdv/" + service;
        }
        var given = found.get();
        var wish = asked.lenient(given.terms());
        var form = sent.cleaned();
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check("rdv-address", request.getRemoteAddr(), LOOKS_A_MINUTE);
                    check(given, form.address(), model);
                    typed.keep(request, form);
                    return "redirect:" + wish.by(Modality.HOME).address(BookingPages.path(given));
                },
                () -> shown(given, wish, form, model, response));
    }

    private Optional<ServicesGiven.Given> given(String service) {
        return services.find(services.service(service))
                .filter(given -> given.terms().ways().offers(Modality.HOME));
    }

    /** @throws ProblemException 400 when nobody comes there */
    private void check(ServicesGiven.Given given, PostalAddress address, Model model) {
        var answer = suiting.visits(given.sites(), given.service().id(), address);
        if (answer == Sector.Answer.INSIDE) {
            return;
        }
        model.addAttribute("outside", answer != Sector.Answer.NUMBER_MISSING);
        throw switch (answer) {
            case NUMBER_MISSING -> ProblemException.field("street", "appointments", "visit-number-missing");
            case STREET_UNKNOWN ->
                ProblemException.field("street", "appointments", "visit-street-unknown", address.street());
            case INSIDE, NUMBER_OUTSIDE, OUTSIDE ->
                ProblemException.field("street", "appointments", "visit-outside", address.line());
        };
    }

    private static String shown(
            ServicesGiven.Given given, TimesWish wish, VisitForm form, Model model, HttpServletResponse response) {
        var path = BookingPages.path(given);
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("service", given.service());
        model.addAttribute("form", form);
        model.addAttribute("here", wish.by(Modality.HOME).address(path + "/adresse"));
        model.addAttribute("back", wish.by(null).address(path));
        model.addAttribute(
                "others",
                given.terms().ways().inOrder().stream()
                        .filter(other -> other != Modality.HOME)
                        .map(other -> new BookingPages.Mode(
                                other.code(), BookingPages.by(wish, other).address(path)))
                        .toList());
        model.addAttribute("waits", given.sites());
        return "appointments/visit";
    }
}
