package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Arrivals;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.ExactMoves;
import fr.parvis.directory.Directory;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Halls;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One appointment as the staff deals with it: arrived, missed, moved, cancelled. */
@Controller
@RequestMapping("/agent/rendez-vous/{id}")
class OneAppointmentController {
    private final OwnSites sites;
    private final Bookings bookings;
    private final Appointments appointments;
    private final Arrivals arrivals;
    private final Availability availability;
    private final Directory directory;
    private final AppointmentLines lines;
    private final FreeTimes times;
    private final WhereTo whereTo;
    private final SitesOfService givers;
    private final ExactMoves exact;
    private final Halls halls;
    private final Forms forms;
    private final MessageSource messages;

    OneAppointmentController(
            OwnSites sites,
            Bookings bookings,
            Appointments appointments,
            Arrivals arrivals,
            Availability availability,
            Directory directory,
            AppointmentLines lines,
            FreeTimes times,
            WhereTo whereTo,
            SitesOfService givers,
            ExactMoves exact,
            Halls halls,
            Forms forms,
            MessageSource messages) {
        this.sites = sites;
        this.bookings = bookings;
        this.appointments = appointments;
        this.arrivals = arrivals;
        this.availability = availability;
        this.directory = directory;
        this.lines = lines;
        this.times = times;
        this.whereTo = whereTo;
        this.givers = givers;
        this.exact = exact;
        this.halls = halls;
        this.forms = forms;
        this.messages = messages;
    }

    /** @param from first day of the times that it could be moved to */
    @GetMapping
    String show(
            @PathVariable UUID id,
            @RequestParam(name = "jour", defaultValue = "") String from,
            WhereTo.Asked where,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        return page(sites.appointment(id), from, where, "", model, locale, response);
    }

    private String page(
            Appointment appointment,
            String from,
            WhereTo.Asked where,
            String wished,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var site = directory.site(appointment.siteId());
        model.addAttribute("site", site);
        model.addAttribute("one", appointment);
        model.addAttribute("line", lines.of(site, List.of(appointment)).getFirst());
        model.addAttribute("when", AppointmentWords.span(appointment.start(), appointment.end(), site, locale));
        model.addAttribute("from", from);
        var usager = appointment.usager();
        model.addAttribute(
                "phone", usager == null || usager.phone() == null ? null : AppointmentWords.phone(usager.phone()));
        var ticket = appointment.ticketId();
        model.addAttribute(
                "ticket", ticket == null ? null : halls.ticket(ticket).number());
        if (appointment.state() == Appointment.State.BOOKED) {
            var refused = model.getAttribute("problem") instanceof FormProblem;
            availability.terms(appointment.serviceId()).ifPresent(terms -> {
                var today = times.today(site);
                var planned = appointment.start().atZone(site.zone()).toLocalDate();
                var first = from.isEmpty() ? (planned.isBefore(today) ? today : planned) : Typed.day("jour", from);
                var there = whereTo.site(appointment, where);
                model.addAttribute("first", first);
                model.addAttribute("where", where);
                model.addAttribute("places", givers.choices(site, appointment.serviceId()));
                model.addAttribute("agendas", whereTo.agendas(appointment, there));
                (where.isUsual()
                                ? times.of(
                                        site,
                                        terms,
                                        appointment.meeting(),
                                        appointment.people(),
                                        first,
                                        wished,
                                        refused,
                                        locale)
                                : whereTo.times(appointment, where, first, today, locale))
                        .fill(model);
            });
        }
        return "appointments-staff/appointment";
    }

    @PostMapping("/arrive")
    String arrive(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String back,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script,
            HttpServletRequest request,
            Locale locale,
            RedirectAttributes after) {
        var arrived = arrivals.checkIn(sites.appointment(id).id());
        return answer(
                arrived, arrived.meeting().isAfar() ? "contacted" : "arrived", back, script, request, locale, after);
    }

    @PostMapping("/absent")
    String missed(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String back,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script,
            HttpServletRequest request,
            Locale locale,
            RedirectAttributes after) {
        var missed = arrivals.noShow(sites.appointment(id).id());
        return answer(missed, "missed", back, script, request, locale, after);
    }

    @PostMapping("/annuler")
    String cancel(@PathVariable UUID id, RedirectAttributes after) {
        bookings.cancel(sites.appointment(id).id(), true);
        after.addFlashAttribute("done", "cancelled");
        return "redirect:" + AppointmentsController.page(id);
    }

    @PostMapping("/deplacer")
    String move(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String start,
            @RequestParam(name = "jour", defaultValue = "") String from,
            WhereTo.Asked where,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var appointment = sites.appointment(id);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    try {
                        move(appointment, FreeTimes.start(start), where);
                    } catch (ProblemException refusal) {
                        throw Pressed.at("start", refusal);
                    }
                    return moved(appointment, after, locale);
                },
                () -> page(appointments.find(id), from, where, start, model, locale, response));
    }

    /** To its page, or to the list of where it was when it is now at a site of others. */
    private String moved(Appointment before, RedirectAttributes after, Locale locale) {
        var now = appointments.find(before.id());
        if (sites.all().stream().anyMatch(site -> site.id().equals(now.siteId()))) {
            after.addFlashAttribute("done", "moved");
            return "redirect:" + AppointmentsController.page(now.id());
        }
        after.addFlashAttribute(
                "doneText", messages.getMessage("appointments.done.moved", new Object[] {now.reference()}, locale));
        return "redirect:" + AppointmentsController.PAGE + "?site="
                + directory.site(before.siteId()).slug();
    }

    private void move(Appointment one, Instant start, WhereTo.Asked where) {
        if (where.isUsual() && !start.equals(one.start())) {
            bookings.move(one.id(), start, true);
        } else {
            var there = whereTo.site(one, where);
            exact.move(
                    one.id(),
                    there.id(),
                    start,
                    whereTo.agenda(one, there, where).orElse(null));
        }
    }

    /** Back to where it was pressed: the desk (its script shows the columns anew), the list of the day, or its own page. */
    private String answer(
            Appointment done,
            String said,
            @Nullable String back,
            @Nullable String script,
            HttpServletRequest request,
            Locale locale,
            RedirectAttributes after) {
        var ticket = done.ticketId();
        var about = ticket == null ? done.reference() : halls.ticket(ticket).number();
        var words = messages.getMessage("appointments.done." + said, new Object[] {about}, locale);
        if (script != null) {
            request.setAttribute("saidText", words);
            return "forward:/agent/poste";
        }
        if ("poste".equals(back)) {
            return "redirect:/agent";
        }
        after.addFlashAttribute("doneText", words);
        if ("jour".equals(back)) {
            var site = directory.site(done.siteId());
            return "redirect:" + AppointmentsController.PAGE + "?site=" + site.slug() + "&jour="
                    + done.start().atZone(site.zone()).toLocalDate();
        }
        return "redirect:" + AppointmentsController.page(done.id());
    }
}
