package fr.parvis.procedures.web;

import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklist;
import fr.parvis.procedures.checklist.Document;
import fr.parvis.procedures.checklist.KnownDocuments;
import fr.parvis.procedures.checklist.Place;
import fr.parvis.procedures.checklist.Worker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A checklist as a page shows it. */
record ListView(
        List<Answer> answers,
        List<Item> documents,
        List<Passage> notes,
        List<Passage> steps,
        List<Passage> cost,
        List<Passage> delay,
        List<Where> online,
        List<Where> places) {

    /** @param change where the question is asked again */
    record Answer(String question, String choice, String change) {}

    record Link(String address, String title) {}

    /** @param form ends the key of its words, empty when the sheet does not say */
    record Item(
            String what,
            String form,
            List<String> ifs,
            String condition,
            String group,
            String why,
            List<String> alternatives,
            List<String> details,
            String without,
            List<Link> links) {
        public boolean isSure() {
            return ifs.isEmpty() && condition.isEmpty();
        }
    }

    record Passage(String title, String worker, String html, List<String> ifs) {
        Passage or(Passage same) {
            var both = ifs.isEmpty() || same.ifs.isEmpty()
                    ? List.<String>of()
                    : Stream.concat(ifs.stream(), same.ifs.stream()).distinct().toList();
            return new Passage(title, worker, html, both);
        }
    }

    record Where(String kind, String title, String address, String form, List<String> ifs) {}

    static ListView of(Sheet sheet, Checklist list, ListAddress here, Procedures procedures) {
        var online = new ArrayList<Where>();
        var places = new ArrayList<Where>();
        for (var where : list.where()) {
            var kind = where.place().kind();
            var view = new Where(
                    kind.name().toLowerCase(Locale.ROOT),
                    where.place().title(),
                    SheetAddresses.web(where.place().address()).orElse(""),
                    where.place().form(),
                    where.ifs());
            if (kind == Place.Kind.COUNTER || kind == Place.Kind.NATIONAL) {
                places.add(view);
            } else if (!view.address.isEmpty()) {
                online.add(view);
            }
        }
        return new ListView(
                list.answered().stream()
                        .map(one -> new Answer(
                                one.question().text(),
                                one.choice().label(),
                                here.without(one.question().id()).page()))
                        .toList(),
                list.documents().stream().map(item -> item(item, procedures)).toList(),
                passages(sheet, list.notes(), 3, 1),
                passages(sheet, list.steps(), 4, 20),
                passages(sheet, list.cost(), 3, 60),
                passages(sheet, list.delay(), 3, 80),
                List.copyOf(online),
                List.copyOf(places));
    }

    private static Item item(Checklist.Item item, Procedures procedures) {
        var document = item.document();
        var known = KnownDocuments.about(document.what());
        var links = new ArrayList<Link>();
        document.links().stream()
                .flatMap(link -> link(link.id(), link.title(), procedures).stream())
                .forEach(links::add);
        known.map(KnownDocuments.Known::sheet)
                .filter(id -> !id.isEmpty()
                        && document.links().stream().noneMatch(link -> link.id().equals(id)))
                .flatMap(procedures::find)
                .ifPresent(sheet -> links.addAll(link(sheet.id(), sheet.title(), procedures)));
        return new Item(
                document.what(),
                document.form() == Document.Form.UNSAID
                        ? ""
                        : document.form().name().toLowerCase(Locale.ROOT),
                item.ifs(),
                document.condition(),
                document.group(),
                item.why(),
                document.alternatives(),
                document.details(),
                item.without(),
                List.copyOf(links));
    }

    private static List<Link> link(String id, String title, Procedures procedures) {
        return procedures.find(id).isEmpty()
                ? List.of()
                : SheetAddresses.page(id, Procedures.PEOPLE).stream()
                        .map(address -> new Link(address, title))
                        .toList();
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
                            passage.ifs()),
                    Passage::or);
        }
        return List.copyOf(shown.values());
    }
}
