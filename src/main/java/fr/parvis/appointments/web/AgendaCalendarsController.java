package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.calendar.BusyImport;
import fr.parvis.appointments.calendar.BusyImports;
import fr.parvis.appointments.calendar.CalendarFeeds;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An agenda and the other calendars of who receives: what it reads of them, and where they read it. */
@Controller
@RequestMapping("/agent/agendas/{id}/calendriers")
class AgendaCalendarsController {
    private static final int NEXT = 5;
    private static final int MOST_TRIES_A_MINUTE = 10;

    private final OwnAgendas own;
    private final BusyImports imports;
    private final CalendarFeeds feeds;
    private final BrokenCalendars broken;
    private final TouchedLines touched;
    private final Directory directory;
    private final PublicAddress addresses;
    private final RateLimits limits;
    private final Forms forms;
    private final Clock clock;

    AgendaCalendarsController(
            OwnAgendas own,
            BusyImports imports,
            CalendarFeeds feeds,
            BrokenCalendars broken,
            TouchedLines touched,
            Directory directory,
            PublicAddress addresses,
            RateLimits limits,
            Forms forms,
            Clock clock) {
        this.own = own;
        this.imports = imports;
        this.feeds = feeds;
        this.broken = broken;
        this.touched = touched;
        this.directory = directory;
        this.addresses = addresses;
        this.limits = limits;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model, Locale locale, HttpServletResponse response) {
        return page(own.own(id), "", model, locale, response);
    }

    /** @param look only says what the address gives */
    @PostMapping
    String set(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(required = false) @Nullable String look,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var agenda = own.own(id);
        var typed = Forms.line(address);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    checkTries();
                    if (look != null) {
                        var tried = imports.tryOut(id, "address", typed);
                        model.addAttribute("tried", tried);
                        model.addAttribute("triedNext", next(tried.busy(), directory.site(agenda.siteId()), locale));
                        return page(agenda, typed, model, locale, response);
                    }
                    imports.set(id, "address", typed);
                    after.addFlashAttribute("saved", true);
                    return back(id);
                },
                () -> page(agenda, typed, model, locale, response));
    }

    @PostMapping("/relire")
    String readAgain(@PathVariable UUID id, RedirectAttributes after) {
        own.own(id);
        checkTries();
        imports.readAgain(id);
        after.addFlashAttribute("readAgain", true);
        return back(id);
    }

    @PostMapping("/retirer")
    String remove(@PathVariable UUID id, RedirectAttributes after) {
        own.own(id);
        imports.remove(id);
        after.addFlashAttribute("removed", true);
        return back(id);
    }

    /** The address is shown on the next page, and never again. */
    @PostMapping("/adresse")
    String makeFeed(@PathVariable UUID id, RedirectAttributes after) {
        own.own(id);
        after.addFlashAttribute("feedAddress", addresses.of(CalendarFeedController.PATH + feeds.make(id) + ".ics"));
        return back(id);
    }

    @PostMapping("/adresse/retirer")
    String withdrawFeed(@PathVariable UUID id, RedirectAttributes after) {
        own.own(id);
        feeds.withdraw(id);
        after.addFlashAttribute("feedWithdrawn", true);
        return back(id);
    }

    /** Whoever may type addresses could have Parvis knock at many. */
    private void checkTries() {
        limits.check("calendar", Caller.current().orElseThrow().getName(), MOST_TRIES_A_MINUTE);
    }

    private static String back(UUID id) {
        return "redirect:/agent/agendas/" + id + "/calendriers";
    }

    private String page(Agenda agenda, String typed, Model model, Locale locale, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var site = directory.site(agenda.siteId());
        model.addAttribute("agenda", agenda);
        model.addAttribute("site", site);
        model.addAttribute("typed", typed);
        imports.find(agenda.id()).ifPresent(one -> fill(one, site, model, locale));
        feeds.find(agenda.id()).ifPresent(feed -> {
            var read = feed.read();
            model.addAttribute("feed", feed);
            model.addAttribute("feedMade", AppointmentWords.moment(feed.made(), site, locale));
            model.addAttribute("feedRead", read == null ? "" : AppointmentWords.moment(read, site, locale));
        });
        return "appointments-staff/agenda-calendars";
    }

    private void fill(BusyImport one, Site site, Model model, Locale locale) {
        model.addAttribute("other", one);
        model.addAttribute("withdrawn", one.isWithdrawn(clock.instant()));
        model.addAttribute("why", broken.why(one, locale));
        model.addAttribute("read", AppointmentWords.moment(one.read(), site, locale));
        model.addAttribute("lastTry", AppointmentWords.moment(one.tried(), site, locale));
        model.addAttribute("next", next(one.busy(), site, locale));
        model.addAttribute("touched", touched.of(imports.conflicts(one), locale));
    }

    private List<String> next(List<Stretch> busy, Site site, Locale locale) {
        var now = clock.instant();
        return busy.stream()
                .filter(one -> one.to().isAfter(now))
                .limit(NEXT)
                .map(one -> OpeningWords.span(one, site, locale))
                .toList();
    }
}
