package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.sessions.Registration;
import fr.parvis.appointments.sessions.Registrations;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.SessionPlan;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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

/** The sessions of the staff's sites: announced, changed, called off. */
@Controller
@RequestMapping("/agent/ateliers")
class SessionsController {
    static final String PAGE = "/agent/ateliers";
    private static final String MANAGES = "hasAnyRole('SUPERVISOR','ADMIN')";
    private static final Duration BACK = Duration.ofDays(90);
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final int A_WEEK = 7;

    /** @param away its agendas do not receive at the time, or its site is closed on the day */
    record Line(SessionView.Shown shown, SessionCount count, boolean away) {}

    private final OwnSites own;
    private final Sessions sessions;
    private final Registrations registrations;
    private final SessionView view;
    private final Agendas agendas;
    private final Directory directory;
    private final DoubtfulSessions doubtful;
    private final SiteDays siteDays;
    private final Pressed pressed;
    private final Forms forms;
    private final Clock clock;

    SessionsController(
            OwnSites own,
            Sessions sessions,
            Registrations registrations,
            SessionView view,
            Agendas agendas,
            Directory directory,
            DoubtfulSessions doubtful,
            SiteDays siteDays,
            Pressed pressed,
            Forms forms,
            Clock clock) {
        this.own = own;
        this.sessions = sessions;
        this.registrations = registrations;
        this.view = view;
        this.agendas = agendas;
        this.directory = directory;
        this.doubtful = doubtful;
        this.siteDays = siteDays;
        this.pressed = pressed;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(required = false) @Nullable String passes,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var here = own.asked(site);
        if (here.isEmpty()) {
            return "appointments-staff/none";
        }
        var now = clock.instant();
        var past = passes != null;
        var found = sessions.between(here.get(), past ? now.minus(BACK) : now, past ? now : now.plus(AHEAD)).stream()
                .filter(one -> past == !one.end().isAfter(now))
                .toList();
        model.addAttribute("site", here.get());
        model.addAttribute("sites", own.all());
        model.addAttribute("past", past);
        var registered = registrations.of(found.stream().map(Session::id).toList());
        var away = doubtful.among(found);
        model.addAttribute(
                "lines",
                (past ? found.reversed() : found)
                        .stream()
                                .map(one -> new Line(
                                        view.of(one, locale),
                                        SessionCount.of(registered.getOrDefault(one.id(), List.of())),
                                        away.contains(one)))
                                .toList());
        return "appointments-staff/sessions";
    }

    @GetMapping("/nouveau")
    @PreAuthorize(MANAGES)
    String create(
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(required = false) @Nullable UUID comme,
            Model model,
            Locale locale) {
        model.addAttribute("nonce", Ids.token());
        if (comme != null) {
            var like = own.session(comme);
            var place = directory.site(like.siteId());
            var today = clock.instant().atZone(place.zone()).toLocalDate();
            return form(place, null, SessionForm.of(like, place).later(today), model);
        }
        var here = own.asked(site);
        if (here.isEmpty()) {
            return "appointments-staff/none";
        }
        var today = clock.instant().atZone(here.get().zone()).toLocalDate();
        return form(here.get(), null, SessionForm.blank(today.plusDays(A_WEEK)), model);
    }

