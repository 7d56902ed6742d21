package fr.parvis.relations.inbox.web;

import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.inbox.AssignmentRule;
import fr.parvis.relations.inbox.AssignmentRules;
import fr.parvis.relations.inbox.Teams;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The rules that say to whom what comes in goes. */
@Controller
@RequestMapping("/agent/messages/reglages/regles")
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
class RulePages {
    /** A rule in the words of its reader. */
    record Line(AssignmentRule rule, List<String> conditions, String team) {}

    private static final String HERE = "redirect:/agent/messages/reglages/regles";

    private final AssignmentRules rules;
    private final Teams teams;
    private final RequestTypes types;
    private final InboxWords words;
    private final Forms forms;

    RulePages(AssignmentRules rules, Teams teams, RequestTypes types, InboxWords words, Forms forms) {
        this.rules = rules;
        this.teams = teams;
        this.types = types;
        this.words = words;
        this.forms = forms;
    }

    @GetMapping
    String list(Model model, Locale locale) {
        return page(Map.of("toAgent", "on"), model, locale);
    }

    @PostMapping
    String add(
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = ConversationPages.cleaned(given);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    rules.add(rule(typed));
                    next.addFlashAttribute("saved", true);
                    return HERE;
                },
                () -> page(typed, model, locale));
    }

    private static AssignmentRule rule(Map<String, String> typed) {
        var team = ConversationPages.uuid(typed.get("team"));
        if (team == null) {
            throw ProblemException.field("team", "relations", "team-unknown");
        }
        return new AssignmentRule(
                Ids.next(),
                Forms.line(typed.get("name")),
                Arrays.stream(Request.Kind.values())
                        .filter(kind -> kind.name().equals(typed.get("kind")))
                        .findFirst()
                        .orElse(null),
                ConversationPages.uuid(typed.get("type")),
                some(typed.get("language")),
                ConversationPages.uuid(typed.get("site")),
                some(typed.get("sheet")),
                Arrays.stream(Objects.requireNonNullElse(typed.get("words"), "").split("[,;\n]"))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList(),
                team,
                typed.containsKey("toAgent"));
    }

    private static @Nullable String some(@Nullable String typed) {
        var line = Forms.line(typed);
        return line.isEmpty() ? null : line;
    }

    @PostMapping("/{id}/monter")
    String raise(@PathVariable UUID id) {
        rules.raise(id);
        return HERE;
    }

    @PostMapping("/{id}/retrait")
    String remove(@PathVariable UUID id, RedirectAttributes next) {
        rules.remove(id);
        next.addFlashAttribute("saved", true);
        return HERE;
    }

    private String page(Map<String, String> typed, Model model, Locale locale) {
        var kind = typed.get("kind");
        var known = teams.all();
        var sites = words.sites(ConversationPages.uuid(typed.get("site")), locale);
        var all = types.all();
        model.addAttribute("typed", typed);
        model.addAttribute(
                "rules",
                rules.all().stream()
                        .map(rule -> new Line(
                                rule,
                                conditions(rule, sites, all, locale),
                                known.stream()
                                        .filter(team -> team.id().equals(rule.team()))
                                        .map(Teams.Team::name)
                                        .findFirst()
                                        .orElse("")))
                        .toList());
        model.addAttribute(
                "kinds",
                words.kinds(
                        kind == null || kind.isEmpty()
                                ? null
                                : Arrays.stream(Request.Kind.values())
                                        .filter(one -> one.name().equals(kind))
                                        .findFirst()
                                        .orElse(null),
                        locale));
        model.addAttribute("languages", words.languages(typed.get("language"), locale));
        model.addAttribute("sites", sites);
        model.addAttribute(
                "types",
                Stream.concat(
                                Stream.of(Choice.of("", words.text("inbox.type.all", locale))),
                                all.stream()
                                        .map(type -> Choice.of(
                                                type.id(),
                                                type.name(),
                                                type.id().toString().equals(typed.get("type")))))
                        .toList());
        model.addAttribute(
                "teams",
                known.stream()
                        .map(team -> Choice.of(
                                team.id(), team.name(), team.id().toString().equals(typed.get("team"))))
                        .toList());
        return "inbox/rules";
    }

    private List<String> conditions(AssignmentRule rule, List<Choice> sites, List<RequestType> all, Locale locale) {
        var said = new ArrayList<String>();
        if (rule.kind() != null) {
            said.add(words.text("inbox.kind." + rule.kind(), locale));
        }
        all.stream().filter(type -> type.id().equals(rule.type())).forEach(type -> said.add(type.name()));
        var language = rule.language();
        if (language != null) {
            said.add(Locale.of(language).getDisplayLanguage(locale));
        }
        sites.stream()
                .filter(site ->
                        rule.site() != null && site.value().equals(rule.site().toString()))
                .forEach(site -> said.add(site.label()));
        var sheet = rule.sheet();
        if (sheet != null) {
            said.add(words.text("inbox.rules.sheet.is", locale, sheet));
        }
        if (!rule.words().isEmpty()) {
            said.add(words.text("inbox.rules.words.are", locale, String.join(", ", rule.words())));
        }
        if (said.isEmpty()) {
            said.add(words.text("inbox.rules.always", locale));
        }
        return said;
    }
}
