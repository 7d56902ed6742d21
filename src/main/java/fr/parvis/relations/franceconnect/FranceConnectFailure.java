package fr.parvis.relations.franceconnect;

/** Nobody was identified. */
public final class FranceConnectFailure extends Exception {
    public enum Reason {
        /** The person, or FranceConnect, said no. */
        REFUSED,
        /** What came back is not what was asked for. */
        WRONG,
        /** It does not answer. */
        AWAY,
        /** Asked too long ago, in another browser, or answered before. */
        LOST
    }

    private final Reason reason;

    FranceConnectFailure(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
