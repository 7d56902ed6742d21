package fr.parvis.relations.complaint.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.relations.Channel;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.complaint.Complaints;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import fr.parvis.relations.web.SentForms;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Complaining without an account, with or without leaving an address. */
@Controller
class ComplaintPages {
    /** As for questions: a library or a kiosk lends its address to many. */
    private static final int REQUESTS_A_MINUTE = 12;

    /** @param own whether the label is the organisation's, in its language */
    record Category(String value, String label, boolean own) {}

    private final Complaints complaints;
    private final Requests requests;
    private final Terms terms;
    private final Directory directory;
    private final MessageSource texts;
    private final Forms forms;
    private final RateLimits limits;
    private final SentForms sentForms;

    ComplaintPages(
            Complaints complaints,
            Requests requests,
            Terms terms,
            Directory directory,
            MessageSource texts,
            Forms forms,
            RateLimits limits,
            SentForms sentForms) {
        this.complaints = complaints;
        this.requests = requests;
        this.terms = terms;
        this.directory = directory;
        this.texts = texts;
        this.forms = forms;
        this.limits = limits;
        this.sentForms = sentForms;
    }

    @GetMapping("/reclamation")
    String page(@RequestParam(defaultValue = "") String lieu, Model model, HttpServletRequest asking, Locale locale) {
        var site = directory.findSite(lieu).map(one -> one.id().toString()).orElse("");
        return page(ComplaintForm.empty(site, sentForms.form(asking)), model, locale);
    }

    private String page(ComplaintForm form, Model model, Locale locale) {
        model.addAttribute("form", form);
        model.addAttribute("due", DayWords.full(requests.due(Request.Kind.COMPLAINT), locale));
        model.addAttribute(
                "sites",
                choices(
                        "reclamation.site.none",
                        locale,
                        directory.sites().stream().map(site -> Choice.of(site.id(), site.name()))));
        model.addAttribute(
                "services",
                choices(
                        "reclamation.service.none",
                        locale,
                        directory.allServices().stream()
                                .filter(ServiceOffer::active)
                                .map(service -> Choice.of(service.id(), service.shownName()))));
        model.addAttribute(
                "categories",
                terms.offered(Term.Kind.CATEGORY).stream()
                        .map(term -> new Category(
                                term.id().toString(),
                                terms.label(term, locale),
                                !term.name().isEmpty()))
                        .toList());
        return "relations/complaint";
    }

    private List<Choice> choices(String none, Locale locale, Stream<Choice> all) {
        return Stream.concat(Stream.of(Choice.of("", text(none, locale))), all).toList();
    }

    @PostMapping("/reclamation")
    String complain(
            ComplaintForm typed, Model model, HttpServletRequest asking, HttpServletResponse response, Locale locale) {
        var form = typed.cleaned();
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var wrong = new Corrections();
                    form.check(wrong);
                    var category = wrong.of(() -> category(ComplaintForm.text(form.category())));
                    var site =
                            wrong.of(() -> place("site", ComplaintForm.text(form.site()), directory.sites(), Site::id));
                    var service = wrong.of(() -> place(
                            "service", ComplaintForm.text(form.service()), directory.allServices(), ServiceOffer::id));
                    wrong.demand();
                    limits.check("ask", asking.getRemoteAddr(), REQUESTS_A_MINUTE);
                    var about = terms.find(Term.Kind.CATEGORY, category).orElseThrow();
                    var wanted = wanted(form, terms.label(about, locale), site, locale);
                    return sentForms.send(
                            wanted,
                            asking,
                            response,
                            one -> complaints.receive(
                                    one, Objects.requireNonNull(category), service, ComplaintForm.text(form.person())));
                },
                () -> page(form, model, locale));
    }

    private UUID category(String typed) {
        return terms.offered(Term.Kind.CATEGORY).stream()
                .map(Term::id)
                .filter(id -> id.toString().equals(typed))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("category", "relations", "category-missing"));
    }

    private static <T> @Nullable UUID place(String field, String typed, List<T> all, Function<T, UUID> id) {
        if (typed.isEmpty()) {
            return null;
        }
        return all.stream()
                .map(id)
                .filter(one -> one.toString().equals(typed))
                .findFirst()
                .orElseThrow(() -> ProblemException.field(field, "relations", "place-unknown"));
    }

    /** All that was told stands in the words, so that every screen that knows words knows it. */
    private NewRequest wanted(ComplaintForm form, String category, @Nullable UUID site, Locale locale) {
        var words = new ArrayList<String>();
        words.add(ComplaintForm.text(form.words()));
        told(words, "reclamation.told.category", category, locale);
        told(words, "reclamation.told.moment", ComplaintForm.text(form.moment()), locale);
        told(words, "reclamation.told.person", ComplaintForm.text(form.person()), locale);
        told(words, "reclamation.told.hope", ComplaintForm.text(form.hope()), locale);
        var said = new Request.Said(
                "",
                String.join("\n\n", words),
                ComplaintForm.text(form.firstName()),
                ComplaintForm.text(form.lastName()),
                ComplaintForm.text(form.email()),
                ComplaintForm.text(form.phone()),
                null);
        return new NewRequest(
                Request.Kind.COMPLAINT,
                null,
                Channel.WEB,
                locale.getLanguage(),
                null,
                site,
                said,
                ComplaintForm.text(form.form()));
    }

    private void told(List<String> words, String key, String typed, Locale locale) {
        if (!typed.isEmpty()) {
            words.add(Objects.requireNonNull(texts.getMessage(key, new Object[] {typed}, locale)));
        }
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(texts.getMessage(key, null, locale));
    }
}
