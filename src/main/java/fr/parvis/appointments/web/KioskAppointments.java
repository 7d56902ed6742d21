package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.web.KioskArrivals.Answer;
import fr.parvis.directory.Site;
import fr.parvis.platform.ReadableCode;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * At the kiosk, "I have an appointment": by its reference on big letters, each a button of the form, or, on a kiosk of
 * ours, by name and time: elsewhere anybody could ask who is expected. What is written is sent, never in an address, and gone with
 * the page.
 */
@Controller
@RequestMapping("/borne/{slug}/rdv")
class KioskAppointments {
    private static final int SAID_SECONDS = 60;
    private static final int LOOKS_A_MINUTE = 20;
    private static final int TIMES = 24;
    private static final String REFERENCE_LETTERS = "[^0-9A-Z]";
    private static final int REFERENCE_LENGTH = 6;
    private static final Duration BEHIND = Duration.ofHours(3);
    private static final Duration AHEAD = Duration.ofHours(4);

    private final KioskScreen screen;
    private final Appointments appointments;
    private final KioskArrivals arrivals;
    private final RateLimits limits;
    private final Clock clock;

    KioskAppointments(
            KioskScreen screen, Appointments appointments, KioskArrivals arrivals, RateLimits limits, Clock clock) {
        this.screen = screen;
        this.appointments = appointments;
        this.arrivals = arrivals;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping
    String begin(@PathVariable String slug, Model model, HttpServletResponse response) {
        return reference(screen.site(slug), "", false, model, response);
    }

    /** One letter more or less; the last one looks. */
    @PostMapping
    String write(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String typed,
            @RequestParam(required = false) @Nullable String letter,
            @RequestParam(required = false) @Nullable String erase,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var site = screen.site(slug);
        screen.letter(request);
        var isWhole = code(Forms.line(typed)).length() >= REFERENCE_LENGTH;
        var code = code(KioskScreen.written(typed, isWhole ? null : letter, erase));
        if (erase != null || letter != null && code.length() < REFERENCE_LENGTH) {
            return reference(site, code, false, model, response);
        }
        if (code.isEmpty()) {
            return reference(site, code, true, model, response);
        }
        limits.check("kiosk-appointments", request.getRemoteAddr(), LOOKS_A_MINUTE);
        if (Appointment.reference(code).isEmpty()) {
            return reference(site, code, true, model, response);
        }
        var answer = appointments
                .findByReference(code)
                .map(one -> arrivals.arrive(one, site, false, locale))
                .orElseGet(arrivals::unknown);
        return answer(site, answer, model, response);
    }

    /** Late, and told so. */
    @PostMapping("/arrivee")
    String late(
            @PathVariable String slug,
            @RequestParam String reference,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var site = screen.site(slug);
        limits.check("kiosk-appointments", request.getRemoteAddr(), LOOKS_A_MINUTE);
        var answer = appointments
                .findByReference(reference)
                .map(one -> arrivals.arrive(one, site, true, locale))
                .orElseGet(arrivals::unknown);
        return answer(site, answer, model, response);
    }

    @GetMapping("/nom")
    String name(@PathVariable String slug, Model model, HttpServletRequest request, HttpServletResponse response) {
        var site = screen.site(slug);
        return screen.isOurs(site, request)
                ? name(site, "", null, model, response)
                : onlyInTheHall(site, model, response);
    }

    /** One letter more or less; the time looks. */
    @PostMapping("/nom")
    String writeName(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String typed,
            @RequestParam(required = false) @Nullable String letter,
            @RequestParam(required = false) @Nullable String erase,
            @RequestParam(required = false) @Nullable String time,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var site = screen.site(slug);
        screen.letter(request);
        if (!screen.isOurs(site, request)) {
            return onlyInTheHall(site, model, response);
        }
        var written = KioskScreen.written(typed, letter, erase);
        if (time == null) {
            return name(site, written, null, model, response);
        }
        if (AppointmentWords.plain(written).isEmpty()) {
            return name(site, "", "missing", model, response);
        }
        limits.check("kiosk-appointments", request.getRemoteAddr(), LOOKS_A_MINUTE);
        var found = expected(site).stream()
                .filter(one -> AppointmentWords.time(one.start(), site).equals(time))
                .filter(one -> isOf(one, written))
                .toList();
        if (found.isEmpty()) {
            model.addAttribute("time", AppointmentWords.isTime(time) ? time : "");
            return name(site, written, "unknown", model, response);
        }
        return answer(
                site,
                found.size() > 1 ? arrivals.said("several") : arrivals.arrive(found.getFirst(), site, false, locale),
                model,
                response);
    }

    private String onlyInTheHall(Site site, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        return answer(site, arrivals.said("no-name"), model, response);
    }

    private static boolean isOf(Appointment one, String name) {
        var usager = one.usager();
        return usager != null && AppointmentWords.plain(usager.lastName()).equals(AppointmentWords.plain(name));
    }

    private List<Appointment> expected(Site site) {
        var now = clock.instant();
        return appointments.ofDay(site, now.atZone(site.zone()).toLocalDate()).stream()
                .filter(one ->
                        one.start().isAfter(now.minus(BEHIND)) && one.start().isBefore(now.plus(AHEAD)))
                .toList();
    }

    /** What is written of a reference: without its beginning, in the letters of references. */
    private static String code(String written) {
        return ReadableCode.copied(written).replaceFirst("^PRV", "").replaceAll(REFERENCE_LETTERS, "");
    }

    private String reference(Site site, String code, boolean wrong, Model model, HttpServletResponse response) {
        screen.shown(site, model, response, KioskScreen.WRITING_SECONDS);
        model.addAttribute("typed", code);
        model.addAttribute("wrong", wrong);
        model.addAttribute("letters", ReadableCode.letters());
        return "appointments-staff/kiosk-reference";
    }

    private String name(Site site, String typed, @Nullable String problem, Model model, HttpServletResponse response) {
        screen.shown(site, model, response, KioskScreen.WRITING_SECONDS);
        model.addAttribute("typed", typed);
        model.addAttribute("wrong", problem);
        model.addAttribute("letters", KioskScreen.ALPHABET);
        model.addAttribute(
                "times",
                expected(site).stream()
                        .map(one -> AppointmentWords.time(one.start(), site))
                        .distinct()
                        .limit(TIMES)
                        .toList());
        return "appointments-staff/kiosk-name";
    }

    private String answer(Site site, Answer answer, Model model, HttpServletResponse response) {
        return switch (answer) {
            case Answer.Arrived(var ticket) -> "redirect:/borne/" + site.slug() + "/tickets/" + ticket.token();
            case Answer.Said said -> {
                screen.shown(site, model, response, SAID_SECONDS);
                model.addAttribute("why", said.why());
                model.addAttribute("reference", said.reference());
                model.addAttribute("about", said.about());
                yield "appointments-staff/kiosk-said";
            }
        };
    }
}
