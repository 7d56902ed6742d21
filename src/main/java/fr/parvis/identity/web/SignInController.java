package fr.parvis.identity.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInController {
    @GetMapping("/connexion")
    String signIn(@RequestParam(required = false) @Nullable Integer attente, Model model) {
        model.addAttribute("wait", attente);
        return "identity/sign-in";
    }
}
