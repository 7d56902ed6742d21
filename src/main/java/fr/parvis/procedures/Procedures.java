package fr.parvis.procedures;

import fr.parvis.platform.web.ProblemException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
    private final OpenedSheets opened;
    private final OtherLanguages languages;

    Procedures(Sheets sheets, SheetSearch search, OpenedSheets opened, OtherLanguages languages) {
        this.sheets = sheets;
        this.search = search;
        this.opened = opened;
        this.languages = languages;
    }

    /**
     * Best first; empty when nothing in any sheet is like the question.
     *
     * @param question in French, or in a language of our pages
     */
    public List<Hit> search(String question, String audience, int limit) {
        return search.find(inFrench(question).orElse(question), audience, limit);
    }

    /** The French words that a question in another language is read as; empty when it is French, or not understood. */
    public Optional<String> inFrench(String question) {
        return languages.inFrench(question, search.vocabulary()::knows);
    }

    /** By its number; where several audiences have it, the one for people at home. */
    public Optional<Sheet> find(String id) {
        return sheets.find(id);
    }

    public Optional<Sheet> find(String audience, String id) {
        return sheets.find(audience, id);
    }

    /**
     * @param audience empty for whichever has it, people at home first
     * @throws ProblemException 404 unknown-sheet
     */
    public Sheet get(String audience, String id) {
        return (audience.isEmpty() ? find(id) : find(audience, id)).orElseThrow(() -> unknown(id));
    }

    /**
     * For a page: a link may name an audience that has no such sheet here; then another's is better than none.
     *
     * @param audience empty when the link names none
     * @throws ProblemException 404 unknown-sheet
     */
    public Sheet linked(String audience, String id) {
        return (audience.isEmpty() ? find(id) : find(audience, id).or(() -> find(id))).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-sheet", id);
    }

    /**
     * What is asked for most here: the sheets for people at home that were opened most in the last 30 days; while there is
     * little use yet, those that are asked for most everywhere.
     */
    public List<Hit> mostAsked(int n) {
        return opened.most(n);
    }

    /** Somebody opened the sheet from our pages. Who is neither known nor kept; a hundred reloads count as ten. */
    public void opened(Sheet sheet) {
        opened.count(sheet.audience(), sheet.id());
    }

    /** Those of the numbers that a sheet here has. */
    public Set<String> known(Collection<String> ids) {
        return sheets.known(ids);
    }

    /** Those of the numbers that a sheet here has, with its title; where several audiences have it, that for people at home. */
    public Map<String, String> titles(Collection<String> ids) {
        return sheets.titles(ids);
    }

    /** Of those of the numbers that a sheet here has, something that changes whenever what the sheet says does. */
    public Map<String, String> states(Collection<String> ids) {
        return sheets.states(ids);
    }

    public int count() {
        return sheets.count();
    }
}
