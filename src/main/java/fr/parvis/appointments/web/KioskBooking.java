package fr.parvis.appointments.web;

import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * At the kiosk, for whoever has no telephone to book with: the next free times here, the kept ones too. In any other browser these
 * are the times that everybody is offered online, under the same conditions.
 */
@Controller
@RequestMapping("/borne/{slug}/rdv/prendre/{service}")
class KioskBooking {
    private static final int SECONDS = 120;
    static final int PRESSES_A_MINUTE = 20;

    /**
     * @param ours whoever asks stands at a kiosk of the site
     * @param path of the page, without what is asked of it
     */
    private record Offer(Site site, ServiceOffer service, ServiceTerms terms, boolean ours, String back, String path) {}

    private final KioskScreen screen;
    private final KioskHeld kiosk;
    private final Directory directory;
    private final Availability availability;
    private final TimesPage times;
    private final Holding holding;
    private final Forms forms;
    private final RateLimits limits;

    KioskBooking(
            KioskScreen screen,
            KioskHeld kiosk,
            Directory directory,
            Availability availability,
            TimesPage times,
            Holding holding,
            Forms forms,
            RateLimits limits) {
        this.screen = screen;
        this.kiosk = kiosk;
        this.directory = directory;
        this.availability = availability;
        this.times = times;
        this.holding = holding;
        this.forms = forms;
        this.limits = limits;
    }

    /** @param retour where the person comes from, and goes back to */
    @GetMapping
    String times(
            @PathVariable String slug,
            @PathVariable String service,
            @RequestParam(required = false) @Nullable String retour,
            TimesWish.Asked asked,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var offer = offer(slug, service, retour, request);
        return shown(offer, wish(offer, asked), model, response, locale);
    }

    @PostMapping
    String take(
            @PathVariable String slug,
            @PathVariable String service,
            @RequestParam(required = false) @Nullable String retour,
            TimesWish.Asked asked,
            Holding.Press press,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var offer = offer(slug, service, retour, request);
        var wish = wish(offer, asked);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check("kiosk-rdv", request.getRemoteAddr(), PRESSES_A_MINUTE);
                    press.refuseMachines();
                    var chosen = times.chosen(press.choix(), List.of(offer.site));
                    return holding.hold(
                            new NewAppointment(
                                    offer.site.id(),
                                    offer.service.id(),
                                    chosen.start(),
                                    wish.people(),
                                    KioskHeld.channel(offer.ours)),
                            wish.list(),
                            press.nonce(),
                            request,
                            response,
                            held -> "redirect:" + KioskHeld.page(offer.site, held, offer.back),
                            refusal -> {
                                times.fillLost(
                                        model,
                                        response,
                                        refusal,
                                        offer.terms,
                                        Meeting.ON_SITE,
                                        wish.people(),
                                        chosen,
                                        offer.ours,
                                        locale);
                                return shown(offer, wish, model, response, locale);
                            });
                },
                () -> shown(offer, wish, model, response, locale));
    }

    /** One person, as long as nothing else is said. */
    private static TimesWish wish(Offer offer, TimesWish.Asked asked) {
        var wish = asked.lenient(offer.terms);
        return TimesWish.at(offer.site.slug(), wish.list())
                .withPeople(Math.max(1, wish.people()))
                .from(wish.from())
                .by(Modality.ON_SITE);
    }

    private Offer offer(String slug, String service, @Nullable String retour, HttpServletRequest request) {
        var site = screen.site(slug);
        var offered = directory
                .findServiceAt(site.id(), service)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND, "appointments", "unknown-service", service, site.name()));
        var terms = availability
                .terms(offered.id())
                .filter(known -> known.ways().offers(Modality.ON_SITE)
                        && availability.servicesAt(site).contains(offered))
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.CONFLICT, "appointments", "not-by-appointment", offered.shownName()));
        var ours = screen.isOurs(site, request);
        kiosk.refuseCodes(!ours && terms.byCode(), offered.id());
        return new Offer(
                site,
                offered,
                terms,
                ours,
                KioskScreen.back(site, retour),
                "/borne/" + site.slug() + "/rdv/prendre/" + offered.slug());
    }

    private String shown(Offer offer, TimesWish wish, Model model, HttpServletResponse response, Locale locale) {
        screen.shown(offer.site, model, response, SECONDS);
        times.fill(model, offer.terms, List.of(offer.site), wish, Meeting.ON_SITE, offer.path, offer.ours, locale);
        model.addAttribute("service", offer.service);
        model.addAttribute("back", offer.back);
        model.addAttribute("ours", offer.ours);
        model.addAttribute("most", offer.terms.mostPeople());
        model.addAttribute("numbers", BookingPages.People.upTo(offer.terms.mostPeople(), wish, offer.path));
        return "appointments-staff/kiosk-times";
    }
}
