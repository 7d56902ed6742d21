package fr.parvis.relations.usager;

import fr.parvis.platform.web.ProblemException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is typed of a person.
 *
 * @param language ISO 639-1
 * @param channel null when none is preferred
 */
public record Particulars(
        String firstName,
        String lastName,
        String language,
        @Nullable Channel channel,
        Usager.@Nullable Moment moment,
        Set<Need> needs) {
    private static final int LONGEST_NAME = 80;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}'’ .-]*");

    /** @throws ProblemException about a field that must be corrected */
    void check() {
        if (Names.words(lastName).isEmpty()) {
            throw ProblemException.field("lastName", "relations", "usager-last-name-missing");
        }
        check("lastName", lastName);
        check("firstName", firstName);
        if (!language.matches("[a-z]{2,3}")) {
            throw ProblemException.field("language", "relations", "usager-language-unknown");
        }
        if (channel != null && !Channel.TO_REACH.contains(channel)) {
            throw ProblemException.field("channel", "relations", "usager-channel-unknown");
        }
    }

    private static void check(String field, String name) {
        if (name.length() > LONGEST_NAME) {
            throw ProblemException.field(field, "relations", "usager-name-too-long", LONGEST_NAME);
        }
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.field(field, "relations", "usager-name-odd");
        }
    }
}
