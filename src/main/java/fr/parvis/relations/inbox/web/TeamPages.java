package fr.parvis.relations.inbox.web;

import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.inbox.Colleagues;
import fr.parvis.relations.inbox.Teams;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The teams that share what comes in. */
@Controller
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
class TeamPages {
    static final String PATH = "/agent/messages/reglages/equipes";

    /** A team in the words of its reader. */
    record Line(Teams.Team team, String site, String members) {}

    /** As it was typed. */
    record Typed(String name, @Nullable UUID site, String mostOpen, Set<UUID> members) {}

    private final Teams teams;
    private final Colleagues colleagues;
    private final InboxWords words;
    private final Forms forms;

    TeamPages(Teams teams, Colleagues colleagues, InboxWords words, Forms forms) {
        this.teams = teams;
        this.colleagues = colleagues;
        this.words = words;
        this.forms = forms;
    }

    @GetMapping("/admin/equipes-messages")
    String fromAdministration() {
        return "redirect:" + PATH;
    }

    @GetMapping(PATH)
    String list(Model model, Locale locale) {
        return page(null, new Typed("", null, "", Set.of()), model, locale);
    }

    @GetMapping(PATH + "/{id}")
    String one(@PathVariable UUID id, Model model, Locale locale) {
        var team = teams.find(id).orElseThrow(TeamPages::unknown);
        var most = team.mostOpen() == null ? "" : team.mostOpen().toString();
        return page(team, new Typed(team.name(), team.site(), most, team.members()), model, locale);
    }

    @PostMapping(PATH)
    String add(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable UUID site,
            @RequestParam(required = false) @Nullable String mostOpen,
            @RequestParam(required = false) @Nullable List<UUID> members,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return save(null, typed(name, site, mostOpen, members), model, next, response, locale);
    }

    @PostMapping(PATH + "/{id}")
    String change(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable UUID site,
            @RequestParam(required = false) @Nullable String mostOpen,
            @RequestParam(required = false) @Nullable List<UUID> members,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var team = teams.find(id).orElseThrow(TeamPages::unknown);
        return save(team, typed(name, site, mostOpen, members), model, next, response, locale);
    }

    private String save(
            Teams.@Nullable Team team,
            Typed typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    teams.save(
                            team == null ? null : team.id(),
                            typed.name(),
                            typed.site(),
                            number(typed.mostOpen()),
                            typed.members());
                    next.addFlashAttribute("saved", true);
                    return "redirect:" + PATH;
                },
                () -> page(team, typed, model, locale));
    }

    @PostMapping(PATH + "/{id}/retrait")
    String remove(@PathVariable UUID id, RedirectAttributes next) {
        teams.remove(id);
        next.addFlashAttribute("saved", true);
        return "redirect:" + PATH;
    }

    private String page(Teams.@Nullable Team team, Typed typed, Model model, Locale locale) {
        var everybody = colleagues.all();
        var sites = words.sites(typed.site(), locale);
        model.addAttribute("team", team);
        model.addAttribute("typed", typed);
        model.addAttribute("sites", sites);
        model.addAttribute(
                "people",
                everybody.stream()
                        .map(one ->
                                Choice.of(one.id(), one.name(), typed.members().contains(one.id())))
                        .toList());
        model.addAttribute(
                "teams",
                teams.all().stream()
                        .map(one -> new Line(
                                one,
                                sites.stream()
                                        .filter(site -> one.site() != null
                                                && site.value()
                                                        .equals(one.site().toString()))
                                        .map(Choice::label)
                                        .findFirst()
                                        .orElse(""),
                                everybody.stream()
                                        .filter(person -> one.members().contains(person.id()))
                                        .map(Colleagues.Colleague::name)
                                        .collect(Collectors.joining(", "))))
                        .toList());
        return "inbox/teams";
    }

    private static Typed typed(
            @Nullable String name, @Nullable UUID site, @Nullable String mostOpen, @Nullable List<UUID> members) {
        return new Typed(Forms.line(name), site, Forms.line(mostOpen), Forms.<UUID>ticked(members));
    }

    private static @Nullable Integer number(String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        if (!typed.matches("\\d{1,3}")) {
            throw ProblemException.field("mostOpen", "relations", "most-open-out-of-range");
        }
        return Integer.valueOf(typed);
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "relations", "team-unknown");
    }
}
