package fr.parvis.directory.web;

import fr.parvis.directory.Directory;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The organisation's colour as a stylesheet, since pages carry no inline style. */
@RestController
class ThemeController {
    private final Directory directory;

    ThemeController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/theme.css")
    ResponseEntity<String> theme() {
        var colour = directory.organisation().mainColour();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                .eTag(colour)
                .contentType(MediaType.valueOf("text/css"))
                .body(":root{--main:%s;--main-dark:color-mix(in srgb,%s,#000 25%%)}".formatted(colour, colour));
    }
}
