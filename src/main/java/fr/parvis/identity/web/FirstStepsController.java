package fr.parvis.identity.web;

import fr.parvis.directory.Directory;
import fr.parvis.identity.FirstSteps;
import fr.parvis.platform.ParvisSettings;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** The organisation and its first administrator, from the browser. */
@Controller
class FirstStepsController {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int TRIES_A_MINUTE = 10;
    private static final int TRIES_A_MINUTE_ALL_TOGETHER = 60;

    record FirstForm(String code, String organisation, String name, String login, String password) {
        FirstForm {
            code = Forms.line(code);
            organisation = Forms.line(organisation);
            name = Forms.line(name);
            login = Forms.line(login);
            password = Objects.requireNonNullElse(password, "");
        }

        @Override
        public String toString() {
            return "FirstForm[" + login + "]";
        }
    }

    private final FirstSteps steps;
    private final Directory directory;
    private final Forms forms;
    private final RateLimits limits;
    private final ParvisSettings settings;

    FirstStepsController(
            FirstSteps steps, Directory directory, Forms forms, RateLimits limits, ParvisSettings settings) {
        this.steps = steps;
        this.directory = directory;
        this.forms = forms;
        this.limits = limits;
        this.settings = settings;
    }

    @GetMapping("/premiers-pas")
    String first(Model model, HttpServletRequest request) {
        if (!steps.areOpen()) {
            return "redirect:/connexion";
        }
        var known = directory.isSetUp() ? directory.organisation().name() : "";
        model.addAttribute("form", new FirstForm("", known, "", "", ""));
        model.addAttribute("cookiesLost", cookiesLost(request));
        return "identity/first-steps";
    }

    /** A browser keeps a secure cookie over plain http for this very machine only. */
    private boolean cookiesLost(HttpServletRequest request) {
        return settings.secureCookies() && !request.isSecure() && !LOCAL.contains(request.getServerName());
    }

    @PostMapping("/premiers-pas")
    String taken(
            @ModelAttribute("form") FirstForm form,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check("first-steps", request.getRemoteAddr(), TRIES_A_MINUTE);
                    limits.check("first-steps", "everybody", TRIES_A_MINUTE_ALL_TOGETHER);
                    steps.take(form.code(), form.organisation(), form.login(), form.name(), form.password());
                    signIn(form, request);
                    return "redirect:/admin/demarrage";
                },
                () -> "identity/first-steps");
    }

    private static void signIn(FirstForm form, HttpServletRequest request) {
        try {
            var before = request.getSession(false);
            if (before != null) {
                before.invalidate();
            }
            request.login(form.login(), form.password());
        } catch (ServletException refused) {
            throw new IllegalStateException("the account that was just created cannot sign in", refused);
        }
    }
}