    @PostMapping
    @PreAuthorize(MANAGES)
    String created(
            @RequestParam String site,
            @RequestParam(required = false) @Nullable String nonce,
            @RequestParam(defaultValue = "") String closed,
            @ModelAttribute("form") SessionForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var place = own.asked(site).orElseThrow();
        model.addAttribute("nonce", nonce);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var plan = form.plan(place, themes(place));
                    var times = form.repeats().times(during(plan), form.howOften(), place.zone());
                    if (siteDays.asks(place, times, closed, model, locale)) {
                        return form(place, null, form, model);
                    }
                    var first = pressed.once(
                            nonce,
                            form,
                            _ -> true,
                            () -> sessions.create(plan, form.repeats(), form.howOften())
                                    .getFirst()
                                    .id());
                    after.addFlashAttribute("done", form.howOften() > 1 ? "created-all" : "created");
                    after.addFlashAttribute("times", form.howOften());
                    return "redirect:" + PAGE + "/" + first;
                },
                () -> form(place, null, form, model));
    }

    private static Stretch during(SessionPlan plan) {
        if (!plan.start().isBefore(plan.end())) {
            throw ProblemException.field("to", "appointments", "rule-backwards");
        }
        return new Stretch(plan.start(), plan.end());
    }

    private List<UUID> themes(Site site) {
        return directory.servicesAt(site.id()).stream().map(ServiceOffer::id).toList();
    }

    @GetMapping("/{id}/modifier")
    @PreAuthorize(MANAGES)
    String edit(@PathVariable UUID id, Model model) {
        var session = own.session(id);
        var site = directory.site(session.siteId());
        return form(site, session, SessionForm.of(session, site), model);
    }

    @PostMapping("/{id}/modifier")
    @PreAuthorize(MANAGES)
    String edited(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String closed,
            @ModelAttribute("form") SessionForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var site = directory.site(own.session(id).siteId());
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var plan = form.plan(site, themes(site));
                    if (siteDays.asks(site, List.of(during(plan)), closed, model, locale)) {
                        return form(site, own.session(id), form, model);
                    }
                    pressed.alone(() -> {
                        var before = sessions.find(id);
                        if (!plan.equals(before.plan())) {
                            Pressed.check(seen, SessionForm.of(before, site));
                            sessions.change(id, plan);
                        }
                    });
                    after.addFlashAttribute("done", "changed");
                    return "redirect:" + PAGE + "/" + id;
                },
                () -> form(site, own.session(id), form, model));
    }

    @GetMapping("/{id}/annuler")
    @PreAuthorize(MANAGES)
    String askCancel(@PathVariable UUID id, Model model, Locale locale) {
        return cancelPage(own.session(id), "", model, locale);
    }

    private String cancelPage(Session session, String reason, Model model, Locale locale) {
        model.addAttribute("shown", view.of(session, locale));
        model.addAttribute("told", told(session));
        model.addAttribute("reason", reason);
        model.addAttribute(
                "others",
                sessions.others(session).stream()
                        .map(one -> view.of(one, locale))
                        .toList());
        return "appointments-staff/session-cancel";
    }

    private long told(Session session) {
        return registrations.of(session.id()).stream()
                .filter(Registration::isOpen)
                .count();
    }

    @PostMapping("/{id}/annuler")
    @PreAuthorize(MANAGES)
    String cancel(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var session = own.session(id);
        var said = Forms.line(reason);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    sessions.cancel(id, said);
                    after.addFlashAttribute("done", "cancelled");
                    return "redirect:" + PAGE + "/" + id;
                },
                () -> cancelPage(session, said, model, locale));
    }

    private String form(Site site, @Nullable Session session, SessionForm form, Model model) {
        model.addAttribute("site", site);
        model.addAttribute("held", session);
        model.addAttribute("told", session == null ? 0 : told(session));
        model.addAttribute("form", form);
        model.addAttribute("seen", session == null ? "" : Pressed.seen(SessionForm.of(session, site)));
        model.addAttribute(
                "services",
                directory.servicesAt(site.id()).stream()
                        .map(one -> Choice.of(one.id(), one.name()))
                        .toList());
        model.addAttribute(
                "agendas",
                agendas.at(site).stream()
                        .filter(one -> one.active() || form.agendas().contains(one.id()))
                        .map((Agenda one) ->
                                Choice.of(one.id(), one.name(), form.agendas().contains(one.id())))
                        .toList());
        model.addAttribute("tongues", Language.choices(""));
        return "appointments-staff/session-form";
    }
}
