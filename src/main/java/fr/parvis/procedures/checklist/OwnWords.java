package fr.parvis.procedures.checklist;

import fr.parvis.procedures.Part;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a sheet of the organisation says of a document, told apart by the type of its paragraphs; national ones do not say it. */
final class OwnWords {
    private static final Set<String> TYPES = Set.of("pourquoi", "accepte", "sinon");
    private static final Pattern LABEL = Pattern.compile("^[^:?]{1,30}[:?]\\s*");

    private OwnWords() {}

    static boolean are(Part.Element paragraph) {
        return TYPES.contains(paragraph.attribute("type"));
    }

    static String of(List<Part.Element> paragraphs, String type) {
        return paragraphs.stream()
                .filter(paragraph -> paragraph.attribute("type").equals(type))
                .map(paragraph -> LABEL.matcher(paragraph.words()).replaceFirst(""))
                .collect(Collectors.joining(" "));
    }
}
