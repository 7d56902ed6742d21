package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.PartnerBookings;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Partners;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A time that a partner holds becomes somebody's; when it is gone meanwhile, another one does, and nothing typed is lost. */
@Controller
@RequestMapping("/partenaire/prise/{id}")
@PreAuthorize("hasRole('PARTNER')")
class PartnerHoldController {
    private static final int CONFIRMATIONS_A_MINUTE = 12;

    private final Partners partners;
    private final PartnerBookings bookings;
    private final Availability availability;
    private final AppointmentPapers papers;
    private final FreeTimes times;
    private final AppointmentView view;
    private final Pressed pressed;
    private final RateLimits limits;
    private final Forms forms;

    PartnerHoldController(
            Partners partners,
            PartnerBookings bookings,
            Availability availability,
            AppointmentPapers papers,
            FreeTimes times,
            AppointmentView view,
            Pressed pressed,
            RateLimits limits,
            Forms forms) {
        this.partners = partners;
        this.bookings = bookings;
        this.availability = availability;
        this.papers = papers;
        this.times = times;
        this.view = view;
        this.pressed = pressed;
        this.limits = limits;
        this.forms = forms;
    }

    static String page(UUID id) {
        return "/partenaire/prise/" + id;
    }

    @GetMapping
    String who(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        var held = bookings.find(id);
        model.addAttribute("nonce", Ids.token());
        return view.isOpen(held)
                ? form(held, PersonForm.EMPTY, model, response, locale)
                : "redirect:" + PartnerAppointmentController.page(id);
    }

    @PostMapping
    String confirm(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String nonce,
            @ModelAttribute("form") PersonForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        model.addAttribute("nonce", nonce);
        var held = bookings.find(id);
        if (!view.isOpen(held)) {
            // pressed twice, or given back: its own page says where it stands
            return "redirect:" + PartnerAppointmentController.page(id);
        }
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check(
                            "partner-confirm", Caller.current().orElseThrow().getName(), CONFIRMATIONS_A_MINUTE);
                    var usager = form.usager();
                    var booked = pressed.once(nonce, form, this::isThere, () -> book(held, form, usager));
                    after.addFlashAttribute("done", "booked");
                    return "redirect:" + PartnerAppointmentController.page(booked);
                },
                () -> form(held, form, model, response, locale));
    }

    private boolean isThere(UUID id) {
        return bookings.find(id).state() != Appointment.State.CANCELLED;
    }

    private UUID book(Appointment held, PersonForm form, Appointment.Usager usager) {
        try {
            if (form.start().isEmpty()) {
                return bookings.confirm(held.id(), usager).id();
            }
            var other = bookings.book(
                    new NewAppointment(
                            held.siteId(),
                            held.serviceId(),
                            FreeTimes.start(form.start()),
                            held.people(),
                            held.channel()),
                    usager);
            papers.of(held.id()).ifPresent(list -> papers.attach(other.id(), list));
            return other.id();
        } catch (ProblemException refusal) {
            throw Pressed.at(refusal.key().endsWith(".person-already-booked") ? "lastName" : "start", refusal);
        }
    }

    /** The held time is free again at once. */
    @PostMapping("/rendre")
    String giveBack(@PathVariable UUID id) {
        bookings.giveBack(id);
        return "redirect:/partenaire/nouveau";
    }

    private String form(Appointment held, PersonForm form, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var shown = view.of(held, locale);
        model.addAttribute("partner", partners.current());
        model.addAttribute("held", shown);
        model.addAttribute("form", form);
        model.addAttribute("languages", Language.choices(""));
        if (model.getAttribute("problem") instanceof FormProblem problem
                && problem.field().equals("start")) {
            var wished = form.start().isEmpty() ? held.start().toString() : form.start();
            availability
                    .terms(held.serviceId())
                    .ifPresent(terms -> times.of(
                                    shown.site(),
                                    terms,
                                    held.meeting(),
                                    held.people(),
                                    times.today(shown.site()),
                                    wished,
                                    true,
                                    locale)
                            .fill(model));
        }
        return "appointments-partner/who";
    }
}
