package fr.parvis.messaging.web;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.ClearWords;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.PaperWords;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.messaging.TemplateEditor;
import fr.parvis.messaging.Templates.Key;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The words of one kind of message, by one channel, in one language: changed, looked at, tried, taken back. */
@Controller
@RequestMapping("/admin/textes-messages/{about}/{channel}/{language}")
@PreAuthorize("hasRole('ADMIN')")
class TemplatesController {
    private static final int TRIALS_A_MINUTE = 5;
    /** After the language in an address: the same text for who asks for simple words. */
    private static final String PLAIN = "-facile";

    private static final LocalDate SOME_DAY = LocalDate.of(2026, 12, 1);

    /** As it was typed. */
    record TextForm(
            @Nullable String subject,
            @Nullable String text,
            @Nullable String to) {
        MessageWords words(Key key) {
            return new MessageWords(key.channel().hasSubject() ? Forms.line(subject) : "", Forms.lines(text));
        }
    }

    /** Another text of the same kind. */
    record Beside(Key key, String address, boolean changed) {}

    private final TemplateEditor editor;
    private final Outbox outbox;
    private final Directory directory;
    private final ClearWords clear;
    private final PaperWords paper;
    private final RateLimits limits;
    private final Forms forms;
    private final MessageSource messages;

    TemplatesController(
            TemplateEditor editor,
            Outbox outbox,
            Directory directory,
            ClearWords clear,
            PaperWords paper,
            RateLimits limits,
            Forms forms,
            MessageSource messages) {
        this.editor = editor;
        this.outbox = outbox;
        this.directory = directory;
        this.clear = clear;
        this.paper = paper;
        this.limits = limits;
        this.forms = forms;
        this.messages = messages;
    }

    @ModelAttribute("key")
    Key key(@PathVariable String about, @PathVariable String channel, @PathVariable String language) {
        var plain = language.endsWith(PLAIN);
        var spoken = Language.of(plain ? language.substring(0, language.length() - PLAIN.length()) : language);
        var found = Channel.of(channel);
        if (found.isEmpty() || spoken.isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "messaging", "unknown-text");
        }
        return editor.checked(
                new Key(about, found.get(), spoken.get(), plain ? ReadingLevel.PLAIN : ReadingLevel.USUAL));
    }

    @GetMapping
    String one(@ModelAttribute(name = "key", binding = false) Key key, Model model) {
        return page(key, editor.current(key), "", model);
    }

    @PostMapping
    String save(
            @ModelAttribute(name = "key", binding = false) Key key,
            TextForm form,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        return submit(key, form, model, response, locale, () -> {
            editor.save(key, form.words(key));
            return "redirect:" + address(key) + "?fait=garde";
        });
    }

    @PostMapping("/apercu")
    String preview(
            @ModelAttribute(name = "key", binding = false) Key key,
            TextForm form,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        return submit(key, form, model, response, locale, () -> {
            var shown = editor.preview(key, form.words(key), sample(key, locale));
            model.addAttribute("preview", shown);
            if (key.language() == Language.FRENCH) {
                model.addAttribute("note", clear.of(shown.text()));
            }
            return page(key, form.words(key), Forms.line(form.to()), model);
        });
    }

    /** The preview of a letter, as it is printed. */
    @PostMapping("/papier")
    Object onPaper(
            @ModelAttribute(name = "key", binding = false) Key key,
            TextForm form,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        if (key.channel() != Channel.LETTER) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "messaging", "unknown-text");
        }
        try {
            var shown = editor.preview(key, form.words(key), sample(key, locale));
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_PDF)
                    .header("Content-Disposition", "inline; filename=\"essai.pdf\"")
                    .cacheControl(CacheControl.noStore())
                    .body(paper.sample(shown, key.language()));
        } catch (ProblemException refusal) {
            forms.refuse(refusal, model, response, locale);
            return page(key, form.words(key), "", model);
        }
    }

    @PostMapping("/essai")
    String trial(
            @ModelAttribute(name = "key", binding = false) Key key,
            TextForm form,
            HttpServletRequest request,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var to = Forms.line(form.to());
        return submit(key, form, model, response, locale, () -> {
            limits.check("text-trial", request.getRemoteAddr(), TRIALS_A_MINUTE);
            editor.trial(key, form.words(key), sample(key, locale), to);
            model.addAttribute("tried", to);
            return page(key, form.words(key), to, model);
        });
    }

    @PostMapping("/origine")
    String back(@ModelAttribute(name = "key", binding = false) Key key) {
        editor.backToStandard(key);
        return "redirect:" + address(key) + "?fait=origine";
    }

    /** What was typed stays when it is refused. */
    private String submit(
            Key key, TextForm form, Model model, HttpServletResponse response, Locale locale, Forms.Act act) {
        return forms.submit(
                model, response, locale, act, () -> page(key, form.words(key), Forms.line(form.to()), model));
    }

    private String page(Key key, MessageWords words, String to, Model model) {
        var kind = editor.kind(key.about());
        var changed = editor.changed();
        model.addAttribute("kind", kind);
        model.addAttribute("address", address(key));
        model.addAttribute(
                "channels",
                kind.channels().stream()
                        .map(channel -> beside(new Key(key.about(), channel, key.language(), key.level()), changed))
                        .toList());
        model.addAttribute(
                "languages",
                Arrays.stream(Language.values())
                        .map(language -> beside(new Key(key.about(), key.channel(), language, key.level()), changed))
                        .toList());
        model.addAttribute(
                "levels",
                Arrays.stream(ReadingLevel.values())
                        .map(level -> beside(key.at(level), changed))
                        .toList());
        model.addAttribute("words", words);
        model.addAttribute("to", to);
        model.addAttribute("standard", editor.standard(key));
        model.addAttribute("changed", changed.contains(key));
        model.addAttribute("sends", outbox.sends(key.channel()));
        model.addAttribute("tries", editor.isTried(key.channel()));
        model.addAttribute("most", TemplateEditor.longest(key.channel()));
        return "messaging/text";
    }

    private static Beside beside(Key key, Set<Key> changed) {
        return new Beside(key, address(key), changed.contains(key));
    }

    /** Made-up facts for each variable. */
    private List<String> sample(Key key, Locale locale) {
        var kind = editor.kind(key.about());
        var own = kind.examples().in(key.language());
        return kind.variables().stream()
                .map(name -> own.getOrDefault(name, sample(name, key.language(), locale)))
                .toList();
    }

    private String sample(String name, Language language, Locale locale) {
        return switch (name) {
            case "organisme" -> directory.organisation().name();
            case "jour" -> DayWords.full(SOME_DAY, language.locale());
            default -> Objects.requireNonNull(messages.getMessage("messaging.sample." + name, null, locale));
        };
    }

    private static String address(Key key) {
        return "/admin/textes-messages/" + key.about() + "/" + key.channel().code() + "/"
                + key.language().tag() + (key.level() == ReadingLevel.PLAIN ? PLAIN : "");
    }
}
