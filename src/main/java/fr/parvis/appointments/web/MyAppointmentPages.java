package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.CalendarFile;
import fr.parvis.directory.Directory;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Ticket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Somebody's own appointment; whoever holds its link is that person. */
@Controller
@RequestMapping("/rdv/mien/{token}")
class MyAppointmentPages {
    private static final int ACTS_A_MINUTE = 12;

    private final Bookings bookings;
    private final Availability availability;
    private final Directory directory;
    private final Halls halls;
    private final TimesPage times;
    private final AppointmentView view;
    private final CalendarFile calendar;
    private final PublicAddress addresses;
    private final Forms forms;
    private final RateLimits limits;

    MyAppointmentPages(
            Bookings bookings,
            Availability availability,
            Directory directory,
            Halls halls,
            TimesPage times,
            AppointmentView view,
            CalendarFile calendar,
            PublicAddress addresses,
            Forms forms,
            RateLimits limits) {
        this.bookings = bookings;
        this.availability = availability;
        this.directory = directory;
        this.halls = halls;
        this.times = times;
        this.view = view;
        this.calendar = calendar;
        this.addresses = addresses;
        this.forms = forms;
        this.limits = limits;
    }

    @GetMapping
    String page(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String pris,
            @RequestParam(required = false) @Nullable String deplace,
            @RequestParam(required = false) @Nullable String vient,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var mine = view.find(token, response);
        if (mine.state() == Appointment.State.HELD && view.isToCome(mine)) {
            return "redirect:/rdv/prise/" + token;
        }
        var booked = mine.state() == Appointment.State.BOOKED;
        model.addAttribute("mine", view.of(mine, locale));
        model.addAttribute(
                "state", (mine.state() == Appointment.State.HELD ? Appointment.State.EXPIRED : mine.state()).code());
        model.addAttribute("open", isOpen(mine));
        model.addAttribute("fresh", booked ? fresh(pris, deplace, vient) : "");
        model.addAttribute("confirmed", booked && view.isConfirmed(mine));
        model.addAttribute("mayArrive", view.mayArrive(mine));
        model.addAttribute("ticket", ticket(mine));
        return "appointments/mine";
    }

    private static String fresh(@Nullable String booked, @Nullable String moved, @Nullable String coming) {
        return booked != null ? "pris" : moved != null ? "deplace" : coming != null ? "vient" : "";
    }

    private @Nullable Ticket ticket(Appointment mine) {
        var id = mine.ticketId();
        try {
            return id == null ? null : halls.ticket(id);
        } catch (ProblemException gone) {
            return null;
        }
    }

    @GetMapping("/annuler")
    String askCancel(@PathVariable String token, Model model, HttpServletResponse response, Locale locale) {
        return whileOpen(token, response, mine -> {
            model.addAttribute("mine", view.of(mine, locale));
            return "appointments/cancel";
        });
    }

    @PostMapping("/annuler")
    String cancel(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        limits.check("rdv-change", request.getRemoteAddr(), ACTS_A_MINUTE);
        // sent twice, or too late: its page says where it stands
        return whileOpen(token, response, mine -> {
            bookings.cancel(mine.id(), false);
            return "redirect:/rdv/mien/" + token;
        });
    }

    @GetMapping("/deplacer")
    String times(
            @PathVariable String token,
            TimesWish.Asked asked,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        return whileOpen(token, response, mine -> times(mine, asked, model, response, locale, () -> ""));
    }

    @PostMapping("/deplacer")
    String move(
            @PathVariable String token,
            TimesWish.Asked asked,
            Holding.Press press,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return whileOpen(
                token,
                response,
                mine -> times(mine, asked, model, response, locale, () -> {
                    limits.check("rdv-change", request.getRemoteAddr(), ACTS_A_MINUTE);
                    press.refuseMachines();
                    var site = directory.site(mine.siteId());
                    var chosen = times.chosen(press.choix(), List.of(site));
                    try {
                        bookings.move(mine.id(), chosen.start(), false);
                        return "redirect:/rdv/mien/" + token + "?deplace";
                    } catch (ProblemException refusal) {
                        if (!TimesPage.isLost(refusal)) {
                            throw refusal;
                        }
                        var terms = availability.terms(mine.serviceId()).orElseThrow(() -> refusal);
                        times.fillLost(
                                model, response, refusal, terms, mine.meeting(), mine.people(), chosen, false, locale);
                        return "";
                    }
                }));
    }

    /** @param before answers with where to go on, or with "" to show the times */
    private String times(
            Appointment mine,
            TimesWish.Asked asked,
            Model model,
            HttpServletResponse response,
            Locale locale,
            Forms.Act before) {
        var terms = availability
                .terms(mine.serviceId())
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.CONFLICT,
                        "appointments",
                        "not-by-appointment",
                        directory.service(mine.serviceId()).name()));
        var site = directory.site(mine.siteId());
        // how many and where are agreed
        var wish = asked.onlyWhen();
        Forms.Again shown = () -> {
            model.addAttribute("mine", view.of(mine, locale));
            model.addAttribute("service", directory.service(mine.serviceId()));
            model.addAttribute("most", 1);
            model.addAttribute("waits", List.of(site));
            times.fill(
                    model,
                    terms,
                    List.of(site),
                    wish.lenient(terms).withPeople(mine.people()).received(mine.meeting()),
                    mine.meeting(),
                    "/rdv/mien/" + mine.token() + "/deplacer",
                    false,
                    locale);
            return "appointments/times";
        };
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var done = before.done();
                    if (!done.isEmpty()) {
                        return done;
                    }
                    wish.checked(terms);
                    return shown.shown();
                },
                shown);
    }

    @GetMapping("/rendez-vous.ics")
    ResponseEntity<String> calendar(@PathVariable String token, HttpServletResponse response, Locale locale) {
        var mine = view.find(token, response);
        return CalendarDownload.of("rendez-vous.ics", calendar.of(mine, addresses.of(path(mine)), locale));
    }

    @GetMapping(path = "/qr.svg", produces = "image/svg+xml")
    ResponseEntity<String> code(@PathVariable String token, HttpServletResponse response, Locale locale) {
        return addresses.code(path(view.find(token, response)) + "?lang=" + locale.getLanguage());
    }

    private static String path(Appointment mine) {
        return "/rdv/mien/" + mine.token();
    }

    private boolean isOpen(Appointment mine) {
        return mine.state() == Appointment.State.BOOKED && view.isToCome(mine);
    }

    private String whileOpen(
            String token, HttpServletResponse response, java.util.function.Function<Appointment, String> act) {
        var mine = view.find(token, response);
        return isOpen(mine) ? act.apply(mine) : "redirect:" + path(mine);
    }
}
