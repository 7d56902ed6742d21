package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.demand.Reach;
import fr.parvis.appointments.sessions.Registration;
import fr.parvis.appointments.sessions.Registrations;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One session as the staff works with it: who is registered, who waits, who came. */
@Controller
@RequestMapping("/agent/ateliers/{id}")
class OneSessionController {
    /**
     * @param name empty once it is erased
     * @param contact telephone first, since agents ring
     * @param until when an offer ends
     * @param ring no message reaches them
     */
    record Person(Registration one, String name, String contact, String until, boolean ring) {
        public List<Integer> numbers() {
            return IntStream.rangeClosed(0, one.seats()).boxed().toList();
        }
    }

    private final OwnSites own;
    private final Sessions sessions;
    private final Registrations registrations;
    private final SessionView view;
    private final Agendas agendas;
    private final Directory directory;
    private final Outbox outbox;
    private final Pressed pressed;
    private final Forms forms;
    private final Clock clock;

    OneSessionController(
            OwnSites own,
            Sessions sessions,
            Registrations registrations,
            SessionView view,
            Agendas agendas,
            Directory directory,
            Outbox outbox,
            Pressed pressed,
            Forms forms,
            Clock clock) {
        this.own = own;
        this.sessions = sessions;
        this.registrations = registrations;
        this.view = view;
        this.agendas = agendas;
        this.directory = directory;
        this.outbox = outbox;
        this.pressed = pressed;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        return page(own.session(id), model, locale);
    }

    private String page(Session session, Model model, Locale locale) {
        var site = directory.site(session.siteId());
        var all = registrations.of(session.id());
        model.addAttribute("shown", view.of(session, locale));
        model.addAttribute("site", site);
        model.addAttribute("toCome", session.isToCome(clock.instant()));
        model.addAttribute("doors", registrations.doorsAreOpen(session));
        model.addAttribute("count", SessionCount.of(all));
        model.addAttribute("registered", people(all, site, locale, Registration.State.REGISTERED));
        model.addAttribute("line", people(all, site, locale, Registration.State.WAITING, Registration.State.OFFERED));
        model.addAttribute(
                "animators",
                session.plan().agendas().stream()
                        .map(agendas::agenda)
                        .map(Agenda::name)
                        .collect(Collectors.joining(", ")));
        return "appointments-staff/session";
    }

    private List<Person> people(List<Registration> all, Site site, Locale locale, Registration.State... states) {
        return all.stream()
                .filter(one -> List.of(states).contains(one.state()))
                .map(one -> person(one, site, locale))
                .toList();
    }

    private Person person(Registration one, Site site, Locale locale) {
        var usager = one.usager();
        var until = one.offeredUntil();
        var phone = usager == null ? null : usager.phone();
        var email = usager == null ? null : usager.email();
        return new Person(
                one,
                usager == null ? "" : usager.lastName() + " " + usager.firstName(),
                phone != null ? AppointmentWords.phone(phone) : email == null ? "" : email,
                until == null ? "" : AppointmentWords.moment(until, site, locale),
                usager != null && Reach.of(usager, outbox) == Reach.CALL);
    }

    @GetMapping("/inscrire")
    String begin(@PathVariable UUID id, Model model, Locale locale) {
        var session = own.session(id);
        model.addAttribute("nonce", Ids.token());
        var channel = registrations.doorsAreOpen(session) ? "here" : "phone";
        return form(session, new RegisterForm("1", "", "", "", "", "fr", channel), model, locale);
    }

    private String form(Session session, RegisterForm form, Model model, Locale locale) {
        model.addAttribute("shown", view.of(session, locale));
        model.addAttribute("form", form);
        model.addAttribute(
                "ways",
                registrations.doorsAreOpen(session)
                        ? session.isToCome(clock.instant()) ? List.of("here", "phone", "desk") : List.of("here")
                        : List.of("phone", "desk"));
        model.addAttribute("languages", Language.choices(""));
        return "appointments-staff/session-register";
    }

    @PostMapping("/inscrire")
    String register(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String nonce,
            @ModelAttribute("form") RegisterForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var session = own.session(id);
        model.addAttribute("nonce", nonce);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var made = pressed.once(
                            nonce,
                            form,
                            one -> registrations.find(one).isOpen(),
                            () -> register(session, form).id());
                    after.addFlashAttribute("done", registrations.find(made).isRegistered() ? "registered" : "waiting");
                    return redirect(id);
                },
                () -> form(own.session(id), form, model, locale));
    }

    private Registration register(Session session, RegisterForm form) {
        try {
            return form.isHere()
                    ? registrations.walkIn(session.id(), form.number(), form.usager())
                    : registrations.register(
                            new Registrations.Wanted(session.id(), form.number(), form.how(), form.usager(), true));
        } catch (ProblemException refusal) {
            throw Pressed.at("lastName", refusal);
        }
    }

    /** @param came how many; empty to take it back */
    @PostMapping("/inscriptions/{registration}/venus")
    String came(@PathVariable UUID id, @PathVariable UUID registration, @RequestParam(defaultValue = "") String came) {
        registrations.came(mine(id, registration).id(), came.isBlank() ? null : Typed.number("came", came.strip()));
        return redirect(id) + "#i-" + registration;
    }

    @PostMapping("/inscriptions/{registration}/retirer")
    String remove(@PathVariable UUID id, @PathVariable UUID registration, RedirectAttributes after) {
        var one = mine(id, registration);
        if (one.isOpen()) {
            registrations.keep(one.id(), 0);
        }
        after.addFlashAttribute("done", "removed");
        return redirect(id);
    }

    /** Somebody who was rung says yes. */
    @PostMapping("/inscriptions/{registration}/prendre")
    String take(@PathVariable UUID id, @PathVariable UUID registration, RedirectAttributes after) {
        registrations.take(mine(id, registration).id());
        after.addFlashAttribute("done", "registered");
        return redirect(id);
    }

    /** To be printed and signed: names, and nothing else of anybody. */
    @GetMapping("/feuille")
    String sheet(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var session = own.session(id);
        var site = directory.site(session.siteId());
        model.addAttribute("shown", view.of(session, locale));
        model.addAttribute(
                "people",
                people(registrations.of(id), site, locale, Registration.State.REGISTERED).stream()
                        .sorted(Comparator.comparing(one -> AppointmentWords.plain(one.name())))
                        .toList());
        return "appointments-staff/session-sheet";
    }

    private Registration mine(UUID id, UUID registration) {
        return registrations.find(own.session(id).id(), registration);
    }

    private static String redirect(UUID id) {
        return "redirect:" + SessionsController.PAGE + "/" + id;
    }
}
