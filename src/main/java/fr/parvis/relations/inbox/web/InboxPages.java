package fr.parvis.relations.inbox.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Request;
import fr.parvis.relations.inbox.InboxFilter;
import fr.parvis.relations.inbox.InboxLine;
import fr.parvis.relations.inbox.InboxLines;
import fr.parvis.relations.inbox.InboxSearch;
import fr.parvis.relations.inbox.InboxView;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of requests: views, filters, search. */
@Controller
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class InboxPages {
    /** @param count null where none is shown */
    record ViewLink(InboxView view, @Nullable Integer count, boolean here) {}

    /** A line in the words of its reader. */
    record Line(InboxLine line, String due, boolean late, String last, String moment, String snoozed) {}

    private final InboxLines lines;
    private final InboxSearch search;
    private final InboxWords words;

    InboxPages(InboxLines lines, InboxSearch search, InboxWords words) {
        this.lines = lines;
        this.search = search;
        this.words = words;
    }

    @GetMapping("/agent/messages")
    String list(
            @RequestParam(defaultValue = "") String vue,
            @RequestParam(defaultValue = "") String canal,
            @RequestParam(defaultValue = "") String genre,
            @RequestParam(defaultValue = "") String langue,
            @RequestParam(required = false) @Nullable UUID lieu,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "") String q,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var typed = Forms.line(q);
        var filter = new InboxFilter(
                InboxView.of(vue).orElse(InboxView.NEW),
                Channel.of(canal).orElse(null),
                Arrays.stream(Request.Kind.values())
                        .filter(one -> one.name().equals(genre))
                        .findFirst()
                        .orElse(null),
                langue.isEmpty() ? null : langue,
                lieu,
                Math.clamp(page, 0, 10_000));
        model.addAttribute("filter", filter);
        model.addAttribute("q", typed);
        model.addAttribute("views", views(typed.isEmpty() ? filter.view() : null));
        if (typed.isEmpty()) {
            fill(filter, model, locale);
        } else {
            var found = search.find(typed);
            model.addAttribute("lines", said(found.lines(), locale));
            model.addAttribute("like", String.join(", ", found.like()));
            model.addAttribute("more", false);
            model.addAttribute("cut", found.more() ? InboxSearch.MOST : 0);
        }
        model.addAttribute("channels", words.channels(filter.channel(), locale));
        model.addAttribute("kinds", words.kinds(filter.kind(), locale));
        model.addAttribute("languages", words.languages(filter.language(), locale));
        model.addAttribute("sites", words.sites(filter.site(), locale));
        model.addAttribute(
                "filtered",
                filter.channel() != null
                        || filter.kind() != null
                        || filter.language() != null
                        || filter.site() != null);
        return "inbox/list";
    }

    /** The living part of the same page. */
    @GetMapping("/agent/messages/liste")
    String part(
            @RequestParam(defaultValue = "") String vue,
            @RequestParam(defaultValue = "") String canal,
            @RequestParam(defaultValue = "") String genre,
            @RequestParam(defaultValue = "") String langue,
            @RequestParam(required = false) @Nullable UUID lieu,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "") String q,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        list(vue, canal, genre, langue, lieu, page, q, model, response, locale);
        return "inbox/list-parts :: live";
    }

    private void fill(InboxFilter filter, Model model, Locale locale) {
        var page = lines.page(filter);
        model.addAttribute("lines", said(page.lines(), locale));
        model.addAttribute("more", page.more());
        model.addAttribute("cut", 0);
    }

    /** While one searches nothing is counted: the answer is there sooner. */
    private List<ViewLink> views(@Nullable InboxView here) {
        var counts = here == null ? Map.<InboxView, Integer>of() : lines.counts();
        return Arrays.stream(InboxView.values())
                .map(view -> new ViewLink(view, counts.get(view), view == here))
                .toList();
    }

    private List<Line> said(List<InboxLine> all, Locale locale) {
        var today = words.today();
        return all.stream()
                .map(line -> new Line(
                        line,
                        line.due() == null ? "" : words.due(line.due(), locale),
                        line.isLate(today),
                        words.moment(line.lastAt(), locale),
                        line.moment() == null ? "" : words.span(line.moment(), locale),
                        line.snoozedUntil() == null || !line.snoozedUntil().isAfter(today)
                                ? ""
                                : words.day(line.snoozedUntil(), locale)))
                .toList();
    }

    /** Where the questions stood before: kept for what people have noted. */
    @GetMapping("/agent/questions")
    String formerList() {
        return "redirect:/agent/messages";
    }

    @GetMapping("/agent/questions/{id}")
    String formerRequest(@PathVariable UUID id) {
        return "redirect:/agent/messages/" + id;
    }
}
