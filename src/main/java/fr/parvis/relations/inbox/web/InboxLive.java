package fr.parvis.relations.inbox.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.relations.Requests;
import fr.parvis.relations.inbox.InboxTopics;
import fr.parvis.relations.inbox.Presence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Says that something changed; the page then asks for its own part, which only it may see. */
@Controller
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class InboxLive {
    private final LiveUpdates live;
    private final Requests requests;
    private final Presence presence;
    private final Directory directory;
    private final JdbcClient jdbc;

    InboxLive(LiveUpdates live, Requests requests, Presence presence, Directory directory, JdbcClient jdbc) {
        this.live = live;
        this.requests = requests;
        this.presence = presence;
        this.directory = directory;
        this.jdbc = jdbc;
    }

    @GetMapping("/agent/messages/live")
    void all(HttpServletRequest request, HttpServletResponse response) {
        var organisation = directory.organisation().id();
        live.stream(
                request,
                response,
                InboxTopics.requests(organisation),
                "inbox",
                () -> List.of(new LiveUpdates.Message(
                        "requests",
                        jdbc.sql("select coalesce(max(id), 0) from relations.request_event")
                                .query(String.class)
                                .single())));
    }

    @GetMapping("/agent/messages/{id}/live")
    void one(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        var one = requests.find(id).orElseThrow(ConversationPages::unknown);
        live.stream(
                request,
                response,
                InboxTopics.request(one.id()),
                "inbox",
                () -> List.of(
                        new LiveUpdates.Message(
                                "request",
                                jdbc.sql(
                                                "select coalesce(max(id), 0) from relations.request_event where request_id = ?")
                                        .param(id)
                                        .query(String.class)
                                        .single()),
                        new LiveUpdates.Message("presence", presence.at(id).toString())));
    }
}
