package fr.parvis.relations.web;

import fr.parvis.relations.Notices;
import fr.parvis.relations.inbox.InboxLines;
import fr.parvis.relations.inbox.InboxView;
import java.util.Locale;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Times that are about to be missed, for whoever can still keep them. */
@Controller
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class NoticePages {
    record Line(UUID id, UUID request, String reference, String what) {}

    private final Notices notices;
    private final InboxLines lines;
    private final RequestWords words;

    NoticePages(Notices notices, InboxLines lines, RequestWords words) {
        this.notices = notices;
        this.lines = lines;
        this.words = words;
    }

    @GetMapping("/agent/echeances")
    public String list(Model model, Locale locale) {
        model.addAttribute(
                "lines",
                notices.mine().stream()
                        .map(one -> new Line(
                                one.id(),
                                one.request(),
                                one.reference().code(),
                                words.text(one.warning().key(one.appeal()), locale, words.day(one.about(), locale))))
                        .toList());
        model.addAttribute("late", lines.counts().getOrDefault(InboxView.LATE, 0));
        model.addAttribute("lateView", InboxView.LATE.code());
        return "relations/staff-notices";
    }

    @PostMapping("/agent/echeances/{id}")
    public String seen(@PathVariable UUID id) {
        notices.seen(id);
        return "redirect:/agent/echeances";
    }
}
