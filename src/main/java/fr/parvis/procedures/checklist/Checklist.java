package fr.parvis.procedures.checklist;

import fr.parvis.platform.web.Language;
import fr.parvis.procedures.Part;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one person needs, as far as their answers tell.
 *
 * @param next the questions that still change the answer, the one that ends soonest first; empty when there is nothing left to ask
 * @param answered the answers that count, in the order of the sheet
 * @param ignored answers to what the sheet does not ask, or not in this case
 */
public record Checklist(
        List<Question> next,
        List<Answered> answered,
        List<String> ignored,
        List<Item> documents,
        List<Passage> notes,
        List<Passage> steps,
        List<Passage> cost,
        List<Passage> delay,
        List<Where> where) {
    /** Stands among the cases where the sheet does not say in words what a part of it hangs on. In French, as they are. */
    public static final String UNSAID = "selon votre situation";

    public record Answered(Question question, Question.Choice choice) {}

    /** @param ifs when it is asked for, as far as that is open: any of these; empty when it is needed in any case */
    public record Item(RequiredDocument document, List<String> ifs) {
        /** Why it is asked for: the sheet's own words, or else what is known of such documents. */
        public Told why(Language reader) {
            return told(document.why(), KnownDocuments.Known::why, reader);
        }

        /** What to do when one has it not. */
        public Told without(Language reader) {
            return told(document.without(), KnownDocuments.Known::without, reader);
        }

        private Told told(String own, Function<KnownDocuments.Known, Told> known, Language reader) {
            return own.isEmpty()
                    ? KnownDocuments.about(document.what(), reader).map(known).orElse(Told.NOTHING)
                    : Told.french(own);
        }

        public boolean isSure() {
            return ifs.isEmpty() && document.condition().isEmpty();
        }
    }

    /** A part of the sheet without what does not apply. */
    public record Passage(String title, Part.Element content, List<String> ifs) {
        /** All that it says, without its heading. */
        public String words() {
            return content.elements()
                    .filter(part -> !part.name().equals("Titre"))
                    .map(Part.Element::words)
                    .collect(Collectors.joining("\n"));
        }
    }

    public record Where(Place place, List<String> ifs) {}
}
