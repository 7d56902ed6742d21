package fr.parvis.relations.answers.web;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.answers.AnswerVariables;
import fr.parvis.relations.answers.Apology;
import fr.parvis.relations.answers.ModelAnswer;
import fr.parvis.relations.answers.ModelAnswers;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import jakarta.servlet.http.HttpServletResponse;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The model answers: agents read them, whoever leads changes them. */
@Controller
@RequestMapping("/agent/reponses")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class AnswerPages {
    private static final String LEADS = "hasAnyRole('SUPERVISOR', 'ADMIN')";
    private static final String HERE = "redirect:/agent/reponses";

    /** @param review in words: until when it is taken as read */
    record Line(ModelAnswer answer, boolean due, String review, List<Language> languages, boolean plain) {}

    /** One field of the form. */
    record Area(Language language, ReadingLevel level, String words) {
        public String field() {
            return field(language, level);
        }

        static String field(Language language, ReadingLevel level) {
            return "words-" + language.tag() + "-" + level.code();
        }
    }

    /** @param at in words */
    record Past(ModelAnswers.Version version, String at) {}

    private final ModelAnswers answers;
    private final RequestTypes types;
    private final Terms terms;
    private final Procedures procedures;
    private final OfficeDays days;
    private final Directory directory;
    private final MessageSource texts;
    private final Forms forms;

    AnswerPages(
            ModelAnswers answers,
            RequestTypes types,
            Terms terms,
            Procedures procedures,
            OfficeDays days,
            Directory directory,
            MessageSource texts,
            Forms forms) {
        this.answers = answers;
        this.types = types;
        this.terms = terms;
        this.procedures = procedures;
        this.days = days;
        this.directory = directory;
        this.texts = texts;
        this.forms = forms;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean relire,
            Model model,
            Locale locale) {
        // the first look at the categories brings the apologies that the organisation starts with
        terms.all(Term.Kind.CATEGORY);
        var all = answers.all();
        var wanted = plain(q.strip());
        model.addAttribute("q", q.strip());
        model.addAttribute("relire", relire);
        model.addAttribute("count", all.size());
        model.addAttribute("due", all.stream().filter(this::isDue).count());
        model.addAttribute(
                "lines",
                all.stream()
                        .filter(one -> !relire || isDue(one))
                        .filter(one -> wanted.isEmpty() || plain(text(one)).contains(wanted))
                        .map(one -> new Line(
                                one,
                                isDue(one),
                                day(one.reviewOn(), locale),
                                one.texts().stream()
                                        .map(ModelAnswer.Text::language)
                                        .distinct()
                                        .toList(),
                                one.texts().stream().anyMatch(text -> text.level() == ReadingLevel.PLAIN)))
                        .toList());
        model.addAttribute("leads", leads());
        return "answers/list";
    }

    private boolean isDue(ModelAnswer one) {
        return one.isDue(days.today());
    }

    private static String text(ModelAnswer one) {
        return Stream.concat(
                        Stream.of(one.title(), one.subject(), one.owner()),
                        one.texts().stream().map(ModelAnswer.Text::words))
                .collect(Collectors.joining("\n"));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .toLowerCase(Locale.FRENCH);
    }

    @GetMapping("/nouvelle")
    @PreAuthorize(LEADS)
    String fresh(Model model, Locale locale) {
        return form(
                null,
                new ModelAnswers.Typed(
                        "",
                        "",
                        null,
                        "",
                        false,
                        days.today().plusDays(ModelAnswers.REVIEWED_FOR_DAYS),
                        Caller.current().map(Caller::name).orElse(""),
                        List.of()),
                model,
                locale);
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model, Locale locale) {
        var answer = find(id);
        return form(
                answer,
                new ModelAnswers.Typed(
                        answer.title(),
                        answer.subject(),
                        answer.type(),
                        answer.sheet(),
                        answer.closes(),
                        answer.apology(),
                        answer.category(),
                        answer.reviewOn(),
                        answer.owner(),
                        answer.texts()),
                model,
                locale);
    }

    private String form(@Nullable ModelAnswer answer, ModelAnswers.Typed typed, Model model, Locale locale) {
        model.addAttribute("answer", answer);
        model.addAttribute("typed", typed);
        model.addAttribute("leads", leads());
        model.addAttribute("variables", AnswerVariables.NAMES);
        model.addAttribute("due", answer != null && isDue(answer));
        model.addAttribute("review", typed.reviewOn() == null ? "" : day(typed.reviewOn(), locale));
        model.addAttribute("areas", areas(typed));
        model.addAttribute(
                "sheetTitle", procedures.titles(Set.of(typed.sheet())).getOrDefault(typed.sheet(), ""));
        model.addAttribute(
                "types",
                Stream.concat(
                                Stream.of(Choice.of("", "—", typed.type() == null)),
                                types.all().stream()
                                        .map(one -> Choice.of(
                                                one.id(), one.name(), one.id().equals(typed.type()))))
                        .toList());
        model.addAttribute(
                "apologies",
                choices(
                        "answers.apology.none",
                        Arrays.stream(Apology.values())
                                .map(one -> Choice.of(one, text("complaints.apology.tag." + one, locale))),
                        locale));
        model.addAttribute(
                "categories",
                choices(
                        "answers.category.any",
                        terms.all(Term.Kind.CATEGORY).stream()
                                .filter(term -> term.active() || term.id().equals(typed.category()))
                                .map(term -> Choice.of(term.id(), terms.label(term, locale))),
                        locale));
        model.addAttribute(
                "versions",
                answer == null
                        ? List.of()
                        : answers.versions(answer.id()).stream()
                                .map(one -> new Past(one, moment(one.at(), locale)))
                                .toList());
        return "answers/one";
    }

    private List<Choice> choices(String none, Stream<Choice> others, Locale locale) {
        return Stream.concat(Stream.of(Choice.of("", text(none, locale))), others)
                .toList();
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(texts.getMessage(key, null, locale));
    }

    /** French first, each language in usual and in plain words. */
    private static List<List<Area>> areas(ModelAnswers.Typed typed) {
        var areas = new ArrayList<List<Area>>();
        for (var language : Language.values()) {
            areas.add(Stream.of(ReadingLevel.values())
                    .map(level -> new Area(
                            language,
                            level,
                            typed.texts().stream()
                                    .filter(text -> text.language() == language && text.level() == level)
                                    .map(ModelAnswer.Text::words)
                                    .findFirst()
                                    .orElse("")))
                    .toList());
        }
        return areas;
    }

    @PostMapping
    @PreAuthorize(LEADS)
    String add(
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = typed(given);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    check(given, typed);
                    var id = answers.add(typed);
                    next.addFlashAttribute("saved", true);
                    return HERE + "/" + id;
                },
                () -> form(null, typed, model, locale));
    }

    @PostMapping("/{id}")
    @PreAuthorize(LEADS)
    String change(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var answer = find(id);
        var typed = typed(given);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    check(given, typed);
                    answers.change(id, typed, number(given.getOrDefault("revision", "")));
                    next.addFlashAttribute("saved", true);
                    return HERE + "/" + id;
                },
                () -> form(answer, typed, model, locale));
    }

    /** Read again and found right. */
    @PostMapping("/{id}/relue")
    @PreAuthorize(LEADS)
    String reviewed(@PathVariable UUID id, RedirectAttributes next) {
        answers.reviewed(find(id).id());
        next.addFlashAttribute("saved", true);
        return HERE + "/" + id;
    }

    @PostMapping("/{id}/retrait")
    @PreAuthorize(LEADS)
    String remove(@PathVariable UUID id, RedirectAttributes next) {
        answers.remove(id);
        next.addFlashAttribute("saved", true);
        return HERE;
    }

    private static ModelAnswers.Typed typed(Map<String, String> given) {
        var texts = new ArrayList<ModelAnswer.Text>();
        for (var language : Language.values()) {
            for (var level : ReadingLevel.values()) {
                texts.add(new ModelAnswer.Text(language, level, Forms.lines(given.get(Area.field(language, level)))));
            }
        }
        return new ModelAnswers.Typed(
                Forms.line(given.get("title")),
                Forms.line(given.get("subject")),
                uuid(given.getOrDefault("type", "")),
                Forms.line(given.get("sheet")).toUpperCase(Locale.ROOT),
                given.containsKey("closes"),
                apology(given.getOrDefault("apology", "")),
                uuid(given.getOrDefault("category", "")),
                day(given.getOrDefault("reviewOn", "")),
                Forms.line(given.get("owner")),
                texts);
    }

    private void check(Map<String, String> given, ModelAnswers.Typed typed) {
        var day = given.getOrDefault("reviewOn", "");
        if (!day.isEmpty() && typed.reviewOn() == null) {
            throw ProblemException.field("reviewOn", "relations", "date-malformed", day);
        }
        if (typed.category() != null
                && terms.find(Term.Kind.CATEGORY, typed.category()).isEmpty()) {
            throw ProblemException.field("category", "relations", "term-unknown");
        }
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isEmpty() ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private static @Nullable Apology apology(String typed) {
        return Arrays.stream(Apology.values())
                .filter(one -> one.name().equals(typed))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable UUID uuid(String typed) {
        try {
            return typed.isEmpty() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static int number(String typed) {
        return typed.matches("\\d{1,9}") ? Integer.parseInt(typed) : 0;
    }

    private static String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    private String moment(Instant at, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atZone(directory.zone()));
    }

    private static boolean leads() {
        return Caller.current()
                .filter(caller -> caller.has(Role.SUPERVISOR) || caller.has(Role.ADMIN))
                .isPresent();
    }

    private ModelAnswer find(UUID id) {
        return answers.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "answer-unknown"));
    }
}
