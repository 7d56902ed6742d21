package fr.parvis.relations.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a request that moves its legal times, by the calendar of the organisation.
 *
 * @param received by whichever administration it reached first
 * @param competent by the one that decides; null while it has not been passed on (CRPA L114-2)
 * @param missing the times that the person was asked for what is missing, in order, each after the one before has ended
 */
public record Course(LocalDate received, @Nullable LocalDate competent, List<Missing> missing) {
    /**
     * Something missing was asked for (CRPA L114-5).
     *
     * @param until the last day that the person was given
     * @param completed null while it has not come
     */
    public record Missing(
            LocalDate asked, LocalDate until, @Nullable LocalDate completed) {
        public Missing {
            if (until.isBefore(asked) || completed != null && completed.isBefore(asked)) {
                throw new IllegalArgumentException(
                        "asked on " + asked + ", given until " + until + ", completed on " + completed);
            }
        }

        /** When the suspension ends at the latest. */
        LocalDate over() {
            return completed == null || completed.isAfter(until) ? until : completed;
        }
    }

    public Course {
        missing = List.copyOf(missing);
        if (competent != null && competent.isBefore(received)) {
            throw new IllegalArgumentException("passed on before it was received");
        }
        var before = received;
        for (var one : missing) {
            if (one.asked().isBefore(before)) {
                throw new IllegalArgumentException("asked on " + one.asked() + " before " + before);
            }
            before = one.completed() == null ? one.asked() : one.completed();
        }
    }

    /** Received where it is decided. */
    public static Course of(LocalDate received) {
        return new Course(received, received, List.of());
    }

    public Course passedOn(LocalDate day) {
        return new Course(received, day, missing);
    }

    public Course asked(LocalDate day, LocalDate until) {
        return with(new Missing(day, until, null), missing);
    }

    /** What was asked for last has come. */
    public Course completed(LocalDate day) {
        var last = missing.getLast();
        return with(new Missing(last.asked(), last.until(), day), missing.subList(0, missing.size() - 1));
    }

    private Course with(Missing last, List<Missing> before) {
        var all = new ArrayList<>(before);
        all.add(last);
        return new Course(received, competent, all);
    }

    /** When something missing was asked for last. */
    public LocalDate asked() {
        return missing.getLast().asked();
    }

    /** Whether the person has to act first. */
    public boolean isIncomplete() {
        return !missing.isEmpty() && missing.getLast().completed() == null;
    }
}
