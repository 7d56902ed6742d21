package fr.parvis.procedures.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Tells somebody who followed a link of ours from a robot, a reload and a browser that looks ahead. */
final class FromOurPages {
    private static final Pattern ROBOT = Pattern.compile(
            "bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|headless", Pattern.CASE_INSENSITIVE);
    private static final Pattern RELOADED = Pattern.compile("no-cache|max-age=0");

    private FromOurPages() {}

    static boolean came(HttpServletRequest request) {
        return walked(request)
                && !request.getRequestURI().equals(referer(request).getPath());
    }

    /** The same, from question to question of one page too. */
    static boolean walked(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && request.getServerName().equalsIgnoreCase(referer(request).getHost())
                && !ROBOT.matcher(header(request, HttpHeaders.USER_AGENT)).find()
                && !RELOADED.matcher(header(request, HttpHeaders.CACHE_CONTROL)).find()
                && !header(request, "Sec-Purpose").contains("prefetch");
    }

    private static URI referer(HttpServletRequest request) {
        try {
            return new URI(header(request, HttpHeaders.REFERER));
        } catch (URISyntaxException _) {
            return URI.create("");
        }
    }

    private static String header(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getHeader(name), "");
    }
}
