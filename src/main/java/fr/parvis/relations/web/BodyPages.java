package fr.parvis.relations.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Bodies;
import fr.parvis.relations.Bodies.Body;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The bodies that people can be handed over to. */
@Controller
@RequestMapping("/admin/organismes")
@PreAuthorize("hasRole('ADMIN')")
class BodyPages {
    private static final String NEW = "nouveau";

    private final Bodies bodies;
    private final Forms forms;

    BodyPages(Bodies bodies, Forms forms) {
        this.bodies = bodies;
        this.forms = forms;
    }

    @GetMapping
    public String list(Model model) {
        model.addAttribute("bodies", bodies.all());
        return "relations-staff/bodies";
    }

    @GetMapping("/{id}")
    public String page(@PathVariable String id, Model model) {
        return page(id, id.equals(NEW) ? Bodies.blank() : known(id), model);
    }

    private static String page(String id, Body body, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("body", body);
        return "relations-staff/body";
    }

    @PostMapping("/{id}")
    public String save(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "false") boolean active,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var before = id.equals(NEW) ? Bodies.blank() : known(id);
        var typed = new Body(
                before.id(),
                Forms.line(name),
                Forms.line(kind),
                Forms.line(email),
                Forms.line(phone),
                Forms.line(address),
                active);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    bodies.save(typed);
                    next.addFlashAttribute("saved", true);
                    return "redirect:/admin/organismes";
                },
                () -> page(id, typed, model));
    }

    private Body known(String id) {
        return bodies.all().stream()
                .filter(one -> one.id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-body"));
    }
}
