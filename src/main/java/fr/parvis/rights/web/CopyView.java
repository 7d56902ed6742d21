package fr.parvis.rights.web;

import fr.parvis.platform.rights.Held;
import fr.parvis.platform.rights.PersonName;
import fr.parvis.rights.Access;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is kept of a person, for them to read on paper. */
@Component
class CopyView {
    record Row(String label, String value) {}

    /** @param title of a part; that of a whole thing is the number it has among its kind */
    record Item(String title, List<Row> rows, List<Item> parts, List<String> files) {}

    /** @param kept why and how long, as the register has it */
    record Group(String title, String purpose, List<Item> items) {}

    private final RightsWords words;

    CopyView(RightsWords words) {
        this.words = words;
    }

    Map<String, Object> of(Access.Copy copy, Locale locale) {
        var model = new LinkedHashMap<String, Object>();
        model.put("organisation", words.organisation());
        model.put(
                "names",
                copy.found().person().names().stream()
                        .map(PersonName::shown)
                        .sorted()
                        .toList());
        model.put("day", words.day(copy.at(), locale));
        model.put(
                "groups",
                copy.kinds().entrySet().stream()
                        .map(one -> new Group(
                                words.kind(one.getKey(), locale),
                                words.text("rights.kind." + one.getKey() + ".purpose", locale),
                                one.getValue().stream()
                                        .map(held -> item("", held, copy, locale))
                                        .toList()))
                        .toList());
        return model;
    }

    private Item item(String title, Held held, Access.Copy copy, Locale locale) {
        return new Item(
                title,
                held.fields().entrySet().stream()
                        .map(one -> new Row(
                                words.text("rights.field." + one.getKey(), locale),
                                value(one.getKey(), one.getValue(), locale)))
                        .toList(),
                held.parts().stream()
                        .map(part -> item(words.text("rights.part." + part.kind(), locale), part, copy, locale))
                        .toList(),
                held.documents().stream()
                        .map(one -> "documents/" + copy.documents().get(one))
                        .toList());
    }

    /** Words that are ours are told in the reader's; what was written stays as it is. */
    private String value(String key, Object value, Locale locale) {
        return switch (value) {
            case Instant at -> words.moment(at, locale);
            case LocalDate day -> RightsWords.day(day, locale);
            case java.sql.Date day -> RightsWords.day(day.toLocalDate(), locale);
            case Boolean yes -> words.text(yes ? "rights.yes" : "rights.no", locale);
            default ->
                CODES.contains(key)
                        ? words.textOr(
                                "rights.value."
                                        + value.toString()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                value.toString(),
                                locale)
                        : value.toString();
        };
    }

    private static final java.util.Set<String> CODES = java.util.Set.of(
            "state",
            "channel",
            "direction",
            "requestKind",
            "purpose",
            "contactKind",
            "source",
            "consent",
            "fact",
            "preferredChannel",
            "preferredMoment");
}
