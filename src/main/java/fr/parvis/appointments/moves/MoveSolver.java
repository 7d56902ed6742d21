package fr.parvis.appointments.moves;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds other places for appointments, no two on one, at the least {@link Burden} for all of them. Pure, and the same hits have the
 * same answer.
 *
 * <p>{@link BestChoice} finds the best plan there is, as a rule at once. A plan that takes it too long is bettered piece by piece: a few
 * appointments that stand in each other's way are taken out together and put back in the best way there is for them.
 */
final class MoveSolver {
    /** @param option null when it stays where it is: there is nothing for it */
    record Placed(Hit hit, @Nullable Option option) {}

    /** Together less than two seconds on a slow machine. */
    private static final long WHOLE = 10_000_000;

    private static final long PIECES = 60_000_000;
    private static final long ONE_PIECE = 200_000;
    /** To see whether a way fits, in the same measure. */
    private static final long FITTING = 20;

    private static final int SMALLEST = 3;
    private static final int LARGEST = 7;

    private final List<List<Way>> hits;
    private final SplittableRandom random = new SplittableRandom(1);

    private MoveSolver(List<Hit> hits) {
        this.hits = hits.stream().map(Way::of).toList();
    }

    /** What all of them take now overlaps nowhere. */
    static List<Placed> solve(List<Hit> hits) {
        if (hits.isEmpty()) {
            return List.of();
        }
        var chosen = new MoveSolver(hits).plan();
        return IntStream.range(0, chosen.length)
                .mapToObj(i -> new Placed(hits.get(i), chosen[i].option()))
                .toList();
    }

    private Way[] plan() {
        var simple = improved(hits.stream().map(List::getLast).toArray(Way[]::new));
        var steps = new Steps(WHOLE);
        var best = BestChoice.of(hits, simple, steps);
        return steps.areLeft() ? best : inPieces(best);
    }

    /** One after the other takes what is better for it and free, until nobody finds anything. */
    private Way[] improved(Way[] chosen) {
        var occupied = new Occupied();
        for (var way : chosen) {
            occupied.add(way);
        }
        for (boolean moved = true; moved; ) {
            moved = false;
            for (int i = 0; i < chosen.length; i++) {
                for (var way : hits.get(i)) {
                    if (way.burden() < chosen[i].burden()) {
                        occupied.remove(chosen[i]);
                        if (occupied.leaves(way)) {
                            chosen[i] = way;
                            moved = true;
                        }
                        occupied.add(chosen[i]);
                    }
                }
            }
        }
        return chosen;
    }

    private Way[] inPieces(Way[] chosen) {
        var steps = new Steps(PIECES);
        while (steps.areLeft()) {
            var piece = piece(chosen);
            if (piece.isEmpty()) {
                return chosen;
            }
            var others = new Occupied();
            IntStream.range(0, chosen.length).filter(i -> !piece.contains(i)).forEach(i -> others.add(chosen[i]));
            // what each may do while all others keep what they have
            var free = piece.stream()
                    .map(i -> hits.get(i).stream()
                            .filter(way -> others.leaves(way))
                            .toList())
                    .toList();
            var known = piece.stream().map(i -> chosen[i]).toArray(Way[]::new);
            var some = steps.some(ONE_PIECE);
            long before = some.left();
            var better = BestChoice.of(free, known, some);
            long fitted = piece.stream().mapToLong(i -> hits.get(i).size()).sum();
            steps.take(before - some.left() + FITTING * fitted);
            for (int i = 0; i < better.length; i++) {
                chosen[piece.get(i)] = better[i];
            }
        }
        return chosen;
    }

    /** Somebody who could be better off, and those who stand in the way of it. */
    private List<Integer> piece(Way[] chosen) {
        var burdened = IntStream.range(0, chosen.length)
                .filter(i -> hits.get(i).stream().anyMatch(way -> way.burden() < chosen[i].burden()))
                .toArray();
        var piece = new ArrayList<Integer>();
        if (burdened.length == 0) {
            return piece;
        }
        int next = burdened[random.nextInt(burdened.length)];
        piece.add(next);
        int size = SMALLEST + random.nextInt(LARGEST - SMALLEST + 1);
        for (int tries = 0; tries < 2 * size && piece.size() < size; tries++) {
            var ways = hits.get(next);
            var way = ways.get(random.nextInt(ways.size()));
            for (int other = 0; other < chosen.length && piece.size() < size; other++) {
                if (!piece.contains(other) && way.collides(chosen[other])) {
                    piece.add(other);
                }
            }
            next = piece.get(random.nextInt(piece.size()));
        }
        return piece;
    }
}
