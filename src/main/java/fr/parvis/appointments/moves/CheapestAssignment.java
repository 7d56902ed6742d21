package fr.parvis.appointments.moves;

import java.util.Arrays;

/**
 * Gives each row a column of its own so that the costs add up to the least (Hungarian method by shortest augmenting paths, after
 * Jonker and Volgenant). Pure. Of columns that cost the same the first is taken, so that the same costs have the same answer.
 */
final class CheapestAssignment {
    /** Costs are far below, so that sums of it with them do not overflow. */
    static final long FORBIDDEN = 1L << 60;

    private final long[][] costs;
    private final int columns;
    private final long[] ofRow;
    private final long[] ofColumn;
    /** Which row has the column; row and column 0 stand for none. */
    private final int[] owner;

    private final int[] before;
    private long steps;

    private CheapestAssignment(long[][] costs, int columns) {
        this.costs = costs;
        this.columns = columns;
        ofRow = new long[costs.length + 1];
        ofColumn = new long[columns + 1];
        owner = new int[columns + 1];
        before = new int[columns + 1];
    }

    /** @param columnOf of each row; empty when there is no way to give each one @param steps how much there was to look at */
    record Solution(int[] columnOf, long steps) {
        boolean isThere() {
            return columnOf.length > 0;
        }
    }

    static Solution of(long[][] costs, int columns) {
        var solver = new CheapestAssignment(costs, columns);
        for (int row = 1; row <= costs.length; row++) {
            if (!solver.place(row)) {
                return new Solution(new int[0], solver.steps);
            }
        }
        var columnOf = new int[costs.length];
        for (int column = 1; column <= columns; column++) {
            if (solver.owner[column] > 0) {
                columnOf[solver.owner[column] - 1] = column - 1;
            }
        }
        return new Solution(columnOf, solver.steps);
    }

    private boolean place(int row) {
        var least = new long[columns + 1];
        Arrays.fill(least, Long.MAX_VALUE);
        var seen = new boolean[columns + 1];
        owner[0] = row;
        int column = 0;
        do {
            seen[column] = true;
            int at = owner[column];
            var cost = costs[at - 1];
            long delta = Long.MAX_VALUE;
            int next = 0;
            for (int other = 1; other <= columns; other++) {
                if (!seen[other]) {
                    long reduced = cost[other - 1] - ofRow[at] - ofColumn[other];
                    if (reduced < least[other]) {
                        least[other] = reduced;
                        before[other] = column;
                    }
                    if (least[other] < delta) {
                        delta = least[other];
                        next = other;
                    }
                }
            }
            steps += columns;
            if (next == 0 || delta >= FORBIDDEN / 2) {
                return false;
            }
            for (int other = 0; other <= columns; other++) {
                if (seen[other]) {
                    ofRow[owner[other]] += delta;
                    ofColumn[other] -= delta;
                } else {
                    least[other] -= delta;
                }
            }
            column = next;
        } while (owner[column] != 0);
        while (column != 0) {
            owner[column] = owner[before[column]];
            column = before[column];
        }
        return true;
    }
}
