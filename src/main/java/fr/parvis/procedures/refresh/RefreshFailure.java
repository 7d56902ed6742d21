package fr.parvis.procedures.refresh;

/** The sheets could not be fetched. */
final class RefreshFailure extends Exception {
    enum Reason {
        UNREACHABLE,
        REFUSED,
        REDIRECTED_AWAY,
        FORBIDDEN_ADDRESS,
        TOO_LARGE,
        TOO_SLOW,
        NO_ARCHIVE,
        NOTHING_THERE,
        UNREADABLE,
        NO_SHEET
    }

    private final Reason reason;
    private final String detail;

    /** @param detail a status or a message for who looks into it, never an address with its query */
    RefreshFailure(Reason reason, String detail) {
        super(reason + " " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
