package fr.parvis.relations.complaint.web;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Choice;
import fr.parvis.relations.ActionsOnCauses;
import fr.parvis.relations.ComplaintRules;
import fr.parvis.relations.complaint.Recurrence;
import fr.parvis.relations.complaint.Recurrences;
import fr.parvis.relations.complaint.Register;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The register of complaints, its figures, and causes that come back with what is done about them. */
@Controller("complaintRegisterPages")
@RequestMapping("/agent/reclamations")
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN', 'QUALITY')")
class RegisterPages {

    /** A complaint in the words of its reader. */
    record Line(Register.Line line, String category, String cause, String place, String received, String due) {}

    record Group(String name, Register.Figures figures) {}

    /** @param action what is done about it; null while that is being opened */
    record Again(
            Recurrence one,
            String cause,
            String place,
            String from,
            String to,
            ActionsOnCauses.@Nullable Action action) {
        boolean isEnded() {
            return action != null && action.ended();
        }
    }

    /** As in the address. */
    record Asked(String motif, String cause, String lieu, String etat, String delai, int jours) {
        Register.Filter filter() {
            return new Register.Filter(
                    uuid(motif),
                    uuid(cause),
                    uuid(lieu),
                    etat.isEmpty() ? null : Boolean.valueOf(etat.equals("ouvertes")),
                    delai.isEmpty() ? null : Boolean.valueOf(delai.equals("tenu")),
                    jours);
        }
    }

    private final Register register;
    private final Recurrences recurrences;
    private final ActionsOnCauses actions;
    private final Terms terms;
    private final ComplaintRules rules;
    private final Directory directory;
    private final MessageSource texts;

    RegisterPages(
            Register register,
            Recurrences recurrences,
            ActionsOnCauses actions,
            Terms terms,
            ComplaintRules rules,
            Directory directory,
            MessageSource texts) {
        this.register = register;
        this.recurrences = recurrences;
        this.actions = actions;
        this.terms = terms;
        this.rules = rules;
        this.directory = directory;
        this.texts = texts;
    }

