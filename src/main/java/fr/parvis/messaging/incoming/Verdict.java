package fr.parvis.messaging.incoming;

/**
 * Whether an attachment is handed out.
 *
 * @param reason of a refusal "type" or "size"; of an infection its name; "" otherwise
 */
public record Verdict(Kind kind, String reason) {
    static final Verdict CLEAN = new Verdict(Kind.CLEAN, "");
    static final Verdict UNCHECKED = new Verdict(Kind.UNCHECKED, "");
    static final Verdict TYPE_REFUSED = new Verdict(Kind.REFUSED, "type");
    static final Verdict SIZE_REFUSED = new Verdict(Kind.REFUSED, "size");

    public enum Kind {
        CLEAN,
        /** No scanner has looked at it: there is none, or it does not answer. */
        UNCHECKED,
        REFUSED,
        INFECTED
    }
}
