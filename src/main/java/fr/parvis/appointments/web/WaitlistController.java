package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.demand.NewWish;
import fr.parvis.appointments.demand.Offering;
import fr.parvis.appointments.demand.Wishes;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The waiting lines of the agent's sites: who waits, whom to ring, and those whom an agent adds at the desk or on the telephone. */
@Controller
class WaitlistController {
    static final String PAGE = "/agent/rendez-vous/attente";

    private final OwnSites own;
    private final Availability availability;
    private final Wishes wishes;
    private final Offering offering;
    private final WaitlistLines lines;
    private final WaitlistView view;
    private final Pressed pressed;
    private final Forms forms;

    WaitlistController(
            OwnSites own,
            Availability availability,
            Wishes wishes,
            Offering offering,
            WaitlistLines lines,
            WaitlistView view,
            Pressed pressed,
            Forms forms) {
        this.own = own;
        this.availability = availability;
        this.wishes = wishes;
        this.offering = offering;
        this.lines = lines;
        this.view = view;
        this.pressed = pressed;
        this.forms = forms;
    }

    @GetMapping(PAGE)
    String show(
            @RequestParam(required = false) @Nullable String site,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var here = own.asked(site);
        if (here.isEmpty()) {
            return "appointments-staff/none";
        }
        model.addAttribute("site", here.get());
        model.addAttribute("sites", own.all());
        model.addAttribute("lines", lines.at(here.get(), locale));
        return "appointments-staff/waitlist";
    }

    @GetMapping(PAGE + "/nouvelle")
    String begin(
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(defaultValue = "") String service,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        model.addAttribute("nonce", Ids.token());
        var form = new WishForm(site == null ? "" : site, service, "1", "", "", "", "", "fr", "phone");
        return form(form, SuitsForm.EMPTY, model, response, locale);
    }

    @PostMapping(PAGE + "/nouvelle")
    String join(
            @RequestParam(required = false) @Nullable String nonce,
            @ModelAttribute("form") WishForm form,
            @ModelAttribute("suits") SuitsForm suits,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        model.addAttribute("nonce", nonce);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var id = pressed.once(
                            nonce, List.of(form, suits), one -> wishes.find(one).isOpen(), () -> join(form, suits));
                    offering.round();
                    after.addFlashAttribute("joined", true);
                    return "redirect:" + page(id);
                },
                () -> form(form, suits, model, response, locale));
    }

    private UUID join(WishForm form, SuitsForm suits) {
        var service =
                service(form).orElseThrow(() -> ProblemException.field("service", "appointments", "service-not-here"));
        var wanted = new NewWish(
                service.id(),
                suits.among(giving(service)),
                suits.checked(),
                form.howMany(),
                form.how(),
                form.usager(),
                "",
                availability
                        .terms(service.id())
                        .map(terms -> terms.ways().usual())
                        .orElse(Meeting.ON_SITE),
                false);
        try {
            return wishes.join(wanted).id();
        } catch (ProblemException refusal) {
            throw Pressed.at("lastName", refusal);
        }
    }

    private Optional<ServiceOffer> service(WishForm form) {
        return offered().stream()
                .filter(service -> service.slug().equals(form.service()))
                .findFirst();
    }

    private List<ServiceOffer> offered() {
        return own.all().stream()
                .flatMap(site -> availability.servicesAt(site).stream())
                .distinct()
                .toList();
    }

    private List<Site> giving(ServiceOffer service) {
        return own.all().stream()
                .filter(site -> availability.servicesAt(site).contains(service))
                .toList();
    }

    private String form(WishForm form, SuitsForm suits, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var here = own.asked(form.site());
        if (here.isEmpty()) {
            return "appointments-staff/none";
        }
        model.addAttribute("site", here.get());
        model.addAttribute("form", form);
        model.addAttribute(
                "services",
                offered().stream().map(one -> Choice.of(one.slug(), one.name())).toList());
        model.addAttribute("languages", Language.choices(""));
        view.fillChoices(model, suits, own.all(), locale);
        return "appointments-staff/waitlist-new";
    }

    /** An agent adds somebody who has an appointment, for an earlier one. */
    @PostMapping("/agent/rendez-vous/{id}/plus-tot")
    String earlier(@PathVariable UUID id, RedirectAttributes after) {
        var mine = own.appointment(id);
        var wish = wishes.joinForEarlier(mine.id(), Appointment.Channel.DESK);
        offering.round();
        after.addFlashAttribute("joined", true);
        return "redirect:" + page(wish.id());
    }

    static String page(UUID id) {
        return PAGE + "/" + id;
    }
}
