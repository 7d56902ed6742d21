package fr.parvis.relations.inbox;

import fr.parvis.relations.Request;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * To which team a request goes; a condition that is null or empty always holds.
 *
 * @param type of those that the organisation distinguishes
 * @param language ISO 639-1
 * @param sheet the number of the one that it was asked from
 * @param words one of them begins a word of the subject or the text, whatever the accents
 * @param team where it goes
 * @param toAgent whether somebody of the team has it at once
 */
public record AssignmentRule(
        UUID id,
        String name,
        Request.@Nullable Kind kind,
        @Nullable UUID type,
        @Nullable String language,
        @Nullable UUID site,
        @Nullable String sheet,
        List<String> words,
        UUID team,
        boolean toAgent) {

    /**
     * What rules look at.
     *
     * @param words subject and text
     */
    public record Facts(
            Request.Kind kind,
            @Nullable UUID type,
            String language,
            @Nullable UUID site,
            @Nullable String sheet,
            String words) {
        static Facts of(Request request) {
            var about = request.about();
            var said = request.said();
            return new Facts(
                    request.kind(),
                    request.type(),
                    request.language(),
                    request.site(),
                    about == null ? null : about.sheet(),
                    said == null ? "" : said.subject() + "\n" + said.words());
        }
    }

    boolean holds(Facts facts) {
        return holds(kind, facts.kind())
                && holds(type, facts.type())
                && holds(language, facts.language())
                && holds(site, facts.site())
                && holds(sheet, facts.sheet())
                && (words.isEmpty() || words.stream().anyMatch(word -> stands(word, facts.words())));
    }

    private static boolean holds(@Nullable Object wanted, @Nullable Object given) {
        return wanted == null || Objects.equals(wanted, given);
    }

    private static boolean stands(String word, String words) {
        return Pattern.compile("(?<![\\p{L}\\d])" + Pattern.quote(plain(word)))
                .matcher(plain(words))
                .find();
    }

    private static String plain(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
