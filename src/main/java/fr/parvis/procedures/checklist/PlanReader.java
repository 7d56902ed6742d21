package fr.parvis.procedures.checklist;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes a sheet apart. Pure: the same sheet gives the same plan. */
final class PlanReader {
    private static final Set<String> ELSEWHERE = Set.of(
            "Introduction",
            "Definition",
            "Reference",
            "VoirAussi",
            "PourEnSavoirPlus",
            "Abreviation",
            "DossierPere",
            "Theme",
            "FilDAriane");
    private static final Set<String> NOTES = Set.of("ASavoir", "ANoter", "Attention", "Rappel");

    private final Choices choices;
    private final Tree tree = new Tree();
    private final Map<String, Plan.Wanted> documents = new LinkedHashMap<>();
    private final List<Plan.Section> sections = new ArrayList<>();
    private final Map<Place, Guard> contacts = new LinkedHashMap<>();

    /**
     * Where the reader is.
     *
     * @param section what the part around is about, null outside such parts
     * @param group the heading of the documents
     * @param marked the sheet itself marks the part as its documents, and is believed line by line
     */
    private record At(
            Guard guard,
            @Nullable SectionKind section,
            String group,
            RequiredDocument.Form form,
            boolean noted,
            boolean marked) {
        At under(Guard own) {
            return new At(guard.and(own), section, group, form, noted, marked);
        }
    }

    private PlanReader(Choices choices) {
        this.choices = choices;
    }

    static Plan read(Sheet sheet) {
        var choices = Choices.of(sheet.content());
        var reader = new PlanReader(choices);
        reader.inside(sheet.content(), new At(Guard.ALWAYS, null, "", RequiredDocument.Form.UNSAID, false, false));
        return new Plan(
                sheet,
                choices.questions(),
                choices.contexts(),
                List.copyOf(reader.documents.values()),
                List.copyOf(reader.sections),
                reader.contacts.entrySet().stream()
                        .map(entry -> new Plan.Contact(entry.getKey(), entry.getValue()))
                        .toList(),
                reader.tree);
    }

    private void inside(Part.Element element, At at) {
        var here = at;
        String before = "";
        for (var child : element.elements().toList()) {
            if (ELSEWHERE.contains(child.name())) {
                continue;
            }
            var words = child.name().equals("Paragraphe") || child.name().equals("FragmentConditionne")
                    ? child.words()
                    : "";
            if (here.section == SectionKind.DOCUMENTS && !words.isEmpty()) {
                var form = DocumentWords.formOfAll(words);
                if (form.isPresent()) {
                    here = new At(here.guard, here.section, here.group, form.get(), here.noted, here.marked);
                }
            }
            part(child, here, before);
            before = child.name().equals("Liste") && DocumentWords.announce(before) ? before : words;
        }
    }

    private void part(Part.Element element, At outer, String before) {
        var own = choices.own(element);
        var at = outer.under(own);
        tree.put(element, own);
        switch (element.name()) {
            case "Chapitre", "SousChapitre" -> chapter(element, at);
            case "Liste" -> {
                if (!at.noted && at.section == SectionKind.DOCUMENTS && !DocumentWords.isOfOtherThings(before)
                        || DocumentWords.announce(before)) {
                    tree.isDocuments(element);
                    list(element, at);
                } else {
                    inside(element, at);
                }
            }
            case "Tableau" -> table(element, at);
            case "OuSAdresser",
                    "OuSAdresserSupport",
                    "ServiceEnLigne",
                    "ServiceEnLigneAlternatif",
                    "ServiceEnLigneAnnexe",
                    "LienWeb" -> Places.of(element).ifPresent(place -> contacts.merge(place, at.guard, Guard::or));
            default ->
                inside(
                        element,
                        NOTES.contains(element.name())
                                ? new At(at.guard, at.section, at.group, at.form, true, at.marked)
                                : at);
        }
    }

