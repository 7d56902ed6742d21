package fr.parvis.platform.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Help and accessibility. */
@Controller
class TextPages {
    @GetMapping("/aide")
    String help(Model model) {
        model.addAttribute("page", "aide");
        return "platform/text";
    }

    @GetMapping("/accessibilite")
    String accessibility(Model model) {
        model.addAttribute("page", "accessibilite");
        return "platform/text";
    }
}
