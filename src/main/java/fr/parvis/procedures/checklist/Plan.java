package fr.parvis.procedures.checklist;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sheet taken apart: its questions, and what applies when.
 *
 * @param questions in the order in which the sheet comes to them
 * @param contexts by question: when the sheet comes to it
 * @param documents in the order of the sheet, each once
 * @param sections the parts that say what to do, where, for how much, how long
 * @param contacts where to go, whom to call; online services and forms
 */
record Plan(
        Sheet sheet,
        List<Question> questions,
        Map<String, Guard> contexts,
        List<Wanted> documents,
        List<Section> sections,
        List<Contact> contacts,
        Tree tree) {

    /** A document, whenever it is asked for. */
    record Wanted(RequiredDocument document, Guard guard) {}

    /** @param cases when the parts of it that hang on questions apply */
    record Section(SectionKind kind, String title, Part.Element content, Guard guard, List<Guard> cases) {}

    record Contact(Place place, Guard guard) {}

    Optional<Question> question(String id) {
        return questions.stream().filter(question -> question.id().equals(id)).findFirst();
    }

    /** Nothing to bring, to do or to pay: the sheet only informs. */
    boolean isEmpty() {
        return documents.isEmpty() && sections.stream().allMatch(section -> section.kind() == SectionKind.DOCUMENTS);
    }
}
