package fr.parvis.queue.api;

import fr.parvis.directory.Agent;
import fr.parvis.directory.Counter;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.Retried;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.CounterState;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Reception;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counters and the queue of a site. */
@RestController
@RequestMapping("/api/v1/sites/{site}")
class CounterApi {
    /** @param agent the agent's identifier or full name; without it the counter has no agent */
    record Open(@Nullable List<String> services, @Nullable String agent) {}

    private final Reception reception;
    private final Halls halls;
    private final ApiAccess access;
    private final QueueJson shapes;
    private final Directory directory;

    CounterApi(Reception reception, Halls halls, ApiAccess access, QueueJson shapes, Directory directory) {
        this.reception = reception;
        this.halls = halls;
        this.access = access;
        this.shapes = shapes;
        this.directory = directory;
    }

    @GetMapping("/queue")
    @PreAuthorize("hasAuthority('SCOPE_queue:read')")
    public QueueJson.QueueBody queue(@PathVariable String site) {
        return shapes.queue(halls.currentBoard(access.site(site).id()));
    }

    /** Without services: the counter's usual ones. */
    @PostMapping("/counters/{counter}/open")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.CounterBody open(
            @PathVariable String site,
            @PathVariable String counter,
            @RequestBody(required = false) @Nullable Open open) {
        var place = access.site(site);
        var desk = access.counter(place, counter);
        var services = open == null || open.services() == null
                ? Set.<UUID>of()
                : open.services().stream()
                        .map(slug -> access.service(place, slug))
                        .map(ServiceOffer::id)
                        .collect(Collectors.toSet());
        var agent = open == null || open.agent() == null ? null : agent(place, open.agent());
        return body(place, desk, reception.open(desk.id(), services, agent == null ? null : agent.id()));
    }

    @PostMapping("/counters/{counter}/close")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.CounterBody close(@PathVariable String site, @PathVariable String counter) {
        var place = access.site(site);
        var desk = access.counter(place, counter);
        return body(place, desk, reception.close(desk.id()));
    }

    @PostMapping("/counters/{counter}/pause")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.CounterBody pause(@PathVariable String site, @PathVariable String counter) {
        var place = access.site(site);
        var desk = access.counter(place, counter);
        return body(place, desk, reception.pause(desk.id()));
    }

    @PostMapping("/counters/{counter}/resume")
    @Retried
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public QueueJson.CounterBody resume(@PathVariable String site, @PathVariable String counter) {
        var place = access.site(site);
        var desk = access.counter(place, counter);
        return body(place, desk, reception.resume(desk.id()));
    }

    /** 204 when nobody waits for this counter. */
    @PostMapping("/counters/{counter}/call-next")
    @Retried
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "204", description = "Nobody waits for this counter", content = @Content)
    @PreAuthorize("hasAuthority('SCOPE_queue:act')")
    public ResponseEntity<QueueJson.TicketBody> callNext(@PathVariable String site, @PathVariable String counter) {
        var desk = access.counter(access.site(site), counter);
        return reception
                .callNext(desk.id())
                .map(ticket -> ResponseEntity.ok(shapes.ticket(ticket)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private QueueJson.CounterBody body(Site site, Counter counter, CounterState state) {
        var agentId = state.agentId();
        return shapes.counter(
                site,
                state,
                agentId == null ? null : directory.agent(agentId),
                halls.atCounter(counter.id()).orElse(null));
    }

    private Agent agent(Site site, String named) {
        return directory.agentsAt(site.id()).stream()
                .filter(agent ->
                        agent.id().toString().equals(named) || agent.name().equals(named))
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-agent", named, site.name()));
    }
}
