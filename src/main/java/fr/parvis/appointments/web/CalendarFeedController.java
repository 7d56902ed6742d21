package fr.parvis.appointments.web;

import fr.parvis.appointments.calendar.CalendarFeeds;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The calendar of an agenda at its secret address, for calendar programs. */
@Controller
class CalendarFeedController {
    static final String PATH = "/calendriers/";
    private static final int MOST_A_MINUTE = 20;
    private static final int MOST_WRONG_A_MINUTE = 10;

    private final CalendarFeeds feeds;
    private final PublicAddress addresses;
    private final RateLimits limits;

    CalendarFeedController(CalendarFeeds feeds, PublicAddress addresses, RateLimits limits) {
        this.feeds = feeds;
        this.addresses = addresses;
        this.limits = limits;
    }

    @GetMapping(PATH + "{token}.ics")
    ResponseEntity<String> read(@PathVariable String token, HttpServletRequest request) {
        var found = feeds.opened(token);
        if (found.isEmpty()) {
            limits.check("calendar-wrong", request.getRemoteAddr(), MOST_WRONG_A_MINUTE);
            throw new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-feed");
        }
        var agenda = found.get();
        limits.check("calendar-feed", agenda.id().toString(), MOST_A_MINUTE);
        var written = feeds.written(agenda, addresses.of("/agent/"));
        var answer = ResponseEntity.ok()
                .contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header("X-Robots-Tag", "noindex")
                .header(
                        "Content-Disposition",
                        ContentDisposition.inline()
                                .filename(agenda.slug() + ".ics")
                                .build()
                                .toString())
                .eTag(Sha256.of(written.text()).substring(0, 32));
        if (written.changed() != null) {
            answer.lastModified(written.changed());
        }
        return answer.body(written.text());
    }
}
