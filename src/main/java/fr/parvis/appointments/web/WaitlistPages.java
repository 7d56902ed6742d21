package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.demand.NewWish;
import fr.parvis.appointments.demand.Offering;
import fr.parvis.appointments.demand.Wishes;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Into the waiting line without an account: what suits, who it is, done. What suits stands in the address, who it is never does. */
@Controller
@RequestMapping("/rdv/{service}/attente")
class WaitlistPages {
    private static final int JOINS_A_MINUTE = 6;

    private final ServicesGiven services;
    private final Wishes wishes;
    private final Offering offering;
    private final WaitlistView view;
    private final VisitTyped visits;
    private final Idempotency idempotency;
    private final TransactionOperations transactions;
    private final Forms forms;
    private final RateLimits limits;
    private final MessageSource messages;

    WaitlistPages(
            ServicesGiven services,
            Wishes wishes,
            Offering offering,
            WaitlistView view,
            VisitTyped visits,
            Idempotency idempotency,
            TransactionOperations transactions,
            Forms forms,
            RateLimits limits,
            MessageSource messages) {
        this.services = services;
        this.wishes = wishes;
        this.offering = offering;
        this.view = view;
        this.visits = visits;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.forms = forms;
        this.limits = limits;
        this.messages = messages;
    }

    private interface Page {
        String of(ServicesGiven.Given given, TimesWish wish);
    }

    /** How many people it is for, and how they are received, must be known; what is not given by appointment has no line. */
    private String with(String service, TimesWish.Asked asked, HttpServletRequest request, Page page) {
        var given = services.find(services.service(service)).orElse(null);
        if (given == null) {
            return "redirect:/rdv/" + service;
        }
        var asks = asked.lenient(given.terms());
        var wish = asks.modality() == null && given.terms().ways().offers(Modality.ON_SITE)
                ? asks.by(Modality.ON_SITE)
                : asks;
        return wish.people() == 0 || wish.modality() == null || isUnplaced(wish, request)
                ? "redirect:" + wish.address("/rdv/" + service)
                : page.of(given, wish);
    }

    /** A visit whose address is not said, or was said too long ago. */
    private boolean isUnplaced(TimesWish wish, HttpServletRequest request) {
        return wish.modality() == Modality.HOME && visits.of(request).isEmpty();
    }

    @GetMapping
    String days(
            @PathVariable String service,
            TimesWish.Asked asked,
            SuitsForm typed,
            Model model,
            HttpServletRequest request,
            Locale locale) {
        return with(
                service,
                asked,
                request,
                (given, wish) -> days(given, wish, typed.isEmpty() ? SuitsForm.of(wish) : typed, model, locale));
    }

    private String days(ServicesGiven.Given given, TimesWish wish, SuitsForm form, Model model, Locale locale) {
        model.addAttribute("service", given.service());
        model.addAttribute("wish", wish);
        model.addAttribute("back", wish.address("/rdv/" + given.service().slug()));
        view.fillChoices(model, form, given.sites(), locale);
        return "appointments/waitlist-days";
    }

    @GetMapping("/qui")
    String who(
            @PathVariable String service,
            TimesWish.Asked asked,
            SuitsForm suits,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return with(
                service,
                asked,
                request,
                (given, wish) -> forms.submit(
                        model,
                        response,
                        locale,
                        () -> who(given, wish, suits, WhoForm.EMPTY, Ids.token(), model, locale),
                        () -> days(given, wish, suits, model, locale)));
    }

    private String who(
            ServicesGiven.Given given,
            TimesWish wish,
            SuitsForm suits,
            WhoForm form,
            String nonce,
            Model model,
            Locale locale) {
        var sites = suits.among(given.sites());
        model.addAttribute("service", given.service());
        model.addAttribute("wish", wish);
        model.addAttribute("suits", suits);
        model.addAttribute("where", view.names(sites));
        model.addAttribute("words", view.suits(suits.checked(), locale));
        model.addAttribute("standing", view.standing(given.service().id(), sites, locale));
        model.addAttribute("form", form);
        model.addAttribute("nonce", nonce);
        return "appointments/waitlist-who";
    }

    /** All of it at once, for whoever lost a time after having said who they are. */
    @PostMapping
    String join(
            @PathVariable String service,
            TimesWish.Asked asked,
            SuitsForm suits,
            WhoForm typed,
            @RequestParam(required = false) @Nullable String nonce,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var form = typed.cleaned();
        return with(
                service,
                asked,
                request,
                (given, wish) -> forms.submit(
                        model,
                        response,
                        locale,
                        () -> {
                            limits.check("wish-join", request.getRemoteAddr(), JOINS_A_MINUTE);
                            var meeting = wish.meeting(
                                    visits.of(request).map(VisitForm::address).orElse(null));
                            var wanted = new NewWish(
                                    given.service().id(),
                                    suits.among(given.sites()),
                                    suits.checked(),
                                    wish.people(),
                                    Appointment.Channel.ONLINE,
                                    form.usager(locale.getLanguage(), meeting),
                                    wish.list(),
                                    meeting);
                            return join(given, wish, wanted, nonce, model, response, locale);
                        },
                        () -> again(given, wish, suits, form, nonce, model, locale)));
    }

    /** Shown with what was typed; a day that is none is asked for again where it is ticked. */
    private String again(
            ServicesGiven.Given given,
            TimesWish wish,
            SuitsForm suits,
            WhoForm form,
            @Nullable String nonce,
            Model model,
            Locale locale) {
        return model.getAttribute("problem") instanceof FormProblem problem
                        && problem.field().equals("earliest")
                ? days(given, wish, suits, model, locale)
                : who(given, wish, suits, form, Objects.requireNonNullElseGet(nonce, Ids::token), model, locale);
    }

    private String join(
            ServicesGiven.Given given,
            TimesWish wish,
            NewWish wanted,
            @Nullable String nonce,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        try {
            var token = joined(wanted, nonce);
            offering.round();
            return "redirect:/rdv/attente/" + token + "?note";
        } catch (ProblemException refusal) {
            if (refusal.getStatusCode() != HttpStatus.CONFLICT) {
                throw refusal;
            }
            var waits = refusal.key().endsWith(".already-waiting");
            if (waits) {
                wishes.sendLinkAgain(wanted.serviceId(), wanted.usager());
            }
            model.addAttribute("problem", FormProblem.of(refusal, messages, locale));
            model.addAttribute("waits", waits);
            model.addAttribute("service", given.service());
            model.addAttribute("wish", wish);
            response.setStatus(refusal.getStatusCode().value());
            return "appointments/waitlist-already";
        }
    }

    /** The same form with the same words twice is one place. */
    private String joined(NewWish wanted, @Nullable String nonce) {
        var key = nonce == null || !nonce.matches("[\\w-]{24}") ? null : nonce + Sha256.of(wanted.toString());
        return Objects.requireNonNull(Objects.requireNonNull(transactions.execute(_ -> idempotency.once(
                        "wish",
                        key,
                        "",
                        () -> ResponseEntity.ok(wishes.join(wanted).token()))))
                .getBody());
    }
}
