package fr.parvis.procedures.web;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A « Comment faire si » as steps in order. Its stages ("Pendant la grossesse", "Après la naissance") are the situations of the
 * publication, its steps their chapters.
 *
 * @param rest where to go, links, definitions: what belongs to no step
 */
record Plan(String introduction, List<Stage> stages, List<SheetHtml.Section> rest) {
    /** @param title empty when the publication has no stages */
    record Stage(String title, String introduction, List<Step> steps) {}

    record Step(int number, String title, String html) {}

    private static final String KIND = "Fiche Comment faire si";
    private static final Set<String> STEPS = Set.of("Texte", "ListeSituations");
    private static final Set<String> ELSEWHERE = Set.of("Texte", "ListeSituations", "Questionnaire");

    static boolean isMadeOf(Sheet sheet) {
        return sheet.kind().startsWith(KIND);
    }

    static Plan of(Sheet sheet) {
        var html = new SheetHtml(sheet);
        var introduction = html.opening(sheet);
        var stages = new ArrayList<Stage>();
        sheet.content().elements().filter(part -> STEPS.contains(part.name())).forEach(part -> {
            if (part.name().equals("Texte")) {
                stages.add(stage("", part, html, stages));
            } else {
                part.elements()
                        .filter(situation -> situation.first("Titre").isPresent())
                        .forEach(situation -> stages.add(stage(title(situation), situation, html, stages)));
            }
        });
        var rest = sheet.content().children().stream()
                .filter(part -> !(part instanceof Part.Element element)
                        || !ELSEWHERE.contains(element.name()) && !SheetPlace.isOpening(element.name()))
                .toList();
        return new Plan(introduction, List.copyOf(stages), html.sections(rest));
    }

    private static Stage stage(String title, Part.Element from, SheetHtml html, List<Stage> before) {
        var level = title.isEmpty() ? 3 : 4;
        var number = before.stream().mapToInt(stage -> stage.steps().size()).sum();
        var alone = new ArrayList<Part>();
        var steps = new ArrayList<Step>();
        for (var part : unwrapped(from)) {
            if (part instanceof Part.Element chapter
                    && chapter.name().equals("Chapitre")
                    && chapter.first("Titre").isPresent()) {
                steps.add(new Step(++number, title(chapter), html.html(withoutTitle(chapter), level)));
            } else if (steps.isEmpty()) {
                alone.add(part);
            } else {
                var last = steps.removeLast();
                steps.add(new Step(last.number(), last.title(), last.html() + html.html(List.of(part), level)));
            }
        }
        if (steps.isEmpty() && !title.isEmpty()) {
            return new Stage("", "", List.of(new Step(number + 1, title, html.html(alone, level))));
        }
        return new Stage(title, html.html(alone, level), List.copyOf(steps));
    }

    /** A situation holds its chapters in a text. */
    private static List<Part> unwrapped(Part.Element from) {
        var parts = new ArrayList<Part>();
        for (var part : withoutTitle(from)) {
            if (part instanceof Part.Element text && text.name().equals("Texte")) {
                parts.addAll(text.children());
            } else {
                parts.add(part);
            }
        }
        return parts;
    }

    private static List<Part> withoutTitle(Part.Element element) {
        var title = element.first("Titre").orElse(null);
        return element.children().stream().filter(part -> part != title).toList();
    }

    private static String title(Part.Element element) {
        return element.first("Titre").map(Part.Element::words).orElse("");
    }
}
