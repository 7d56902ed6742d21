package fr.parvis.procedures;

import fr.parvis.platform.Share;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What readers said of the sheets: kept by whoever hears {@link SheetJudged}, asked by the pages of the staff. */
public interface SheetOpinions {
    record SheetName(String audience, String id) {}

    record Because(Instant at, SheetJudged.@Nullable Reason reason, String words) {}

    /** Of those who answered, who found it clear: every sheet that somebody judged. */
    Map<SheetName, Share> shares();

    /** Newest first, those that say something only. */
    List<Because> latest(SheetName sheet, int most);
}
