package fr.parvis.procedures;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Information sheets, found and read. */
@Component
public class Procedures {
    public static final String PEOPLE = "particuliers";
    public static final List<String> AUDIENCES = List.of(PEOPLE, "professionnels", "associations");

    /**
     * A sheet that may answer.
     *
     * @param summary what its publisher says of it in a sentence or two
     */
    public record Hit(
            String id,
            String audience,
            String kind,
            String title,
            String theme,
            String summary,
            @Nullable LocalDate updated) {}

    private final Sheets sheets;
    private final SheetSearch search;

    Procedures(Sheets sheets, SheetSearch search) {
        this.sheets = sheets;
        this.search = search;
    }

    /** Best first; empty when nothing in any sheet is like the question. */
    public List<Hit> search(String question, String audience, int limit) {
        return search.find(question, audience, limit);
    }

    /** By its number; where several audiences have it, the one for people at home. */
    public Optional<Sheet> find(String id) {
        return sheets.find(id);
    }

    public Optional<Sheet> find(String audience, String id) {
        return sheets.find(audience, id);
    }

    /** Those of the numbers that a sheet here has. */
    public Set<String> known(Collection<String> ids) {
        return sheets.known(ids);
    }

    /** What is asked for most. */
    public List<Hit> mostAsked(int n) {
        return sheets.mostLinked(n);
    }

    public int count() {
        return sheets.count();
    }
}