    @GetMapping
    public String page(
            @RequestParam(defaultValue = "") String motif,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "") String lieu,
            @RequestParam(defaultValue = "") String etat,
            @RequestParam(defaultValue = "") String delai,
            @RequestParam(defaultValue = "365") int jours,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var asked = new Asked(motif, cause, lieu, etat, delai, Math.clamp(jours, 0, 3650));
        var lines = register.lines(asked.filter());
        model.addAttribute("asked", asked);
        model.addAttribute(
                "lines", lines.stream().map(line -> line(line, locale)).toList());
        model.addAttribute("figures", Register.figures(lines));
        model.addAttribute("byCategory", groups(lines, Term.Kind.CATEGORY, locale));
        model.addAttribute("byCause", groups(lines, Term.Kind.CAUSE, locale));
        model.addAttribute("again", again(locale));
        model.addAttribute("rules", rules.rules());
        model.addAttribute("categories", choices(Term.Kind.CATEGORY, asked.motif(), locale));
        model.addAttribute("causes", choices(Term.Kind.CAUSE, asked.cause(), locale));
        model.addAttribute(
                "sites",
                with(
                        locale,
                        directory.sites().stream()
                                .map(site -> Choice.of(
                                        site.id(),
                                        site.name(),
                                        site.id().toString().equals(asked.lieu())))));
        model.addAttribute(
                "opens",
                Caller.current()
                        .map(caller -> caller.has(Role.SUPERVISOR) || caller.has(Role.ADMIN))
                        .orElse(false));
        return "relations-staff/complaints";
    }

    private Line line(Register.Line line, Locale locale) {
        return new Line(
                line,
                label(Term.Kind.CATEGORY, line.category(), locale),
                label(Term.Kind.CAUSE, line.cause(), locale),
                place(line.site(), line.service()),
                day(line.receivedOn(), locale),
                day(line.dueOn(), locale));
    }

    /** First those about which something is left to do. */
    private List<Again> again(Locale locale) {
        var mine = recurrences.mine();
        var done = actions.of(mine.stream().map(Recurrence::id).toList(), locale);
        return mine.stream()
                .map(one -> again(one, done.get(one.id()), locale))
                .sorted(Comparator.comparing(Again::isEnded))
                .toList();
    }

    private Again again(Recurrence one, ActionsOnCauses.@Nullable Action action, Locale locale) {
        var place = place(one.site(), one.service());
        return new Again(
                one,
                label(Term.Kind.CAUSE, one.cause(), locale),
                place.isEmpty() ? text("complaints.place.none", locale) : place,
                day(one.firstOn(), locale),
                day(one.lastOn(), locale),
                action);
    }

    private List<Group> groups(List<Register.Line> lines, Term.Kind kind, Locale locale) {
        var by = Register.by(lines, kind == Term.Kind.CATEGORY ? Register.Line::category : Register.Line::cause);
        return terms.all(kind).stream()
                .filter(term -> by.containsKey(term.id()))
                .map(term -> new Group(terms.label(term, locale), Objects.requireNonNull(by.get(term.id()))))
                .sorted((one, other) ->
                        Integer.compare(other.figures().all(), one.figures().all()))
                .toList();
    }

    private List<Choice> choices(Term.Kind kind, String chosen, Locale locale) {
        return with(
                locale,
                terms.all(kind).stream()
                        .map(term -> Choice.of(
                                term.id(),
                                terms.label(term, locale),
                                term.id().toString().equals(chosen))));
    }

    private List<Choice> with(Locale locale, Stream<Choice> choices) {
        return Stream.concat(Stream.of(Choice.of("", text("complaints.all", locale))), choices)
                .toList();
    }

    private String label(Term.Kind kind, @Nullable UUID id, Locale locale) {
        return terms.find(kind, id).map(term -> terms.label(term, locale)).orElse("");
    }

    private String place(@Nullable UUID site, @Nullable UUID service) {
        return Stream.of(
                        site == null ? "" : directory.site(site).name(),
                        service == null ? "" : directory.service(service).shownName())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(texts.getMessage(key, null, locale));
    }

    /** For a spreadsheet: nobody's name, address or word. */
    @GetMapping("/registre.csv")
    public ResponseEntity<byte[]> csv(
            @RequestParam(defaultValue = "") String motif,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "") String lieu,
            @RequestParam(defaultValue = "") String etat,
            @RequestParam(defaultValue = "") String delai,
            @RequestParam(defaultValue = "365") int jours,
            Locale locale) {
        var asked = new Asked(motif, cause, lieu, etat, delai, Math.clamp(jours, 0, 3650));
        var rows = register.lines(asked.filter()).stream().map(line -> row(line, locale));
        var head = text("complaints.csv.head", locale);
        var content = Stream.concat(Stream.of(head), rows).collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("reclamations.csv")
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(content.getBytes(StandardCharsets.UTF_8));
    }

    private String row(Register.Line line, Locale locale) {
        var site = line.site();
        var service = line.service();
        var responsible = line.responsible();
        return Stream.<@Nullable Object>of(
                        line.reference(),
                        line.receivedOn(),
                        line.dueOn(),
                        line.answeredOn(),
                        line.workingDays(),
                        text(line.inTime() ? "complaints.yes" : "complaints.no", locale),
                        text("inbox.state." + line.state(), locale),
                        label(Term.Kind.CATEGORY, line.category(), locale),
                        label(Term.Kind.CAUSE, line.cause(), locale),
                        site == null ? "" : directory.site(site).name(),
                        service == null ? "" : directory.service(service).shownName(),
                        responsible == null ? "" : text(responsible ? "complaints.yes" : "complaints.no", locale),
                        line.score())
                .map(RegisterPages::cell)
                .collect(Collectors.joining(";"));
    }

    /** No spreadsheet takes it for a formula. */
    private static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        var safe = text.matches("(?s)[=+@\\-\t\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[;\"\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static @Nullable UUID uuid(String typed) {
        try {
            return typed.isEmpty() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
