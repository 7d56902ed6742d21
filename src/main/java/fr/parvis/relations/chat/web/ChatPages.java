package fr.parvis.relations.chat.web;

import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.relations.Request;
import fr.parvis.relations.chat.Chat;
import fr.parvis.relations.chat.ChatDesks;
import fr.parvis.relations.chat.ChatRules;
import fr.parvis.relations.chat.ChatTopics;
import fr.parvis.relations.chat.Chats;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A chat that goes on, or has just ended, for whoever has its key. */
@Controller
@RequestMapping("/discussion/{key}")
class ChatPages {
    private static final int LOOKS_A_MINUTE = 120;
    private static final int MESSAGES_A_MINUTE = 30;
    private static final int ACTS_A_MINUTE = 12;
    /** What a script sends itself with; it wants no page as an answer. */
    private static final String SCRIPT = "X-Requested-With";

    private interface Act {
        void on(Chat chat);
    }

    private final Chats chats;
    private final ChatDesks desks;
    private final ChatRules rules;
    private final ChatWords words;
    private final LiveUpdates live;
    private final RateLimits limits;
    private final Forms forms;
    private final Clock clock;

    ChatPages(
            Chats chats,
            ChatDesks desks,
            ChatRules rules,
            ChatWords words,
            LiveUpdates live,
            RateLimits limits,
            Forms forms,
            Clock clock) {
        this.chats = chats;
        this.desks = desks;
        this.rules = rules;
        this.words = words;
        this.live = live;
        this.limits = limits;
        this.forms = forms;
        this.clock = clock;
    }

    static void hide(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
    }

    /** In a frame no cookie remembers the language, nor that it is one: the addresses do. */
    static String suffix(boolean framed, Locale locale) {
        return framed ? "?cadre=1&lang=" + locale.getLanguage() : "";
    }

    static void frame(boolean framed, Model model, Locale locale) {
        model.addAttribute("suffix", suffix(framed, locale));
        if (framed) {
            model.addAttribute("framed", true);
        }
    }