    private void chapter(Part.Element chapter, At at) {
        var title = chapter.first("Titre").map(Part.Element::words).orElse("");
        var own = SectionKind.of(chapter);
        var kind = own.isPresent() ? own.get() : at.section;
        if (own.isPresent() && (at.section == null || at.section != own.get() && own.get() != SectionKind.STEPS)) {
            sections.add(new Plan.Section(
                    own.get(), title, chapter, at.guard, isWhen(title) ? List.of() : cases(chapter, at.guard)));
        }
        var group = at.section == SectionKind.DOCUMENTS ? title : "";
        inside(chapter, new At(at.guard, kind, group, at.form, at.noted, at.marked || SectionKind.isMarked(chapter)));
    }

    /** Not worth a question: the moments of all cases are short to read. */
    private static boolean isWhen(String title) {
        return title.startsWith("Quand ");
    }

    private List<Guard> cases(Part.Element element, Guard around) {
        var guards = new ArrayList<Guard>();
        element.elements().forEach(child -> {
            var guard = around.and(choices.own(child));
            if (!guard.equals(around)) {
                guards.add(guard);
            }
            guards.addAll(cases(child, guard));
        });
        return guards;
    }

    /** In a table of documents each column is for those whom its heading names. */
    private void table(Part.Element table, At at) {
        if (at.section != SectionKind.DOCUMENTS || at.noted) {
            return;
        }
        var headings = CaseTable.headings(table);
        table.elements("Rangée").forEach(row -> {
            var cells = row.elements("Cellule").toList();
            for (int i = 0; i < cells.size(); i++) {
                var guard = i < headings.size() ? column(headings.get(i)) : Guard.ALWAYS;
                for (var list : cells.get(i).elements("Liste").toList()) {
                    column(list, guard, inEvery(cells), at);
                }
            }
        });
    }

    private Guard column(Part.Element heading) {
        var own = choices.own(heading);
        return own.equals(Guard.ALWAYS) && !heading.words().isEmpty() ? new Guard.Unsaid(heading.words()) : own;
    }

    private void column(Part.Element list, Guard guard, Set<String> inEvery, At at) {
        list.elements("Item").forEach(item -> {
            var own = at.under(choices.own(item));
            item(item, inEvery.contains(key(item)) ? own : own.under(guard));
        });
    }

    /** What all columns of a row ask for, nobody is spared. */
    private static Set<String> inEvery(List<Part.Element> cells) {
        Set<String> every = null;
        for (var cell : cells) {
            var keys = cell.below("Item").map(PlanReader::key).collect(Collectors.toSet());
            if (keys.isEmpty()) {
                continue;
            }
            if (every == null) {
                every = new HashSet<>(keys);
            } else {
                every.retainAll(keys);
            }
        }
        return every == null ? Set.of() : every;
    }

    private static String key(Part.Element item) {
        return item.first("Paragraphe")
                .map(first ->
                        DocumentWords.key(DocumentWords.said(first.words()).what()))
                .orElse("");
    }

    private void list(Part.Element list, At at) {
        for (var group : alternatives(list)) {
            var first = group.getFirst();
            group.forEach(item -> tree.put(item, choices.own(item)));
            if (group.size() == 1) {
                item(first, at.under(choices.own(first)));
            } else {
                oneOf(group, at);
            }
        }
    }

    /** Items that stand for one document: « soit un passeport », « soit un permis ». */
    private List<List<Part.Element>> alternatives(Part.Element list) {
        var groups = new ArrayList<List<Part.Element>>();
        Part.Element before = null;
        for (var item : list.elements("Item").toList()) {
            if (before != null && areAlternatives(before, item)) {
                groups.getLast().add(item);
            } else {
                groups.add(new ArrayList<>(List.of(item)));
            }
            before = item;
        }
        return groups;
    }

    private boolean areAlternatives(Part.Element item, Part.Element next) {
        var one = item.words();
        var other = next.words();
        return Stream.of(item, next)
                        .allMatch(each -> choices.own(each).equals(Guard.ALWAYS)
                                && each.elements().allMatch(part -> part.name().equals("Paragraphe"))
                                && !DocumentWords.isNone(DocumentWords.capital(each.words())))
                && (DocumentWords.isSoit(one) ? DocumentWords.isSoit(other) : DocumentWords.isOr(one, other));
    }

