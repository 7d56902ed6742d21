package fr.parvis.appointments.web;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
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

/** What an appointment for a service takes, and who may book when. */
@Controller
@RequestMapping("/admin/agendas/regles/{service}")
@PreAuthorize("hasRole('ADMIN')")
class TermsController {
    private static final int SHORTEST = 5;

    private final Agendas agendas;
    private final Availability availability;
    private final AgendaChoices choices;
    private final Pressed pressed;
    private final Forms forms;
    private final Outbox outbox;

    TermsController(
            Agendas agendas,
            Availability availability,
            AgendaChoices choices,
            Pressed pressed,
            Forms forms,
            Outbox outbox) {
        this.agendas = agendas;
        this.availability = availability;
        this.choices = choices;
        this.pressed = pressed;
        this.forms = forms;
        this.outbox = outbox;
    }

    @GetMapping
    String edit(@PathVariable("service") UUID id, Model model, Locale locale) {
        var service = choices.service(id);
        return form(service, TermsForm.of(current(service)), model, locale);
    }

    @PostMapping
    String edited(
            @PathVariable("service") UUID id,
            @RequestParam(defaultValue = "") String seen,
            @ModelAttribute("form") TermsForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var service = choices.service(id);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var wanted = form.terms(id);
                    if (wanted.byCode() && !outbox.sends(NewMessage.Channel.EMAIL)) {
                        throw ProblemException.field("byCode", "appointments", "code-without-mail");
                    }
                    pressed.alone(() -> {
                        agendas.waitForTurn(id);
                        if (!availability.terms(id).filter(wanted::equals).isPresent()) {
                            Pressed.check(seen, TermsForm.of(current(service)));
                            agendas.saveTerms(wanted);
                        }
                    });
                    after.addFlashAttribute("saved", true);
                    return "redirect:" + AgendasController.PAGE;
                },
                () -> form(service, form, model, locale));
    }

    /** As they are, or as they are proposed. */
    private ServiceTerms current(ServiceOffer service) {
        return availability
                .terms(service.id())
                .orElseGet(() -> ServiceTerms.usual(service.id(), Math.max(SHORTEST, (int)
                        service.usualDuration().toMinutes())));
    }

    private String form(ServiceOffer service, TermsForm form, Model model, Locale locale) {
        model.addAttribute("service", service);
        model.addAttribute("isNew", availability.terms(service.id()).isEmpty());
        model.addAttribute("form", form);
        model.addAttribute("kinds", choices.kinds(form.kinds()));
        model.addAttribute("modes", choices.modes(form.modalities(), locale));
        model.addAttribute("seen", Pressed.seen(TermsForm.of(current(service))));
        return "appointments-staff/terms";
    }
}
