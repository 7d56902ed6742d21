package fr.parvis.relations.web;

import fr.parvis.messaging.PushDevices;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.relations.Documents;
import fr.parvis.relations.FollowNotices;
import fr.parvis.relations.FollowUp;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.calls.CallBacks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Where somebody follows their request, once the browser has its key: what was done, what comes, what was said, and what they can do. */
@Controller
@RequestMapping("/suivi/{reference}")
class FollowedPage {
    private static final int MESSAGES_A_MINUTE = 12;

    private interface Act {
        String of(Request request);
    }

    private final Requests requests;
    private final FollowUp followUp;
    private final Documents documents;
    private final FollowView view;
    private final PushDevices devices;
    private final FranceConnectSession franceConnect;
    private final FollowKeys keys;
    private final CallMoments moments;
    private final CallBacks calls;
    private final RequestWords words;
    private final Forms forms;
    private final RateLimits limits;
    private final SentForms sentForms;

    FollowedPage(
            Requests requests,
            FollowUp followUp,
            Documents documents,
            FollowView view,
            PushDevices devices,
            FranceConnectSession franceConnect,
            FollowKeys keys,
            CallMoments moments,
            CallBacks calls,
            RequestWords words,
            Forms forms,
            RateLimits limits,
            SentForms sentForms) {
        this.requests = requests;
        this.followUp = followUp;
        this.documents = documents;
        this.view = view;
        this.devices = devices;
        this.franceConnect = franceConnect;
        this.keys = keys;
        this.moments = moments;
        this.calls = calls;
        this.words = words;
        this.forms = forms;
        this.limits = limits;
        this.sentForms = sentForms;
    }

    @GetMapping
    String page(
            @PathVariable String reference,
            @RequestParam(required = false) @Nullable String recu,
            @RequestParam(required = false) @Nullable String envoye,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        return opened(reference, envoye != null, model, asking, response, request -> {
            model.addAttribute("fresh", recu != null && request.isOpen());
            return shown(request, "", model, locale);
        });
    }

    /** Without the key, the way to it. */
    private String opened(
            String typed, boolean sent, Model model, HttpServletRequest asking, HttpServletResponse response, Act act) {
        limits.check("request", asking.getRemoteAddr(), FollowPages.LOOKS_A_MINUTE);
        FollowPages.hide(response);
        var reference = FollowPages.read(typed);
        if (!reference.code().equals(typed)) {
            return "redirect:" + FollowKeys.page(reference);
        }
        return keys.opened(reference, asking)
                .map(request -> {
                    model.addAttribute("tied", franceConnect.hasTied(request, asking));
                    return act.of(request);
                })
                .orElseGet(() -> {
                    model.addAttribute("replaced", keys.isReplaced(reference, asking));
                    return FollowPages.prove(reference, sent, model, response);
                });
    }

    private String shown(Request request, String typed, Model model, Locale locale) {
        view.fill(request, model, locale);
        model.addAttribute("typed", typed);
        model.addAttribute("push", devices.offer(FollowNotices.subject(request)).orElse(null));
        return "relations/follow";
    }

    /** What moves while the page is open. */
    @GetMapping("/etat")
    String state(
            @PathVariable String reference,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        limits.check("request", asking.getRemoteAddr(), FollowPages.LOOKS_A_MINUTE);
        FollowPages.hide(response);
        var request = keys.opened(FollowPages.read(reference), asking).orElse(null);
        if (request == null) {
            // closed in another tab: what is shown stays
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return "relations/follow-state :: nothing";
        }
        view.fill(request, model, locale);
        return "relations/follow-state :: state";
    }

    @PostMapping("/message")
    String say(
            @PathVariable String reference,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var typed = Forms.lines(text);
        return opened(
                reference,
                false,
                model,
                asking,
                response,
                request -> forms.submit(
                        model,
                        response,
                        locale,
                        () -> {
                            limits.check("request-message", asking.getRemoteAddr(), MESSAGES_A_MINUTE);
                            followUp.say(
                                    request, typed, sent(files), words.text("suivi.only-documents", Locale.FRENCH));
                            return "redirect:" + FollowKeys.page(request.reference()) + "?dit";
                        },
                        () -> {
                            model.addAttribute("chosen", names(files));
                            return shown(request, typed, model, locale);
                        }));
    }

