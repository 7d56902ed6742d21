package fr.parvis.messaging.web;

import fr.parvis.messaging.PushDevices;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Where a browser says that it has got another address for its messages: {@code sw.js} and {@code push.js} ask it. */
@Controller
class PushRenewalController {
    private static final int ACTS_A_MINUTE = 12;

    private final PushDevices devices;
    private final RateLimits limits;

    PushRenewalController(PushDevices devices, RateLimits limits) {
        this.devices = devices;
        this.limits = limits;
    }

    @PostMapping("/telephone/renouvellement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void renew(
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String secret,
            PushDevices.Asked asked,
            HttpServletRequest request) {
        limits.check("push", request.getRemoteAddr(), ACTS_A_MINUTE);
        devices.renew(before, secret, asked);
    }
}
