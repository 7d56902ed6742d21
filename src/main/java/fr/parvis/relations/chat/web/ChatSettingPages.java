package fr.parvis.relations.chat.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.chat.ChatDesks;
import fr.parvis.relations.chat.ChatLists;
import fr.parvis.relations.chat.ChatRules;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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

/** Where and when the organisation chats, on which sites, and how it fares. */
@Controller
@RequestMapping("/admin/discussion")
@PreAuthorize("hasRole('ADMIN')")
class ChatSettingPages {
    private static final String HERE = "redirect:/admin/discussion";
    private static final int DAYS = 7;

    /** The rules as they are typed. */
    record Typed(String mostAtOnce, String waitMinutes, String goneSeconds, String origins) {
        static Typed of(ChatRules.Rules rules) {
            return new Typed(
                    Integer.toString(rules.mostAtOnce()),
                    Integer.toString(rules.waitMinutes()),
                    Integer.toString(rules.goneSeconds()),
                    String.join("\n", rules.origins()));
        }
    }

    record Line(UUID id, String where, List<String> week, ChatDesks.Standing standing) {}

    private final ChatRules rules;
    private final ChatDesks desks;
    private final ChatLists lists;
    private final Directory directory;
    private final PublicAddress addresses;
    private final Forms forms;

    ChatSettingPages(
            ChatRules rules,
            ChatDesks desks,
            ChatLists lists,
            Directory directory,
            PublicAddress addresses,
            Forms forms) {
        this.rules = rules;
        this.desks = desks;
        this.lists = lists;
        this.directory = directory;
        this.addresses = addresses;
        this.forms = forms;
    }

    @GetMapping
    String page(Model model, Locale locale) {
        return page(Typed.of(rules.rules()), "", Collections.nCopies(DAYS, ""), model, locale);
    }

    private String page(Typed typed, String place, List<String> week, Model model, Locale locale) {
        model.addAttribute("typed", typed);
        model.addAttribute("desks", desks.all().stream().map(this::line).toList());
        model.addAttribute("places", places(place));
        model.addAttribute("hours", week);
        model.addAttribute("figures", lists.figures());
        model.addAttribute("tag", "<script src=\"" + addresses.of("/discussion.js") + "\" defer></script>");
        model.addAttribute("link", "<a href=\"" + addresses.of("/discussion") + "\">…</a>");
        return "relations/staff-chat";
    }

    private Line line(ChatDesks.Desk desk) {
        var service = desks.serviceName(desk);
        var site = directory.site(desk.site()).name();
        return new Line(
                desk.id(), service.isEmpty() ? site : site + " – " + service, desk.week(), desks.standing(desk));
    }

    /** Each place, then each service there. */
    private List<Choice> places(String chosen) {
        var places = new ArrayList<Choice>();
        directory.sites().forEach(site -> {
            places.add(Choice.of(site.id(), site.name(), site.id().toString().equals(chosen)));
            directory.servicesAt(site.id()).forEach(service -> {
                var value = site.id() + " " + service.id();
                places.add(Choice.of(value, site.name() + " – " + service.shownName(), value.equals(chosen)));
            });
        });
        return places;
    }

    @PostMapping("/regles")
    String change(
            @RequestParam(defaultValue = "") String mostAtOnce,
            @RequestParam(defaultValue = "") String waitMinutes,
            @RequestParam(defaultValue = "") String goneSeconds,
            @RequestParam(defaultValue = "") String origins,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = new Typed(
                Forms.line(mostAtOnce), Forms.line(waitMinutes), Forms.line(goneSeconds), Forms.lines(origins));
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    rules.change(
                            number(typed.mostAtOnce()),
                            number(typed.waitMinutes()),
                            number(typed.goneSeconds()),
                            typed.origins());
                    next.addFlashAttribute("saved", true);
                    return HERE;
                },
                () -> page(typed, "", Collections.nCopies(DAYS, ""), model, locale));
    }

    /** What is no number is out of every range. */
    private static int number(String typed) {
        return typed.matches("\\d{1,4}") ? Integer.parseInt(typed) : -1;
    }

    @PostMapping("/lieux")
    String add(
            @RequestParam(defaultValue = "") String site,
            Model model,
            RedirectAttributes next,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var place = Forms.line(site);
        var week = week(request);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var parts = place.split(" ", 2);
                    var where = uuid(parts[0]);
                    if (where == null) {
                        throw ProblemException.field("site", "relations", "chat-site-unknown");
                    }
                    desks.add(where, parts.length > 1 ? uuid(parts[1]) : null, week);
                    next.addFlashAttribute("saved", true);
                    return HERE;
                },
                () -> page(Typed.of(rules.rules()), place, week, model, locale));
    }

    /** Read from the request: a binder would split a lone day at its commas. */
    private static List<String> week(HttpServletRequest request) {
        var typed = request.getParameterValues("hours");
        var days = Arrays.stream(typed == null ? new String[0] : typed).map(Forms::line);
        return Stream.concat(days, Stream.generate(() -> "")).limit(DAYS).toList();
    }

    @PostMapping("/lieux/{id}/retrait")
    String remove(@PathVariable UUID id, RedirectAttributes next) {
        desks.remove(id);
        next.addFlashAttribute("saved", true);
        return HERE;
    }

    private static @Nullable UUID uuid(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