    /** What a browser does not choose again by itself. */
    private static List<String> names(@Nullable List<MultipartFile> files) {
        return sent(files).stream().map(Documents.Sent::name).toList();
    }

    /** A field for files that was left empty comes as a file without a name. */
    private static List<Documents.Sent> sent(@Nullable List<MultipartFile> files) {
        return Objects.requireNonNullElse(files, List.<MultipartFile>of()).stream()
                .filter(file -> !file.isEmpty())
                .map(FollowedPage::sent)
                .toList();
    }

    static Documents.Sent sent(MultipartFile file) {
        try {
            return new Documents.Sent(Objects.requireNonNullElse(file.getOriginalFilename(), ""), file.getBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @GetMapping("/documents/{id}")
    ResponseEntity<byte[]> document(@PathVariable String reference, @PathVariable UUID id, HttpServletRequest asking) {
        limits.check("request", asking.getRemoteAddr(), FollowPages.LOOKS_A_MINUTE);
        var request = keys.opened(FollowPages.read(reference), asking).orElseThrow(FollowedPage::unknown);
        return Download.of(documents, request, id);
    }

    @GetMapping("/rappel")
    String callBack(
            @PathVariable String reference,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        return opened(reference, false, model, asking, response, request -> {
            var said = request.said();
            var empty = AskForm.empty(null, sentForms.form(asking));
            return call(request, empty.withPhone(said == null ? "" : said.phone()), model, locale);
        });
    }

    @PostMapping("/rappel")
    String callMe(
            @PathVariable String reference,
            AskForm typed,
            Model model,
            Locale locale,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var form = typed.cleaned();
        return opened(
                reference,
                false,
                model,
                asking,
                response,
                request -> forms.submit(
                        model,
                        response,
                        locale,
                        () -> {
                            limits.check("request-message", asking.getRemoteAddr(), MESSAGES_A_MINUTE);
                            if (isCall(request)) {
                                return moved(request, form);
                            }
                            var about = words.text(
                                    "suivi.concerns",
                                    Locale.FRENCH,
                                    request.reference().code());
                            var wanted = form.callBack(
                                            locale.getLanguage(), request.about(), moments.chosen(form, request.site()))
                                    .about(about, request);
                            return followUp.called(request, wanted)
                                    .map(call -> "redirect:" + FollowKeys.opening(call) + "?deja")
                                    .orElseGet(() -> sentForms.send(
                                            wanted, asking, response, one -> followUp.callBack(request, one)));
                        },
                        () -> call(request, form, model, locale)));
    }

    private static boolean isCall(Request request) {
        return request.kind() == Request.Kind.CALL_BACK && request.isOpen();
    }

    /** A call that is promised already gets another hour, perhaps another number. */
    private String moved(Request request, AskForm form) {
        var window = moments.chosen(form, request.site());
        if (window == null) {
            throw ProblemException.field("moment", "relations", "moment-gone");
        }
        calls.move(request, window, Objects.requireNonNullElse(form.phone(), ""));
        return "redirect:" + FollowKeys.page(request.reference()) + "?deplace";
    }

    private String call(Request request, AskForm form, Model model, Locale locale) {
        model.addAttribute("moved", isCall(request));
        model.addAttribute("form", form);
        model.addAttribute("about", request.about());
        model.addAttribute("concerned", request.reference().code());
        model.addAttribute("action", FollowKeys.page(request.reference()) + "/rappel");
        model.addAttribute("due", words.day(requests.due(Request.Kind.CALL_BACK), locale));
        model.addAttribute("moments", moments.offered(request.site(), locale));
        return "relations/call-back";
    }

    @PostMapping("/retrait")
    String withdraw(
            @PathVariable String reference, Model model, HttpServletRequest asking, HttpServletResponse response) {
        return opened(reference, false, model, asking, response, request -> {
            requests.withdraw(request.key());
            return "redirect:" + FollowKeys.page(request.reference());
        });
    }

    /** On a computer that others use. */
    @PostMapping("/fermer")
    String close(@PathVariable String reference, HttpServletRequest asking, HttpServletResponse response) {
        keys.forget(FollowPages.read(reference), asking, response);
        return "redirect:/";
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request");
    }
}
