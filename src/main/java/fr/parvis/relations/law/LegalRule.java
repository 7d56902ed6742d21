package fr.parvis.relations.law;

import java.time.Period;

/**
 * What the law says of a kind of request when nobody decides. A copy goes with each request: later changes concern later requests.
 *
 * @param silence what it means that nobody has decided when the time is over
 * @param time counted from date to date; two months unless a text says otherwise (CRPA L231-1, L231-6)
 * @param acknowledged whether an acknowledgement of receipt is due (CRPA L112-3); none for plain delivery of a document (R112-4)
 * @param source article or text, as it is shown to the person
 */
public record LegalRule(Silence silence, Period time, boolean acknowledged, String source) {
    public enum Silence {
        /** CRPA L231-1. */
        ACCEPTANCE,
        /** CRPA L231-4, L231-5. */
        REFUSAL,
        /** Nothing is decided by silence: a question, a complaint about the service. */
        NOTHING
    }

    public static final LegalRule ACCEPTED_AFTER_TWO_MONTHS =
            new LegalRule(Silence.ACCEPTANCE, Period.ofMonths(2), true, "CRPA L231-1");
    public static final LegalRule REFUSED_AFTER_TWO_MONTHS =
            new LegalRule(Silence.REFUSAL, Period.ofMonths(2), true, "CRPA L231-4");
    /** A refusal that is contested before whoever refused: rejected by silence. */
    public static final LegalRule APPEAL = new LegalRule(Silence.REFUSAL, Period.ofMonths(2), true, "CRPA L411-7");

    public static final LegalRule NONE = new LegalRule(Silence.NOTHING, Period.ZERO, false, "");

    public LegalRule {
        if (silence != Silence.NOTHING && (time.isZero() || time.isNegative())) {
            throw new IllegalArgumentException("a silence that decides needs a time, not " + time);
        }
    }
}
