package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.web.KioskWho.Step;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** At the kiosk, a held time becomes somebody's: the name, a telephone if there is one, look, confirm, write down. */
@Controller
@RequestMapping("/borne/{slug}/rdv/pour/{token}")
class KioskHold {
    private static final int SECONDS = 120;
    private static final int BOOKED_SECONDS = 90;
    private static final List<String> NAME_KEYS = List.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ-’ ".split(""));
    private static final List<String> PHONE_KEYS = List.of("1234567890".split(""));

    private final KioskScreen screen;
    private final AppointmentPapers papers;
    private final Availability availability;
    private final Directory directory;
    private final TimesPage times;
    private final Holding holding;
    private final AppointmentView view;
    private final Forms forms;
    private final RateLimits limits;
    private final MessageSource messages;

    KioskHold(
            KioskScreen screen,
            AppointmentPapers papers,
            Availability availability,
            Directory directory,
            TimesPage times,
            Holding holding,
            AppointmentView view,
            Forms forms,
            RateLimits limits,
            MessageSource messages) {
        this.screen = screen;
        this.papers = papers;
        this.availability = availability;
        this.directory = directory;
        this.times = times;
        this.holding = holding;
        this.view = view;
        this.forms = forms;
        this.limits = limits;
        this.messages = messages;
    }

    /** What one screen needs. */
    private record Way(Site site, String back, Model model, HttpServletResponse response, Locale locale) {}

    /** @param below what follows in the address, such as {@code /confirmer} */
    static String page(Site site, Appointment held, String below, String back) {
        return UriComponentsBuilder.fromPath("/borne/" + site.slug() + "/rdv/pour/" + held.token() + below)
                .queryParam("retour", "{back}")
                .encode()
                .buildAndExpand(back)
                .toUriString();
    }

    @GetMapping
    String who(
            @PathVariable String slug,
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String retour,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        return whileOpen(
                token,
                way(slug, retour, model, response, locale),
                (held, way) -> asked(held, KioskWho.EMPTY, Step.LAST_NAME, way));
    }

    /**
     * One letter more or less, on to what is asked next, or back.
     *
     * @param typed of the step
     * @param without nothing is said at this step
     */
    @PostMapping
    String write(
            @PathVariable String slug,
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String retour,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Nullable String typed,
            @RequestParam(required = false) @Nullable String letter,
            @RequestParam(required = false) @Nullable String erase,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String without,
            KioskWho said,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        screen.letter(request);
        var now = Step.of(step);
        var written = without != null ? "" : KioskScreen.written(typed, letter, erase);
        var who = typed == null ? said : said.with(now, written);
        return whileOpen(token, way(slug, retour, model, response, locale), (held, way) -> {
            if (letter != null || erase != null) {
                return asked(held, who, now, written, way);
            }
            if (typed == null) {
                return asked(held, who, now, way);
            }
            if (before != null) {
                return asked(held, who, Step.values()[Math.max(0, now.ordinal() - 1)], way);
            }
            return forms.submit(
                    model,
                    response,
                    locale,
                    () -> {
                        who.check(now);
                        return now == Step.PHONE
                                ? check(held, who, way)
                                : asked(held, who, Step.values()[now.ordinal() + 1], way);
                    },
                    () -> asked(held, who, now, way));
        });
    }

    @PostMapping("/confirmer")
    String confirm(
            @PathVariable String slug,
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String retour,
            KioskWho said,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return whileOpen(
                token,
                way(slug, retour, model, response, locale),
                (held, way) -> forms.submit(
                        model,
                        response,
                        locale,
                        () -> {
                            limits.check("kiosk-rdv", request.getRemoteAddr(), KioskBooking.PRESSES_A_MINUTE);
                            return confirm(held, said, way);
                        },
                        () -> model.getAttribute("problem") instanceof FormProblem problem
                                        && problem.field().isEmpty()
                                ? check(held, said, way)
                                : asked(held, said, said.firstWrong(), way)));
    }

    private String confirm(Appointment held, KioskWho who, Way way) {
        return switch (holding.confirm(held, who.usager(way.locale), way.response)) {
            case Holding.Confirmed.Over _ -> "redirect:" + booked(way.site, held);
            case Holding.Confirmed.Lost(var refusal) ->
                lost(held, who, refusal, new TimesPage.Chosen(way.site, held.start()), way);
            case Holding.Confirmed.Already(var refusal) -> {
                way.model.addAttribute("problem", FormProblem.of(refusal, messages, way.locale));
                way.response.setStatus(refusal.getStatusCode().value());
                yield shown(held, who, way, "appointments-staff/kiosk-already");
            }
        };
    }

