package fr.parvis.messaging;

import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.platform.web.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A kind of message whose words an administrator may replace.
 *
 * @param about as in {@link NewMessage}
 * @param channels by which it leaves
 * @param variables their names, in the order of the facts
 * @param needed those that no text may do without: what the law wants to be said, what the message is for
 * @param personal whether it is known who reads it, and with it whether they want plain words
 * @param standard our own words
 * @param examples facts in the words of a language, where one language's would not do for all
 */
public record MessageKind(
        String about,
        Subject subject,
        List<Channel> channels,
        List<String> variables,
        List<String> needed,
        boolean personal,
        Standard standard,
        Examples examples) {
    /** Under which they are found. */
    public enum Subject {
        APPOINTMENTS,
        WAITLIST,
        SESSIONS,
        REQUESTS,
        TALKS,
        LETTERS,
        HALL;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Our own words, filled with these facts: with "{name}" in the place of each they are what an administrator begins with. */
    public interface Standard {
        MessageWords of(Channel channel, Language language, List<String> facts);
    }

    /** By the names of the variables. */
    public interface Examples {
        Map<String, String> in(Language language);
    }

    /** One by e-mail and SMS. */
    public MessageKind(String about, Subject subject, List<String> variables, Standard standard) {
        this(about, subject, List.of(Channel.EMAIL, Channel.SMS), variables, List.of(), true, standard, _ -> Map.of());
    }

    public MessageKind by(Channel... others) {
        return new MessageKind(about, subject, List.of(others), variables, needed, personal, standard, examples);
    }

    public MessageKind needs(String... names) {
        return new MessageKind(about, subject, channels, variables, List.of(names), personal, standard, examples);
    }

    /** It goes to a device, of nobody who is known. */
    public MessageKind toNobodyKnown() {
        return new MessageKind(about, subject, channels, variables, needed, false, standard, examples);
    }

    public MessageKind with(Examples others) {
        return new MessageKind(about, subject, channels, variables, needed, personal, standard, others);
    }

    /** Those that our own words use, on one channel or another: the others are empty in this kind of message. */
    public List<String> offered() {
        var said = channels.stream()
                .map(channel -> begin(channel, Language.FRENCH))
                .map(words -> words.subject() + words.text())
                .collect(Collectors.joining());
        return variables.stream()
                .filter(name -> said.contains("{" + name + "}"))
                .toList();
    }

    /** The first of the variables needed that a text with variables does without: of a push message the first line is read too. */
    Optional<String> lacking(Channel channel, MessageWords words) {
        var read = channel == Channel.PUSH ? words.subject() + " " + words.text() : words.text();
        return needed.stream()
                .map(name -> "{" + name + "}")
                .filter(name -> !read.contains(name))
                .findFirst();
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
