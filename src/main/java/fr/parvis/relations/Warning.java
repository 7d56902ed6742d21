package fr.parvis.relations;

import fr.parvis.relations.law.WorkingDays;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Pure: what somebody must be told before a time is missed, and when silence has decided. */
public enum Warning {
    /** Receipt has to be acknowledged and was not (CRPA L112-3). */
    ACKNOWLEDGEMENT,
    /** An answer is promised soon, and nobody has the request. */
    PROMISE,
    /** The hour of a promised call ends soon, and nobody has called. */
    CALL,
    /** The day of the next step has passed. */
    STEP,
    /** A refusal is contested: told at once, because the law decides if nobody does. */
    APPEAL,
    SILENCE_SOON,
    SILENCE_NEAR,
    /** Nobody has decided in time: silence has. */
    SILENCE;

    /** What silence decides is told of as many days before, at most. */
    static final int DAYS_SOON = 15;

    private static final Set<Warning> BY_SILENCE = Set.of(SILENCE_SOON, SILENCE_NEAR, SILENCE);
    private static final int WORKING_DAYS_BEFORE = 2;
    private static final int DAYS_NEAR = 5;

    /**
     * Each with the day that it is about.
     *
     * @param worked working days of the organisation
     */
    public static Map<Warning, LocalDate> of(Request request, LocalDate today, Predicate<LocalDate> worked) {
        var due = new LinkedHashMap<Warning, LocalDate>();
        var next = request.next();
        if (!request.isOpen() || next == null) {
            return due;
        }
        var legal = request.legal();
        var horizon = horizon(today, worked);
        var acknowledge = legal.acknowledgeBy();
        if (acknowledge != null && legal.acknowledgedAt() == null && !acknowledge.isAfter(horizon)) {
            due.put(ACKNOWLEDGEMENT, acknowledge);
        }
        if (request.state() == Request.State.RECEIVED
                && request.assignee() == null
                && !request.dueOn().isAfter(horizon)) {
            due.put(PROMISE, request.dueOn());
        }
        if (next.due().isBefore(today)) {
            due.put(STEP, next.due());
        }
        var silence = legal.silenceOn();
        if (silence != null && legal.appeal() != null && !silence.isBefore(today)) {
            due.put(APPEAL, silence);
        }
        if (silence != null && silence.isBefore(today)) {
            due.put(SILENCE, silence);
        } else if (silence != null && !silence.minusDays(DAYS_NEAR).isAfter(today)) {
            due.put(SILENCE_NEAR, silence);
        } else if (silence != null && !silence.minusDays(DAYS_SOON).isAfter(today)) {
            due.put(SILENCE_SOON, silence);
        }
        return due;
    }

    /** Of the text that says it. */
    public String key(boolean appeal) {
        return "relations.watch." + (appeal && BY_SILENCE.contains(this) ? "appeal." : "") + this;
    }

    /** The last day of which somebody is warned today. */
    static LocalDate horizon(LocalDate today, Predicate<LocalDate> worked) {
        return WorkingDays.after(today, WORKING_DAYS_BEFORE, worked);
    }
}
