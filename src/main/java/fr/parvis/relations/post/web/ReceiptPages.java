package fr.parvis.relations.post.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Handling;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.post.EnvelopeAddress;
import fr.parvis.relations.post.PaperLetters;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Receipt acknowledged by an agent where nothing left by itself (CRPA L112-3): by e-mail, by letter, or given by hand. */
@Controller
@RequestMapping("/agent/messages/{id}/accuse")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class ReceiptPages {
    private final PaperLetters letters;
    private final Requests requests;
    private final Handling handling;
    private final Forms forms;
    private final Clock clock;

    ReceiptPages(PaperLetters letters, Requests requests, Handling handling, Forms forms, Clock clock) {
        this.letters = letters;
        this.requests = requests;
        this.handling = handling;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping
    String page(@PathVariable UUID id, Model model, HttpServletResponse response) {
        var request = find(id);
        return shown(request, letters.address(request), model, response);
    }

    private String shown(Request request, String address, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("one", request);
        model.addAttribute("due", request.isOwedReceipt());
        model.addAttribute("words", letters.receipt(request).text().split("\n{2,}"));
        model.addAttribute("address", address);
        model.addAttribute(
                "waits",
                letters.of(request).stream()
                        .anyMatch(one ->
                                one.ends() == PaperLetters.Ends.RECEIPT && one.state() != PaperLetters.State.POSTED));
        return "post/receipt";
    }

    /** What is given by hand. */
    @GetMapping("/papier")
    ResponseEntity<byte[]> paper(@PathVariable UUID id) {
        return PostPages.pdf(letters.receiptPaper(find(id)));
    }

    @PostMapping("/courriel")
    String byMail(
            @PathVariable UUID id, Model model, RedirectAttributes next, HttpServletResponse response, Locale locale) {
        return given(id, "acknowledged", null, model, next, response, locale, request -> {
            if (!handling.acknowledge(id)) {
                throw new ProblemException(HttpStatus.CONFLICT, "relations", "receipt-no-email");
            }
        });
    }

    @PostMapping("/lettre")
    String byLetter(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String address,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = Forms.lines(address);
        return given(
                id,
                "receipt-letter",
                typed,
                model,
                next,
                response,
                locale,
                request -> letters.acknowledge(request, EnvelopeAddress.of(typed)));
    }

    @PostMapping("/main")
    String byHand(
            @PathVariable UUID id, Model model, RedirectAttributes next, HttpServletResponse response, Locale locale) {
        return given(
                id,
                "acknowledged",
                null,
                model,
                next,
                response,
                locale,
                request -> handling.acknowledgedOnPaper(id, clock.instant()));
    }

    private interface Act {
        void on(Request request);
    }

    private String given(
            UUID id,
            String done,
            @Nullable String address,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale,
            Act act) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var request = find(id);
                    if (!request.isOwedReceipt()) {
                        throw new ProblemException(HttpStatus.CONFLICT, "relations", "receipt-given", "", Map.of());
                    }
                    act.on(request);
                    next.addFlashAttribute("done", done);
                    return "redirect:/agent/messages/" + id;
                },
                () -> {
                    var request = find(id);
                    return shown(request, address == null ? letters.address(request) : address, model, response);
                });
    }

    private Request find(UUID id) {
        return requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }
}
