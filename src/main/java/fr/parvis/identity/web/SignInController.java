package fr.parvis.identity.web;

import fr.parvis.identity.ReturnPage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInController {
    @GetMapping("/connexion")
    String signIn(
            @RequestParam(required = false) @Nullable Integer attente,
            @RequestParam(required = false) @Nullable String retour,
            Model model) {
        model.addAttribute("wait", attente);
        model.addAttribute("back", ReturnPage.read(retour).orElse(null));
        return "identity/sign-in";
    }
}
