package fr.parvis.messaging;

/** Pure: one number is written in one way, whoever wrote it. */
final class PhoneNumber {
    private PhoneNumber() {}

    /** "+33612345678" for "06 12 34 56 78", "33612345678" or "0033612345678"; short numbers and names as they are. */
    static String international(String written) {
        var digits = written.replaceAll("[\\s.()/-]", "").replaceFirst("^00", "+");
        if (digits.matches("0[1-9][0-9]{8}")) {
            return "+33" + digits.substring(1);
        }
        return digits.matches("[1-9][0-9]{9,14}") ? "+" + digits : digits;
    }
}
