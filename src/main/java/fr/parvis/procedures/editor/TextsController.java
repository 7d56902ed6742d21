package fr.parvis.procedures.editor;

import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.SheetHistory;
import fr.parvis.procedures.editor.LocalTexts.Act;
import fr.parvis.procedures.editor.LocalTexts.Entry;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of local texts; one of them, its life and its versions. */
@Controller
@RequestMapping("/admin/demarches")
@PreAuthorize("hasAnyRole('ADMIN','QUALITY')")
class TextsController {
    /**
     * A text in the list.
     *
     * @param under the title of the national sheet, empty for an own sheet
     * @param changed the sheet under it is no longer the one it was written for
     * @param due its review date has come
     */
    record Line(
            UUID id,
            String title,
            String under,
            State state,
            boolean isPublic,
            boolean changed,
            boolean due,
            @Nullable LocalDate review) {}

    /** Something that was done to a text. */
    record Done(ZonedDateTime at, String who, Act act, int version) {}

    private final LocalTexts texts;
    private final TextEditor editor;
    private final TextLabels labels;
    private final Procedures procedures;
    private final SheetHistory history;
    private final LocalDays days;

    TextsController(
            LocalTexts texts,
            TextEditor editor,
            TextLabels labels,
            Procedures procedures,
            SheetHistory history,
            LocalDays days) {
        this.texts = texts;
        this.editor = editor;
        this.labels = labels;
        this.procedures = procedures;
        this.history = history;
        this.days = days;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String etat,
            Model model,
            Locale locale) {
        var wanted = Forms.line(q);
        var state = Forms.line(etat);
        var all = texts.all().stream().map(this::line).toList();
        model.addAttribute(
                "lines",
                all.stream()
                        .filter(line -> contains(line, wanted) && is(line, state))
                        .sorted(Comparator.comparing((Line line) -> !(line.changed() || line.due()))
                                .thenComparing(Line::title, String.CASE_INSENSITIVE_ORDER))
                        .toList());
        model.addAttribute("empty", all.isEmpty());
        model.addAttribute("q", wanted);
        model.addAttribute("state", state);
        model.addAttribute(
                "states",
                Stream.concat(
                                Stream.of("", "CHANGED", "DUE"),
                                Arrays.stream(State.values()).map(State::name))
                        .map(one ->
                                Choice.of(one, labels.text("editor.state." + (one.isEmpty() ? "ALL" : one), locale)))
                        .toList());
        return "editor/texts";
    }

    private static boolean contains(Line line, String wanted) {
        return (line.title() + " " + line.under()).toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
    }

    private static boolean is(Line line, String state) {
        return switch (state) {
            case "" -> true;
            case "CHANGED" -> line.changed();
            case "DUE" -> line.due();
            default -> line.state().name().equals(state);
        };
    }

    private Line line(Entry entry) {
        var today = days.today();
        return switch (entry.text()) {
            case OwnSheet own -> {
                var review = own.review();
                yield new Line(
                        entry.id(),
                        own.title(),
                        "",
                        entry.state(),
                        entry.published() != null,
                        false,
                        review != null && !review.isAfter(today),
                        review);
            }
            case Overlay over ->
                new Line(
                        entry.id(),
                        Objects.requireNonNullElse(entry.sheetTitle(), over.sheetId()),
                        over.sheetId(),
                        entry.state(),
                        entry.published() != null,
                        entry.isUnsettled(),
                        false,
                        null);
        };
    }

    @GetMapping("/textes/{id}")
    String text(@PathVariable UUID id, Model model, Locale locale) {
        var entry = texts.find(id).orElseThrow(LocalWords::unknown);
        model.addAttribute("line", line(entry));
        model.addAttribute("entry", entry);
        model.addAttribute("own", entry.text() instanceof OwnSheet);
        model.addAttribute("mayPublish", entry.state().mayPublish() && editor.mayPublish(entry));
        var people = labels.people(locale);
        model.addAttribute(
                "done",
                texts.events(id).stream()
                        .map(event -> new Done(
                                days.local(event.at()), people.name(event.account()), event.act(), event.version()))
                        .toList());
        if (entry.isUnsettled()) {
            model.addAttribute("rows", changesUnder(entry));
        }
        return "editor/text";
    }

    /** What changed on the national sheet since somebody last looked; empty when it is gone. */
    private List<TextDiff.Row> changesUnder(Entry entry) {
        var versions = history.versions(entry.text().audience(), entry.text().sheetId());
        return versions.stream()
                .filter(version -> version.hash().equals(entry.seenHash()))
                .findFirst()
                .filter(_ -> entry.hashNow() != null)
                .map(seen -> TextDiff.between(
                        SheetLines.of(seen.content()),
                        SheetLines.of(versions.getFirst().content())))
                .orElse(List.of());
    }

    @PostMapping("/textes/{id}/proposer")
    String submit(@PathVariable UUID id, RedirectAttributes after) {
        return done(id, "SUBMITTED", after, editor::submit);
    }

    @PostMapping("/textes/{id}/renvoyer")
    String sendBack(@PathVariable UUID id, RedirectAttributes after) {
        return done(id, "SENT_BACK", after, editor::sendBack);
    }

    @PostMapping("/textes/{id}/publier")
    String publish(@PathVariable UUID id, RedirectAttributes after) {
        return done(id, "PUBLISHED", after, editor::publish);
    }

    @PostMapping("/textes/{id}/retirer")
    String withdraw(@PathVariable UUID id, RedirectAttributes after) {
        return done(id, "WITHDRAWN", after, editor::withdraw);
    }

    @PostMapping("/textes/{id}/confirmer")
    String confirm(@PathVariable UUID id, @RequestParam String hash, RedirectAttributes after) {
        return done(id, "CONFIRMED", after, text -> editor.confirm(text, hash));
    }

    @PostMapping("/textes/{id}/versions/{version}/reprendre")
    String restore(@PathVariable UUID id, @PathVariable int version, RedirectAttributes after) {
        return done(id, "RESTORED", after, text -> editor.restore(text, version));
    }

    private static String done(UUID id, String act, RedirectAttributes after, Consumer<UUID> doing) {
        doing.accept(id);
        after.addFlashAttribute("acted", act);
        return "redirect:/admin/demarches/textes/" + id;
    }

    @GetMapping("/textes/{id}/versions/{version}")
    String version(@PathVariable UUID id, @PathVariable int version, Model model, Locale locale) {
        var entry = texts.find(id).orElseThrow(LocalWords::unknown);
        var lines = labels.lines(texts.version(id, version).orElseThrow(LocalWords::unknown), locale);
        var before = texts.version(id, version - 1)
                .map(text -> labels.lines(text, locale))
                .orElse(List.of());
        model.addAttribute("line", line(entry));
        model.addAttribute("entry", entry);
        model.addAttribute("version", version);
        model.addAttribute("rows", TextDiff.between(before, lines));
        model.addAttribute("lines", lines);
        return "editor/version";
    }
}
