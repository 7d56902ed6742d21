package fr.parvis.relations.web;

import fr.parvis.platform.Ids;
import fr.parvis.platform.ParvisSettings;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Whoever goes back after sending and presses again has the same form as before: for ten minutes a browser is given, on the same page, the
 * one that it sent. The same words are then the same request, other words another one. Nothing is told to any other browser.
 */
@Component
public class SentForms {
    private static final String COOKIE = "parvis-envoi";
    private static final Duration LASTS = Duration.ofMinutes(10);
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    /** Receives what is wanted. */
    public interface Receiving {
        Request of(NewRequest wanted);
    }

    private final Requests requests;
    private final ParvisSettings settings;

    SentForms(Requests requests, ParvisSettings settings) {
        this.requests = requests;
        this.settings = settings;
    }

    /** For a form that is about to be shown. */
    public String form(HttpServletRequest asking) {
        return sent(asking).orElseGet(Ids::token);
    }

    private static Optional<String> sent(HttpServletRequest asking) {
        return Optional.ofNullable(WebUtils.getCookie(asking, COOKIE))
                .map(cookie -> cookie.getValue())
                .filter(form -> FORM.matcher(form).matches());
    }

    /** @return where it leads: to the new request, or to the open one that this browser has made of the same words */
    public String send(
            NewRequest wanted, HttpServletRequest asking, HttpServletResponse response, Receiving receiving) {
        var before = sent(asking).filter(wanted.form()::equals).flatMap(_ -> requests.sent(wanted));
        if (before.filter(Request::isOpen).isPresent()) {
            return "redirect:" + FollowKeys.opening(before.get()) + "?deja";
        }
        // one that has ended is asked again
        var now = before.isPresent() ? wanted.on(Ids.token()) : wanted;
        var request = receiving.of(now);
        if (FORM.matcher(now.form()).matches()) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(COOKIE, now.form())
                            .path(asking.getRequestURI())
                            .httpOnly(true)
                            .secure(settings.secureCookies())
                            .sameSite("Lax")
                            .maxAge(LASTS)
                            .build()
                            .toString());
        }
        return "redirect:" + FollowKeys.opening(request) + "?recu";
    }
}
