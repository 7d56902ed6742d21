package fr.parvis.safety.web;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.safety.Alerts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The silent alert: raised from the desk, shown on the colleagues' screens, answered by one of them. */
@Controller
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class AlertController {
    private final Alerts alerts;
    private final Directory directory;
    private final LiveUpdates live;
    private final AtomicLong beat = new AtomicLong();

    AlertController(Alerts alerts, Directory directory, LiveUpdates live) {
        this.alerts = alerts;
        this.directory = directory;
        this.live = live;
    }

    /** What the caller's colleagues ask for, and whether somebody comes to the caller. */
    @GetMapping("/alertes")
    public String list(Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var me = Caller.current().orElseThrow();
        var here = alerts.current().stream()
                .filter(alert -> me.mayActAt(alert.siteId()))
                .toList();
        model.addAttribute(
                "asked",
                here.stream()
                        .filter(alert -> !alert.raisedBy().equals(me.id()) && alert.answeredBy() == null)
                        .toList());
        model.addAttribute(
                "coming",
                here.stream()
                        .filter(alert -> alert.raisedBy().equals(me.id()) && alert.answeredBy() != null)
                        .toList());
        model.addAttribute("directory", directory);
        return "safety/alerts :: list";
    }

    @GetMapping("/alertes/live")
    public void live(HttpServletRequest request, HttpServletResponse response) {
        live.stream(
                request,
                response,
                Alerts.TOPIC,
                "alerts",
                () -> List.of(new LiveUpdates.Message("alert", Long.toString(beat.incrementAndGet()))));
    }

    @PostMapping("/alertes")
    public String raise(
            @RequestParam UUID counter,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script,
            HttpServletResponse response) {
        var me = Caller.current().orElseThrow();
        try {
            var desk = directory.counter(counter);
            var site = directory.site(desk.siteId());
            if (!me.mayActAt(site.id())) {
                throw new ProblemException(HttpStatus.FORBIDDEN, "queue", "site-not-yours");
            }
            alerts.raise(site, desk.name(), me.id());
        } catch (NoSuchElementException _) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "queue", "unknown-counter", counter);
        }
        if (script != null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return "safety/alerts :: nothing";
        }
        return "redirect:/agent";
    }

    @PostMapping("/alertes/{id}/reponse")
    public String answer(
            @PathVariable UUID id, @RequestHeader(name = "Referer", required = false) @Nullable String from) {
        var me = Caller.current().orElseThrow();
        alerts.current().stream()
                .filter(alert -> alert.id().equals(id) && me.mayActAt(alert.siteId()))
                .findFirst()
                .ifPresent(alert -> alerts.answer(alert.id(), me.name()));
        return from != null && from.contains("/pilotage") ? "redirect:/pilotage" : "redirect:/agent";
    }
}
