package fr.parvis.appointments.moves;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses one way for each hit, no two colliding, with the least burden of all. Pure.
 *
 * <p>With places of one length this is an assignment: each takes a start of an agenda, and the Hungarian method is exact. Lengths that
 * differ, families spread over agendas and resources make places collide that begin apart. So the assignment, which overlooks these
 * collisions, is a bound; where its answer holds one, two cases are looked at: one of the two has that moment of that agenda for
 * itself, or it has not. The case with the least bound goes first, so the first answer without a collision is the best there is.
 */
final class BestChoice {
    /** That hit takes this moment of the agenda and nobody else does; or, not alone, it does not take it. */
    private record Case(
            int hit,
            boolean alone,
            UUID agenda,
            Instant at,
            int depth,
            @Nullable Case before) {
        boolean allows(int other, Way way) {
            for (var one = this; one != null; one = one.before) {
                boolean covers = way.covers(one.agenda, one.at);
                boolean itself = other == one.hit;
                if (one.alone ? itself != covers : itself && covers) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Look(
            Way[] ways,
            long bound,
            int collisions,
            @Nullable Case alone,
            @Nullable Case apart) {}

    private final List<List<Way>> hits;
    private final int[][] columnOf;
    private final int columns;
    private final Steps steps;

    private BestChoice(List<List<Way>> hits, Steps steps) {
        this.hits = hits;
        this.steps = steps;
        var known = new Columns(hits);
        columnOf = hits.stream()
                .map(ways -> ways.stream().mapToInt(known::of).toArray())
                .toArray(int[][]::new);
        columns = known.count();
    }

    /**
     * @param known a choice without a collision, to be bettered
     * @return that one when nothing is better, or when the steps do not suffice
     */
    static Way[] of(List<List<Way>> hits, Way[] known, Steps steps) {
        var least = hits.stream()
                .mapToLong(ways -> ways.stream().mapToLong(Way::burden).min().orElseThrow())
                .toArray();
        long spare = Way.sum(known) - LongStream.of(least).sum();
        // whoever took more than is to spare could not be part of anything better
        var worth = IntStream.range(0, least.length)
                .mapToObj(i -> hits.get(i).stream()
                        .filter(way -> way.burden() - least[i] < spare)
                        .toList())
                .toList();
        return spare == 0 ? known : new BestChoice(worth, steps).search(known);
    }

    private Way[] search(Way[] known) {
        long least = Way.sum(known);
        var open = new PriorityQueue<>(Comparator.comparingLong(Look::bound).thenComparingInt(Look::collisions));
        add(null, least, open);
        while (!open.isEmpty() && steps.areLeft()) {
            var look = open.remove();
            if (look.collisions() == 0) {
                return look.ways();
            }
            add(look.alone(), least, open);
            add(look.apart(), least, open);
        }
        return known;
    }

    /** The assignment in this case, when there is one that is better. */
    private void add(@Nullable Case one, long least, PriorityQueue<Look> open) {
        var costs = new long[hits.size()][columns];
        var cheapest = new Way[hits.size()][columns];
        for (int i = 0; i < costs.length; i++) {
            Arrays.fill(costs[i], CheapestAssignment.FORBIDDEN);
            var ways = hits.get(i);
            for (int j = 0; j < columnOf[i].length; j++) {
                var way = ways.get(j);
                int column = columnOf[i][j];
                if (way.burden() < costs[i][column] && (one == null || one.allows(i, way))) {
                    costs[i][column] = way.burden();
                    cheapest[i][column] = way;
                }
            }
            steps.take(columns + columnOf[i].length * (1L + (one == null ? 0 : one.depth())));
        }
        var solution = CheapestAssignment.of(costs, columns);
        steps.take(solution.steps());
        if (!solution.isThere()) {
            return;
        }
        var chosen = new Way[costs.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = cheapest[i][solution.columnOf()[i]];
        }
        if (Way.sum(chosen) < least) {
            open.add(look(chosen, one));
        }
    }

    private static Look look(Way[] chosen, @Nullable Case before) {
        int collisions = 0;
        int depth = before == null ? 1 : before.depth() + 1;
        Case alone = null;
        Case apart = null;
        for (int i = 0; i < chosen.length; i++) {
            for (int j = i + 1; j < chosen.length; j++) {
                if (chosen[i].collides(chosen[j]) && collisions++ == 0) {
                    var moment = moment(chosen[i], chosen[j]);
                    alone = new Case(i, true, moment.agenda(), moment.at(), depth, before);
                    apart = new Case(i, false, moment.agenda(), moment.at(), depth, before);
                }
            }
        }
        return new Look(chosen, Way.sum(chosen), collisions, alone, apart);
    }

    private record Moment(UUID agenda, Instant at) {}

    /** One that both want. */
    private static Moment moment(Way one, Way other) {
        for (var place : one.places()) {
            for (var theirs : other.places()) {
                if (Option.collide(place, theirs)) {
                    var agenda = place.agendas().stream()
                            .filter(theirs.agendas()::contains)
                            .findFirst()
                            .orElseThrow();
                    var from = place.during().from();
                    var since = theirs.during().from();
                    return new Moment(agenda, from.isAfter(since) ? from : since);
                }
            }
        }
        throw new IllegalArgumentException("they do not collide");
    }
}
