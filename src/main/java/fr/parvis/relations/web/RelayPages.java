package fr.parvis.relations.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.relations.Handover;
import fr.parvis.relations.HandoverEnds;
import fr.parvis.relations.Handovers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What another body reads of a person who was handed over to it, and where it says whether it takes them up. */
@Controller
@RequestMapping("/relais/{token}")
class RelayPages {
    private static final int LOOKS_A_MINUTE = 30;

    /** @param size "240 ko" */
    record Line(String key, String name, String size) {}

    private final Handovers handovers;
    private final HandoverEnds handoverEnds;
    private final RequestWords words;
    private final Forms forms;
    private final RateLimits limits;

    RelayPages(Handovers handovers, HandoverEnds handoverEnds, RequestWords words, Forms forms, RateLimits limits) {
        this.handovers = handovers;
        this.handoverEnds = handoverEnds;
        this.words = words;
        this.forms = forms;
        this.limits = limits;
    }

    @GetMapping
    String page(
            @PathVariable String token,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        return page(known(token, asking), Map.of(), model, response, locale);
    }

    private String page(
            Handover handover, Map<String, String> typed, Model model, HttpServletResponse response, Locale locale) {
        FollowPages.hide(response);
        var request = handovers.request(handover);
        var answered = handover.answeredAt();
        model.addAttribute("one", handover);
        model.addAttribute("reference", request.reference().code());
        model.addAttribute("person", handover.contact() ? request.said() : null);
        model.addAttribute("at", words.day(handover.at(), locale));
        model.addAttribute("due", words.day(handover.dueOn(), locale));
        model.addAttribute("consented", words.day(handover.consentedOn(), locale));
        model.addAttribute("until", words.day(handover.expiresAt(), locale));
        model.addAttribute("answered", answered == null ? "" : words.day(answered, locale));
        model.addAttribute(
                "documents",
                handovers.documents(handover).stream()
                        .map(one -> new Line(
                                one.key(),
                                one.name(),
                                words.text("suivi.size", locale, Math.max(1, one.size() / 1024))))
                        .toList());
        model.addAttribute("typed", typed);
        return "relations/relay";
    }

    private Handover known(String token, HttpServletRequest asking) {
        limits.check("relay", asking.getRemoteAddr(), LOOKS_A_MINUTE);
        return handovers
                .find(token)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-handover"));
    }

    @GetMapping("/documents/{key}")
    ResponseEntity<byte[]> document(@PathVariable String token, @PathVariable String key, HttpServletRequest asking) {
        var handed = handovers.document(known(token, asking), key);
        return Download.of(handed.name(), handed.type(), handed.content());
    }

    @PostMapping("/prise-en-charge")
    String taken(
            @PathVariable String token,
            @RequestParam Map<String, String> typed,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var handover = known(token, asking);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    handoverEnds.takenUp(token, Forms.line(typed.get("name")), Forms.lines(typed.get("next")));
                    return "redirect:/relais/" + token;
                },
                () -> page(handover, typed, model, response, locale));
    }

    @PostMapping("/refus")
    String declined(
            @PathVariable String token,
            @RequestParam Map<String, String> typed,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var handover = known(token, asking);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    handoverEnds.declined(token, Forms.line(typed.get("who")), Forms.lines(typed.get("reason")));
                    return "redirect:/relais/" + token;
                },
                () -> page(handover, typed, model, response, locale));
    }
}
