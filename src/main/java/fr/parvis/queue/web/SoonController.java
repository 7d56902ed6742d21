package fr.parvis.queue.web;

import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.queue.SoonRule;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** When phones are told that the turn comes soon. */
@Controller
@RequestMapping("/pilotage/prevenir")
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
class SoonController {
    private final SitesInCharge own;
    private final SoonRule rule;
    private final Forms forms;

    SoonController(SitesInCharge own, SoonRule rule, Forms forms) {
        this.own = own;
        this.rule = rule;
        this.forms = forms;
    }

    @GetMapping
    public String show(@RequestParam String site, Model model) {
        var named = own.named(site);
        return page(named, Integer.toString(rule.at(named.id())), model);
    }

    @PostMapping
    public String save(
            @RequestParam String site,
            @RequestParam(defaultValue = "") String before,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var named = own.named(site);
        var typed = Forms.line(before);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    rule.set(named.id(), typed.matches("\\d{1,3}") ? Integer.parseInt(typed) : 0);
                    return "redirect:/pilotage/prevenir?site=" + named.slug() + "&fait";
                },
                () -> page(named, typed, model));
    }

    private static String page(Site site, String typed, Model model) {
        model.addAttribute("site", site);
        model.addAttribute("typed", typed);
        return "queue/soon";
    }
}
