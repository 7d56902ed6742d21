package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.demand.Offer;
import fr.parvis.appointments.demand.Offering;
import fr.parvis.appointments.demand.Offers;
import fr.parvis.appointments.demand.Wish;
import fr.parvis.appointments.demand.Wishes;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One place in the line as the staff deals with it: everything that the person can do by link, and its removal with a reason. */
@Controller
@RequestMapping("/agent/rendez-vous/attente/{id}")
class OneWishController {
    /** @param answered by whoever looks: at one of their sites, and open */
    record Line(Offer one, String when, String until, boolean answered) {}

    private final OwnSites own;
    private final Wishes wishes;
    private final Offers offers;
    private final Offering offering;
    private final WaitlistView view;
    private final Directory directory;
    private final Forms forms;

    OneWishController(
            OwnSites own,
            Wishes wishes,
            Offers offers,
            Offering offering,
            WaitlistView view,
            Directory directory,
            Forms forms) {
        this.own = own;
        this.wishes = wishes;
        this.offers = offers;
        this.offering = offering;
        this.view = view;
        this.directory = directory;
        this.forms = forms;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        var wish = own(id);
        return page(wish, view.form(wish, directory.allSites()), model, response, locale);
    }

    /** @throws ProblemException 404, 403 when it is for none of the agent's sites */
    private Wish own(UUID id) {
        var wish = wishes.find(id);
        if (own.all().stream().noneMatch(site -> wish.sites().contains(site.id()))) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "appointments", "site-not-yours");
        }
        return wish;
    }

    private String page(Wish wish, SuitsForm suits, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var usager = wish.usager();
        model.addAttribute("mine", view.of(wish, locale));
        model.addAttribute(
                "site",
                own.all().stream()
                        .filter(site -> wish.sites().contains(site.id()))
                        .findFirst()
                        .orElseThrow());
        model.addAttribute(
                "phone", usager == null || usager.phone() == null ? "" : AppointmentWords.phone(usager.phone()));
        model.addAttribute("reach", view.reach(wish));
        model.addAttribute(
                "instead",
                wish.isOpen()
                        ? view.instead(
                                        wish.serviceId(),
                                        wish.sites(),
                                        wish.suits(),
                                        wish.meeting(),
                                        wish.people(),
                                        locale)
                                .orElse("")
                        : "");
        model.addAttribute("standing", wish.isOpen() ? view.standing(wish, locale) : null);
        model.addAttribute(
                "offers",
                offers.of(wish).stream().map(offer -> line(offer, locale)).toList());
        model.addAttribute(
                "reasons",
                Arrays.stream(Wish.Reason.values())
                        .map(reason -> Choice.of(reason.code(), view.text("waitlist.reason." + reason.code(), locale)))
                        .toList());
        model.addAttribute("booked", view.taken(wish));
        view.fillChoices(model, suits, choosable(wish), locale);
        return "appointments-staff/waitlist-one";
    }

    /** The agent's own: what the person wants elsewhere is for those there, or for the person. */
    private List<Site> choosable(Wish wish) {
        return view.choosable(wish).stream()
                .filter(site -> own.isOwn(site.id()))
                .toList();
    }

    private Line line(Offer offer, Locale locale) {
        var site = directory.site(offer.siteId());
        return new Line(
                offer,
                AppointmentWords.moment(offer.start(), site, locale) + " · " + site.name(),
                AppointmentWords.moment(offer.until(), site, locale),
                offer.isOpen() && own.isOwn(site.id()));
    }

    /** The person has said yes on the telephone or at the desk. */
    @PostMapping("/prendre")
    String take(@PathVariable UUID id, @RequestParam UUID offer, RedirectAttributes after) {
        var mine = offers.take(of(own(id), offer));
        after.addFlashAttribute("taken", mine.reference());
        return "redirect:" + AppointmentsController.page(mine.id());
    }

    /** The person was rung, and takes a time that is free for everybody. */
    @PostMapping("/donner")
    String give(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String lieu,
            @RequestParam(defaultValue = "") String start,
            RedirectAttributes after) {
        var wish = own(id);
        var site = own.all().stream()
                .filter(one -> one.slug().equals(lieu) && wish.sites().contains(one.id()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.FORBIDDEN, "appointments", "site-not-yours"));
        var mine = offers.give(wish.id(), site.id(), FreeTimes.start(start));
        after.addFlashAttribute("taken", mine.reference());
        return "redirect:" + AppointmentsController.page(mine.id());
    }

    @PostMapping("/passer")
    String pass(@PathVariable UUID id, @RequestParam UUID offer, RedirectAttributes after) {
        offers.decline(of(own(id), offer));
        return done(id, "passed", after);
    }

    /** @throws ProblemException 404, 403 when it is at another site */
    private UUID of(Wish wish, UUID offer) {
        var asked = offers.of(wish).stream()
                .filter(one -> one.id().equals(offer))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-wish"));
        own.own(asked.siteId());
        return asked.id();
    }

    @PostMapping("/jours")
    String change(
            @PathVariable UUID id,
            SuitsForm suits,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var wish = own(id);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    wishes.change(id, wanted(wish, suits), suits.checked());
                    return done(id, "changed", after);
                },
                () -> page(wish, suits, model, response, locale));
    }

    /** What is ticked here, and what the person wants elsewhere as before. */
    private Set<UUID> wanted(Wish wish, SuitsForm suits) {
        var elsewhere = wish.sites().stream().filter(site -> !own.isOwn(site));
        return Stream.concat(suits.among(choosable(wish)).stream(), elsewhere).collect(Collectors.toSet());
    }

    @PostMapping("/reprendre")
    String wake(@PathVariable UUID id, RedirectAttributes after) {
        wishes.wake(own(id).id());
        return done(id, "woken", after);
    }

    @PostMapping("/retirer")
    String remove(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var wish = own(id);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    wishes.remove(id, reason(reason));
                    return done(id, "removed", after);
                },
                () -> page(wish, view.form(wish, directory.allSites()), model, response, locale));
    }

    private static Wish.Reason reason(String code) {
        return Arrays.stream(Wish.Reason.values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("reason", "appointments", "reason-missing"));
    }

    private String done(UUID id, String what, RedirectAttributes after) {
        offering.round();
        after.addFlashAttribute("done", what);
        return "redirect:" + WaitlistController.page(id);
    }
}
