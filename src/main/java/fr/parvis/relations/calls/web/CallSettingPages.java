package fr.parvis.relations.calls.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.messaging.PhoneNumbers;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.calls.CallSites;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.Usagers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How many calls each site promises, and what becomes of those that nobody answered. */
@Controller
@RequestMapping("/agent/appels/reglages")
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
class CallSettingPages {
    record Line(Site site, String perHour, boolean missed, String line) {}

    private final CallSites sites;
    private final Usagers usagers;
    private final Directory directory;
    private final Forms forms;

    CallSettingPages(CallSites sites, Usagers usagers, Directory directory, Forms forms) {
        this.sites = sites;
        this.usagers = usagers;
        this.directory = directory;
        this.forms = forms;
    }

    @GetMapping
    String page(Model model) {
        model.addAttribute("lines", mine().stream().map(this::line).toList());
        return "calls/settings";
    }

    private List<Site> mine() {
        var me = Caller.current().orElseThrow();
        return directory.sites().stream().filter(site -> me.mayActAt(site.id())).toList();
    }

    private Line line(Site site) {
        var rules = sites.of(site.id());
        return new Line(
                site,
                Integer.toString(rules.perHour()),
                rules.missedCalls(),
                rules.line().isEmpty() ? "" : PhoneNumbers.shown(rules.line()));
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String perHour,
            @RequestParam(defaultValue = "false") boolean missed,
            @RequestParam(defaultValue = "") String line,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var site = mine().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "site-unknown", id));
        var number = Forms.line(perHour);
        var typed = Forms.line(line);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (!number.matches("\\d{1,3}")) {
                        throw ProblemException.field("perHour", "relations", "calls-per-hour", CallSites.MOST_PER_HOUR);
                    }
                    sites.change(id, new CallSites.Rules(Integer.parseInt(number), missed, e164(typed)));
                    next.addFlashAttribute("saved", true);
                    return "redirect:/agent/appels/reglages";
                },
                () -> {
                    model.addAttribute(
                            "lines",
                            mine().stream()
                                    .map(one -> one.equals(site) ? new Line(one, number, missed, typed) : line(one))
                                    .toList());
                    model.addAttribute("at", id);
                    return "calls/settings";
                });
    }

    private String e164(String typed) {
        return typed.isEmpty()
                ? ""
                : usagers.phone(typed)
                        .map(Contact::normalised)
                        .orElseThrow(() -> ProblemException.field("line", "relations", "phone-unreadable"));
    }
}
