package fr.parvis.relations;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pure: the way of a request as a delivery is followed: what is done and on which day, where it is now, what is ahead.
 *
 * @param stops in order; at most one is where it is now
 */
public record Track(List<Stop> stops) {
    public enum Name {
        RECEIVED,
        /** The refusal is contested. */
        APPEAL,
        TAKEN,
        /** One of the steps that the type of request has. */
        STEP,
        CALL,
        ANSWER,
        DECISION,
        /** The request has this end. */
        END
    }

    public enum Place {
        DONE,
        NOW,
        AHEAD
    }

    /**
     * @param words of the step; "" for any other
     * @param at null while it is not done, and where nobody wrote down when
     */
    public record Stop(Name name, String words, @Nullable Instant at, Place place) {}

    private static final Set<String> ENDS = Set.of("closed", "erased", "not-contested");

    /** @param steps of the type of the request */
    public static Track of(Request request, List<String> steps, List<RequestHistory.Event> happened) {
        var stops = new ArrayList<Stop>();
        stops.add(new Stop(Name.RECEIVED, "", request.receivedAt(), Place.DONE));
        var since = since(happened);
        var closed = request.closedAt();
        if (request.legal().appeal() != null && !since.isEmpty()) {
            stops.add(new Stop(Name.APPEAL, "", since.getFirst().at(), Place.DONE));
        }
        var taken = since.stream()
                .filter(one -> one.state() != Request.State.RECEIVED)
                .filter(one -> !ENDS.contains(one.what()))
                .map(RequestHistory.Event::at)
                .findFirst()
                .orElse(null);
        if (taken != null || closed == null) {
            var waits = request.state() == Request.State.RECEIVED && request.step() == 0;
            stops.add(new Stop(Name.TAKEN, "", taken, waits ? Place.AHEAD : Place.DONE));
        }
        var stepped = happened.stream()
                .filter(one -> one.what().equals("step"))
                .map(RequestHistory.Event::at)
                .toList();
        for (int i = 0; i < steps.size(); i++) {
            var done = i < request.step();
            if (done || closed == null) {
                var at = done && i < stepped.size() ? stepped.get(i) : null;
                stops.add(new Stop(Name.STEP, steps.get(i), at, done ? Place.DONE : Place.AHEAD));
            }
        }
        stops.add(
                closed == null
                        ? new Stop(last(request.kind()), "", null, Place.AHEAD)
                        : new Stop(Name.END, "", closed, Place.DONE));
        return new Track(withNow(stops));
    }

    /** Whoever writes again after an end starts anew, unless that turned out to be nothing. */
    private static List<RequestHistory.Event> since(List<RequestHistory.Event> happened) {
        var starts = new ArrayDeque<>(List.of(0));
        for (int i = 0; i < happened.size(); i++) {
            switch (happened.get(i).what()) {
                case "reopened" -> starts.push(i);
                case "not-contested" -> starts.pop();
                default -> {}
            }
        }
        return happened.subList(starts.isEmpty() ? 0 : starts.peek(), happened.size());
    }

    private static Name last(Request.Kind kind) {
        return switch (kind) {
            case CALL_BACK -> Name.CALL;
            case QUESTION, COMPLAINT -> Name.ANSWER;
            case APPLICATION -> Name.DECISION;
        };
    }

    private static List<Stop> withNow(List<Stop> stops) {
        var all = new ArrayList<>(stops);
        for (int i = 0; i < all.size(); i++) {
            var one = all.get(i);
            if (one.place() == Place.AHEAD) {
                all.set(i, new Stop(one.name(), one.words(), null, Place.NOW));
                break;
            }
        }
        return List.copyOf(all);
    }
}
