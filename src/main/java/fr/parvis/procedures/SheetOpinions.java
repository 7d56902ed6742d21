package fr.parvis.procedures;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What readers said of the sheets: kept by whoever hears {@link SheetJudged}, asked by the pages of the staff. */
public interface SheetOpinions {
    record SheetName(String audience, String id) {}

    /**
     * @param n who answered
     * @param clear who said yes
     */
    record Share(int n, int clear) {
        private static final double Z = 1.96;

        /** In a hundred, as {@link #low} and {@link #high}. */
        public int percent() {
            return n == 0 ? 0 : Math.round(100f * clear / n);
        }

        /** The bounds of the 95 % interval of Wilson (1927), which holds for few answers too. */
        public int low() {
            return (int) Math.round(100 * bound(-1));
        }

        public int high() {
            return (int) Math.round(100 * bound(1));
        }

        private double bound(int side) {
            if (n == 0) {
                return side < 0 ? 0 : 1;
            }
            double p = (double) clear / n;
            double z2 = Z * Z;
            double middle = p + z2 / (2 * n);
            double half = Z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
            return Math.clamp((middle + side * half) / (1 + z2 / n), 0, 1);
        }
    }

    record Because(Instant at, SheetJudged.@Nullable Reason reason, String words) {}

    /** Every sheet that somebody judged. */
    Map<SheetName, Share> shares();

    /** Newest first, those that say something only. */
    List<Because> latest(SheetName sheet, int most);
}
