package fr.parvis.procedures.checklist;

import java.util.List;

/**
 * Something to bring.
 *
 * @param key the words that make it the same document wherever the sheet asks for it
 * @param what the sheet's own words, or {@link #ONE_OF} where it only names alternatives
 * @param form original, copy or both; empty where the sheet does not say
 * @param condition when it is asked for, where the sheet says so in words; empty when it always is
 * @param group the heading it stands under, when it is not only "documents to bring"
 * @param why it is asked for and {@code without} what to do when one has it not; empty where the sheet does not say, as national ones do not
 * @param alternatives what is accepted for it, one of them is enough
 * @param details what the sheet says more of it
 * @param links sheets that tell more
 */
public record RequiredDocument(
        String key,
        String what,
        Form form,
        String condition,
        String group,
        String why,
        String without,
        List<String> alternatives,
        List<String> details,
        List<Link> links) {
    /** Our own words, in French like those of the sheets around them. */
    static final String ONE_OF = "Un des documents suivants";

    public boolean isOneOf() {
        return what.equals(ONE_OF);
    }

    /** In which shape a document is asked for. */
    public enum Form {
        UNSAID,
        ORIGINAL,
        COPY,
        BOTH
    }

    /** @param id of another sheet */
    public record Link(String id, String title) {}
}
