package fr.parvis.appointments.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A calendar file (RFC 5545) that the browser keeps under a name. */
final class CalendarDownload {
    private CalendarDownload() {}

    static ResponseEntity<String> of(String name, String calendar) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(calendar);
    }
}