    private Chat find(String key, HttpServletRequest asking) {
        limits.check("chat-look", asking.getRemoteAddr() + " " + key, LOOKS_A_MINUTE);
        limits.check("chat-looks", asking.getRemoteAddr(), LOOKS_A_MINUTE * 5);
        return chats.find(key).orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "chat-over"));
    }

    @GetMapping
    String page(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String cadre,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var chat = find(key, asking);
        if (!chat.isEnded()) {
            chats.here(chat.id(), false);
        }
        return shown(chat, key, cadre != null, "", model, locale, response);
    }

    private String shown(
            Chat chat,
            String key,
            boolean framed,
            String typed,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        hide(response);
        frame(framed, model, locale);
        model.addAttribute("typed", typed);
        model.addAttribute("origins", String.join(" ", rules.rules().origins()));
        fill(chats.find(key).orElse(chat), key, 0, model, locale);
        return "relations/chat";
    }

    private void fill(Chat chat, String key, int after, Model model, Locale locale) {
        Request request = chats.request(chat);
        var standing = standing(chat);
        model.addAttribute("chat", chat);
        model.addAttribute("base", "/discussion/" + key);
        model.addAttribute("message", Chats.newKey());
        model.addAttribute("lines", words.toUsager(chats.lines(chat, after), locale));
        model.addAttribute("before", chat.state() == Chat.State.WAITING ? chats.before(chat) : 0);
        var site = chat.site();
        model.addAttribute("usual", site == null ? null : chats.usualWait(site).orElse(null));
        model.addAttribute("writing", chats.isAnswerComing(chat));
        model.addAttribute("manned", standing);
        model.addAttribute("offered", isOffered(chat));
        model.addAttribute("reference", request.reference().code());
        model.addAttribute(
                "follow",
                "/suivi/" + request.reference().code() + "/" + request.key().code());
        model.addAttribute("key", request.key().shown());
        model.addAttribute("email", request.said() == null ? "" : request.said().email());
        model.addAttribute("isOpen", request.isOpen());
        model.addAttribute("due", words.day(request.dueOn(), locale));
        var next = request.next();
        model.addAttribute("stepDay", next == null ? "" : words.day(next.due(), locale));
    }

    /** Whether somebody there takes chats. */
    private boolean standing(Chat chat) {
        var site = chat.site();
        return site != null && desks.isManned(site);
    }

    private boolean isOffered(Chat chat) {
        return chat.state() == Chat.State.WAITING
                && (!standing(chat)
                        || chats.isOffered(chat, clock.instant(), rules.rules().waitMinutes()));
    }

    /** What has come since a line, and how it stands. */
    @GetMapping("/fil")
    String news(
            @PathVariable String key,
            @RequestParam(defaultValue = "0") int apres,
            @RequestParam(required = false) @Nullable String cadre,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var chat = find(key, asking);
        hide(response);
        frame(cadre != null, model, locale);
        if (!chat.isEnded()) {
            chats.here(chat.id(), true);
        }
        fill(chat, key, apres, model, locale);
        return "relations/chat-parts :: news";
    }

    /** Says that something has changed. As long as it is open the person is there. */
    @GetMapping("/live")
    void live(@PathVariable String key, HttpServletRequest asking, HttpServletResponse response) {
        var chat = find(key, asking);
        live.stream(
                asking,
                response,
                ChatTopics.chat(chat.id()),
                "usager",
                () -> List.of(new LiveUpdates.Message("chat", pulse(key))));
    }

    private String pulse(String key) {
        var found = chats.find(key).orElse(null);
        if (found == null) {
            return "over";
        }
        if (!found.isEnded()) {
            chats.here(found.id(), true);
        }
        return String.join(
                " ",
                Integer.toString(found.lines()),
                found.state().name(),
                Boolean.toString(chats.isAnswerComing(found)),
                Integer.toString(chats.before(found)),
                Boolean.toString(isOffered(found)));
    }

    @PostMapping("/messages")
    @Nullable
    String say(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String message,
            @RequestParam(required = false) @Nullable String cadre,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var chat = find(key, asking);
        var typed = Forms.lines(words);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check("chat-message", key, MESSAGES_A_MINUTE);
                    chats.say(chat, Forms.line(message), typed);
                    return asking.getHeader(SCRIPT) != null
                            ? "relations/chat-parts :: nothing"
                            : "redirect:/discussion/" + key + suffix(cadre != null, locale) + "#fin";
                },
                () -> asking.getHeader(SCRIPT) != null
                        ? "relations/chat-parts :: refused"
                        : shown(chat, key, cadre != null, typed, model, locale, response));
    }

    @PostMapping("/ecrit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void writes(@PathVariable String key, HttpServletRequest asking) {
        chats.writes(find(key, asking));
    }

    @PostMapping("/{act:attendre|reprendre|quitter}")
    String go(
            @PathVariable String key,
            @PathVariable String act,
            @RequestParam(required = false) @Nullable String cadre,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        return act(key, cadre, model, locale, asking, response, chat -> {
            switch (act) {
                case "attendre" -> chats.waitOn(chat);
                case "reprendre" -> chats.waitAgain(chat);
                default -> chats.quit(chat);
            }
        });
    }

    @PostMapping("/message")
    String leaveMessage(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(required = false) @Nullable String cadre,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var typed = Forms.line(email);
        model.addAttribute("emailTyped", typed);
        return act(key, cadre, model, locale, asking, response, chat -> chats.leaveMessage(chat, typed));
    }

    @PostMapping("/rappel")
    String callBack(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(required = false) @Nullable String cadre,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var typed = Forms.line(phone);
        model.addAttribute("phoneTyped", typed);
        return act(key, cadre, model, locale, asking, response, chat -> chats.callBack(chat, typed));
    }

    /** Typed, shown again, and sent only once the person has said that it is right. */
    @PostMapping("/courriel")
    String transcript(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String copie,
            @RequestParam(required = false) @Nullable String oui,
            @RequestParam(required = false) @Nullable String cadre,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var typed = Forms.line(copie);
        model.addAttribute("copyTyped", typed);
        if (oui == null && chats.isAddress(typed)) {
            var chat = find(key, asking);
            model.addAttribute("confirm", typed);
            return shown(chat, key, cadre != null, "", model, locale, response);
        }
        return act(key, cadre, model, locale, asking, response, chat -> chats.transcript(chat, typed));
    }

    private String act(
            String key,
            @Nullable String cadre,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response,
            Act act) {
        var chat = find(key, asking);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    limits.check("chat-act", key, ACTS_A_MINUTE);
                    act.on(chat);
                    return "redirect:/discussion/" + key + suffix(cadre != null, locale);
                },
                () -> shown(chat, key, cadre != null, "", model, locale, response));
    }

    @GetMapping("/transcription")
    @ResponseBody
    ResponseEntity<String> download(@PathVariable String key, HttpServletRequest asking, HttpServletResponse response) {
        var chat = find(key, asking);
        hide(response);
        var name = "discussion-"
                + Objects.requireNonNull(chats.request(chat)).reference().code() + ".txt";
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(chats.text(chat));
    }
}
