package fr.parvis.relations.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Handling;
import fr.parvis.relations.PassingOn;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.Requests;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a request is moved along: the steps of its type, and the administration that decides when we do not. */
@Controller
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class CoursePages {
    private final Requests requests;
    private final RequestTypes types;
    private final Handling handling;
    private final PassingOn passing;
    private final Forms forms;

    CoursePages(Requests requests, RequestTypes types, Handling handling, PassingOn passing, Forms forms) {
        this.requests = requests;
        this.types = types;
        this.handling = handling;
        this.passing = passing;
        this.forms = forms;
    }

    @GetMapping("/agent/demandes/{id}/suite")
    public String page(@PathVariable UUID id, Model model) {
        return page(known(id), "", "", model);
    }

    private String page(Request request, String name, String address, Model model) {
        var type = request.type();
        var steps = type == null
                ? List.<String>of()
                : types.find(type).map(one -> one.steps()).orElse(List.of());
        model.addAttribute("one", request);
        model.addAttribute("steps", steps);
        model.addAttribute("name", name);
        model.addAttribute("address", address);
        return "relations/staff-course";
    }

    @PostMapping("/agent/demandes/{id}/etape")
    public String step(@PathVariable UUID id, @RequestParam(defaultValue = "-1") int done, RedirectAttributes next) {
        handling.stepDone(id, done);
        next.addFlashAttribute("saved", true);
        return "redirect:/agent/demandes/" + id + "/suite";
    }

    @PostMapping("/agent/demandes/{id}/transmettre")
    public String passOn(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typedName = Forms.line(name);
        var typedAddress = Forms.line(address);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    passing.passOn(id, typedName, typedAddress);
                    next.addFlashAttribute("saved", true);
                    return "redirect:/agent/demandes/" + id + "/suite";
                },
                () -> page(known(id), typedName, typedAddress, model));
    }

    private Request known(UUID id) {
        return requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }
}
