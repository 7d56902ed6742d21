package fr.parvis.relations.web;

import fr.parvis.messaging.OneTimeCodes;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.relations.FollowCodes;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestKey;
import fr.parvis.relations.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The ways to the page of a request: its key at once, or its reference with a code that goes where the request says. Nothing here tells
 * whether a reference exists, or what a request holds.
 */
@Controller
class FollowPages {
    static final int LOOKS_A_MINUTE = 60;
    private static final int TRIES_A_MINUTE = 12;

    private final Requests requests;
    private final FollowCodes codes;
    private final FollowKeys keys;
    private final Forms forms;
    private final RateLimits limits;

    FollowPages(Requests requests, FollowCodes codes, FollowKeys keys, Forms forms, RateLimits limits) {
        this.requests = requests;
        this.codes = codes;
        this.keys = keys;
        this.forms = forms;
        this.limits = limits;
    }

    @GetMapping("/suivi")
    String ask(Model model) {
        return which("", model);
    }

    private static String which(String typed, Model model) {
        model.addAttribute("which", typed);
        return "relations/follow-which";
    }

    @PostMapping("/suivi")
    String go(
            @RequestParam(defaultValue = "") String which,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var typed = Forms.line(which);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check("request", asking.getRemoteAddr(), LOOKS_A_MINUTE);
                    var reference = Reference.parse(typed);
                    return reference.isPresent()
                            ? "redirect:" + FollowKeys.page(reference.get())
                            : "redirect:" + FollowKeys.opening(byKey("which", "reference-unreadable", typed));
                },
                () -> which(typed, model));
    }

    private Request byKey(String field, String otherwise, String typed) {
        var key = RequestKey.parse(typed).orElseThrow(() -> ProblemException.field(field, "relations", otherwise));
        return requests.find(key)
                .orElseThrow(() -> ProblemException.field(
                        field, "relations", otherwise.equals("key-replaced") ? otherwise : "key-unknown"));
    }

    /** Links of messages that left before there was this page. */
    @GetMapping("/question/{key}")
    String old(@PathVariable String key, HttpServletRequest asking) {
        limits.check("request", asking.getRemoteAddr(), LOOKS_A_MINUTE);
        return "redirect:" + FollowKeys.opening(known(key));
    }

    private Request known(String key) {
        return RequestKey.parse(key)
                .flatMap(requests::find)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }

    /** The link of a message: from here on the key stands in no address. */
    @GetMapping("/suivi/{reference}/{key}")
    String open(
            @PathVariable String reference,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String recu,
            @RequestParam(required = false) @Nullable String deja,
            HttpServletRequest asking,
            HttpServletResponse response) {
        limits.check("request", asking.getRemoteAddr(), LOOKS_A_MINUTE);
        hide(response);
        if (RequestKey.parse(key).isEmpty()) {
            return "redirect:" + FollowKeys.page(read(reference));
        }
        var parsed = RequestKey.parse(key).orElseThrow();
        if (requests.find(parsed).isEmpty() && requests.isReplaced(read(reference), parsed)) {
            return "redirect:" + FollowKeys.page(read(reference)) + "?remplacee";
        }
        var request = known(key);
        keys.remember(request, asking, response);
        return "redirect:" + FollowKeys.page(request.reference())
                + (recu != null ? "?recu" : deja != null ? "?deja" : "");
    }

    @PostMapping("/suivi/{reference}/code")
    String send(
            @PathVariable String reference,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var named = read(reference);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check("request-code", asking.getRemoteAddr(), TRIES_A_MINUTE);
                    codes.send(named);
                    return "redirect:" + FollowKeys.page(named) + "?envoye";
                },
                () -> prove(named, true, model, response));
    }

    @PostMapping("/suivi/{reference}/ouvrir")
    String check(
            @PathVariable String reference,
            @RequestParam(defaultValue = "") String code,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var named = read(reference);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check("request-code", asking.getRemoteAddr(), TRIES_A_MINUTE);
                    var request = opened(named, code);
                    keys.remember(request, asking, response);
                    return "redirect:" + FollowKeys.page(request.reference());
                },
                () -> prove(named, true, model, response));
    }

    /** Whoever has the key types it where the code goes. */
    private Request opened(Reference reference, String typed) {
        var key = RequestKey.parse(typed);
        if (key.isPresent()) {
            return byKey("code", requests.isReplaced(reference, key.get()) ? "key-replaced" : "key-unknown", typed);
        }
        var digits = OneTimeCodes.read(typed).orElseThrow(OneTimeCodes::malformed);
        return codes.open(reference, digits).orElseThrow(() -> codes.wrong(reference));
    }

    /** The page of whoever has not shown yet that the request is theirs; the same whether there is one or not. */
    static String prove(Reference reference, boolean sent, Model model, HttpServletResponse response) {
        hide(response);
        model.addAttribute("reference", reference.code());
        model.addAttribute("sent", sent);
        model.addAttribute("minutes", OneTimeCodes.LASTS.toMinutes());
        return "relations/follow-prove";
    }

    static Reference read(String typed) {
        return Reference.parse(typed)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND, "relations", "reference-unreadable", null, Map.of()));
    }

    static void hide(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
    }
}
