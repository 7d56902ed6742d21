package fr.parvis.relations.web;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestKey;
import fr.parvis.relations.Requests;
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
import org.springframework.web.bind.annotation.RequestParam;

/** Where somebody reads what became of their request; whoever holds its key is that person. */
@Controller
class RequestPage {
    private static final int LOOKS_A_MINUTE = 60;

    private final Requests requests;
    private final RequestWords words;
    private final RateLimits limits;

    RequestPage(Requests requests, RequestWords words, RateLimits limits) {
        this.requests = requests;
        this.words = words;
        this.limits = limits;
    }

    @GetMapping("/question/{key}")
    String page(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String recu,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        limits.check("request", asking.getRemoteAddr(), LOOKS_A_MINUTE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
        var request = find(key);
        var said = request.said();
        var closed = request.closedAt();
        model.addAttribute("one", request);
        model.addAttribute("fresh", recu != null && request.isOpen());
        model.addAttribute("late", words.isLate(request));
        model.addAttribute("due", words.day(request.dueOn(), locale));
        model.addAttribute("received", words.day(request.receivedAt(), locale));
        model.addAttribute("closed", closed == null ? "" : words.day(closed, locale));
        model.addAttribute("moment", said == null || said.when() == null ? "" : words.moment(said.when(), locale));
        return "relations/request";
    }

    @PostMapping("/question/{key}/retrait")
    String withdraw(@PathVariable String key, HttpServletRequest asking) {
        limits.check("request", asking.getRemoteAddr(), LOOKS_A_MINUTE);
        var request = find(key);
        requests.withdraw(request.key());
        return "redirect:/question/" + request.key().code();
    }

    private Request find(String key) {
        return RequestKey.parse(key)
                .flatMap(requests::find)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }
}
