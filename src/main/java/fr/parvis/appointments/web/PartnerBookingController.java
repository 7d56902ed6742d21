package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.PartnerBookings;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Partners;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Somebody of a partner looks for a time: what, where, when; the one that is chosen is held. */
@Controller
@RequestMapping("/partenaire/nouveau")
@PreAuthorize("hasRole('PARTNER')")
class PartnerBookingController {
    private static final int HOLDS_A_MINUTE = 12;

    /** One service that the partner may book, at one of the sites where it may. */
    private record Here(ServicesGiven.Given given, Site site) {}

    private final Partners partners;
    private final PartnerBookings bookings;
    private final ServicesGiven services;
    private final AppointmentPapers papers;
    private final Directory directory;
    private final FreeTimes times;
    private final Pressed pressed;
    private final RateLimits limits;
    private final Forms forms;

    PartnerBookingController(
            Partners partners,
            PartnerBookings bookings,
            ServicesGiven services,
            AppointmentPapers papers,
            Directory directory,
            FreeTimes times,
            Pressed pressed,
            RateLimits limits,
            Forms forms) {
        this.partners = partners;
        this.bookings = bookings;
        this.services = services;
        this.papers = papers;
        this.directory = directory;
        this.times = times;
        this.pressed = pressed;
        this.limits = limits;
        this.forms = forms;
    }

    @GetMapping
    String begin(
            @RequestParam(defaultValue = "") String prestation,
            @RequestParam(defaultValue = "") String lieu,
            @RequestParam(defaultValue = "1") String personnes,
            @RequestParam(defaultValue = "") String liste,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        model.addAttribute("nonce", Ids.token());
        return form(new PartnerWish(prestation, lieu, personnes, "", "", liste), model, locale, response);
    }

    /**
     * @param look only the free times are asked for
     * @param page those from this day on
     */
    @PostMapping
    String hold(
            @RequestParam(required = false) @Nullable String nonce,
            @RequestParam(required = false) @Nullable String look,
            @RequestParam(required = false) @Nullable String page,
            @ModelAttribute("form") PartnerWish form,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        model.addAttribute("nonce", nonce);
        if (page != null) {
            return form(form.on(page), model, locale, response);
        }
        if (look != null) {
            return form(form, model, locale, response);
        }
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check("partner-hold", Caller.current().orElseThrow().getName(), HOLDS_A_MINUTE);
                    var held = pressed.once(nonce, form, this::isHeld, () -> hold(form));
                    bookings.holdOnly(held);
                    return "redirect:" + PartnerHoldController.page(held);
                },
                () -> form(form, model, locale, response));
    }

    private boolean isHeld(UUID id) {
        return bookings.find(id).state() == Appointment.State.HELD;
    }

    private UUID hold(PartnerWish form) {
        var here = here(form)
                .filter(one -> one.given().service().slug().equals(form.service())
                        && one.site().slug().equals(form.site()))
                .orElseThrow(() -> ProblemException.field("service", "appointments", "partner-not-yours"));
        here.given().terms().checkPeople(form.howMany());
        var start = FreeTimes.start(form.start());
        try {
            var held = bookings.hold(new NewAppointment(
                    here.site().id(), here.given().service().id(), start, form.howMany(), Appointment.Channel.PARTNER));
            papers.attach(held.id(), form.liste());
            return held.id();
        } catch (ProblemException refusal) {
            throw Pressed.at("start", refusal);
        }
    }

    /** Those for which the person comes: a partner knows neither their home nor when they can be called. */
    private List<ServicesGiven.Given> given() {
        var partner = partners.current();
        return services
                .at(directory.sites().stream()
                        .filter(site -> partner.sites().contains(site.id()))
                        .toList())
                .stream()
                .filter(one -> partner.services().contains(one.service().id())
                        && one.terms().ways().offers(Modality.ON_SITE))
                .toList();
    }

    /** The one that is asked for, otherwise the first; empty when there is none at all. */
    private java.util.Optional<Here> here(PartnerWish form) {
        var all = given();
        return all.stream()
                .filter(one -> one.service().slug().equals(form.service()))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(one -> new Here(
                        one,
                        one.sites().stream()
                                .filter(site -> site.slug().equals(form.site()))
                                .findFirst()
                                .orElse(one.sites().getFirst())));
    }

    private String form(PartnerWish form, Model model, Locale locale, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("partner", partners.current());
        model.addAttribute("form", form);
        var found = here(form);
        model.addAttribute("here", found.isPresent());
        if (found.isEmpty()) {
            return "appointments-partner/new";
        }
        var given = found.get().given();
        var site = found.get().site();
        model.addAttribute("service", given.service());
        model.addAttribute("site", site);
        model.addAttribute(
                "services",
                given().stream()
                        .map(one ->
                                Choice.of(one.service().slug(), one.service().name()))
                        .toList());
        model.addAttribute(
                "sites",
                given.sites().stream()
                        .map(one -> Choice.of(one.slug(), one.name()))
                        .toList());
        var refused = model.getAttribute("problem") instanceof FormProblem problem
                && problem.field().equals("start")
                && !form.start().isEmpty();
        try {
            given.terms().checkPeople(form.howMany());
            model.addAttribute("lasts", given.terms().visit(form.howMany()).toMinutes());
            times.of(
                            site,
                            given.terms(),
                            Meeting.ON_SITE,
                            form.howMany(),
                            times.from(site, form.from()),
                            form.start(),
                            refused,
                            locale)
                    .fill(model);
        } catch (ProblemException unread) {
            FreeTimes.Shown.NONE.fill(model);
            forms.refuse(unread, model, response, locale);
        }
        return "appointments-partner/new";
    }
}
