package fr.parvis.directory.web;

import fr.parvis.directory.Agent;
import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The public servants who receive: where, for what, in which languages. */
@Controller
@RequestMapping("/admin/agents")
@PreAuthorize("hasRole('ADMIN')")
class AgentsController {
    record AgentForm(String name, Set<UUID> sites, Set<UUID> services, Set<String> languages) {
        AgentForm {
            name = Forms.line(name);
            sites = Forms.ticked(sites);
            services = Forms.ticked(services);
            languages = Forms.ticked(languages);
        }
    }

    /** One agent of the list, in words. */
    record AgentLine(Agent agent, String sites, String skills, String languages) {}

    private final Directory directory;
    private final DirectoryEditor editor;
    private final DirectoryChoices choices;
    private final Forms forms;

    AgentsController(Directory directory, DirectoryEditor editor, DirectoryChoices choices, Forms forms) {
        this.directory = directory;
        this.editor = editor;
        this.choices = choices;
        this.forms = forms;
    }

    @GetMapping
    String list(Model model, Locale locale) {
        model.addAttribute(
                "agents",
                directory.allAgents().stream()
                        .sorted(Comparator.comparing(Agent::name, Collator.getInstance(locale)))
                        .map(agent -> line(agent, locale))
                        .toList());
        return "directory/agents";
    }

    private AgentLine line(Agent agent, Locale locale) {
        return new AgentLine(
                agent,
                directory.allSites().stream()
                        .filter(site -> agent.sites().contains(site.id()))
                        .map(Site::name)
                        .collect(Collectors.joining(", ")),
                directory.allServices().stream()
                        .filter(service -> agent.skills().contains(service.id()))
                        .map(ServiceOffer::letter)
                        .collect(Collectors.joining(" ")),
                agent.languages().stream()
                        .sorted()
                        .map(code -> choices.language(code, locale))
                        .collect(Collectors.joining(", ")));
    }

    @GetMapping("/nouveau")
    String create(Model model, Locale locale) {
        var sites = directory.sites().stream().map(Site::id).collect(Collectors.toSet());
        var skills = directory.allServices().stream()
                .filter(ServiceOffer::active)
                .map(ServiceOffer::id)
                .collect(Collectors.toSet());
        return form(null, new AgentForm("", sites, skills, Set.of("fr")), model, locale);
    }

    @PostMapping
    String created(
            @ModelAttribute("form") AgentForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return save(null, form, model, response, locale, after);
    }

    @GetMapping("/{id}")
    String edit(@PathVariable UUID id, Model model, Locale locale) {
        var agent = agent(id);
        return form(
                agent, new AgentForm(agent.name(), agent.sites(), agent.skills(), agent.languages()), model, locale);
    }

    @PostMapping("/{id}")
    String edited(
            @PathVariable UUID id,
            @ModelAttribute("form") AgentForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return save(agent(id), form, model, response, locale, after);
    }

    @PostMapping("/{id}/etat")
    String state(@PathVariable UUID id, @RequestParam boolean active, RedirectAttributes after) {
        var agent = agent(id);
        editor.saveAgent(id, agent.name(), agent.sites(), agent.skills(), agent.languages(), active);
        after.addFlashAttribute("saved", true);
        return "redirect:/admin/agents";
    }

    private String save(
            @Nullable Agent agent,
            AgentForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    editor.saveAgent(
                            agent == null ? null : agent.id(),
                            form.name(),
                            choices.knownSites(form.sites()),
                            choices.known(form.services()),
                            form.languages(),
                            agent == null || agent.active());
                    after.addFlashAttribute("saved", true);
                    return "redirect:/admin/agents";
                },
                () -> form(agent, form, model, locale));
    }

    private Agent agent(UUID id) {
        return directory.allAgents().stream()
                .filter(agent -> agent.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "directory", "unknown-agent"));
    }

    private String form(@Nullable Agent agent, AgentForm form, Model model, Locale locale) {
        model.addAttribute("agent", agent);
        model.addAttribute("form", form);
        model.addAttribute("sites", choices.sites(form.sites()));
        model.addAttribute("services", choices.services(form.services()));
        // a code that is refused was not offered: it is not offered again
        model.addAttribute(
                "languages",
                choices.languages(
                        form.languages().stream()
                                .filter(code -> code.matches("[a-z]{2,3}"))
                                .toList(),
                        locale));
        return "directory/agent";
    }
}
