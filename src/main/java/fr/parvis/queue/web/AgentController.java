package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Halls;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The agent's screen: choose a counter, then everything on one page. */
@Controller
class AgentController {
    private final AgentDesk desk;
    private final AgentActs acts;
    private final Directory directory;
    private final Halls halls;
    private final Pulse pulse;

    AgentController(AgentDesk desk, AgentActs acts, Directory directory, Halls halls, Pulse pulse) {
        this.desk = desk;
        this.acts = acts;
        this.directory = directory;
        this.halls = halls;
        this.pulse = pulse;
    }

    @GetMapping("/agent")
    String page(@RequestParam(required = false) @Nullable String site, Model model) {
        var agent = desk.agent();
        if (agent.isEmpty()) {
            return "queue/agent-none";
        }
        var seat = desk.seat(agent.get());
        if (seat.isPresent()) {
            desk.show(agent.get(), seat.get(), halls.currentBoard(seat.get().siteId()), model);
            return "queue/agent";
        }
        var sites = desk.sites(agent.get());
        var here = sites.stream()
                .filter(one -> one.slug().equals(site))
                .findFirst()
                .or(() -> sites.stream().findFirst());
        model.addAttribute("agent", agent.get());
        model.addAttribute("sites", sites);
        model.addAttribute("nonce", Ids.token());
        if (here.isPresent()) {
            model.addAttribute("site", here.get());
            model.addAttribute("board", halls.currentBoard(here.get().id()));
            model.addAttribute("services", directory.servicesAt(here.get().id()));
        }
        return "queue/agent-seat";
    }

    /** The three columns alone; an act that belongs to another room hands over to it, with its method. */
    @RequestMapping(
            path = "/agent/poste",
            method = {RequestMethod.GET, RequestMethod.POST})
    String columns(Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var agent = desk.requireAgent();
        var seat = desk.seat(agent);
        if (seat.isEmpty()) {
            response.setHeader("HX-Redirect", "/agent");
            return "queue/agent-desk :: away";
        }
        desk.show(agent, seat.get(), halls.board(seat.get().siteId()), model);
        return "queue/agent-desk :: desk";
    }

    /** Answers with the columns to a script, with the page to a form. */
    @PostMapping("/agent/actes/{act}")
    String press(
            @PathVariable String act,
            @ModelAttribute AgentActs.Press press,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script,
            Model model,
            RedirectAttributes after) {
        return answer(acts.act(act, press), script != null, model, after);
    }

    /** A ticket for somebody at the counter. */
    @PostMapping("/agent/tickets")
    String issue(
            @ModelAttribute WebTickets.Form form,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script,
            Model model,
            RedirectAttributes after) {
        return answer(acts.issue(form), script != null, model, after);
    }

    private String answer(String said, boolean script, Model model, RedirectAttributes after) {
        var words = said.split("\\|", 2);
        var agent = desk.requireAgent();
        var seat = desk.seat(agent);
        if (!script || seat.isEmpty()) {
            after.addFlashAttribute("said", words[0]);
            after.addFlashAttribute("about", words[1]);
            return "redirect:/agent";
        }
        desk.show(agent, seat.get(), halls.currentBoard(seat.get().siteId()), model);
        model.addAttribute("said", words[0]);
        model.addAttribute("about", words[1]);
        return "queue/agent-desk :: desk";
    }

    @GetMapping("/agent/live")
    void live(@RequestParam String site, HttpServletRequest request, HttpServletResponse response) {
        var agent = desk.requireAgent();
        desk.sites(agent).stream()
                .filter(one -> one.slug().equals(site))
                .findFirst()
                .ifPresentOrElse(one -> pulse.beat(request, response, one.id()), () -> {
                    throw new ProblemException(HttpStatus.FORBIDDEN, "queue", "site-not-yours");
                });
    }
}
