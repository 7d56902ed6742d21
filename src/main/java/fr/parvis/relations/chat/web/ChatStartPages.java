package fr.parvis.relations.chat.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.ParvisSettings;
import fr.parvis.platform.web.Challenges;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.Requests;
import fr.parvis.relations.chat.ChatDesks;
import fr.parvis.relations.chat.Chats;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;

/**
 * Where a chat begins, or a message is left. Its forms carry no proof against forgery: in a frame of another site no cookie comes along,
 * and there is nothing to forge: a browser brings no right along by itself, since what opens a chat is the key in its address.
 */
@Controller
class ChatStartPages {
    static final String COOKIE = "parvis-discussion";
    private static final int STARTS_A_MINUTE = 6;
    private static final int UNPROVED_A_MINUTE = 2;
    private static final int ALL_UNPROVED_A_MINUTE = 20;
    private static final int LOOKS_A_MINUTE = 60;

    /** @param again when it opens again; "" when it is open, or when nobody knows */
    record Place(ChatDesks.Desk desk, String site, String service, ChatDesks.Standing standing, String again) {}

    private final Chats chats;
    private final ChatDesks desks;
    private final Requests requests;
    private final RequestTypes types;
    private final ChatWords words;
    private final Directory directory;
    private final Challenges challenges;
    private final RateLimits limits;
    private final Forms forms;
    private final ParvisSettings settings;

    ChatStartPages(
            Chats chats,
            ChatDesks desks,
            Requests requests,
            RequestTypes types,
            ChatWords words,
            Directory directory,
            Challenges challenges,
            RateLimits limits,
            Forms forms,
            ParvisSettings settings) {
        this.chats = chats;
        this.desks = desks;
        this.requests = requests;
        this.types = types;
        this.words = words;
        this.directory = directory;
        this.challenges = challenges;
        this.limits = limits;
        this.forms = forms;
        this.settings = settings;
    }

    @GetMapping("/discussion")
    String start(
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") String sujet,
            @RequestParam(required = false) @Nullable String cadre,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        limits.check("chat-look", asking.getRemoteAddr(), LOOKS_A_MINUTE);
        var cookie = WebUtils.getCookie(asking, COOKIE);
        if (cookie != null) {
            chats.find(cookie.getValue())
                    .filter(chat -> !chat.isEnded())
                    .ifPresent(_ -> model.addAttribute("resume", "/discussion/" + cookie.getValue()));
        }
        var all = places(locale);
        return shown(
                ChatStart.empty(Forms.line(sujet)),
                chosen(all, site, sujet),
                all,
                cadre != null,
                model,
                locale,
                response);
    }

    private List<Place> places(Locale locale) {
        return desks.all().stream().map(desk -> place(desk, locale)).toList();
    }

    private Place place(ChatDesks.Desk desk, Locale locale) {
        var standing = desks.standing(desk);
        var again = standing instanceof ChatDesks.Standing.Closed(var at) ? words.again(at, locale) : "";
        return new Place(desk, directory.site(desk.site()).name(), desks.serviceName(desk), standing, again);
    }

    /** The only one, the one that is named, or none yet. */
    private @Nullable Place chosen(List<Place> all, String site, String subject) {
        if (all.size() == 1) {
            return all.getFirst();
        }
        var there = all.stream()
                .filter(place -> directory.site(place.desk().site()).slug().equals(site))
                .toList();
        return there.stream()
                .filter(place -> place.desk().service() != null
                        && directory.service(place.desk().service()).slug().equals(subject))
                .findFirst()
                .or(() -> there.stream()
                        .filter(place -> place.desk().service() == null)
                        .findFirst())
                .or(() -> there.stream().findFirst())
                .orElse(null);
    }

    private String shown(
            ChatStart form,
            @Nullable Place place,
            List<Place> all,
            boolean framed,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        ChatPages.hide(response);
        ChatPages.frame(framed, model, locale);
        model.addAttribute("form", form);
        model.addAttribute("place", place);
        model.addAttribute("places", all);
        model.addAttribute("open", place != null && place.standing().isOpen());
        model.addAttribute("slugs", all.stream().map(this::slugs).toList());
        model.addAttribute("subjects", subjects(form, locale));
        model.addAttribute("due", words.day(requests.due(Request.Kind.QUESTION), locale));
        return "relations/chat-start";
    }

    /** Site and service as in the address. */
    private List<String> slugs(Place place) {
        var service = place.desk().service();
        return List.of(
                directory.site(place.desk().site()).slug(),
                service == null ? "" : directory.service(service).slug());
    }

    private List<Choice> subjects(ChatStart form, Locale locale) {
        var choices = new ArrayList<Choice>();
        choices.add(Choice.of("", words.text("chat.subject.any", locale)));
        types.all().stream()
                .filter(RequestType::active)
                .forEach(type -> choices.add(Choice.of(type.slug(), type.name())));
        return choices;
    }

    @PostMapping("/discussion")
    String begin(
            ChatStart typed,
            @RequestParam(required = false) @Nullable String cadre,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var form = typed.cleaned();
        var all = places(locale);
        var place = all.stream()
                .filter(one -> one.desk().id().toString().equals(form.ou()))
                .findFirst()
                .orElse(null);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    begin(form, place, locale, asking);
                    if (cadre == null) {
                        remember(Objects.requireNonNull(form.cle()), asking, response);
                    }
                    return "redirect:/discussion/" + form.cle() + ChatPages.suffix(cadre != null, locale);
                },
                () -> shown(
                        chats.find(Objects.requireNonNull(form.cle())).isPresent() ? form.renewed() : form,
                        place,
                        all,
                        cadre != null,
                        model,
                        locale,
                        response));
    }

    private void begin(ChatStart form, @Nullable Place place, Locale locale, HttpServletRequest asking) {
        var desk = place == null ? null : place.desk();
        var wanted = form.wanted(desk, subject(form), locale.getLanguage());
        if (chats.find(wanted.key()).isEmpty()) {
            if (form.isChat() && (place == null || !place.standing().isOpen())) {
                throw new ProblemException(HttpStatus.CONFLICT, "relations", "chat-just-closed", "words", Map.of());
            }
            check(asking);
        }
        if (form.isChat()) {
            chats.begin(wanted);
        } else {
            chats.leave(wanted);
        }
    }

    private void check(HttpServletRequest asking) {
        var address = asking.getRemoteAddr();
        limits.check("chat-start", address, STARTS_A_MINUTE);
        if (!challenges.redeem(asking.getParameter("altcha"))) {
            limits.check("chat-start-unproved", address, UNPROVED_A_MINUTE);
            limits.check("chat-start-unproved", "all", ALL_UNPROVED_A_MINUTE);
        }
    }

    private String subject(ChatStart form) {
        return types.find(Objects.requireNonNullElse(form.sujet(), ""))
                .map(RequestType::name)
                .orElse("");
    }

    /** So that whoever closes the page finds the way back; in a frame of another site the frame's own page does that. */
    private void remember(String key, HttpServletRequest asking, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, key)
                        .path(asking.getContextPath() + "/discussion")
                        .httpOnly(true)
                        .secure(settings.secureCookies())
                        .sameSite("Lax")
                        .maxAge(Duration.ofSeconds(-1))
                        .build()
                        .toString());
    }
}
