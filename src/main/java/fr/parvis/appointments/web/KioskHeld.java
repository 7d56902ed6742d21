package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Codes;
import fr.parvis.appointments.web.KioskWho.Step;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.util.UriComponentsBuilder;

/** A time that is held at a kiosk, and the screens that stand on it. */
@Component
class KioskHeld {
    private static final int SECONDS = 120;
    private static final List<String> NAME_KEYS = List.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ-’ ".split(""));
    private static final List<String> PHONE_KEYS = List.of("1234567890".split(""));

    private final KioskScreen screen;
    private final AppointmentPapers papers;
    private final Codes codes;
    private final Directory directory;
    private final AppointmentView view;

    KioskHeld(KioskScreen screen, AppointmentPapers papers, Codes codes, Directory directory, AppointmentView view) {
        this.screen = screen;
        this.papers = papers;
        this.codes = codes;
        this.directory = directory;
        this.view = view;
    }

    /**
     * What one screen needs.
     *
     * @param ours it is on a kiosk of the site, and not in any browser
     */
    record Way(Site site, boolean ours, String back, Model model, HttpServletResponse response, Locale locale) {}

    static String page(Site site, Appointment held, String back) {
        return UriComponentsBuilder.fromPath(path(site, held))
                .queryParam("retour", "{back}")
                .encode()
                .buildAndExpand(back)
                .toUriString();
    }

    static String booked(Site site, Appointment mine) {
        return path(site, mine) + "/pris";
    }

    private static String path(Site site, Appointment one) {
        return "/borne/" + site.slug() + "/rdv/pour/" + one.token();
    }

    Way way(
            String slug,
            @Nullable String retour,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var site = screen.site(slug);
        return new Way(site, screen.isOurs(site, request), KioskScreen.back(site, retour), model, response, locale);
    }

    /** How a time is booked on this screen. */
    static Appointment.Channel channel(boolean ours) {
        return ours ? Appointment.Channel.KIOSK : Appointment.Channel.ONLINE;
    }

    /** @throws ProblemException 409 when a code is asked for, which no screen of a kiosk takes */
    void refuseCodes(boolean asked, UUID service) {
        if (asked) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "appointments",
                    "code-not-here",
                    directory.service(service).shownName());
        }
    }

    /** @throws ProblemException 404 when it was not held at this kiosk, or this is none any more */
    Appointment find(String token, Site site, boolean ours, HttpServletResponse response) {
        var found = view.find(token, response);
        if (found.channel() != channel(ours) || !found.siteId().equals(site.id())) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-appointment");
        }
        return found;
    }

    String whileOpen(String token, Way way, BiFunction<Appointment, Way, String> page) {
        var held = find(token, way.site, way.ours, way.response);
        if (held.state() != Appointment.State.HELD && held.state() != Appointment.State.EXPIRED) {
            return "redirect:" + booked(way.site, held);
        }
        refuseCodes(codes.isAsked(held), held.serviceId());
        return view.isToCome(held) ? page.apply(held, way) : "redirect:" + times(held, way.site, way.back);
    }

    /** Where another time is chosen. */
    String times(Appointment held, Site site, String back) {
        return UriComponentsBuilder.fromPath("/borne/" + site.slug() + "/rdv/prendre/"
                        + directory.service(held.serviceId()).slug())
                .queryParam("personnes", held.people())
                .queryParam("liste", "{list}")
                .queryParam("retour", "{back}")
                .encode()
                .buildAndExpand(papers.of(held.id()).orElse(""), back)
                .toUriString();
    }

    String asked(Appointment held, KioskWho who, Step step, Way way) {
        return asked(held, who, step, who.typed(step), way);
    }

    String asked(Appointment held, KioskWho who, Step step, String typed, Way way) {
        screen.shown(way.site, way.model, way.response, KioskScreen.WRITING_SECONDS);
        fill(held, who, way);
        way.model.addAttribute("step", step.code());
        way.model.addAttribute("typed", typed);
        way.model.addAttribute("letters", step == Step.PHONE ? PHONE_KEYS : NAME_KEYS);
        return "appointments-staff/kiosk-who";
    }

    String check(Appointment held, KioskWho who, Way way) {
        return shown(held, who, way, "appointments-staff/kiosk-check");
    }

    String shown(Appointment held, KioskWho who, Way way, String template) {
        screen.shown(way.site, way.model, way.response, SECONDS);
        fill(held, who, way);
        return template;
    }

    private void fill(Appointment held, KioskWho who, Way way) {
        way.model.addAttribute("held", view.of(held, way.locale));
        way.model.addAttribute("who", who);
        way.model.addAttribute("back", way.back);
        way.model.addAttribute("ours", way.ours);
    }
}
