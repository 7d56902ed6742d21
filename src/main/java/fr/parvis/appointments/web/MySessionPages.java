package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.sessions.Registration;
import fr.parvis.appointments.sessions.Registrations;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.SessionCalendar;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.directory.Directory;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Somebody's own seats in a session; whoever holds the link is that person. A link only shows, a button acts. */
@Controller
@RequestMapping("/ateliers/mien/{token}")
class MySessionPages {
    private static final int ACTS_A_MINUTE = 12;

    private final Sessions sessions;
    private final Registrations registrations;
    private final SessionCalendar calendar;
    private final SessionView view;
    private final Directory directory;
    private final PublicAddress addresses;
    private final RateLimits limits;
    private final Forms forms;
    private final MessageSource messages;
    private final Clock clock;

    MySessionPages(
            Sessions sessions,
            Registrations registrations,
            SessionCalendar calendar,
            SessionView view,
            Directory directory,
            PublicAddress addresses,
            RateLimits limits,
            Forms forms,
            MessageSource messages,
            Clock clock) {
        this.sessions = sessions;
        this.registrations = registrations;
        this.calendar = calendar;
        this.view = view;
        this.directory = directory;
        this.addresses = addresses;
        this.limits = limits;
        this.forms = forms;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String page(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(required = false) @Nullable String rendu,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var mine = view.find(token, response);
        model.addAttribute("fresh", !mine.isOpen() ? "" : note != null ? "note" : rendu != null ? "rendu" : "");
        return page(mine, model, locale);
    }

    private String page(Registration mine, Model model, Locale locale) {
        var session = sessions.find(mine.sessionId());
        var until = mine.offeredUntil();
        fill(mine, session, model, locale);
        model.addAttribute(
                "until", until == null ? "" : AppointmentWords.moment(until, directory.site(session.siteId()), locale));
        model.addAttribute("before", mine.state() == Registration.State.WAITING ? registrations.before(mine) : 0);
        model.addAttribute("left", mine.seats() <= session.free());
        model.addAttribute(
                "others",
                mine.isRegistered() && session.isToCome(clock.instant())
                        ? java.util.List.of()
                        : sessions.others(session).stream()
                                .map(other -> view.of(other, locale))
                                .toList());
        return "appointments/session-mine";
    }

    private void fill(Registration mine, Session session, Model model, Locale locale) {
        model.addAttribute("mine", mine);
        model.addAttribute("shown", view.of(session, locale));
        model.addAttribute("open", mine.isOpen() && session.isToCome(clock.instant()));
    }

    @PostMapping("/{what:prendre|reprendre|oui}")
    String say(
            @PathVariable String token,
            @PathVariable String what,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return act(token, request, response, model, locale, mine -> {
            switch (what) {
                case "prendre" -> registrations.take(mine.id());
                case "reprendre" -> registrations.rejoin(mine.id());
                default -> registrations.confirm(mine.id());
            }
            return what.equals("prendre") ? "?note" : "";
        });
    }

    @GetMapping("/rendre")
    String askGiveBack(@PathVariable String token, Model model, HttpServletResponse response, Locale locale) {
        var mine = view.find(token, response);
        return askGiveBack(mine, model, locale);
    }

    private String askGiveBack(Registration mine, Model model, Locale locale) {
        var session = sessions.find(mine.sessionId());
        if (!mine.isOpen() || !session.isToCome(clock.instant())) {
            return "redirect:" + path(mine);
        }
        fill(mine, session, model, locale);
        model.addAttribute(
                "numbers", IntStream.range(1, mine.seats()).boxed().toList().reversed());
        return "appointments/session-give-back";
    }

    /** Never held back: whoever does not come is heard at once. */
    @PostMapping("/rendre")
    String giveBack(
            @PathVariable String token,
            @RequestParam(defaultValue = "0") String seats,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var mine = view.find(token, response);
        if (!mine.isOpen()) {
            return "redirect:" + path(mine);
        }
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    registrations.keep(mine.id(), Typed.number("seats", Forms.line(seats)));
                    return "redirect:" + path(mine) + "?rendu";
                },
                () -> askGiveBack(mine, model, locale));
    }

    @GetMapping("/atelier.ics")
    ResponseEntity<String> calendar(@PathVariable String token, HttpServletResponse response) {
        var mine = view.find(token, response);
        return CalendarDownload.of(
                "atelier.ics", calendar.of(sessions.find(mine.sessionId()), mine, addresses.of(path(mine))));
    }

    /** What can no longer be done is said on the page itself. */
    private String act(
            String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale,
            Function<Registration, String> done) {
        limits.check("session-change", request.getRemoteAddr(), ACTS_A_MINUTE);
        var mine = view.find(token, response);
        try {
            return "redirect:" + path(mine) + done.apply(mine);
        } catch (ProblemException refusal) {
            if (refusal.getStatusCode() != HttpStatus.CONFLICT) {
                throw refusal;
            }
            model.addAttribute("problem", FormProblem.of(refusal, messages, locale));
            model.addAttribute("fresh", "");
            response.setStatus(refusal.getStatusCode().value());
            return page(view.find(token, response), model, locale);
        }
    }

    private static String path(Registration mine) {
        return "/ateliers/mien/" + mine.token();
    }
}
