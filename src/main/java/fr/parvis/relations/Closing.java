package fr.parvis.relations;

import fr.parvis.platform.web.ProblemException;

/** How a request is ended by the organisation; each says something that the person can read. */
public sealed interface Closing {
    Request.State state();

    /** What the person reads. */
    String words();

    /** @param words the answer; "" when it was given on the phone or at the counter, or was sent before */
    record Solved(String words) implements Closing {
        @Override
        public Request.State state() {
            return Request.State.ANSWERED;
        }
    }

    /**
     * A no, which needs its reason in plain words (CRPA L211-2 ff. for decisions) and another way on.
     *
     * @param alternative what the person can do instead
     * @param withdraws said to take back what silence has accepted (CRPA L242-1)
     */
    record Refused(String reason, String alternative, boolean withdraws) implements Closing {
        public Refused(String reason, String alternative) {
            this(reason, alternative, false);
        }

        @Override
        public Request.State state() {
            return Request.State.REFUSED;
        }

        @Override
        public String words() {
            return reason + "\n\n" + alternative;
        }
    }

    /** @param words who answers now, with an address or a number */
    record SentOn(String words) implements Closing {
        @Override
        public Request.State state() {
            return Request.State.SENT_ON;
        }
    }

    /** Called as often as promised, and nobody answered. */
    record NotReached() implements Closing {
        @Override
        public Request.State state() {
            return Request.State.NOT_REACHED;
        }

        @Override
        public String words() {
            return "";
        }
    }

    /** @throws ProblemException about what is missing or too long */
    default void check() {
        switch (this) {
            case Solved solved -> fits("text", solved.words());
            case Refused refused -> {
                needs("reason", "reason-missing", refused.reason());
                needs("alternative", "alternative-missing", refused.alternative());
            }
            case SentOn(var words) -> needs("to", "to-missing", words);
            case NotReached() -> {}
        }
    }

    private static void needs(String field, String problem, String words) {
        if (words.isBlank()) {
            throw ProblemException.field(field, "relations", problem);
        }
        fits(field, words);
    }

    private static void fits(String field, String words) {
        if (words.length() > Requests.LONGEST_OUTCOME) {
            throw ProblemException.field(field, "relations", "outcome-too-long", Requests.LONGEST_OUTCOME);
        }
    }
}
