package fr.parvis.relations.post.web;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Documents;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.Requests;
import fr.parvis.relations.post.PaperLetters;
import fr.parvis.relations.post.ScannedPost;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Post that came, scanned, and post that leaves. */
@Controller
@RequestMapping("/agent/courrier")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class PostPages {
    record Line(PaperLetters.Letter letter, Reference reference, String name) {}

    private final ScannedPost scans;
    private final PaperLetters letters;
    private final Requests requests;
    private final RequestTypes types;
    private final OfficeDays days;
    private final Directory directory;
    private final Forms forms;
    private final MessageSource texts;

    PostPages(
            ScannedPost scans,
            PaperLetters letters,
            Requests requests,
            RequestTypes types,
            OfficeDays days,
            Directory directory,
            Forms forms,
            MessageSource texts) {
        this.scans = scans;
        this.letters = letters;
        this.requests = requests;
        this.types = types;
        this.days = days;
        this.directory = directory;
        this.forms = forms;
        this.texts = texts;
    }

    @GetMapping
    String page(Model model, HttpServletResponse response, Locale locale) {
        return shown(Map.of(), model, response, locale);
    }

    private String shown(Map<String, String> typed, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var all = new HashMap<>(typed);
        all.putIfAbsent("receivedOn", days.today().toString());
        all.putIfAbsent("form", Ids.token());
        model.addAttribute("typed", all);
        var kinds = new ArrayList<Choice>();
        List.of(Request.Kind.QUESTION, Request.Kind.COMPLAINT)
                .forEach(kind -> kinds.add(Choice.of(
                        kind,
                        texts.getMessage("inbox.kind." + kind, null, locale),
                        kind.name().equals(all.get("kind")))));
        types.all().stream()
                .filter(RequestType::active)
                .forEach(type -> kinds.add(
                        Choice.of(type.slug(), type.name(), type.slug().equals(all.get("kind")))));
        model.addAttribute("kinds", kinds);
        return "post/scan";
    }

    @PostMapping
    String receive(
            @RequestParam Map<String, String> given,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = new HashMap<String, String>();
        given.forEach((field, words) -> typed.put(field, Forms.lines(words)));
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var request = scans.receive(scan(typed, sent(files)));
                    if (requests.find(request.id()).isEmpty()) {
                        next.addFlashAttribute("held", request.reference().code());
                        return "redirect:/agent/courrier";
                    }
                    next.addFlashAttribute("done", "scanned");
                    return "redirect:/agent/messages/" + request.id();
                },
                () -> {
                    // a browser does not choose them again by itself
                    model.addAttribute(
                            "chosen",
                            sent(files).stream().map(Documents.Sent::name).toList());
                    return shown(typed, model, response, locale);
                });
    }

    private ScannedPost.Scan scan(Map<String, String> typed, List<Documents.Sent> files) {
        var chosen = line(typed, "kind");
        var type = types.find(chosen).orElse(null);
        var me = Caller.current().orElseThrow();
        var mine = directory.sites().stream()
                .filter(site -> me.mayActAt(site.id()))
                .toList();
        return new ScannedPost.Scan(
                day(line(typed, "receivedOn")),
                line(typed, "firstName"),
                line(typed, "lastName"),
                line(typed, "email"),
                typed.getOrDefault("address", ""),
                line(typed, "subject"),
                typed.getOrDefault("words", ""),
                line(typed, "reference"),
                type != null
                        ? type.kind()
                        : chosen.equals("COMPLAINT") ? Request.Kind.COMPLAINT : Request.Kind.QUESTION,
                type,
                mine.size() == 1 ? mine.getFirst().id() : null,
                files,
                line(typed, "form"));
    }

    private static String line(Map<String, String> typed, String field) {
        return Forms.line(typed.get(field));
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeParseException unreadable) {
            throw ProblemException.field("receivedOn", "relations", "date-malformed", typed);
        }
    }

    /** A field for files that was left empty comes as a file without a name. */
    private static List<Documents.Sent> sent(@Nullable List<MultipartFile> files) {
        return Objects.requireNonNullElse(files, List.<MultipartFile>of()).stream()
                .filter(file -> !file.isEmpty())
                .map(PostPages::sent)
                .toList();
    }

    private static Documents.Sent sent(MultipartFile file) {
        try {
            return new Documents.Sent(Objects.requireNonNullElse(file.getOriginalFilename(), ""), file.getBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @GetMapping("/departs")
    String leaving(Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var lines = letters.leaving().stream().map(this::line).toList();
        model.addAttribute("lines", lines);
        model.addAttribute("today", days.today());
        model.addAttribute(
                "toPrint",
                lines.stream()
                        .filter(one -> one.letter().state() == PaperLetters.State.TO_PRINT)
                        .count());
        model.addAttribute(
                "printed", lines.stream().anyMatch(one -> one.letter().state() == PaperLetters.State.PRINTED));
        return "post/leaving";
    }

    private Line line(PaperLetters.Letter letter) {
        var request = requests.find(letter.request()).orElseThrow();
        return new Line(
                letter,
                request.reference(),
                letter.address().lines().findFirst().orElse(""));
    }

    @PostMapping("/departs/imprimer")
    String print(RedirectAttributes next) {
        next.addFlashAttribute("done", letters.print() == 0 ? "none" : "printed");
        return "redirect:/agent/courrier/departs";
    }

    @GetMapping("/departs.pdf")
    ResponseEntity<byte[]> paper() {
        return pdf(letters.paper());
    }

    static ResponseEntity<byte[]> pdf(byte[] paper) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "inline; filename=\"courrier.pdf\"")
                .cacheControl(CacheControl.noStore())
                .body(paper);
    }

    @PostMapping("/departs/{id}/poste")
    String posted(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String postedOn,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    letters.posted(id, postedDay(postedOn));
                    next.addFlashAttribute("done", "posted");
                    return "redirect:/agent/courrier/departs";
                },
                () -> leaving(model, response));
    }

    private static LocalDate postedDay(String typed) {
        try {
            return LocalDate.parse(Forms.line(typed));
        } catch (DateTimeParseException unreadable) {
            throw ProblemException.field("postedOn", "relations", "date-malformed", typed);
        }
    }
}
