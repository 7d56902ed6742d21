package fr.parvis.relations.web;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Documents;
import fr.parvis.relations.Request;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A document as it is handed out: saved, never drawn or run as a page of ours. */
final class Download {
    private Download() {}

    /** @throws ProblemException 404 when the request has no such document */
    static ResponseEntity<byte[]> of(Documents documents, Request request, UUID id) {
        var document = documents
                .find(request, id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-document"));
        return of(document.name(), document.type().media(), documents.content(document));
    }

    static ResponseEntity<byte[]> of(String name, String type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex")
                .cacheControl(CacheControl.noStore())
                .body(content);
    }
}
