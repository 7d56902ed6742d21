package fr.parvis.messaging.web;

import fr.parvis.messaging.MessageKind;
import fr.parvis.messaging.MessageKind.Subject;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.messaging.TemplateEditor;
import fr.parvis.messaging.Templates.Key;
import fr.parvis.platform.web.Forms;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The kinds of messages, by what they are about. */
@Controller
@RequestMapping("/admin/textes-messages")
@PreAuthorize("hasRole('ADMIN')")
class MessageKindsController {
    /** @param own the administrator's, in the order of channels and languages */
    record KindLine(MessageKind kind, List<Own> own) {}

    record Own(Key key, boolean plain) {}

    record Group(Subject subject, List<KindLine> lines) {}

    private final TemplateEditor editor;
    private final MessageSource messages;

    MessageKindsController(TemplateEditor editor, MessageSource messages) {
        this.editor = editor;
        this.messages = messages;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, Model model, Locale locale) {
        var wanted = folded(Forms.line(q));
        var changed = editor.changed();
        var found = editor.kinds().stream()
                .filter(kind -> folded(name(kind, locale)).contains(wanted))
                .toList();
        model.addAttribute("q", Forms.line(q));
        model.addAttribute(
                "groups",
                Arrays.stream(Subject.values())
                        .map(subject -> new Group(
                                subject,
                                found.stream()
                                        .filter(kind -> kind.subject() == subject)
                                        .map(kind -> new KindLine(kind, own(kind, changed)))
                                        .toList()))
                        .filter(group -> !group.lines().isEmpty())
                        .toList());
        return "messaging/texts";
    }

    private static List<Own> own(MessageKind kind, Set<Key> changed) {
        return changed.stream()
                .filter(key -> key.about().equals(kind.about()))
                .sorted(Comparator.comparing(Key::channel)
                        .thenComparing(Key::language)
                        .thenComparing(Key::level))
                .map(key -> new Own(key, key.level() == ReadingLevel.PLAIN))
                .toList();
    }

    private String name(MessageKind kind, Locale locale) {
        return Objects.requireNonNull(messages.getMessage("messaging.about." + kind.about(), null, locale)) + " "
                + messages.getMessage("messaging.subject." + kind.subject().code(), null, locale);
    }

    /** As people type it, without accents. */
    private static String folded(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT);
    }
}
