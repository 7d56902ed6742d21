package fr.parvis.appointments.slots;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Half-open stretches of time, sorted, none touching another; in seconds since 1970. Immutable. */
public final class Stretches {
    /** From the first instant up to the second one, which is not in it any more. */
    public record Stretch(Instant from, Instant to) {
        public Stretch {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException(from + " is not before " + to);
            }
        }

        public boolean overlaps(Stretch other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }
    }

    public static final Stretches NONE = new Stretches(new long[0], new long[0]);

    private final long[] from;
    private final long[] to;

    private Stretches(long[] from, long[] to) {
        this.from = from;
        this.to = to;
    }

    /** Overlapping and touching ones are joined. */
    public static Stretches of(Collection<Stretch> unsorted) {
        var sorted = unsorted.stream()
                .map(one -> new long[] {one.from.getEpochSecond(), one.to.getEpochSecond()})
                .sorted((a, b) -> Long.compare(a[0], b[0]))
                .toList();
        var joined = new ArrayList<long[]>();
        for (var one : sorted) {
            if (!joined.isEmpty() && one[0] <= joined.getLast()[1]) {
                joined.getLast()[1] = Math.max(joined.getLast()[1], one[1]);
            } else {
                joined.add(one.clone());
            }
        }
        return of(joined);
    }

    private static Stretches of(ArrayList<long[]> joined) {
        return new Stretches(
                joined.stream().mapToLong(one -> one[0]).toArray(),
                joined.stream().mapToLong(one -> one[1]).toArray());
    }

    public Stretches minus(Stretches other) {
        var left = new ArrayList<long[]>();
        int next = 0;
        for (int i = 0; i < from.length; i++) {
            long start = from[i];
            while (next < other.from.length && other.to[next] <= start) {
                next++;
            }
            for (int j = next; j < other.from.length && other.from[j] < to[i]; j++) {
                if (other.from[j] > start) {
                    left.add(new long[] {start, other.from[j]});
                }
                start = Math.max(start, other.to[j]);
            }
            if (start < to[i]) {
                left.add(new long[] {start, to[i]});
            }
        }
        return of(left);
    }

    public List<Stretch> list() {
        var list = new ArrayList<Stretch>();
        for (int i = 0; i < from.length; i++) {
            list.add(new Stretch(Instant.ofEpochSecond(from[i]), Instant.ofEpochSecond(to[i])));
        }
        return list;
    }

    public boolean holds(Stretch one) {
        return slackAround(one.from.getEpochSecond(), one.to.getEpochSecond()) >= 0;
    }

    /** How much longer the stretch is that holds this time, in seconds; negative when none holds it. */
    long slackAround(long start, long end) {
        int found = Arrays.binarySearch(from, start);
        int i = found >= 0 ? found : -found - 2;
        return i >= 0 && end <= to[i] ? to[i] - from[i] - (end - start) : -1;
    }
}
