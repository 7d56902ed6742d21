package fr.parvis.relations.web;

import fr.parvis.messaging.PushDevices;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.relations.FollowNotices;
import fr.parvis.relations.Request;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A device that is told when something is new, for whoever has the page of the request open. */
@Controller
@RequestMapping("/suivi/{reference}/telephone")
class FollowPhonePages {
    private static final int ACTS_A_MINUTE = 12;

    private final FollowKeys keys;
    private final FollowNotices notices;
    private final PushDevices devices;
    private final RateLimits limits;

    FollowPhonePages(FollowKeys keys, FollowNotices notices, PushDevices devices, RateLimits limits) {
        this.keys = keys;
        this.notices = notices;
        this.devices = devices;
        this.limits = limits;
    }

    @PostMapping
    String tell(@PathVariable String reference, PushDevices.Asked asked, Locale locale, HttpServletRequest asking) {
        var request = opened(reference, asking);
        var page = FollowKeys.page(request.reference());
        notices.ask(request, asked, asking.getContextPath() + page, Language.of(locale));
        return back(request);
    }

    @PostMapping("/arret")
    String stop(
            @PathVariable String reference,
            @RequestParam(required = false) @Nullable String endpoint,
            HttpServletRequest asking) {
        var request = opened(reference, asking);
        devices.remove(FollowNotices.subject(request), endpoint);
        return back(request);
    }

    private static String back(Request request) {
        return "redirect:" + FollowKeys.page(request.reference()) + "#prevenir";
    }

    private Request opened(String reference, HttpServletRequest asking) {
        limits.check("push", asking.getRemoteAddr(), ACTS_A_MINUTE);
        return keys.opened(FollowPages.read(reference), asking)
                .filter(request -> request.said() != null)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }
}
