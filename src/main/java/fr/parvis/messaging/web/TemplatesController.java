package fr.parvis.messaging.web;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.ClearWords;
import fr.parvis.messaging.MessageKind;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.messaging.TemplateEditor;
import fr.parvis.messaging.Templates.Key;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The words of messages: listed, changed, looked at, tried, taken back. */
@Controller
@RequestMapping("/admin/textes-messages")
@PreAuthorize("hasRole('ADMIN')")
class TemplatesController {
    private static final int TRIALS_A_MINUTE = 5;
    /** After the language in an address: the same text for who asks for simple words. */
    private static final String PLAIN = "-facile";

    /** As it was typed. */
    record TextForm(
            @Nullable String subject,
            @Nullable String text,
            @Nullable String to) {
        MessageWords words(Channel channel) {
            return new MessageWords(channel == Channel.SMS ? "" : Forms.line(subject), Forms.lines(text));
        }
    }

    /** @param plain whether it has words for the plain level too */
    record OneText(Channel channel, Language language, boolean changed, boolean plain) {}

    /** @param rows one for each channel */
    record KindLine(MessageKind kind, List<List<OneText>> rows) {}

    private final TemplateEditor editor;
    private final Outbox outbox;
    private final Directory directory;
    private final ClearWords clear;
    private final RateLimits limits;
    private final Forms forms;
    private final MessageSource messages;

    TemplatesController(
            TemplateEditor editor,
            Outbox outbox,
            Directory directory,
            ClearWords clear,
            RateLimits limits,
            Forms forms,
            MessageSource messages) {
        this.editor = editor;
        this.outbox = outbox;
        this.directory = directory;
        this.clear = clear;
        this.limits = limits;
        this.forms = forms;
        this.messages = messages;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute(
                "lines",
                editor.kinds().stream()
                        .map(kind -> new KindLine(kind, List.of(texts(kind, Channel.EMAIL), texts(kind, Channel.SMS))))
                        .toList());
        return "messaging/texts";
    }

    private List<OneText> texts(MessageKind kind, Channel channel) {
        var changed = editor.changed();
        return Arrays.stream(Language.values())
                .map(language -> new Key(kind.about(), channel, language))
                .map(key -> new OneText(
                        channel, key.language(), changed.contains(key), changed.contains(key.at(ReadingLevel.PLAIN))))
                .toList();
    }

    @GetMapping("/{about}/{channel}/{language}")
    String one(
            @PathVariable String about,
            @PathVariable String channel,
            @PathVariable String language,
            Model model,
            Locale locale) {
        var key = key(about, channel, language);
        var words = editor.current(key);
        return page(key, words, "", model, locale);
    }

    @PostMapping("/{about}/{channel}/{language}")
    String save(
            @PathVariable String about,
            @PathVariable String channel,
            @PathVariable String language,
            TextForm form,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var key = key(about, channel, language);
        var typed = form.words(key.channel());
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    editor.save(key, typed);
                    return "redirect:" + address(key) + "?fait=garde";
                },
                () -> page(key, typed, "", model, locale));
    }

    @PostMapping("/{about}/{channel}/{language}/apercu")
    String preview(
            @PathVariable String about,
            @PathVariable String channel,
            @PathVariable String language,
            TextForm form,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var key = key(about, channel, language);
        var typed = form.words(key.channel());
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var shown = editor.preview(key, typed, sample(key, locale));
                    model.addAttribute("preview", shown);
                    if (key.language() == Language.FRENCH) {
                        model.addAttribute("note", clear.of(shown.text()));
                    }
                    return page(key, typed, Forms.line(form.to()), model, locale);
                },
                () -> page(key, typed, Forms.line(form.to()), model, locale));
    }

    @PostMapping("/{about}/{channel}/{language}/essai")
    String trial(
            @PathVariable String about,
            @PathVariable String channel,
            @PathVariable String language,
            TextForm form,
            HttpServletRequest request,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var key = key(about, channel, language);
        var typed = form.words(key.channel());
        var to = Forms.line(form.to());
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check("text-trial", request.getRemoteAddr(), TRIALS_A_MINUTE);
                    editor.trial(key, typed, sample(key, locale), to);
                    model.addAttribute("tried", to);
                    return page(key, typed, to, model, locale);
                },
                () -> page(key, typed, to, model, locale));
    }

    @PostMapping("/{about}/{channel}/{language}/origine")
    String back(@PathVariable String about, @PathVariable String channel, @PathVariable String language) {
        var key = key(about, channel, language);
        editor.backToStandard(key);
        return "redirect:" + address(key) + "?fait=origine";
    }

    private String page(Key key, MessageWords words, String to, Model model, Locale locale) {
        model.addAttribute("kind", editor.kind(key.about()));
        model.addAttribute("key", key);
        model.addAttribute("address", address(key));
        model.addAttribute("usualAddress", address(key.at(ReadingLevel.USUAL)));
        model.addAttribute("plainAddress", address(key.at(ReadingLevel.PLAIN)));
        model.addAttribute("words", words);
        model.addAttribute("to", to);
        model.addAttribute("standard", editor.standard(key));
        model.addAttribute("changed", editor.changed().contains(key));
        model.addAttribute("sends", outbox.sends(key.channel()));
        model.addAttribute(
                "most", key.channel() == Channel.SMS ? TemplateEditor.LONGEST_SMS : TemplateEditor.LONGEST_MAIL);
        return "messaging/text";
    }

    /** Made-up facts for each variable. */
    private List<String> sample(Key key, Locale locale) {
        return editor.kind(key.about()).variables().stream()
                .map(name -> name.equals("organisme")
                        ? directory.organisation().name()
                        : Objects.requireNonNull(messages.getMessage("messaging.sample." + name, null, locale)))
                .toList();
    }

    private static String address(Key key) {
        return "/admin/textes-messages/" + key.about() + "/" + key.channel().code() + "/"
                + key.language().tag() + (key.level() == ReadingLevel.PLAIN ? PLAIN : "");
    }

    private Key key(String about, String channel, String language) {
        var found = Channel.WRITTEN.stream()
                .filter(one -> one.code().equals(channel))
                .findFirst();
        var plain = language.endsWith(PLAIN);
        var spoken = Language.of(plain ? language.substring(0, language.length() - PLAIN.length()) : language);
        if (found.isEmpty() || spoken.isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "messaging", "unknown-text");
        }
        return new Key(
                editor.kind(about).about(), found.get(), spoken.get(), plain ? ReadingLevel.PLAIN : ReadingLevel.USUAL);
    }
}
