package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.national.MeetingPoints;
import fr.parvis.appointments.national.PreApplication;
import fr.parvis.appointments.national.PreApplications;
import fr.parvis.directory.Directory;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The numbers of pre-applications of an appointment, as an agent writes them for whoever rings or stands there. */
@Controller
@RequestMapping("/agent/rendez-vous/{id}/pre-demandes")
class PreApplicationController {
    private static final int LONGEST = 300;

    private final OwnSites sites;
    private final MeetingPoints points;
    private final PreApplications numbers;
    private final Directory directory;
    private final Forms forms;

    PreApplicationController(
            OwnSites sites, MeetingPoints points, PreApplications numbers, Directory directory, Forms forms) {
        this.sites = sites;
        this.points = points;
        this.numbers = numbers;
        this.directory = directory;
        this.forms = forms;
    }

    private Appointment appointment(UUID id) {
        var one = sites.appointment(id);
        if (!points.isMarked(one.serviceId())) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "appointments", "application-not-asked");
        }
        return one;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model, Locale locale, HttpServletResponse response) {
        var one = appointment(id);
        var typed = numbers.of(one).stream().map(PreApplication::number).collect(Collectors.joining(","));
        return page(one, typed, model, locale, response);
    }

    private String page(Appointment one, String typed, Model model, Locale locale, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("one", one);
        model.addAttribute("when", AppointmentWords.moment(one.start(), directory.site(one.siteId()), locale));
        model.addAttribute("people", one.people());
        model.addAttribute("form", new WhoForm("", "", "", "", "", typed));
        return "appointments-staff/pre-application";
    }

    @PostMapping
    String save(
            @PathVariable UUID id,
            @RequestParam(name = "numbers", defaultValue = "") String sent,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes after) {
        var one = appointment(id);
        var line = Forms.line(sent);
        var typed = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    numbers.keep(one, typed);
                    after.addFlashAttribute("done", "numbers");
                    return "redirect:" + AppointmentsController.page(id);
                },
                () -> page(one, typed, model, locale, response));
    }
}
