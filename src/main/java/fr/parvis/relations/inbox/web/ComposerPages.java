package fr.parvis.relations.inbox.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.editor.Replacement;
import fr.parvis.relations.answers.ComposerHelp;
import fr.parvis.relations.answers.Proof;
import fr.parvis.relations.inbox.Drafts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Reads back what is being written to a person, before it leaves: while they type, or by a button. Nothing is sent. */
@Controller
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class ComposerPages {
    /** The fields of each form whose words the person will read. */
    private static final Map<String, List<String>> FORMS = Map.of(
            "reponse", List.of("reply"), "manque", List.of("missing"), "fin", List.of("answer", "reason", "other"));

    private static final String IGNORE = "ignore:";
    private static final int MOST_IGNORED = 50;
    private static final int LONGEST = 20_000;

    /** What was read of each field of a form. */
    record Field(String id, Proof proof) {}

    private final ConversationView view;
    private final ConversationPages pages;
    private final ComposerHelp help;
    private final Drafts drafts;
    private final Forms forms;

    ComposerPages(ConversationView view, ConversationPages pages, ComposerHelp help, Drafts drafts, Forms forms) {
        this.view = view;
        this.pages = pages;
        this.help = help;
        this.drafts = drafts;
        this.forms = forms;
    }

    @PostMapping("/agent/messages/{id}/relire")
    String read(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            @RequestParam(name = "ignore", required = false) @Nullable List<String> ignored,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String live,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var typed = new HashMap<>(ConversationPages.cleaned(given));
        var form = FORMS.containsKey(typed.getOrDefault("form", "")) ? typed.getOrDefault("form", "") : "reponse";
        var left = new HashSet<String>();
        Objects.requireNonNullElse(ignored, List.<String>of()).stream()
                .limit(MOST_IGNORED)
                .forEach(left::add);
        model.addAttribute("form", form);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    replace(id, form, typed);
                    var act = typed.getOrDefault("act", "");
                    if (act.startsWith(IGNORE)) {
                        left.add(act.substring(IGNORE.length()));
                    }
                    return shown(id, form, typed, left, live, model, response, locale);
                },
                () -> shown(id, form, typed, left, live, model, response, locale));
    }

    private void replace(UUID id, String form, Map<String, String> typed) {
        Replacement.of(typed.get("act"))
                .filter(wanted -> FORMS.getOrDefault(form, List.of()).contains(wanted.field()))
                .ifPresent(wanted -> {
                    var text = wanted.in(typed.getOrDefault(wanted.field(), ""))
                            .orElseThrow(() -> new ProblemException(
                                    HttpStatus.CONFLICT,
                                    "procedures",
                                    "words-moved",
                                    wanted.field(),
                                    Map.of(),
                                    wanted.words()));
                    typed.put(wanted.field(), text);
                    drafts.keep(id, Map.of(wanted.field(), text));
                });
    }

    private String shown(
            UUID id,
            String form,
            Map<String, String> typed,
            HashSet<String> ignored,
            @Nullable String live,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var request = view.find(id);
        var read = new ArrayList<Field>();
        for (var field : FORMS.getOrDefault(form, List.of())) {
            var words = typed.getOrDefault(field, "");
            if (!words.isBlank()) {
                var cut = words.length() <= LONGEST ? words : words.substring(0, LONGEST);
                read.add(new Field(field, help.read(field, cut, request, ignored)));
            }
        }
        model.addAttribute("form", form);
        model.addAttribute("read", read);
        model.addAttribute("ignored", ignored);
        model.addAttribute(
                "remarks",
                read.stream().mapToInt(one -> one.proof().remarks().size()).sum());
        model.addAttribute("spelt", read.stream().allMatch(one -> one.proof().spelt()));
        model.addAttribute("again", number(typed.get("again")) + 1);
        model.addAttribute("id", id);
        if (live == null) {
            return pages.shown(id, typed.getOrDefault("vue", ""), typed, model, response, locale);
        }
        model.addAttribute(
                "replaced",
                Replacement.of(typed.get("act")).map(Replacement::field).orElse(""));
        model.addAttribute("typed", typed);
        model.addAttribute("one", request);
        return "inbox/composer :: live";
    }

    private static int number(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,2}") ? Integer.parseInt(typed) : 0;
    }
}
