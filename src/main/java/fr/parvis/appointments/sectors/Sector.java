package fr.parvis.appointments.sectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that visits serve, as an administrator writes them: a postcode, a commune or both on a line; with ":" a street
 * of it; with "," its numbers and "pairs" or "impairs". "#" begins a remark.
 *
 * <pre>
 * 00000 Saint-Parvis
 * 00001 : rue des Lilas
 * Bourg-Neuf : avenue du 8 mai 1945, 1-39 impairs
 * </pre>
 */
public final class Sector {
    public static final int MOST_LINES = 500;

    private static final int LONGEST_LINE = 200;
    private static final Pattern POSTCODE = Pattern.compile("[0-9]{5}");
    private static final Pattern PLACE = Pattern.compile("([0-9]+)?\\s*(.*)");
    private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,5})(?:\\s*(?:-|–|à)\\s*([0-9]{1,5})?)?");

    /** How an address stands to a sector, from the nearest to the farthest. */
    public enum Answer {
        INSIDE,
        /** The street belongs to it in part, and no number is written. */
        NUMBER_MISSING,
        NUMBER_OUTSIDE,
        /** Some streets of the place belong to it; this one is not among them, or is written otherwise. */
        STREET_UNKNOWN,
        OUTSIDE
    }

    /** What is wrong with a line. */
    public enum Fault {
        PLACE_MISSING,
        POSTCODE_MALFORMED,
        STREET_MISSING,
        NUMBERS_MALFORMED,
        NUMBERS_BACKWARDS,
        LINE_TOO_LONG,
        LINES_TOO_MANY
    }

    /** The first line that cannot be read. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private final int line;
        private final Fault fault;
        private final String text;

        Unreadable(int line, Fault fault, String text) {
            super("line " + line + ": " + fault + " " + text);
            this.line = line;
            this.fault = fault;
            this.text = text;
        }

        /** From 1. */
        public int line() {
            return line;
        }

        public Fault fault() {
            return fault;
        }

        public String text() {
            return text;
        }
    }

    /** @param parity 0 for even numbers, 1 for odd ones, null for all */
    private record Part(
            String postcode,
            String commune,
            @Nullable String street,
            int first,
            int last,
            @Nullable Integer parity) {
        boolean isAllNumbers() {
            return first == 0 && last == Integer.MAX_VALUE && parity == null;
        }

        Answer answer(PostalAddress address, House house) {
            if (!postcode.isEmpty() && !postcode.equals(address.postcode())
                    || !commune.isEmpty() && !commune.equals(Written.commune(address.commune()))) {
                return Answer.OUTSIDE;
            }
            if (street == null) {
                return Answer.INSIDE;
            }
            if (!street.equals(house.street())) {
                return Answer.STREET_UNKNOWN;
            }
            if (isAllNumbers()) {
                return Answer.INSIDE;
            }
            var number = house.number();
            if (number == null) {
                return Answer.NUMBER_MISSING;
            }
            return number >= first && number <= last && (parity == null || number % 2 == parity)
                    ? Answer.INSIDE
                    : Answer.NUMBER_OUTSIDE;
        }
    }

    private final List<Part> parts;

    private Sector(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    public static Sector of(String text) throws Unreadable {
        var parts = new ArrayList<Part>();
        var lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            var line = lines[i].replaceFirst("#.*", "").replaceAll("\\h+", " ").strip();
            if (line.isEmpty()) {
                continue;
            }
            if (parts.size() == MOST_LINES) {
                throw new Unreadable(i + 1, Fault.LINES_TOO_MANY, line);
            }
            if (line.length() > LONGEST_LINE) {
                throw new Unreadable(i + 1, Fault.LINE_TOO_LONG, line.substring(0, LONGEST_LINE));
            }
            parts.add(part(i + 1, line));
        }
        return new Sector(parts);
    }

    private static Part part(int number, String line) throws Unreadable {
        var colon = line.indexOf(':');
        var place = PLACE.matcher((colon < 0 ? line : line.substring(0, colon)).strip());
        var isPlace = place.matches();
        var postcode = isPlace && place.group(1) != null ? place.group(1) : "";
        var commune = isPlace ? Written.commune(place.group(2)) : "";
        if (!postcode.isEmpty() && !POSTCODE.matcher(postcode).matches()) {
            throw new Unreadable(number, Fault.POSTCODE_MALFORMED, postcode);
        }
        if (postcode.isEmpty() && commune.isEmpty()) {
            throw new Unreadable(number, Fault.PLACE_MISSING, line);
        }
        if (colon < 0) {
            return new Part(postcode, commune, null, 0, Integer.MAX_VALUE, null);
        }
        return street(number, postcode, commune, line.substring(colon + 1).strip());
    }

    private static Part street(int number, String postcode, String commune, String text) throws Unreadable {
        var comma = text.indexOf(',');
        var street = Written.street(comma < 0 ? text : text.substring(0, comma));
        if (street.isEmpty()) {
            throw new Unreadable(number, Fault.STREET_MISSING, text);
        }
        if (comma < 0) {
            return new Part(postcode, commune, street, 0, Integer.MAX_VALUE, null);
        }
        var which = text.substring(comma + 1).strip().toLowerCase(Locale.ROOT);
        Integer parity = null;
        for (var word : List.of("impairs", "impair", "odd", "pairs", "pair", "even")) {
            if (which.endsWith(word)) {
                parity = word.startsWith("i") || word.equals("odd") ? 1 : 0;
                which = which.substring(0, which.length() - word.length()).strip();
                break;
            }
        }
        if (which.isEmpty() && parity != null) {
            return new Part(postcode, commune, street, 0, Integer.MAX_VALUE, parity);
        }
        var numbers = NUMBERS.matcher(which);
        if (!numbers.matches()) {
            throw new Unreadable(
                    number, Fault.NUMBERS_MALFORMED, text.substring(comma + 1).strip());
        }
        int first = Integer.parseInt(numbers.group(1));
        int last = numbers.group(2) != null
                ? Integer.parseInt(numbers.group(2))
                : which.equals(numbers.group(1)) ? first : Integer.MAX_VALUE;
        if (last < first) {
            throw new Unreadable(number, Fault.NUMBERS_BACKWARDS, which);
        }
        return new Part(postcode, commune, street, first, last, parity);
    }

    /** No line: whatever address there is. */
    public Answer answer(PostalAddress address) {
        var house = House.of(address.street());
        return parts.stream()
                .map(part -> part.answer(address, house))
                .min(Enum::compareTo)
                .orElse(Answer.INSIDE);
    }
}
