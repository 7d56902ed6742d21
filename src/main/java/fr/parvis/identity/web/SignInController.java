package fr.parvis.identity.web;

import fr.parvis.identity.ReturnPage;
import fr.parvis.identity.StaleSignIn;
import fr.parvis.platform.web.Forms;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInController {
    @GetMapping("/connexion")
    String signIn(
            @RequestParam(required = false) @Nullable Integer attente,
            @RequestParam(required = false) @Nullable String retour,
            @RequestAttribute(name = StaleSignIn.LOGIN, required = false) @Nullable String stale,
            Model model) {
        model.addAttribute("wait", attente);
        model.addAttribute("back", ReturnPage.read(retour).orElse(null));
        model.addAttribute("stale", stale != null);
        model.addAttribute("login", Forms.line(stale));
        return "identity/sign-in";
    }
}
