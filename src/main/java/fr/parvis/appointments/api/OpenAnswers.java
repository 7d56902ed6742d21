package fr.parvis.appointments.api;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.ProblemException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers for everybody, in the words of schema.org: kept for a minute, with an ETag, to be read from any page. */
@Component
class OpenAnswers {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Directory directory;
    private final JsonMapper json;

    OpenAnswers(Directory directory, JsonMapper json) {
        this.directory = directory;
        this.json = json;
    }

    /**
     * All of them without a slug.
     *
     * @throws ProblemException 404 for a slug that no site has
     */
    List<Site> sites(@Nullable String slug) {
        return slug == null || slug.isBlank()
                ? directory.sites()
                : List.of(directory
                        .findSite(slug)
                        .orElseThrow(() ->
                                new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-site", slug)));
    }

    ResponseEntity<String> of(Object linkedData) {
        var body = json.writeValueAsString(linkedData);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("application/ld+json"))
                .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
                .header("Access-Control-Allow-Origin", "*")
                .eTag(Sha256.of(body).substring(0, 32))
                .body(body);
    }
}
