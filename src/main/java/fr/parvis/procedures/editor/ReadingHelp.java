package fr.parvis.procedures.editor;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.clear.GrammarCheck;
import fr.parvis.procedures.clear.Hindrance;
import fr.parvis.procedures.clear.Proofreader;
import fr.parvis.procedures.clear.Scores;
import fr.parvis.procedures.clear.TypedText;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What a form of the editor says of the text that is in it, before anything is saved. */
@Component
class ReadingHelp {
    static final String READ = "read";

    /**
     * @param field where the words stand, by its id
     * @param label and its name
     */
    record Remark(
            String field, String label, TypedText.Quote quote, String why, String instead, List<Choice> choices) {}

    /** @param act the value of the button that puts the text where the words stand */
    record Choice(String text, String act) {}

    /** Remarks of one kind; a long text may have more than anybody reads. */
    record Group(String kind, int n, List<Remark> first) {}

    /** The last words whose grammar was checked, and the name of their field. */
    record Stop(String words, String label) {}

    /**
     * @param scores null for another language than French
     * @param partly the grammar was not checked to the end of the text
     * @param stop where it stopped; null when nothing was checked
     */
    record Read(
            @Nullable Scores scores,
            int n,
            List<Group> groups,
            boolean partly,
            @Nullable Stop stop) {}

    private static final int MOST_SHOWN = 25;
    private static final int LAST_WORDS = 50;

    private final Proofreader proofreader;
    private final TextLabels labels;
    private final Forms forms;

    ReadingHelp(Proofreader proofreader, TextLabels labels, Forms forms) {
        this.proofreader = proofreader;
        this.labels = labels;
        this.forms = forms;
    }

    static boolean isAsked(@Nullable String act) {
        return READ.equals(act) || Replacement.of(act).isPresent();
    }

    /** @param page shows the form again, with what was typed or what it became */
    <F extends TypedForm<F>> String answer(
            F form,
            @Nullable String act,
            Language language,
            Model model,
            HttpServletResponse response,
            Locale locale,
            Function<F, String> page) {
        UnaryOperator<String> label = key -> labels.text(key, locale);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var wanted = Replacement.of(act);
                    var now = wanted.isPresent() ? replaced(form, wanted.get(), label) : form;
                    wanted.ifPresent(one -> model.addAttribute("replaced", one));
                    model.addAttribute("read", read(TypedText.of(now.fields(label)), language));
                    return page.apply(now);
                },
                () -> page.apply(form));
    }

    private static <F extends TypedForm<F>> F replaced(F form, Replacement wanted, UnaryOperator<String> label) {
        return form.fields(label).stream()
                .filter(field -> field.id().equals(wanted.field()))
                .findFirst()
                .flatMap(field -> wanted.in(field.typed()))
                .map(text -> form.with(wanted.field(), text))
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.CONFLICT, "procedures", "words-moved", wanted.field(), Map.of(), wanted.words()));
    }

    private Read read(TypedText text, Language language) {
        if (language != Language.FRENCH) {
            var found = proofreader.foreign(text.words());
            return new Read(null, found.size(), groups(text, found), false, null);
        }
        var proof = proofreader.french(text.words());
        var found = proof.reading().hindrances();
        return new Read(
                proof.reading().scores(),
                found.size(),
                groups(text, found),
                !proof.grammar().complete(),
                stop(text, proof.grammar()));
    }

    private static @Nullable Stop stop(TypedText text, GrammarCheck.Checked grammar) {
        var checked = text.words().substring(0, grammar.until()).stripTrailing();
        if (checked.isEmpty()) {
            return null;
        }
        return new Stop(
                checked.substring(Math.max(checked.lastIndexOf('\n') + 1, checked.length() - LAST_WORDS)),
                text.field(checked.length() - 1).label());
    }

    private static List<Group> groups(TypedText text, List<Hindrance> found) {
        return Stream.of(Hindrance.Kind.values())
                .map(kind -> {
                    var own = found.stream().filter(one -> one.kind() == kind).toList();
                    return new Group(
                            kind.code(),
                            own.size(),
                            own.stream()
                                    .limit(MOST_SHOWN)
                                    .map(one -> remark(text, one))
                                    .toList());
                })
                .filter(group -> group.n() > 0)
                .toList();
    }

    private static Remark remark(TypedText text, Hindrance hindrance) {
        var field = text.field(hindrance.from());
        var choices = text.place(hindrance.from(), hindrance.to()).stream()
                .flatMap(place -> hindrance.choices().stream()
                        .map(choice -> new Choice(
                                choice, new Replacement(place.field(), place.from(), hindrance.words(), choice).act())))
                .toList();
        return new Remark(
                field.id(),
                field.label(),
                text.quote(hindrance.from(), hindrance.to()),
                hindrance.why(),
                hindrance.instead(),
                choices);
    }
}
