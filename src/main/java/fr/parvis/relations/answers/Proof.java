package fr.parvis.relations.answers;

import fr.parvis.platform.web.Language;
import fr.parvis.procedures.clear.Scores;
import fr.parvis.procedures.clear.TypedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text says to whoever will read it, before it is sent. Advice: it keeps nothing from leaving.
 *
 * @param language that it seems to be written in
 * @param scores null for another language than French
 * @param spelt false when the spelling was not checked in time: asking again brings it
 */
public record Proof(Language language, @Nullable Scores scores, List<Remark> remarks, boolean spelt) {
    /**
     * @param kind kebab-case, ends keys of texts and names of classes
     * @param why in French, for whoever writes
     * @param key names it when it is to be left out
     */
    public record Remark(
            String kind, TypedText.Quote quote, String why, String instead, List<Choice> choices, String key) {}

    /** @param act the value of the button that puts the text where the words stand */
    public record Choice(String text, String act) {}
}
