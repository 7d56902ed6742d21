package fr.parvis.messaging.web;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.HiddenMessages;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.SecretPaths;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What has left, what waits and why. */
@Controller
@RequestMapping("/admin/messages")
class MessagesController {
    private static final int SHOWN = 50;

    private static final Pattern DIGITS = Pattern.compile("\\b[0-9]{4,8}\\b");

    private final Outbox outbox;
    private final List<HiddenMessages> hidden;
    private final Directory directory;

    MessagesController(Outbox outbox, Directory directory, List<HiddenMessages> hidden) {
        this.outbox = outbox;
        this.hidden = List.copyOf(hidden);
        this.directory = directory;
    }

    /**
     * On the organisation's clock.
     *
     * @param at when it left, or when it was written
     * @param told when the gateway said what became of it
     */
    record Line(
            Message message,
            ZonedDateTime at,
            @Nullable ZonedDateTime next,
            @Nullable ZonedDateTime told) {}

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String etat, @RequestParam(defaultValue = "1") String page, Model model) {
        var state = Arrays.stream(Message.State.values())
                .filter(one -> one.code().equals(etat))
                .findFirst()
                .orElse(null);
        int number = page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1;
        var found = outbox.page(state, (number - 1) * SHOWN, SHOWN + 1);
        model.addAttribute("state", state == null ? "" : state.code());
        model.addAttribute(
                "states",
                Arrays.stream(Message.State.values()).map(Message.State::code).toList());
        model.addAttribute("page", number);
        model.addAttribute("more", found.size() > SHOWN);
        model.addAttribute(
                "lines",
                found.stream()
                        .limit(SHOWN)
                        .filter(one -> !isHidden(one))
                        .map(this::line)
                        .toList());
        model.addAttribute("email", outbox.sends(Channel.EMAIL));
        model.addAttribute("sms", outbox.sends(Channel.SMS));
        return "messaging/messages";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model) {
        var line = line(shown(id));
        model.addAttribute("line", line);
        model.addAttribute("message", line.message());
        model.addAttribute("text", readable(line.message()));
        model.addAttribute("sends", outbox.sends(line.message().channel()));
        return "messaging/message";
    }

    /** What a person is sent opens their page; whoever looks after the sending has no need of that. */
    private static String readable(Message message) {
        var text = SecretPaths.hidden(Objects.requireNonNullElse(message.text(), ""));
        return message.about().endsWith("-code") ? DIGITS.matcher(text).replaceAll("…") : text;
    }

    private Message shown(UUID id) {
        var message = outbox.message(id);
        if (isHidden(message)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "messaging", "unknown-message");
        }
        return message;
    }

    private boolean isHidden(Message message) {
        return hidden.stream().anyMatch(one -> one.hides(message.key()));
    }

    @PostMapping("/{id}")
    String again(@PathVariable UUID id) {
        outbox.tryNow(shown(id).id());
        return "redirect:/admin/messages/" + id;
    }

    private Line line(Message message) {
        var sent = message.sentAt();
        var next = message.nextTry();
        var told = message.deliveredAt() == null ? message.undeliveredAt() : message.deliveredAt();
        return new Line(
                message,
                here(sent == null ? message.createdAt() : sent),
                next == null ? null : here(next),
                told == null ? null : here(told));
    }

    private ZonedDateTime here(Instant at) {
        return at.atZone(directory.zone());
    }
}