    /** Another time instead of one that is gone; what was written comes along. */
    @PostMapping("/autre")
    String other(
            @PathVariable String slug,
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String retour,
            KioskWho said,
            Holding.Press press,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return whileOpen(
                token,
                way(slug, retour, model, response, locale),
                (gone, way) -> forms.submit(
                        model,
                        response,
                        locale,
                        () -> {
                            limits.check("kiosk-rdv", request.getRemoteAddr(), KioskBooking.PRESSES_A_MINUTE);
                            var chosen = times.chosen(press.choix(), List.of(way.site));
                            return holding.hold(
                                    new NewAppointment(
                                            gone.siteId(),
                                            gone.serviceId(),
                                            chosen.start(),
                                            gone.people(),
                                            gone.channel()),
                                    papers.of(gone.id()).orElse(""),
                                    press.nonce(),
                                    request,
                                    response,
                                    held -> check(held, said, way),
                                    refusal -> lost(gone, said, refusal, chosen, way));
                        },
                        () -> check(gone, said, way)));
    }

    /** The held time is free again at once. */
    @PostMapping("/rendre")
    String giveBack(
            @PathVariable String slug,
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String retour,
            HttpServletResponse response) {
        var site = screen.site(slug);
        var held = find(token, site, response);
        holding.giveBack(held, response);
        return "redirect:" + times(held, site, KioskScreen.back(site, retour));
    }

    /** Nothing personal: whoever comes after may still see it. */
    @GetMapping("/pris")
    String booked(
            @PathVariable String slug,
            @PathVariable String token,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var site = screen.site(slug);
        var mine = find(token, site, response);
        if (mine.state() != Appointment.State.BOOKED) {
            return "redirect:/borne/" + site.slug();
        }
        screen.shown(site, model, response, BOOKED_SECONDS);
        model.addAttribute("mine", view.of(mine, locale));
        model.addAttribute("papers", papers.of(mine.id()).isPresent());
        model.addAttribute("seconds", BOOKED_SECONDS);
        return "appointments-staff/kiosk-booked";
    }

    private static String booked(Site site, Appointment mine) {
        return "/borne/" + site.slug() + "/rdv/pour/" + mine.token() + "/pris";
    }

    private Way way(String slug, @Nullable String retour, Model model, HttpServletResponse response, Locale locale) {
        var site = screen.site(slug);
        return new Way(site, KioskScreen.back(site, retour), model, response, locale);
    }

    private Appointment find(String token, Site site, HttpServletResponse response) {
        var found = view.find(token, response);
        if (found.channel() != Appointment.Channel.KIOSK || !found.siteId().equals(site.id())) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-appointment");
        }
        return found;
    }

    private String whileOpen(String token, Way way, BiFunction<Appointment, Way, String> page) {
        var held = find(token, way.site, way.response);
        if (held.state() != Appointment.State.HELD && held.state() != Appointment.State.EXPIRED) {
            return "redirect:" + booked(way.site, held);
        }
        return view.isToCome(held) ? page.apply(held, way) : "redirect:" + times(held, way.site, way.back);
    }

    private String times(Appointment held, Site site, String back) {
        return UriComponentsBuilder.fromPath("/borne/" + site.slug() + "/rdv/prendre/"
                        + directory.service(held.serviceId()).slug())
                .queryParam("personnes", held.people())
                .queryParam("liste", "{list}")
                .queryParam("retour", "{back}")
                .encode()
                .buildAndExpand(papers.of(held.id()).orElse(""), back)
                .toUriString();
    }

    private String asked(Appointment held, KioskWho who, Step step, Way way) {
        return asked(held, who, step, who.typed(step), way);
    }

    private String asked(Appointment held, KioskWho who, Step step, String typed, Way way) {
        screen.shown(way.site, way.model, way.response, KioskScreen.WRITING_SECONDS);
        fill(held, who, way);
        way.model.addAttribute("step", step.code());
        way.model.addAttribute("typed", typed);
        way.model.addAttribute("letters", step == Step.PHONE ? PHONE_KEYS : NAME_KEYS);
        return "appointments-staff/kiosk-who";
    }

    private String check(Appointment held, KioskWho who, Way way) {
        return shown(held, who, way, "appointments-staff/kiosk-check");
    }

    private String lost(Appointment gone, KioskWho who, ProblemException refusal, TimesPage.Chosen wanted, Way way) {
        var terms = availability
                .terms(gone.serviceId())
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.CONFLICT,
                        "appointments",
                        "not-by-appointment",
                        directory.service(gone.serviceId()).shownName()));
        times.fillLost(way.model, way.response, refusal, terms, gone.people(), wanted, true, way.locale);
        way.model.addAttribute("nonce", Ids.token());
        way.model.addAttribute("all", times(gone, way.site, way.back));
        return shown(gone, who, way, "appointments-staff/kiosk-lost");
    }

    private String shown(Appointment held, KioskWho who, Way way, String template) {
        screen.shown(way.site, way.model, way.response, SECONDS);
        fill(held, who, way);
        return template;
    }

    private void fill(Appointment held, KioskWho who, Way way) {
        way.model.addAttribute("held", view.of(held, way.locale));
        way.model.addAttribute("who", who);
        way.model.addAttribute("back", way.back);
    }
}
