package fr.parvis.relations.answers;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.NextStep;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Request;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What fills itself in an answer. */
@Component
public class AnswerVariables {
    /** In the order in which a page lists them. */
    public static final List<String> NAMES = List.of(
            "prenom",
            "nom",
            "reference",
            "lien",
            "lieu",
            "date",
            "agent",
            "etape",
            "echeance",
            "organisme",
            "motif",
            "remede");

    /** Nothing but a complaint fills them. */
    private static final Set<String> OF_COMPLAINTS = Set.of("motif", "remede");

    private static final Pattern BRACES = Pattern.compile("\\{([^{}\\s]{1,30})}");

    private final Directory directory;
    private final PublicAddress addresses;
    private final OfficeDays days;
    private final MessageSource messages;

    AnswerVariables(Directory directory, PublicAddress addresses, OfficeDays days, MessageSource messages) {
        this.directory = directory;
        this.addresses = addresses;
        this.days = days;
        this.messages = messages;
    }

    /** The first thing in braces that is none of them. */
    static Optional<String> unknown(String words) {
        return first(words, name -> !NAMES.contains(name));
    }

    /** The first that an apology alone may have. */
    static Optional<String> ofComplaints(String words) {
        return first(words, OF_COMPLAINTS::contains);
    }

    private static Optional<String> first(String words, Predicate<String> wanted) {
        return BRACES.matcher(words)
                .results()
                .filter(found -> wanted.test(found.group(1)))
                .map(found -> found.group())
                .findFirst();
    }

    /**
     * What is not known of the request is left out with the blank before it, and with the paragraph that had nothing else; what is no variable
     * stays as it is.
     *
     * @param complaint null when it is none
     */
    public String fill(String words, Request request, @Nullable Complained complaint, Language language) {
        var values = values(request, language);
        values.put("motif", complaint == null ? "" : complaint.reason().apply(language.locale()));
        values.put("remede", complaint == null ? "" : complaint.remedy());
        return BRACES.matcher(values.entrySet().stream()
                        .filter(one -> one.getValue().isEmpty())
                        .map(one -> "{" + one.getKey() + "}")
                        .reduce(
                                words,
                                (text, empty) -> text.replace(" " + empty, "").replace(empty, "")))
                .replaceAll(found ->
                        Matcher.quoteReplacement(Objects.requireNonNullElse(values.get(found.group(1)), found.group())))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private Map<String, String> values(Request request, Language language) {
        var said = request.said();
        var next = request.next();
        var values = new HashMap<String, String>();
        values.put("prenom", said == null ? "" : said.firstName());
        values.put("nom", said == null ? "" : said.lastName());
        values.put("reference", request.reference().code());
        values.put("lien", addresses.inMessages("/question/" + request.key().code()));
        values.put(
                "lieu",
                directory.sites().stream()
                        .filter(site -> site.id().equals(request.site()))
                        .map(Site::name)
                        .findFirst()
                        .orElse(directory.organisation().name()));
        values.put("date", day(days.today(), language));
        values.put("agent", Caller.current().map(Caller::name).orElse(""));
        values.put("etape", next == null ? "" : step(next, language));
        values.put("echeance", next == null ? "" : day(next.due(), language));
        values.put("organisme", directory.organisation().name());
        return values;
    }

    private String step(NextStep next, Language language) {
        return next.usual() == null
                ? next.what()
                : Objects.requireNonNull(
                        messages.getMessage("relations.next." + next.usual(), null, language.locale()));
    }

    private static String day(LocalDate day, Language language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.locale())
                .format(day);
    }
}
