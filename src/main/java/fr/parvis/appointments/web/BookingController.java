package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.Suiting;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An agent books for somebody on the telephone or at the desk: all on one screen. */
@Controller
@RequestMapping("/agent/rendez-vous/nouveau")
class BookingController {
    private final OwnSites sites;
    private final Availability availability;
    private final Bookings bookings;
    private final Appointments appointments;
    private final FreeTimes times;
    private final AgendaChoices choices;
    private final Suiting suiting;
    private final Usagers usagers;
    private final Pressed pressed;
    private final Forms forms;

    BookingController(
            OwnSites sites,
            Availability availability,
            Bookings bookings,
            Appointments appointments,
            FreeTimes times,
            AgendaChoices choices,
            Suiting suiting,
            Usagers usagers,
            Pressed pressed,
            Forms forms) {
        this.sites = sites;
        this.availability = availability;
        this.bookings = bookings;
        this.appointments = appointments;
        this.times = times;
        this.choices = choices;
        this.suiting = suiting;
        this.usagers = usagers;
        this.pressed = pressed;
        this.forms = forms;
    }

    /** @param usager whose sheet fills in what is known of them */
    @GetMapping
    String begin(
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(name = "jour", defaultValue = "") String day,
            @RequestParam(required = false) @Nullable UUID usager,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        model.addAttribute("nonce", Ids.token());
        var place = Forms.line(site);
        if (usager == null) {
            return form(BookingForm.begun(place, day), model, locale, response);
        }
        var known = usagers.usager(usager);
        usagers.opened(known.id());
        return form(BookingForm.begun(place, day, known), model, locale, response);
    }

    /**
     * @param look only the free times are asked for; what was typed stays
     * @param page those from this day on
     */
    @PostMapping
    String book(
            @RequestParam(required = false) @Nullable String nonce,
            @RequestParam(required = false) @Nullable String look,
            @RequestParam(required = false) @Nullable String page,
            @ModelAttribute("form") BookingForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
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
                    var booked = pressed.once(nonce, form, this::isThere, () -> book(form));
                    after.addFlashAttribute("done", "booked");
                    return "redirect:" + AppointmentsController.page(booked);
                },
                () -> form(form, model, locale, response));
    }

    private boolean isThere(UUID id) {
        return appointments.find(id).state() != Appointment.State.CANCELLED;
    }

    private UUID book(BookingForm form) {
        var site = sites.asked(form.site()).orElseThrow();
        var service = service(site, form)
                .orElseThrow(() -> ProblemException.field("service", "appointments", "service-not-here"));
        var terms = availability
                .terms(service.id())
                .orElseThrow(() -> ProblemException.field("service", "appointments", "service-not-here"));
        terms.checkPeople(form.howMany());
        var meeting = form.meeting(terms);
        var start = FreeTimes.start(form.start());
        var usager =
                form.usager(known(form).map(one -> one.preferences().language()).orElse(null));
        try {
            return bookings.book(
                            new NewAppointment(site.id(), service.id(), start, form.howMany(), form.how(), meeting),
                            usager)
                    .id();
        } catch (ProblemException refusal) {
            throw refusal.key().endsWith(".already-booked")
                    ? already(site, refusal)
                    : refusal.field() == null ? Pressed.at("start", refusal) : refusal;
        }
    }

    /** Told to staff, who go on with the one that is there. */
    private ProblemException already(Site site, ProblemException refusal) {
        var facts = Objects.requireNonNull(refusal.getBody().getProperties());
        var there = appointments.find((UUID) Objects.requireNonNull(facts.get("appointment")));
        return new ProblemException(
                HttpStatus.CONFLICT,
                "appointments",
                "booked-already-here",
                "lastName",
                facts,
                Objects.requireNonNull(refusal.getDetailMessageArguments())[0],
                AppointmentWords.moment(there.start(), site, LocaleContextHolder.getLocale()));
    }

    private Optional<Usager> known(BookingForm form) {
        try {
            return form.known().isEmpty() ? Optional.empty() : usagers.find(UUID.fromString(form.known()));
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }

    private Optional<ServiceOffer> service(Site site, BookingForm form) {
        return availability.servicesAt(site).stream()
                .filter(one -> one.slug().equals(form.service()))
                .findFirst();
    }

    private String form(BookingForm form, Model model, Locale locale, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var here = sites.asked(form.site());
        if (here.isEmpty()) {
            return "appointments-staff/none";
        }
        var site = here.get();
        var offered = availability.servicesAt(site);
        model.addAttribute("site", site);
        model.addAttribute(
                "sites",
                sites.all().stream()
                        .map(one -> Choice.of(one.slug(), one.name()))
                        .toList());
        model.addAttribute("form", form);
        model.addAttribute("known", known(form).orElse(null));
        model.addAttribute(
                "services",
                offered.stream().map(one -> Choice.of(one.slug(), one.name())).toList());
        var service = service(site, form).or(() -> offered.stream().findFirst());
        var terms = service.flatMap(one -> availability.terms(one.id()));
        terms.ifPresent(known -> fill(form, site, known, model, locale, response));
        return "appointments-staff/booking";
    }

    private void fill(
            BookingForm form, Site site, ServiceTerms terms, Model model, Locale locale, HttpServletResponse response) {
        model.addAttribute("most", terms.mostPeople());
        var mode = form.mode(terms);
        model.addAttribute("mode", mode.code());
        model.addAttribute(
                "modes",
                choices.modes(List.of(mode.code()), locale).stream()
                        .filter(one -> Modality.of(one.value())
                                .filter(terms.ways()::offers)
                                .isPresent())
                        .toList());
        model.addAttribute("spoken", spoken(site, terms, locale));
        var refused = model.getAttribute("problem") instanceof FormProblem problem
                && problem.field().equals("start")
                && !form.start().isEmpty();
        FreeTimes.Shown.NONE.fill(model);
        try {
            terms.checkPeople(form.howMany());
            var from = times.from(site, form.from());
            model.addAttribute("lasts", terms.visit(form.howMany()).toMinutes());
            meeting(form, terms)
                    .map(meeting -> times.of(site, terms, meeting, form.howMany(), from, form.start(), refused, locale))
                    .ifPresent(shown -> shown.fill(model));
        } catch (ProblemException unread) {
            forms.refuse(unread, model, response, locale);
        }
    }

    /** Empty as long as the address of a visit is not typed. */
    private static Optional<Meeting> meeting(BookingForm form, ServiceTerms terms) {
        try {
            return Optional.of(form.meeting(terms));
        } catch (ProblemException _) {
            return Optional.empty();
        }
    }

    private List<Choice> spoken(Site site, ServiceTerms terms, Locale locale) {
        var spoken = new ArrayList<Choice>();
        spoken.add(Choice.of("", ""));
        suiting.languages(List.of(site), terms.serviceId())
                .forEach(code -> spoken.add(Choice.of(code, TimesPage.languageName(code, locale))));
        return spoken;
    }
}
