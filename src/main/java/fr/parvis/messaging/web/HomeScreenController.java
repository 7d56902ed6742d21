package fr.parvis.messaging.web;

import fr.parvis.directory.Directory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * A page on the home screen of a phone, which is where an iPhone shows messages. No {@code start_url}: by the W3C's manifest it is then the
 * page that was put there, a ticket or a request.
 */
@Controller
class HomeScreenController {
    private final Directory directory;

    HomeScreenController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping(path = "/app.webmanifest", produces = "application/manifest+json")
    ResponseEntity<Map<String, Object>> manifest(HttpServletRequest request) {
        var name = directory.organisation().name();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(Map.of(
                        "name",
                        name,
                        "short_name",
                        name,
                        "lang",
                        "fr",
                        "scope",
                        request.getContextPath() + "/",
                        "display",
                        "standalone",
                        "background_color",
                        "#ffffff",
                        "icons",
                        List.of(
                                icon(request, "/icon-180.png", "180x180", "image/png"),
                                icon(request, "/favicon.svg", "any", "image/svg+xml"))));
    }

    private static Map<String, String> icon(HttpServletRequest request, String file, String sizes, String type) {
        return Map.of("src", request.getContextPath() + file, "sizes", sizes, "type", type);
    }
}
