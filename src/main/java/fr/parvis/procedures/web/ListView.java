package fr.parvis.procedures.web;

import fr.parvis.platform.web.Language;
import fr.parvis.procedures.Part;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklist;
import fr.parvis.procedures.checklist.KnownDocuments;
import fr.parvis.procedures.checklist.Place;
import fr.parvis.procedures.checklist.Question;
import fr.parvis.procedures.checklist.RequiredDocument;
import fr.parvis.procedures.checklist.Told;
import fr.parvis.procedures.checklist.Worker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A checklist as a page shows it.
 *
 * @param town what the organisation says on the sheet as a whole, empty when nothing
 * @param townPlaces the same, on where to go
 */
record ListView(
        List<Answer> answers,
        String town,
        String townPlaces,
        List<Item> documents,
        List<Passage> notes,
        List<Passage> steps,
        List<Passage> cost,
        List<Passage> delay,
        List<Where> online,
        List<Where> places) {

    /** @param change where the question is asked again */
    record Answer(Question.About about, Question.Choice choice, String change) {}

    /** The cases in which something applies, as far as that is open; none when it does in any case. */
    record Ifs(List<String> cases) {
        public boolean isEmpty() {
            return cases.isEmpty();
        }

        /** The sheet says it nowhere in words. */
        public boolean isUnsaid() {
            return !isEmpty() && words().isEmpty();
        }

        /** In French. */
        public String words() {
            return cases.stream().filter(one -> !one.equals(Checklist.UNSAID)).collect(Collectors.joining(" ; "));
        }

        Ifs or(Ifs same) {
            return isEmpty() || same.isEmpty()
                    ? new Ifs(List.of())
                    : new Ifs(Stream.concat(cases.stream(), same.cases.stream())
                            .distinct()
                            .toList());
        }
    }

    record Link(String address, String title) {}

    /**
     * @param oneOf it has no name of its own, only alternatives
     * @param form ends the key of its words, empty when the sheet does not say
     */
    record Item(
            String what,
            boolean oneOf,
            String form,
            Ifs ifs,
            String condition,
            String group,
            Told why,
            List<String> alternatives,
            List<String> details,
            Told without,
            List<Link> links) {
        public boolean isSure() {
            return ifs.isEmpty() && condition.isEmpty();
        }
    }

    record Passage(String title, String worker, String html, Ifs ifs) {
        Passage or(Passage same) {
            return new Passage(title, worker, html, ifs.or(same.ifs));
        }
    }

    record Where(String kind, String title, String address, String form, Ifs ifs) {}

    static ListView of(Checklist list, ListAddress here, Procedures procedures, Language reader) {
        var sheet = here.sheet();
        var online = new ArrayList<Where>();
        var places = new ArrayList<Where>();
        for (var where : list.where()) {
            var kind = where.place().kind();
            var view = new Where(
                    kind.name().toLowerCase(Locale.ROOT),
                    where.place().title(),
                    SheetAddresses.web(where.place().address()).orElse(""),
                    where.place().form(),
                    new Ifs(where.ifs()));
            if (kind == Place.Kind.COUNTER || kind == Place.Kind.NATIONAL) {
                places.add(view);
            } else if (!view.address.isEmpty()) {
                online.add(view);
            }
        }
        return new ListView(
                answers(list.answered(), id -> here.without(id).page()),
                town(sheet, "MotLocal", 98),
                town(sheet, "MotLocalOu", 99),
                items(sheet, list, procedures, reader),
                passages(sheet, list.notes(), 3, 1),
                passages(sheet, list.steps(), 4, 20),
                passages(sheet, list.cost(), 3, 60),
                passages(sheet, list.delay(), 3, 80),
                List.copyOf(online),
                List.copyOf(places));
    }

    /** @param change from a question to where it is asked again */
    static List<Answer> answers(List<Checklist.Answered> answered, UnaryOperator<String> change) {
        return answered.stream()
                .map(one -> new Answer(
                        one.question().about(),
                        one.choice(),
                        change.apply(one.question().id())))
                .toList();
    }

    /** The documents, with links to those sheets that are here. */
    static List<Item> items(Sheet sheet, Checklist list, Procedures procedures, Language reader) {
        var titles = procedures.titles(list.documents().stream()
                .flatMap(item -> Stream.concat(
                        item.document().links().stream().map(RequiredDocument.Link::id), known(item.document())))
                .collect(Collectors.toSet()));
        return list.documents().stream()
                .map(item -> item(item, links(item.document(), sheet, titles), reader))
                .toList();
    }

    /** The sheet that tells how to get such documents. */
    private static Stream<String> known(RequiredDocument document) {
        return KnownDocuments.about(document.what(), Language.FRENCH)
                .map(KnownDocuments.Known::sheet)
                .filter(id -> !id.isEmpty())
                .stream();
    }

    private static List<Link> links(RequiredDocument document, Sheet sheet, Map<String, String> titles) {
        var named = new LinkedHashMap<String, String>();
        document.links().forEach(link -> named.putIfAbsent(link.id(), link.title()));
        known(document).forEach(id -> named.putIfAbsent(id, titles.getOrDefault(id, "")));
        return named.entrySet().stream()
                .filter(link -> titles.containsKey(link.getKey()))
                .flatMap(link -> SheetAddresses.page(link.getKey(), sheet.audience()).stream()
                        .map(address -> new Link(address, link.getValue())))
                .toList();
    }

    private static Item item(Checklist.Item item, List<Link> links, Language reader) {
        var document = item.document();
        return new Item(
                document.what(),
                document.isOneOf(),
                document.form() == RequiredDocument.Form.UNSAID
                        ? ""
                        : document.form().name().toLowerCase(Locale.ROOT),
                new Ifs(item.ifs()),
                document.condition(),
                document.group(),
                item.why(reader),
                document.alternatives(),
                document.details(),
                item.without(reader),
                links);
    }

    /** @param nth of the parts on the page */
    private static String town(Sheet sheet, String name, int nth) {
        return SheetHtml.part(
                sheet,
                new Part.Element(
                        "Texte",
                        Map.of(),
                        List.copyOf(sheet.content().elements(name).toList())),
                3,
                nth);
    }

    /** What is said in several cases in the same words is shown once, with all its cases. */
    private static List<Passage> passages(Sheet sheet, List<Checklist.Passage> passages, int level, int first) {
        var shown = new LinkedHashMap<String, Passage>();
        for (var passage : passages) {
            shown.merge(
                    passage.title() + "|" + passage.words(),
                    new Passage(
                            passage.title(),
                            Worker.of(passage).code(),
                            SheetHtml.part(sheet, passage.content(), level, first + shown.size()),
                            new Ifs(passage.ifs())),
                    Passage::or);
        }
        return List.copyOf(shown.values());
    }
}
