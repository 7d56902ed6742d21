package fr.parvis.procedures.api;

import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.checklist.Checklist;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.checklist.Place;
import fr.parvis.procedures.checklist.Question;
import fr.parvis.procedures.checklist.RequiredDocument;
import fr.parvis.procedures.checklist.Worker;
import fr.parvis.procedures.editor.LocalWords;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The checklist of a sheet: public, and nothing of it is kept. Words are those of the sheet, so in French. */
@RestController
class ChecklistApi {
    /** @param answers question to choice, by their ids; what is not answered stays open */
    record GivenAnswers(@Nullable Map<String, String> answers) {}

    record Choice(String id, String label) {}

    record Asked(String id, String text, String hint, List<Choice> choices) {
        static Asked of(Question question, MessageSource messages) {
            return new Asked(
                    question.id(),
                    messages.getMessage("list.about." + question.about().code(), null, Language.FRENCH.locale()),
                    question.hint(),
                    question.choices().stream()
                            .map(choice -> new Choice(choice.id(), choice.label()))
                            .toList());
        }
    }

    record Answered(String question, String choice, String label) {}

    record Link(String id, String title) {}

    /**
     * @param form original, copy, both, or null where the sheet does not say
     * @param sure needed in any case
     * @param ifs needed in one of these cases, empty when it does not depend on what was not answered
     * @param condition the sheet's own "if", or null
     */
    record Document(
            String what,
            @Nullable String form,
            boolean sure,
            List<String> ifs,
            @Nullable String condition,
            @Nullable String group,
            @Nullable String why,
            List<String> alternatives,
            List<String> details,
            @Nullable String without,
            List<Link> links) {}

    record Step(int number, String title, String who, String text, List<String> ifs) {}

    record Where(
            String kind,
            String title,
            @Nullable String address,
            @Nullable String form,
            List<String> ifs) {}

    record Answer(
            String id,
            String title,
            List<Asked> questions,
            List<Answered> answered,
            List<String> ignored,
            List<Document> documents,
            @Nullable String notes,
            List<Step> steps,
            @Nullable String cost,
            @Nullable String delay,
            List<Where> where) {}

    private final Procedures procedures;
    private final LocalWords words;
    private final MessageSource messages;

    ChecklistApi(Procedures procedures, LocalWords words, MessageSource messages) {
        this.procedures = procedures;
        this.words = words;
        this.messages = messages;
    }

    @PostMapping("/api/v1/procedures/{id}/checklist")
    public Answer checklist(
            @PathVariable String id,
            @RequestParam(name = "audience", defaultValue = "") String audience,
            @RequestBody(required = false) @Nullable GivenAnswers given) {
        var sheet = procedures.get(audience, id);
        var answers = given == null || given.answers == null ? Map.<String, String>of() : given.answers;
        var lists = Checklists.of(words.on(sheet));
        answers.forEach((question, choice) -> check(lists, question, choice));
        return answer(sheet.id(), sheet.title(), lists.under(answers));
    }

    private static void check(Checklists lists, String id, @Nullable String choice) {
        var question = lists.question(id)
                .orElseThrow(() -> ProblemException.field("answers." + id, "procedures", "question-unknown", id));
        if (choice == null || question.choice(choice).isEmpty()) {
            throw ProblemException.field(
                    "answers." + id,
                    "procedures",
                    "choice-unknown",
                    String.valueOf(choice),
                    question.choices().stream().map(Question.Choice::id).collect(Collectors.joining(", ")));
        }
    }

    private Answer answer(String id, String title, Checklist list) {
        return new Answer(
                id,
                title,
                list.next().stream()
                        .map(question -> Asked.of(question, messages))
                        .toList(),
                list.answered().stream()
                        .map(one -> new Answered(
                                one.question().id(),
                                one.choice().id(),
                                one.choice().label()))
                        .toList(),
                list.ignored(),
                list.documents().stream().map(ChecklistApi::document).toList(),
                text(list.notes()),
                IntStream.range(0, list.steps().size())
                        .mapToObj(i -> step(i + 1, list.steps().get(i)))
                        .toList(),
                text(list.cost()),
                text(list.delay()),
                list.where().stream().map(ChecklistApi::where).toList());
    }

    private static Document document(Checklist.Item item) {
        var document = item.document();
        return new Document(
                document.what(),
                document.form() == RequiredDocument.Form.UNSAID
                        ? null
                        : document.form().name().toLowerCase(Locale.ROOT),
                item.isSure(),
                item.ifs(),
                orNull(document.condition()),
                orNull(document.group()),
                orNull(item.why(Language.FRENCH).text()),
                document.alternatives(),
                document.details(),
                orNull(item.without(Language.FRENCH).text()),
                document.links().stream()
                        .map(link -> new Link(link.id(), link.title()))
                        .toList());
    }

    private static Step step(int number, Checklist.Passage passage) {
        return new Step(number, passage.title(), Worker.of(passage).code(), passage.words(), passage.ifs());
    }

    private static Where where(Checklist.Where where) {
        Place place = where.place();
        return new Where(
                place.kind().name().toLowerCase(Locale.ROOT),
                place.title(),
                orNull(place.address()),
                orNull(place.form()),
                where.ifs());
    }

    private static @Nullable String text(List<Checklist.Passage> passages) {
        return orNull(passages.stream().map(Checklist.Passage::words).distinct().collect(Collectors.joining("\n\n")));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
