package fr.parvis.messaging;

import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.platform.web.Language;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A kind of message whose words an administrator may replace.
 *
 * @param about as in {@link NewMessage}
 * @param variables their names, in the order of the facts
 * @param standard our own words
 */
public record MessageKind(String about, List<String> variables, Standard standard) {
    /** Our own words, filled with these facts: with "{name}" in the place of each they are what an administrator begins with. */
    public interface Standard {
        MessageWords of(Channel channel, Language language, List<String> facts);
    }

    /** Those that our own words use, on one channel or another: the others are empty in this kind of message. */
    public List<String> offered() {
        var said = Channel.WRITTEN.stream()
                .map(channel -> begin(channel, Language.FRENCH))
                .map(words -> words.subject() + words.text())
                .collect(Collectors.joining());
        return variables.stream()
                .filter(name -> said.contains("{" + name + "}"))
                .toList();
    }

    MessageWords begin(Channel channel, Language language) {
        var words = standard.of(
                channel,
                language,
                variables.stream().map(name -> "{" + name + "}").toList());
        return new MessageWords(bare(words.subject()), bare(words.text()));
    }

    /** Each variable is isolated when it is filled. */
    private static String bare(String text) {
        return text.replace("\u2068", "").replace("\u2069", "");
    }
}
