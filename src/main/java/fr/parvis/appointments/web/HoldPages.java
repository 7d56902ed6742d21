package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Codes;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.national.PreApplications;
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
import java.util.function.Function;
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

/** A held time becomes somebody's: who, look, confirm. Whatever is over leads to the appointment's own page. */
@Controller
@RequestMapping("/rdv/prise/{token}")
class HoldPages {
    private static final int CONFIRMATIONS_A_MINUTE = 12;
    private static final int CODES_A_MINUTE = 4;

    private final AppointmentPapers papers;
    private final Availability availability;
    private final Directory directory;
    private final TimesPage times;
    private final Holding holding;
    private final WhoTyped typed;
    private final VisitTyped visits;
    private final Codes codes;
    private final PreApplications numbers;
    private final AppointmentView view;
    private final Forms forms;
    private final RateLimits limits;
    private final MessageSource messages;

    HoldPages(
            AppointmentPapers papers,
            Availability availability,
            Directory directory,
            TimesPage times,
            Holding holding,
            WhoTyped typed,
            VisitTyped visits,
            Codes codes,
            PreApplications numbers,
            AppointmentView view,
            Forms forms,
            RateLimits limits,
            MessageSource messages) {
        this.papers = papers;
        this.availability = availability;
        this.directory = directory;
        this.times = times;
        this.holding = holding;
        this.typed = typed;
        this.visits = visits;
        this.codes = codes;
        this.numbers = numbers;
        this.view = view;
        this.forms = forms;
        this.limits = limits;
        this.messages = messages;
    }

    /** @param corriger what was typed is to be changed: says what */
    @GetMapping
    String who(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String corriger,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var form = typed.of(request, token).orElse(WhoForm.EMPTY);
        return whileOpen(
                token,
                response,
                held -> forms.submit(
                        model,
                        response,
                        locale,
                        () -> {
                            if (corriger != null) {
                                form.usager(locale.getLanguage(), held.meeting());
                            }
                            return who(held, form, model, locale);
                        },
                        () -> who(held, form, model, locale)));
    }

    /** What only a button does begins again when it is opened by its address. */
    @GetMapping({"/confirmer", "/autre", "/rendre"})
    String again(@PathVariable String token) {
        return "redirect:/rdv/prise/" + token;
    }

    @GetMapping("/verifier")
    String check(
            @PathVariable String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return whileOpen(
                token,
                response,
                held -> typed.of(request, token)
                        .filter(form -> form.isRight(held.meeting()))
                        .map(form -> {
                            fill(held, form, model, locale);
                            return "appointments/check";
                        })
                        .orElseGet(() -> again(token)));
    }

    @PostMapping("/verifier")
    String typed(@PathVariable String token, WhoForm sent, HttpServletRequest request, HttpServletResponse response) {
        return whileOpen(token, response, held -> check(held, sent.cleaned(), request));
    }

    @PostMapping("/confirmer")
    String confirm(
            @PathVariable String token,
            WhoForm sent,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var form = sent.cleaned();
        return whileOpen(
                token,
                response,
                "?pris",
                held -> forms.submit(
                        model,
                        response,
                        locale,
                        () -> {
                            limits.check("rdv-confirm", request.getRemoteAddr(), CONFIRMATIONS_A_MINUTE);
                            typed.keep(request, token, form);
                            var usager = form.usager(locale.getLanguage(), held.meeting());
                            numbers.keep(held, form.numbers());
                            return codes.isAsked(held) && !typed.isProved(request, Codes.contact(usager))
                                    ? sendCode(held, form, usager, model, request, response, locale)
                                    : confirm(held, form, model, request, response, locale);
                        },
                        () -> who(held, form, model, locale)));
    }

    /** {@link CodePages} goes on, and comes back to confirm. */
    private String sendCode(
            Appointment held,
            WhoForm form,
            Appointment.Usager usager,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        limits.check("rdv-code-sent", request.getRemoteAddr(), CODES_A_MINUTE);
        try {
            codes.send(held, usager);
        } catch (ProblemException refusal) {
            if (!TimesPage.isLost(refusal)) {
                throw refusal;
            }
            return lost(held, form, refusal, chosen(held), model, response, locale);
        }
        return "redirect:/rdv/prise/" + held.token() + "/code";
    }

