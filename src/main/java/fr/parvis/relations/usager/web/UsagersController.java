package fr.parvis.relations.usager.web;

import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Forms;
import fr.parvis.relations.usager.Likenesses;
import fr.parvis.relations.usager.Merges;
import fr.parvis.relations.usager.Timeline;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Finding somebody, and finding that two are one. There is no list of everybody. */
@Controller
@RequestMapping("/agent/usagers")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class UsagersController {
    /** @param reasons codes */
    record Alike(Usager one, Usager other, List<String> reasons) {}

    private static final int A_PAGE = 20;

    private final Usagers usagers;
    private final Timeline timeline;
    private final Likenesses likenesses;
    private final Merges merges;
    private final SheetView view;

    UsagersController(Usagers usagers, Timeline timeline, Likenesses likenesses, Merges merges, SheetView view) {
        this.usagers = usagers;
        this.timeline = timeline;
        this.likenesses = likenesses;
        this.merges = merges;
        this.view = view;
    }

    /** @param whose somebody whose household or double is looked for */
    @GetMapping
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "pour", required = false) @Nullable UUID whose,
            Model model,
            HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var typed = Forms.line(q);
        var person = whose == null ? null : usagers.usager(whose);
        var named = typed.isEmpty() ? List.<Usager>of() : timeline.behind(typed);
        var found = named.isEmpty() ? usagers.search(typed) : named;
        model.addAttribute("q", typed);
        model.addAttribute("person", person);
        model.addAttribute(
                "found",
                found.stream()
                        .filter(one -> person == null || !one.id().equals(person.id()))
                        .toList());
        model.addAttribute("pairs", likenesses.open(0, 1).size());
        return "relations-staff/usagers";
    }

    @GetMapping("/doublons")
    String alike(@RequestParam(defaultValue = "1") String page, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var here = page.matches("[1-9]\\d{0,3}") ? Integer.parseInt(page) : 1;
        var pairs = likenesses.open((here - 1) * A_PAGE, A_PAGE + 1);
        var people = view.byId(pairs.stream()
                .flatMap(pair -> Stream.of(pair.one(), pair.other()))
                .toList());
        model.addAttribute(
                "pairs",
                pairs.stream()
                        .limit(A_PAGE)
                        .flatMap(pair -> {
                            var one = people.get(pair.one());
                            var other = people.get(pair.other());
                            return one == null || other == null
                                    ? Stream.empty()
                                    : Stream.of(new Alike(one, other, pair.reasons()));
                        })
                        .toList());
        model.addAttribute("page", here);
        model.addAttribute("more", pairs.size() > A_PAGE);
        return "relations-staff/usagers-alike";
    }

    @PostMapping("/doublons/distinctes")
    String apart(@RequestParam UUID one, @RequestParam UUID other, RedirectAttributes next) {
        merges.tellApart(one, other, Caller.current().orElseThrow().id());
        next.addFlashAttribute("done", "told-apart");
        return "redirect:/agent/usagers/doublons";
    }
}
