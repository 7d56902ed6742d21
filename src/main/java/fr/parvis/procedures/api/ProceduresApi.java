package fr.parvis.procedures.api;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Part;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.editor.LocalWords;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Procedure sheets: public information, so no token is asked for. */
@RestController
@RequestMapping("/api/v1/procedures")
class ProceduresApi {
    private static final int LONGEST_QUESTION = 300;
    private static final int MOST_RESULTS = 50;
    private static final int LONGEST_EXCERPT = 300;

    record Result(
            String id,
            String title,
            String audience,
            String kind,
            @Nullable LocalDate updated,
            String excerpt) {}

    record Results(List<Result> results) {}

    /** An element of the sheet as its publisher nests it; a text has only {@code text}. */
    record Piece(
            @Nullable String name,
            @Nullable Map<String, String> attributes,
            @Nullable List<Piece> children,
            @Nullable String text) {
        static Piece of(Part part) {
            return switch (part) {
                case Part.Text(var words) -> new Piece(null, null, null, words);
                case Part.Element(var name, var attributes, var children) ->
                    new Piece(name, attributes, children.stream().map(Piece::of).toList(), null);
            };
        }
    }

    record SheetBody(
            String id,
            String title,
            String audience,
            String kind,
            String theme,
            String description,
            @Nullable LocalDate updated,
            String source,
            @Nullable String address,
            @Nullable String licence,
            Piece content) {}

    private final Procedures procedures;
    private final LocalWords words;
    private final Directory directory;

    ProceduresApi(Procedures procedures, LocalWords words, Directory directory) {
        this.procedures = procedures;
        this.words = words;
        this.directory = directory;
    }

    /** {@code audience}: particuliers (the usual one), professionnels or associations. */
    @GetMapping
    public Results search(
            @RequestParam(name = "q", required = false) @Nullable String question,
            @RequestParam(name = "limit", defaultValue = "10") int limit,
            @RequestParam(name = "audience", defaultValue = Procedures.PEOPLE) String audience) {
        if (question == null || question.isBlank()) {
            throw ProblemException.field("q", "procedures", "question-missing");
        }
        if (question.length() > LONGEST_QUESTION) {
            throw ProblemException.field("q", "procedures", "question-too-long", LONGEST_QUESTION);
        }
        if (limit < 1 || limit > MOST_RESULTS) {
            throw ProblemException.field("limit", "procedures", "limit-out-of-range", MOST_RESULTS);
        }
        if (!Procedures.AUDIENCES.contains(audience)) {
            throw ProblemException.field("audience", "procedures", "audience-unknown", audience);
        }
        return new Results(procedures.search(question, audience, limit).stream()
                .map(hit -> new Result(
                        hit.id(), hit.title(), hit.audience(), hit.kind(), hit.updated(), excerpt(hit.summary())))
                .toList());
    }

    @GetMapping("/{id}")
    public SheetBody read(
            @PathVariable String id, @RequestParam(name = "audience", defaultValue = "") String audience) {
        var sheet = procedures.get(audience, id);
        return body(sheet.isLocal() ? words.on(sheet) : sheet);
    }

    private SheetBody body(Sheet sheet) {
        return new SheetBody(
                sheet.id(),
                sheet.title(),
                sheet.audience(),
                sheet.kind(),
                sheet.theme(),
                sheet.description(),
                sheet.updated(),
                sheet.isLocal()
                        ? directory.organisation().name()
                        : "Direction de l'information légale et administrative (DILA)",
                sheet.address(),
                sheet.isLocal() ? null : "Licence Ouverte 2.0",
                Piece.of(sheet.content()));
    }

    private static String excerpt(String summary) {
        return summary.length() <= LONGEST_EXCERPT
                ? summary
                : summary.substring(0, summary.lastIndexOf(' ', LONGEST_EXCERPT)) + " …";
    }
}
