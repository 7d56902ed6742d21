package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Facilities;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

/** The agendas of the sites: whose time can be booked, and for what. */
@Controller
@RequestMapping("/admin/agendas")
@PreAuthorize("hasRole('ADMIN')")
class AgendasController {
    static final String PAGE = "/admin/agendas";
    private static final int NEXT = 3;
    private static final Duration LOOKED_AHEAD = Duration.ofDays(730);

    record Line(Agenda agenda, String whose, String services) {}

    record SiteLines(Site site, List<Line> agendas) {}

    record ServiceLine(ServiceOffer service, @Nullable Integer minutes) {}

    record RuleLine(UUID id, String words, String services, String modes, List<String> next) {}

    record AbsenceLine(UUID id, String when, String reason) {}

    private final Agendas agendas;
    private final Availability availability;
    private final Appointments appointments;
    private final Directory directory;
    private final AgendaChoices choices;
    private final OpeningWords words;
    private final TouchedLines touched;
    private final DoubtfulSessions doubtful;
    private final SessionView view;
    private final Pressed pressed;
    private final Forms forms;
    private final Clock clock;

    AgendasController(
            Agendas agendas,
            Availability availability,
            Appointments appointments,
            Directory directory,
            AgendaChoices choices,
            OpeningWords words,
            TouchedLines touched,
            DoubtfulSessions doubtful,
            SessionView view,
            Pressed pressed,
            Forms forms,
            Clock clock) {
        this.agendas = agendas;
        this.availability = availability;
        this.appointments = appointments;
        this.directory = directory;
        this.choices = choices;
        this.words = words;
        this.touched = touched;
        this.doubtful = doubtful;
        this.view = view;
        this.pressed = pressed;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model, Locale locale) {
        model.addAttribute(
                "sites",
                directory.sites().stream()
                        .map(site -> new SiteLines(
                                site,
                                agendas.at(site).stream()
                                        .map(one -> line(one, locale))
                                        .toList()))
                        .toList());
        model.addAttribute(
                "services",
                directory.allServices().stream()
                        .filter(ServiceOffer::active)
                        .map(service -> new ServiceLine(
                                service,
                                availability
                                        .terms(service.id())
                                        .map(terms -> terms.minutes())
                                        .orElse(null)))
                        .toList());
        return "appointments-staff/agendas";
    }

    private Line line(Agenda agenda, Locale locale) {
        return new Line(agenda, choices.whose(agenda, locale), choices.names(agenda.services()));
    }

    @GetMapping("/nouveau")
    String create(@RequestParam String site, Model model, Locale locale) {
        model.addAttribute("nonce", Ids.token());
        return form(choices.site(site), null, AgendaForm.EMPTY, model, locale);
    }

