package fr.parvis.rights.web;

import fr.parvis.rights.Nights;
import fr.parvis.rights.Register;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What anybody may know of what is kept of them (RGPD art. 13): the register and the lengths, as they are at this moment. */
@Controller
class PrivacyPage {
    private final Nights nights;
    private final Register register;
    private final RightsWords words;

    PrivacyPage(Nights nights, Register register, RightsWords words) {
        this.nights = nights;
        this.register = register;
        this.words = words;
    }

    @GetMapping("/donnees-personnelles")
    String show(Model model, Locale locale) {
        model.addAttribute("organisation", words.organisation());
        model.addAttribute("contacts", register.contacts());
        model.addAttribute(
                "lines",
                nights.lines().stream()
                        .filter(line -> !line.kind().staff())
                        .map(line -> words.line(line, locale))
                        .toList());
        return "rights/privacy";
    }
}
