package fr.parvis.relations.inbox.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.Choice;
import fr.parvis.relations.Request;
import fr.parvis.relations.answers.Complained;
import fr.parvis.relations.complaint.Complaint;
import fr.parvis.relations.complaint.Complaints;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import fr.parvis.relations.inbox.Colleagues;
import fr.parvis.relations.inbox.Macros;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills what the page of a request says of it when it is a complaint. */
@Component
class ComplaintView {
    private final Complaints complaints;
    private final Terms terms;
    private final Colleagues colleagues;
    private final Macros macros;
    private final Directory directory;
    private final InboxWords words;

    ComplaintView(
            Complaints complaints,
            Terms terms,
            Colleagues colleagues,
            Macros macros,
            Directory directory,
            InboxWords words) {
        this.complaints = complaints;
        this.terms = terms;
        this.colleagues = colleagues;
        this.macros = macros;
        this.directory = directory;
        this.words = words;
    }

    void fill(Request request, Map<String, String> typed, Model model, Locale locale) {
        var found = complaints.of(request.id()).orElse(null);
        model.addAttribute("complaint", found);
        if (found == null) {
            return;
        }
        typed.putIfAbsent("remedy", found.remedy());
        var responsible = found.responsible();
        typed.putIfAbsent("responsible", responsible == null ? "" : responsible ? "yes" : "no");
        model.addAttribute("aboutService", service(found));
        model.addAttribute(
                "proposed",
                colleagues.at(request.site()).stream()
                        .filter(one -> one.id().equals(found.proposed()))
                        .findFirst()
                        .orElse(null));
        model.addAttribute(
                "categories", choices(Term.Kind.CATEGORY, chosen(typed, "category", found.category()), locale));
        model.addAttribute("causes", choices(Term.Kind.CAUSE, chosen(typed, "cause", found.cause()), locale));
        var accused = chosen(typed, "accused", found.accused());
        model.addAttribute(
                "accusable",
                with(
                        "complaints.accused.none",
                        locale,
                        colleagues.at(request.site()).stream()
                                .map(one -> Choice.of(
                                        one.id(),
                                        one.name(),
                                        one.id().toString().equals(accused)))));
    }

    private static String chosen(Map<String, String> typed, String field, @Nullable UUID kept) {
        return typed.getOrDefault(field, kept == null ? "" : kept.toString());
    }

    @Nullable
    UUID accused(Request request) {
        return complaints.of(request.id()).map(Complaint::accused).orElse(null);
    }

    private String service(Complaint complaint) {
        var service = complaint.service();
        return service == null ? "" : directory.service(service).shownName();
    }

    /** Those that are offered, and the one that it has. */
    private List<Choice> choices(Term.Kind kind, String chosen, Locale locale) {
        return with(
                "complaints.choose",
                locale,
                terms.all(kind).stream()
                        .filter(term -> term.active() || term.id().toString().equals(chosen))
                        .map(term -> Choice.of(
                                term.id(),
                                terms.label(term, locale),
                                term.id().toString().equals(chosen))));
    }

    private List<Choice> with(String none, Locale locale, Stream<Choice> choices) {
        return Stream.concat(Stream.of(Choice.of("", words.text(none, locale))), choices)
                .toList();
    }

    /** Model answers with the words for this request; apologies are for complaints. */
    List<Macros.Macro> macros(Request request) {
        return macros.filled(request, complained(request));
    }

    /** Null when it is no complaint. */
    @Nullable
    Complained complained(Request request) {
        var one = complaints.of(request.id()).orElse(null);
        if (one == null) {
            return null;
        }
        var category = terms.find(Term.Kind.CATEGORY, one.category());
        return new Complained(
                one.category(),
                language -> category.map(term -> terms.label(term, language)).orElse(""),
                one.remedy());
    }
}