    private String confirm(
            Appointment held,
            WhoForm form,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return switch (holding.confirm(held, form.usager(locale.getLanguage(), held.meeting()), response)) {
            case Holding.Confirmed.Over _ -> {
                typed.forget(request);
                visits.forget(request);
                yield "redirect:/rdv/mien/" + held.token() + "?pris";
            }
            case Holding.Confirmed.Lost(var refusal) ->
                lost(held, form, refusal, chosen(held), model, response, locale);
            case Holding.Confirmed.Already(var refusal) -> {
                model.addAttribute("problem", FormProblem.of(refusal, messages, locale));
                fill(held, form, model, locale);
                response.setStatus(refusal.getStatusCode().value());
                yield "appointments/already";
            }
        };
    }

    /** Another time instead of one that is gone; what was typed comes along. */
    @PostMapping("/autre")
    String other(
            @PathVariable String token,
            WhoForm sent,
            Holding.Press press,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var form = sent.cleaned();
        return whileOpen(
                token,
                response,
                gone -> forms.submit(
                        model,
                        response,
                        locale,
                        () -> {
                            holding.check(press, request);
                            var chosen = times.chosen(press.choix(), List.of(directory.site(gone.siteId())));
                            var wanted = new NewAppointment(
                                    gone.siteId(),
                                    gone.serviceId(),
                                    chosen.start(),
                                    gone.people(),
                                    gone.channel(),
                                    gone.meeting());
                            return holding.hold(
                                    wanted,
                                    papers.of(gone.id()).orElse(""),
                                    press.nonce(),
                                    request,
                                    response,
                                    held -> check(held, form, request),
                                    refusal -> lost(gone, form, refusal, chosen, model, response, locale));
                        },
                        () -> who(gone, form, model, locale)));
    }

    /** The held time is free again at once. */
    @PostMapping("/rendre")
    String giveBack(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        var held = view.find(token, response);
        holding.giveBack(held, response);
        typed.forget(request);
        return "redirect:"
                + TimesWish.of(held)
                        .address("/rdv/" + directory.service(held.serviceId()).slug());
    }

    private String whileOpen(String token, HttpServletResponse response, Function<Appointment, String> page) {
        return whileOpen(token, response, "", page);
    }

    /** @param news what the appointment's own page says when this one is over, as when a button was pressed twice */
    private String whileOpen(
            String token, HttpServletResponse response, String news, Function<Appointment, String> page) {
        var held = view.find(token, response);
        if (held.channel() == Appointment.Channel.KIOSK && view.isOpen(held)) {
            // held in the hall, confirmed in the hall
            throw new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-appointment");
        }
        return view.isOpen(held) ? page.apply(held) : "redirect:/rdv/mien/" + token + news;
    }

    private String who(Appointment held, WhoForm form, Model model, Locale locale) {
        fill(held, form, model, locale);
        return "appointments/who";
    }

    private String check(Appointment held, WhoForm form, HttpServletRequest request) {
        typed.keep(request, held.token(), form);
        return "redirect:/rdv/prise/" + held.token() + (form.isRight(held.meeting()) ? "/verifier" : "?corriger");
    }

    private String lost(
            Appointment gone,
            WhoForm form,
            ProblemException refusal,
            TimesPage.Chosen wanted,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        times.fillLost(
                model,
                response,
                refusal,
                terms(gone),
                gone.meeting(),
                gone.people(),
                wanted,
                gone.channel().isTheDesk(),
                locale);
        fill(gone, form, model, locale);
        model.addAttribute("nonce", Ids.token());
        return "appointments/lost";
    }

    private ServiceTerms terms(Appointment gone) {
        return availability
                .terms(gone.serviceId())
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.CONFLICT,
                        "appointments",
                        "not-by-appointment",
                        directory.service(gone.serviceId()).name()));
    }

    private TimesPage.Chosen chosen(Appointment held) {
        return new TimesPage.Chosen(directory.site(held.siteId()), held.start());
    }

    private void fill(Appointment held, WhoForm form, Model model, Locale locale) {
        model.addAttribute("held", view.of(held, locale));
        model.addAttribute("form", form);
    }
}
