package fr.parvis.relations.web;

import fr.parvis.platform.ParvisSettings;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestKey;
import fr.parvis.relations.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The key of a request in a browser that has shown it: a cookie that goes to the page of this request alone and ends with the browser. */
@Component
class FollowKeys {
    private static final String COOKIE = "parvis-suivi";
    private static final Duration UNTIL_CLOSED = Duration.ofSeconds(-1);

    private final Requests requests;
    private final ParvisSettings settings;

    FollowKeys(Requests requests, ParvisSettings settings) {
        this.requests = requests;
        this.settings = settings;
    }

    /** The request of this page, when the browser has its key. */
    Optional<Request> opened(Reference reference, HttpServletRequest asking) {
        return Optional.ofNullable(WebUtils.getCookie(asking, COOKIE))
                .flatMap(cookie -> RequestKey.parse(cookie.getValue()))
                .flatMap(requests::find)
                .filter(request -> request.reference().equals(reference));
    }

    /** Whether the browser has a key that was this request's until it was merged with another. */
    boolean isReplaced(Reference reference, HttpServletRequest asking) {
        return Optional.ofNullable(WebUtils.getCookie(asking, COOKIE))
                .flatMap(cookie -> RequestKey.parse(cookie.getValue()))
                .filter(key -> requests.isReplaced(reference, key))
                .isPresent();
    }

    void remember(Request request, HttpServletRequest asking, HttpServletResponse response) {
        write(request.reference(), request.key().code(), UNTIL_CLOSED, asking, response);
    }

    void forget(Reference reference, HttpServletRequest asking, HttpServletResponse response) {
        write(reference, "", Duration.ZERO, asking, response);
    }

    private void write(
            Reference reference,
            String value,
            Duration during,
            HttpServletRequest asking,
            HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .path(asking.getContextPath() + "/suivi/" + reference.code())
                        .httpOnly(true)
                        .secure(settings.secureCookies())
                        .sameSite("Lax")
                        .maxAge(during)
                        .build()
                        .toString());
    }

    /** Where the key opens the page; not a place to stay. */
    static String opening(Request request) {
        return page(request.reference()) + "/" + request.key().code();
    }

    static String page(Reference reference) {
        return "/suivi/" + reference.code();
    }
}
