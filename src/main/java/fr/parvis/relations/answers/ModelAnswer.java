package fr.parvis.relations.answers;

import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.web.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is answered often.
 *
 * @param subject what it is about, and words that people use for it; may be empty
 * @param type of the requests that it is for; null for any
 * @param sheet the number of the procedure that it tells of; "" for none
 * @param closes meant to end a request; an apology always is
 * @param apology null for what fits any request
 * @param category of complaints that an apology is for; null for any
 * @param reviewOn the last day on which it is taken as read
 * @param owner who reads it again, by name; may be empty
 * @param sheetChanged since somebody last read the answer
 * @param revision counts the changes
 */
public record ModelAnswer(
        UUID id,
        String title,
        String subject,
        @Nullable UUID type,
        String sheet,
        boolean closes,
        @Nullable Apology apology,
        @Nullable UUID category,
        LocalDate reviewOn,
        String owner,
        boolean sheetChanged,
        int revision,
        Instant changedAt,
        List<Text> texts) {
    /** @param words with {@link AnswerVariables variables} in braces */
    public record Text(Language language, ReadingLevel level, String words) {}

    /** Still used, but somebody should read it again. */
    public boolean isDue(LocalDate today) {
        return sheetChanged || reviewOn.isBefore(today);
    }

    public boolean isApology() {
        return apology != null;
    }

    /** @param complaint null when the request is none: an apology is for complaints */
    public boolean isFor(@Nullable Complained complaint) {
        return apology == null || complaint != null && (category == null || category.equals(complaint.category()));
    }

    public Optional<Text> text(Language language, ReadingLevel level) {
        return texts.stream()
                .filter(one -> one.language() == language && one.level() == level)
                .findFirst();
    }

    /** In the reader's language and words, or the nearest there is: the language counts more than the level. */
    public Optional<Text> nearest(Language language, ReadingLevel level) {
        return Stream.of(language, Language.FRENCH)
                .flatMap(spoken -> Stream.of(level, ReadingLevel.USUAL, ReadingLevel.PLAIN)
                        .flatMap(words -> text(spoken, words).stream()))
                .findFirst()
                .or(() -> texts.stream().findFirst());
    }

    ModelAnswer withSheetChanged() {
        return new ModelAnswer(
                id, title, subject, type, sheet, closes, apology, category, reviewOn, owner, true, revision, changedAt,
                texts);
    }
}
