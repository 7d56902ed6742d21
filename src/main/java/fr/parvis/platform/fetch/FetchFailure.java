package fr.parvis.platform.fetch;

/** Something could not be fetched. */
public final class FetchFailure extends Exception {
    public enum Reason {
        UNREACHABLE,
        REFUSED,
        REDIRECTED_AWAY,
        FORBIDDEN_ADDRESS,
        TOO_LARGE,
        TOO_SLOW
    }

    private final Reason reason;
    private final String detail;

    /** @param detail a status or a host for who looks into it, never an address with its path */
    FetchFailure(Reason reason, String detail) {
        super(reason + " " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
