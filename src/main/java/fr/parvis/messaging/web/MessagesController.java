package fr.parvis.messaging.web;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    private final Outbox outbox;
    private final Directory directory;

    MessagesController(Outbox outbox, Directory directory) {
        this.outbox = outbox;
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
        model.addAttribute("lines", found.stream().limit(SHOWN).map(this::line).toList());
        model.addAttribute("email", outbox.sends(Channel.EMAIL));
        model.addAttribute("sms", outbox.sends(Channel.SMS));
        return "messaging/messages";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model) {
        var line = line(outbox.message(id));
        model.addAttribute("line", line);
        model.addAttribute("message", line.message());
        model.addAttribute("sends", outbox.sends(line.message().channel()));
        return "messaging/message";
    }

    @PostMapping("/{id}")
    String again(@PathVariable UUID id) {
        outbox.tryNow(id);
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
