package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.directory.Directory;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** At the kiosk, a held time becomes somebody's: confirm, or take another one when it is gone; then write it down. */
@Controller
@RequestMapping("/borne/{slug}/rdv/pour/{token}")
class KioskConfirming {
    private static final int BOOKED_SECONDS = 90;

    private final KioskScreen screen;
    private final KioskHeld kiosk;
    private final AppointmentPapers papers;
    private final Availability availability;
    private final Directory directory;
    private final TimesPage times;
    private final Holding holding;
    private final AppointmentView view;
    private final Forms forms;
    private final RateLimits limits;
    private final MessageSource messages;

    KioskConfirming(
            KioskScreen screen,
            KioskHeld kiosk,
            AppointmentPapers papers,
            Availability availability,
            Directory directory,
            TimesPage times,
            Holding holding,
            AppointmentView view,
            Forms forms,
            RateLimits limits,
            MessageSource messages) {
        this.screen = screen;
        this.kiosk = kiosk;
        this.papers = papers;
        this.availability = availability;
        this.directory = directory;
        this.times = times;
        this.holding = holding;
        this.view = view;
        this.forms = forms;
        this.limits = limits;
        this.messages = messages;
    }

    @PostMapping("/confirmer")
    String confirm(
            @PathVariable String slug,
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String retour,
            KioskWho said,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return kiosk.whileOpen(
                token,
                kiosk.way(slug, retour, model, request, response, locale),
                (held, way) -> forms.submit(
                        model,
                        response,
                        locale,
                        () -> {
                            limits.check("kiosk-rdv", request.getRemoteAddr(), KioskBooking.PRESSES_A_MINUTE);
                            return confirm(held, said, way);
                        },
                        () -> model.getAttribute("problem") instanceof FormProblem problem
                                        && problem.field().isEmpty()
                                ? kiosk.check(held, said, way)
                                : kiosk.asked(held, said, said.firstWrong(way.ours()), way)));
    }

    private String confirm(Appointment held, KioskWho who, KioskHeld.Way way) {
        return switch (holding.confirm(held, who.usager(way.locale(), way.ours()), way.response())) {
            case Holding.Confirmed.Over _ -> "redirect:" + KioskHeld.booked(way.site(), held);
            case Holding.Confirmed.Lost(var refusal) ->
                lost(held, who, refusal, new TimesPage.Chosen(way.site(), held.start()), way);
            case Holding.Confirmed.Already(var refusal) -> {
                way.model().addAttribute("problem", FormProblem.of(refusal, messages, way.locale()));
                way.response().setStatus(refusal.getStatusCode().value());
                yield kiosk.shown(held, who, way, "appointments-staff/kiosk-already");
            }
        };
    }

    /** Another time instead of one that is gone; what was written comes along. */
    @PostMapping("/autre")
    String other(
            @PathVariable String slug,
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String retour,
            KioskWho said,
            Holding.Press press,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return kiosk.whileOpen(
                token,
                kiosk.way(slug, retour, model, request, response, locale),
                (gone, way) -> forms.submit(
                        model,
                        response,
                        locale,
                        () -> {
                            limits.check("kiosk-rdv", request.getRemoteAddr(), KioskBooking.PRESSES_A_MINUTE);
                            var chosen = times.chosen(press.choix(), List.of(way.site()));
                            return holding.hold(
                                    new NewAppointment(
                                            gone.siteId(),
                                            gone.serviceId(),
                                            chosen.start(),
                                            gone.people(),
                                            gone.channel(),
                                            gone.meeting()),
                                    papers.of(gone.id()).orElse(""),
                                    press.nonce(),
                                    request,
                                    response,
                                    held -> kiosk.check(held, said, way),
                                    refusal -> lost(gone, said, refusal, chosen, way));
                        },
                        () -> kiosk.check(gone, said, way)));
    }

    /** Nothing personal: whoever comes after may still see it. */
    @GetMapping("/pris")
    String booked(
            @PathVariable String slug,
            @PathVariable String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var site = screen.site(slug);
        var mine = kiosk.find(token, site, screen.isOurs(site, request), response);
        if (mine.state() != Appointment.State.BOOKED) {
            return "redirect:/borne/" + site.slug();
        }
        screen.shown(site, model, response, BOOKED_SECONDS);
        model.addAttribute("mine", view.of(mine, locale));
        model.addAttribute("papers", papers.of(mine.id()).isPresent());
        model.addAttribute("seconds", BOOKED_SECONDS);
        return "appointments-staff/kiosk-booked";
    }

    private String lost(
            Appointment gone, KioskWho who, ProblemException refusal, TimesPage.Chosen wanted, KioskHeld.Way way) {
        var terms = availability
                .terms(gone.serviceId())
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.CONFLICT,
                        "appointments",
                        "not-by-appointment",
                        directory.service(gone.serviceId()).shownName()));
        times.fillLost(
                way.model(),
                way.response(),
                refusal,
                terms,
                gone.meeting(),
                gone.people(),
                wanted,
                way.ours(),
                way.locale());
        way.model().addAttribute("nonce", Ids.token());
        way.model().addAttribute("all", kiosk.times(gone, way.site(), way.back()));
        return kiosk.shown(gone, who, way, "appointments-staff/kiosk-lost");
    }
}
