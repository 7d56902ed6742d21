package fr.parvis.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/**
 * A refusal on a kiosk. Nobody there can type an address or go back, so the page has one way on, the kiosk's start, and takes
 * it by itself.
 *
 * @param start address of the kiosk's first screen
 * @param own the refusal's own words say what the person can do about it
 */
record KioskRefusal(String start, HttpStatusCode status, boolean own) {
    private static final Pattern KIOSK = Pattern.compile("(/borne/[^/]+)(?!/installer(?:/|$))(/.*)?");
    private static final int SECONDS = 15;

    /** Null when the page is not a kiosk's. */
    static @Nullable KioskRefusal of(ProblemException problem, HttpServletRequest request) {
        var address =
                Problems.address(request).substring(request.getContextPath().length());
        var kiosk = KIOSK.matcher(address);
        if (!kiosk.matches()) {
            return null;
        }
        var status = problem.getStatusCode();
        // no kiosk at this address: whoever sets it up must read so
        var misplaced = address.equals(kiosk.group(1));
        return new KioskRefusal(
                request.getContextPath() + kiosk.group(1),
                status,
                misplaced
                        || status == HttpStatus.CONFLICT
                        || status == HttpStatus.TOO_MANY_REQUESTS
                        || status.is5xxServerError());
    }

    ModelAndView page(String title, String detail, HttpServletResponse response, UnaryOperator<String> text) {
        response.setHeader("Refresh", SECONDS + "; url=" + start);
        var page = new ModelAndView(
                "platform/kiosk-problem",
                Map.of(
                        "heading", own ? title : text.apply("layout.kiosk.again.title"),
                        "detail", own ? detail : text.apply("layout.kiosk.again.detail"),
                        "start", start));
        page.setStatus(status);
        return page;
    }
}