    private void oneOf(List<Part.Element> items, At at) {
        var words =
                items.stream().map(item -> DocumentWords.capital(item.words())).toList();
        var form = DocumentWords.form(String.join(" ", words));
        add(
                new RequiredDocument(
                        words.stream().map(DocumentWords::key).collect(Collectors.joining(" ou ")),
                        RequiredDocument.ONE_OF,
                        form == RequiredDocument.Form.UNSAID ? at.form : form,
                        "",
                        at.group,
                        "",
                        "",
                        words,
                        List.of(),
                        items.stream()
                                .flatMap(item -> links(item).stream())
                                .distinct()
                                .toList()),
                at);
    }

    private void item(Part.Element item, At at) {
        var paragraphs = item.elements("Paragraphe").toList();
        var lead = paragraphs.isEmpty() ? "" : paragraphs.getFirst().words();
        var nested = Frames.outside(item, "Liste").toList();
        var when = DocumentWords.onlyWhen(lead).map(Guard.Unsaid::new);
        if (when.isPresent()) {
            var then = at.under(when.get());
            paragraphs.stream()
                    .skip(1)
                    .filter(paragraph -> !OwnWords.are(paragraph))
                    .forEach(paragraph -> document(paragraph, List.of(paragraph), paragraph.words(), List.of(), then));
            nested.forEach(list -> list(list, then));
        } else if (nested.isEmpty() ? lead.isEmpty() : DocumentWords.isSeveral(lead)) {
            nested.forEach(list -> list(list, at));
        } else {
            document(item, paragraphs, lead, nested, at);
        }
        item.elements().filter(Frames::isFrame).forEach(frame -> part(frame, at, lead));
    }

    private void document(
            Part.Element item, List<Part.Element> paragraphs, String lead, List<Part.Element> nested, At at) {
        var below = nested.stream()
                .flatMap(list -> list.elements("Item"))
                .map(Part.Element::words)
                .toList();
        var oneOf = DocumentWords.isOneOf(lead) || below.stream().anyMatch(DocumentWords::isInstead);
        var said = DocumentWords.said(lead.isEmpty() && !below.isEmpty() ? below.getFirst() : lead);
        var own = DocumentWords.form(Frames.without(item).words());
        var instead = OwnWords.of(paragraphs, "accepte");
        add(
                new RequiredDocument(
                        DocumentWords.key(said.what()),
                        said.what().replaceAll("\\s*:$", ""),
                        own == RequiredDocument.Form.UNSAID && DocumentWords.isPaper(said.what()) ? at.form : own,
                        said.when(),
                        at.group,
                        OwnWords.of(paragraphs, "pourquoi"),
                        OwnWords.of(paragraphs, "sinon"),
                        oneOf
                                ? below.stream().map(DocumentWords::capital).toList()
                                : instead.isEmpty() ? List.of() : List.of(instead),
                        details(paragraphs, oneOf ? List.of() : below),
                        links(item)),
                at);
    }

    private static List<String> details(List<Part.Element> paragraphs, List<String> below) {
        var details = new ArrayList<String>();
        paragraphs.stream()
                .skip(1)
                .filter(paragraph -> !OwnWords.are(paragraph))
                .map(Part.Element::words)
                .forEach(details::add);
        details.addAll(below);
        return List.copyOf(details);
    }

    private static List<RequiredDocument.Link> links(Part.Element item) {
        return Frames.outside(item, "LienInterne")
                .map(link -> new RequiredDocument.Link(link.attribute("LienPublication"), link.words()))
                .filter(link -> !link.id().isEmpty())
                .distinct()
                .toList();
    }

    private void add(RequiredDocument document, At at) {
        if (document.key().isEmpty()
                || DocumentWords.isNone(document.what())
                || !at.marked && !PaperWords.name(document)) {
            return;
        }
        var name = document.key() + "|" + document.condition();
        documents.merge(
                name,
                new Plan.Wanted(document, at.guard),
                (before, again) ->
                        new Plan.Wanted(before.document(), before.guard().or(again.guard())));
    }
}
