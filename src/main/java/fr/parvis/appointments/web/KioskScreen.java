package fr.parvis.appointments.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.queue.OwnKiosks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the kiosk's screens about appointments have in common: they go back to its start, and have their own letters. */
@Component
class KioskScreen {
    /** Each letter that is sent begins anew; the script of the page goes back sooner when nobody writes. */
    static final int WRITING_SECONDS = 180;

    static final List<String> ALPHABET = List.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ".split(""));

    private static final int LETTERS_A_MINUTE = 400;
    private static final int LONGEST = 80;
    private static final int LONGEST_WAY = 800;
    private static final Pattern BELOW = Pattern.compile("[A-Za-z0-9/-]+(\\?[A-Za-z0-9=&%_.~-]*)?");

    private final Directory directory;
    private final OwnKiosks kiosks;
    private final RateLimits limits;

    KioskScreen(Directory directory, OwnKiosks kiosks, RateLimits limits) {
        this.directory = directory;
        this.kiosks = kiosks;
        this.limits = limits;
    }

    /** @throws ProblemException 404 */
    Site site(String slug) {
        return directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-site", slug));
    }

    /** Whether somebody stands in the hall. Whoever opens the address elsewhere books as everybody does online. */
    boolean isOurs(Site site, HttpServletRequest request) {
        return kiosks.areAsking(site, request);
    }

    void shown(Site site, Model model, HttpServletResponse response, int seconds) {
        response.setHeader("Refresh", seconds + "; url=/borne/" + site.slug());
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("site", site);
    }

    /** @throws ProblemException 429 when nobody touches so fast */
    void letter(HttpServletRequest request) {
        limits.check("kiosk-letters", request.getRemoteAddr(), LETTERS_A_MINUTE);
    }

    /** One letter more or less. */
    static String written(@Nullable String typed, @Nullable String letter, @Nullable String erase) {
        var text = typed == null ? "" : typed.replaceAll("\\p{Cntrl}+", " ");
        if (erase != null) {
            return text.isEmpty() ? text : text.substring(0, text.length() - 1);
        }
        var longer = letter == null || letter.length() != 1 ? text : text + letter;
        return longer.substring(0, Math.min(LONGEST, longer.length()));
    }

    /** Where the way to a booking began, among the kiosk's own screens about documents; the choice of services otherwise. */
    static String back(Site site, @Nullable String asked) {
        var start = "/borne/" + site.slug();
        return asked != null
                        && asked.length() <= LONGEST_WAY
                        && asked.startsWith(start + "/papiers/")
                        && BELOW.matcher(asked.substring(start.length())).matches()
                ? asked
                : start + "/services";
    }
}
