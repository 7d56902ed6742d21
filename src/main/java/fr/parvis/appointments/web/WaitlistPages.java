package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.demand.LineLook;
import fr.parvis.appointments.demand.NewWish;
import fr.parvis.appointments.demand.Reach;
import fr.parvis.appointments.demand.Wishes;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Into the waiting line without an account: what suits, who it is, done. What suits stands in the address, who it is never does. */
@Controller
@RequestMapping("/rdv/{service}/attente")
class WaitlistPages {
    private static final int SHOWN_FREE = 3;
    private static final Set<String> SUITS = Set.of("days", "parts", "earliest");

    private final ServicesGiven services;
    private final Wishes wishes;
    private final LineLook look;
    private final WaitlistView view;
    private final VisitTyped visits;
    private final Idempotency idempotency;
    private final TransactionOperations transactions;
    private final Forms forms;
    private final HoldLimits limits;

    WaitlistPages(
            ServicesGiven services,
            Wishes wishes,
            LineLook look,
            WaitlistView view,
            VisitTyped visits,
            Idempotency idempotency,
            TransactionOperations transactions,
            Forms forms,
            HoldLimits limits) {
        this.services = services;
        this.wishes = wishes;
        this.look = look;
        this.view = view;
        this.visits = visits;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.forms = forms;
        this.limits = limits;
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
                        () -> who(
                                given, wish, meeting(wish, request), suits, WhoForm.EMPTY, Ids.token(), model, locale),
                        () -> days(given, wish, suits, model, locale)));
    }

    private String who(
            ServicesGiven.Given given,
            TimesWish wish,
            Meeting meeting,
            SuitsForm suits,
            WhoForm form,
            String nonce,
            Model model,
            Locale locale) {
        var sites = suits.among(given.sites());
        var checked = view.possible(suits, given.service().id(), sites, meeting, wish.people(), locale);
        model.addAttribute(
                "free",
                view.free(look.free(given.service().id(), sites, checked, meeting, wish.people(), SHOWN_FREE), locale));
        model.addAttribute("beyond", view.beyond(given.service().id(), checked, locale));
        model.addAttribute("service", given.service());
        model.addAttribute("wish", wish);
        model.addAttribute("suits", suits);
        model.addAttribute("where", view.names(sites));
        model.addAttribute("words", view.suits(checked, locale));
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
            RedirectAttributes after,
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
                            var meeting = meeting(wish, request);
                            var wanted = wanted(given, wish, suits, form, meeting, locale);
                            limits.checkJoin(request);
                            ask(wanted, nonce);
                            tell(wanted.usager(), after);
                            return "redirect:/rdv/" + service + "/attente/fait";
                        },
                        () -> again(given, wish, meeting(wish, request), suits, form, nonce, model, locale)));
    }

    /** Shown with what was typed; a day that is none is asked for again where it is ticked. */
    private String again(
            ServicesGiven.Given given,
            TimesWish wish,
            Meeting meeting,
            SuitsForm suits,
            WhoForm form,
            @Nullable String nonce,
            Model model,
            Locale locale) {
        return model.getAttribute("problem") instanceof FormProblem problem && SUITS.contains(problem.field())
                ? days(given, wish, suits, model, locale)
                : who(
                        given,
                        wish,
                        meeting,
                        suits,
                        form,
                        Objects.requireNonNullElseGet(nonce, Ids::token),
                        model,
                        locale);
    }

    private Meeting meeting(TimesWish wish, HttpServletRequest request) {
        return wish.meeting(visits.of(request).map(VisitForm::address).orElse(null));
    }

    private NewWish wanted(
            ServicesGiven.Given given, TimesWish wish, SuitsForm form, WhoForm who, Meeting meeting, Locale locale) {
        var service = given.service().id();
        var sites = form.among(given.sites());
        var suits = view.possible(form, service, sites, meeting, wish.people(), locale);
        var usager = who.usager(locale.getLanguage(), meeting);
        view.checkReach(usager);
        return new NewWish(
                service,
                sites,
                suits,
                wish.people(),
                Appointment.Channel.ONLINE,
                usager,
                wish.list(),
                meeting,
                !look.free(service, sites, suits, meeting, wish.people(), 1).isEmpty());
    }

    /** The same form with the same words twice is one place. */
    private void ask(NewWish wanted, @Nullable String nonce) {
        var key = nonce == null || !nonce.matches("[\\w-]{24}")
                ? null
                : nonce + Sha256.of(wanted.usager() + " " + wanted.sites() + " " + wanted.suits());
        transactions.executeWithoutResult(_ -> idempotency.once("wish", key, "", () -> {
            wishes.ask(wanted);
            return ResponseEntity.ok("");
        }));
    }

    /** What was typed alone, whatever came of it. */
    private void tell(Appointment.Usager usager, RedirectAttributes after) {
        var reach = look.reach(usager);
        after.addFlashAttribute("reach", reach.code());
        after.addFlashAttribute(
                "contact", Objects.requireNonNull(reach == Reach.EMAIL ? usager.email() : usager.phone()));
    }

    /** The same for everybody: who waits or is booked already reads it in the message. */
    @GetMapping("/fait")
    String asked(@PathVariable String service, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("service", services.service(service));
        return "appointments/waitlist-asked";
    }
}
