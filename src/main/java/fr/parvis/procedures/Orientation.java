package fr.parvis.procedures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Collator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ways to a sheet without a question: what happens in life, themes and their folders, what is near. Templates ask it. */
@Component("orientation")
public class Orientation {
    /** @param name ends the address of its page */
    public record Theme(String title, String name, int sheets) {}

    /** @param title empty for sheets that stand in no folder */
    public record Folder(String title, List<Procedures.Hit> sheets) {}

    private static final int FEWEST_LETTERS = 4;
    private static final int WORDS_TRIED = 3;
    private static final String SHOWN =
            " publication and removed_at is null and audience = 'particuliers' and title not like '**%' ";

    private static final Comparator<Object> ALPHABET = Collator.getInstance(Locale.FRENCH);

    private final JdbcClient jdbc;
    private final Procedures procedures;
    private final SheetSearch search;
    private volatile @Nullable Known known;

    /** What changes only when sheets do, and stands on most pages. */
    private record Known(String state, List<Procedures.Hit> lifeEvents, List<Theme> themes) {}

    Orientation(JdbcClient jdbc, Procedures procedures, SheetSearch search) {
        this.jdbc = jdbc;
        this.procedures = procedures;
        this.search = search;
    }

    /** What people here want to know most. */
    public List<Procedures.Hit> mostAsked(int most) {
        return procedures.mostAsked(most);
    }

    private Known known() {
        var state = search.lastChange();
        var now = known;
        if (now == null || !now.state().equals(state)) {
            now = new Known(state, readLifeEvents(), readThemes());
            known = now;
        }
        return now;
    }

    /** What the « Comment faire si » publications answer: first those that ask about the situation, then the most led to. */
    public List<Procedures.Hit> lifeEvents() {
        return known().lifeEvents();
    }

    private List<Procedures.Hit> readLifeEvents() {
        return jdbc.sql("select * from procedures.sheet where" + SHOWN + """
                        and kind like 'Fiche Comment faire si%'
                         order by kind like '%simulateur' desc,
                             (select links from procedures.sheet_text where sheet_key = key) desc nulls last, title""")
                .query(Orientation::hit)
                .list();
    }

    public List<Theme> themes() {
        return known().themes();
    }

    private List<Theme> readThemes() {
        return jdbc
                .sql("select theme, count(*) from procedures.sheet where" + SHOWN
                        + " and theme <> '' and kind not in ('Theme', 'Dossier') group by theme")
                .query((row, _) -> new Theme(row.getString(1), name(row.getString(1)), row.getInt(2)))
                .list()
                .stream()
                .sorted(Comparator.comparing(Theme::title, ALPHABET))
                .toList();
    }

    public Optional<Theme> findTheme(String name) {
        return themes().stream().filter(theme -> theme.name().equals(name)).findFirst();
    }

    /** In alphabetical order, the sheets that stand in none last. */
    public List<Folder> folders(Theme theme) {
        var found = new LinkedHashMap<String, List<Procedures.Hit>>();
        jdbc.sql("select * from procedures.sheet where" + SHOWN
                        + " and theme = ? and kind not in ('Theme', 'Dossier') order by title")
                .param(theme.title())
                .query((row, index) -> Map.entry(row.getString("folder"), hit(row, index)))
                .list()
                .forEach(one -> found.computeIfAbsent(one.getKey(), _ -> new ArrayList<>())
                        .add(one.getValue()));
        return found.entrySet().stream()
                .map(one -> new Folder(one.getKey(), one.getValue()))
                .sorted(Comparator.comparing((Folder folder) -> folder.title().isEmpty())
                        .thenComparing(Folder::title, ALPHABET))
                .toList();
    }

    /** For a question that no sheet answers: what the sheets say of the known words that begin like its own. */
    public List<Procedures.Hit> nearest(String question, int limit) {
        var words = Words.of(question).stream()
                .filter(word -> !Words.isSmall(word))
                .flatMap(word -> nearest(word).stream())
                .distinct()
                .limit(WORDS_TRIED)
                .collect(Collectors.joining(" "));
        return search.find(words, Procedures.PEOPLE, limit);
    }

    private Optional<String> nearest(String word) {
        for (int letters = word.length() - 1; letters >= FEWEST_LETTERS; letters--) {
            var found = jdbc.sql(
                            "select plain from procedures.word where starts_with(plain, ?) order by sheets desc, plain limit 1")
                    .param(word.substring(0, letters))
                    .query(String.class)
                    .optional();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** "Papiers - Citoyenneté" as "papiers-citoyennete". */
    private static String name(String title) {
        return String.join("-", Words.of(title));
    }

    private static Procedures.Hit hit(ResultSet row, int index) throws SQLException {
        return new Procedures.Hit(
                row.getString("id"),
                row.getString("audience"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("theme"),
                row.getString("description"),
                row.getObject("updated", LocalDate.class));
    }
}
