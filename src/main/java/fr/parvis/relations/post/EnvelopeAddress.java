package fr.parvis.relations.post;

import fr.parvis.platform.web.ProblemException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An address as sorting machines read it (NF Z 10-011): six lines of 38 characters at most, the last one postcode and town, or a country, in
 * capitals without punctuation.
 */
public record EnvelopeAddress(List<String> lines) {
    public static final int MOST_LINES = 6;
    public static final int LONGEST_LINE = 38;

    private static final Pattern TOWN = Pattern.compile("(?:\\d{5}|2[AB]\\d{3}) [A-Z0-9 ]*[A-Z][A-Z0-9 ]*");
    /** Of most countries, or British. */
    private static final Pattern POSTCODE_ABROAD =
            Pattern.compile("\\d{3}|\\b[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern COUNTRY = Pattern.compile("[A-Z ]{3,}");

    public EnvelopeAddress {
        lines = List.copyOf(lines);
    }

    /** @throws ProblemException about the field {@code address} */
    public static EnvelopeAddress of(String typed) {
        var lines = Normalizer.normalize(typed, Normalizer.Form.NFC)
                .lines()
                .map(line ->
                        line.replaceAll("[,;]+", " ").replaceAll("\\s+", " ").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        if (lines.size() < 3) {
            throw wrong("address-too-short");
        }
        if (lines.size() > MOST_LINES) {
            throw wrong("address-too-many-lines", MOST_LINES);
        }
        lines.set(lines.size() - 1, capitals(lines.getLast()));
        for (var line : lines) {
            if (line.length() > LONGEST_LINE) {
                throw wrong("address-line-too-long", line, LONGEST_LINE);
            }
        }
        var abroad = COUNTRY.matcher(lines.getLast()).matches()
                && POSTCODE_ABROAD.matcher(lines.get(lines.size() - 2)).find();
        if (!abroad && !TOWN.matcher(lines.getLast()).matches()) {
            throw wrong("address-last-line");
        }
        return new EnvelopeAddress(lines);
    }

    private static String capitals(String line) {
        return Normalizer.normalize(line.replace("œ", "oe").replace("Œ", "OE"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]+", " ")
                .strip();
    }

    private static ProblemException wrong(String name, Object... facts) {
        return ProblemException.field("address", "relations", name, facts);
    }

    public String text() {
        return String.join("\n", lines);
    }
}
