package fr.parvis.queue.api;

import fr.parvis.directory.Directory;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.queue.HallEvent;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Topics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The site's changes as they happen. */
@RestController
class EventApi {
    private static final int MOST_AT_ONCE = 500;

    private final ApiAccess access;
    private final Halls halls;
    private final Directory directory;
    private final LiveUpdates live;
    private final JsonMapper json;

    EventApi(ApiAccess access, Halls halls, Directory directory, LiveUpdates live, JsonMapper json) {
        this.access = access;
        this.halls = halls;
        this.directory = directory;
        this.live = live;
        this.json = json;
    }

    /**
     * Server-sent events, one per change, named by its type; {@code Last-Event-ID} goes on from there without a gap, without
     * it the stream begins now.
     */
    @GetMapping(path = "/api/v1/sites/{site}/events", produces = "text/event-stream")
    @PreAuthorize("hasAuthority('SCOPE_queue:read')")
    public void events(
            @PathVariable String site,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response) {
        var siteId = access.site(site).id();
        live.follow(
                request,
                response,
                Topics.site(siteId),
                halls.eventsStart(siteId, lastEventId),
                cursor -> read(siteId, cursor));
    }

    private List<LiveUpdates.Numbered> read(UUID siteId, String cursor) {
        return halls.eventsAfter(siteId, cursor, MOST_AT_ONCE).stream()
                .map(event -> new LiveUpdates.Numbered(
                        event.cursor(), new LiveUpdates.Message(event.type(), json.writeValueAsString(body(event)))))
                .toList();
    }

    private Map<String, Object> body(HallEvent event) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", event.type());
        var zone = directory.site(event.siteId()).zone();
        body.put("at", event.at().atZone(zone).toOffsetDateTime().toString());
        if (event.ticketId() != null) {
            body.put("ticket", event.ticketId());
        }
        var counter = event.counterId();
        if (counter != null) {
            body.put("counter", directory.counter(counter).slug());
        }
        event.data().forEach((name, value) -> {
            switch (name) {
                case "token", "services" -> {}
                case "queueAt", "scheduledAt" ->
                    body.put(
                            name,
                            Instant.parse((String) value)
                                    .atZone(zone)
                                    .toOffsetDateTime()
                                    .toString());
                case "service" ->
                    body.put(
                            name,
                            directory.service(UUID.fromString((String) value)).slug());
                // where a transfer goes
                case "counter" ->
                    body.put(
                            name,
                            directory.counter(UUID.fromString((String) value)).slug());
                default -> body.put(name, value);
            }
        });
        return body;
    }
}
