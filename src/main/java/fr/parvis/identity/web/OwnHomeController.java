package fr.parvis.identity.web;

import fr.parvis.identity.Caller;
import fr.parvis.identity.OwnPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Leads every account to its own page. */
@Controller
class OwnHomeController {
    @GetMapping(OwnPage.NONE)
    String home(Model model) {
        var me = Caller.current().orElseThrow();
        var page = OwnPage.of(me);
        if (!page.equals(OwnPage.NONE)) {
            return "redirect:" + page;
        }
        model.addAttribute("me", me);
        return "identity/own-home";
    }
}