    @PostMapping
    String created(
            @RequestParam String site,
            @RequestParam(required = false) @Nullable String nonce,
            @ModelAttribute("form") AgendaForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var place = choices.site(site);
        model.addAttribute("nonce", nonce);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var made = pressed.once(nonce, form, _ -> true, () -> create(place, form, locale));
                    after.addFlashAttribute("saved", true);
                    return "redirect:" + PAGE + "/" + made;
                },
                () -> form(place, null, form, model, locale));
    }

    private UUID create(Site site, AgendaForm form, Locale locale) {
        var offered = choices.owners(site, locale);
        if (offered.stream().noneMatch(one -> one.value().equals(form.owner()))) {
            throw ProblemException.field("owner", "appointments", "owner-missing");
        }
        agendas.at(site).stream().filter(one -> isOf(one, form)).findFirst().ifPresent(one -> {
            throw ProblemException.field("owner", "appointments", "owner-taken", one.name());
        });
        var resource = form.resource();
        var id = agendas.create(
                        site,
                        form.name(),
                        form.owner("agent:"),
                        form.owner("counter:"),
                        resource,
                        resource == null ? served(site, form, Set.of()) : Set.of(),
                        resource == null ? form.facilities() : Facilities.NONE)
                .id();
        agendas.saveSector(id, resource == null ? form.sector() : "");
        return id;
    }

    /** Two agendas of one counter would receive two people there at once. */
    private static boolean isOf(Agenda agenda, AgendaForm form) {
        return !form.isResource()
                && (form.owner().equals("agent:" + agenda.agentId())
                        || form.owner().equals("counter:" + agenda.counterId()));
    }

    private Set<UUID> served(Site site, AgendaForm form, Set<UUID> before) {
        if (form.services().isEmpty()) {
            throw ProblemException.field("services", "appointments", "services-missing");
        }
        var offered = new java.util.HashSet<>(directory.offeredAt(site.id()));
        offered.addAll(before);
        return AgendaChoices.within(form.services(), offered);
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model, Locale locale) {
        var agenda = agendas.agenda(id);
        var site = directory.site(agenda.siteId());
        var now = clock.instant();
        model.addAttribute("agenda", agenda);
        model.addAttribute("site", site);
        model.addAttribute("whose", choices.whose(agenda, locale));
        model.addAttribute("serves", choices.names(agenda.services()));
        model.addAttribute("sector", agendas.sector(id));
        model.addAttribute(
                "rules",
                agendas.rules(id).stream()
                        .map(rule -> new RuleLine(
                                rule.id(),
                                words.of(rule, locale),
                                choices.names(rule.services()),
                                choices.modes(rule.modalities(), locale),
                                words.next(agenda, site, rule, NEXT, locale)))
                        .toList());
        model.addAttribute(
                "absences",
                agendas.absences(id).stream()
                        .filter(one -> one.to().isAfter(now))
                        .map(one -> new AbsenceLine(
                                one.id(),
                                OpeningWords.span(new Stretch(one.from(), one.to()), site, locale),
                                one.reason()))
                        .toList());
        model.addAttribute(
                "doubtful",
                doubtful.of(agenda).stream().map(one -> view.of(one, locale)).toList());
        if (!agenda.active()) {
            model.addAttribute("touched", touched.of(appointments.bookedIn(id, now, now.plus(LOOKED_AHEAD)), locale));
        }
        return "appointments-staff/agenda";
    }

    @GetMapping("/{id}/modifier")
    String edit(@PathVariable UUID id, Model model, Locale locale) {
        var agenda = agendas.agenda(id);
        return form(directory.site(agenda.siteId()), agenda, shown(agenda), model, locale);
    }

    @PostMapping("/{id}/modifier")
    String edited(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String seen,
            @ModelAttribute("form") AgendaForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var site = directory.site(agendas.agenda(id).siteId());
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    pressed.alone(() -> {
                        agendas.waitForTurn(id);
                        var before = agendas.agenda(id);
                        var shown = shown(before);
                        var wanted = form.changed();
                        if (!wanted.equals(shown)) {
                            Pressed.check(seen, shown);
                            var services =
                                    before.resource() == null ? served(site, form, before.services()) : Set.<UUID>of();
                            agendas.update(
                                    id,
                                    form.name(),
                                    services,
                                    before.active(),
                                    before.resource() == null ? form.facilities() : Facilities.NONE);
                            agendas.saveSector(id, before.resource() == null ? form.sector() : "");
                        }
                    });
                    after.addFlashAttribute("saved", true);
                    return "redirect:" + PAGE + "/" + id;
                },
                () -> form(site, agendas.agenda(id), form, model, locale));
    }

    @PostMapping("/{id}/etat")
    String state(@PathVariable UUID id, @RequestParam boolean active, RedirectAttributes after) {
        pressed.alone(() -> {
            agendas.waitForTurn(id);
            var agenda = agendas.agenda(id);
            if (agenda.active() != active) {
                agendas.update(id, agenda.name(), agenda.services(), active);
            }
        });
        after.addFlashAttribute("saved", true);
        return "redirect:" + PAGE + "/" + id;
    }

    private AgendaForm shown(Agenda agenda) {
        return AgendaForm.of(agenda, agendas.sector(agenda.id()));
    }

    private String form(Site site, @Nullable Agenda agenda, AgendaForm form, Model model, Locale locale) {
        model.addAttribute("site", site);
        model.addAttribute("agenda", agenda);
        model.addAttribute("form", form);
        model.addAttribute("owners", choices.owners(site, locale));
        model.addAttribute("services", choices.servicesAt(site, form.services()));
        model.addAttribute("seen", agenda == null ? "" : Pressed.seen(shown(agenda)));
        return "appointments-staff/agenda-form";
    }
}
