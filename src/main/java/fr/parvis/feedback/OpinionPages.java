package fr.parvis.feedback;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where somebody says whether the answer to their request satisfied; a press says it, words may follow. */
@Controller
@RequestMapping("/avis/reponse/{token}")
class OpinionPages {
    private static final int LOOKS_A_MINUTE = 30;

    private final RequestOpinions opinions;
    private final Forms forms;
    private final RateLimits limits;

    OpinionPages(RequestOpinions opinions, Forms forms, RateLimits limits) {
        this.opinions = opinions;
        this.forms = forms;
        this.limits = limits;
    }

    @GetMapping
    String page(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String merci,
            Model model,
            HttpServletRequest asking,
            HttpServletResponse response) {
        return page(known(token, asking), "", merci != null, model, response);
    }

    private static String page(
            RequestOpinions.Asked asked, String words, boolean thanks, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
        model.addAttribute("asked", asked);
        model.addAttribute("words", words);
        model.addAttribute("thanks", thanks);
        return "feedback/opinion";
    }

    private RequestOpinions.Asked known(String token, HttpServletRequest asking) {
        limits.check("opinion", asking.getRemoteAddr(), LOOKS_A_MINUTE);
        return opinions.find(token)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "feedback", "unknown-question"));
    }

    @PostMapping
    String give(
            @PathVariable String token,
            @RequestParam(defaultValue = "0") int score,
            @RequestParam(required = false) @Nullable String words,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var asked = known(token, asking);
        var typed = Forms.lines(words);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    opinions.give(asked, score, typed);
                    return "redirect:/avis/reponse/" + token + (words == null ? "" : "?merci");
                },
                () -> page(asked, typed, false, model, response));
    }

    @PostMapping("/plus-jamais")
    String never(@PathVariable String token, HttpServletRequest asking) {
        opinions.neverAgain(known(token, asking));
        return "redirect:/avis/reponse/" + token + "?merci";
    }
}
