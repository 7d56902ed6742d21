package fr.parvis.relations.calls.web;

import fr.parvis.relations.calls.IncomingCalls;
import fr.parvis.relations.calls.KnownCallers;
import fr.parvis.relations.calls.KnownCallers.Known;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The call that rings, on whichever page the agent is. */
@Controller
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class IncomingPages {
    /** @param sheet where the link leads: their sheet when there is one person, otherwise all whom the number finds */
    record Line(IncomingCalls.Ringing call, String name, String sheet) {}

    private final IncomingCalls calls;
    private final KnownCallers callers;

    IncomingPages(IncomingCalls calls, KnownCallers callers) {
        this.calls = calls;
        this.callers = callers;
    }

    @GetMapping("/alertes/appel")
    String ringing(Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("ringing", calls.mine().stream().map(this::line).toList());
        return "calls/incoming :: list";
    }

    private Line line(IncomingCalls.Ringing call) {
        var known = call.number().isEmpty() ? new Known(List.of(), Map.of()) : callers.behind(call.number());
        return new Line(call, known.name(), sheet(known));
    }

    private static String sheet(Known known) {
        return known.usagers().size() == 1
                ? "/agent/usagers/" + known.usagers().getFirst().id()
                : known.usagers().isEmpty() && !known.requests().isEmpty()
                        ? "/agent/messages/"
                                + known.requests().keySet().iterator().next()
                        : "";
    }

    @PostMapping("/alertes/appel/ferme")
    String dismiss(
            @RequestParam String appel,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script,
            Model model,
            HttpServletResponse response) {
        calls.dismiss(appel);
        return script == null ? "redirect:/agent/appels" : ringing(model, response);
    }
}
