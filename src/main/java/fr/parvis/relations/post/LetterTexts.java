package fr.parvis.relations.post;

import fr.parvis.messaging.MessageKind;
import fr.parvis.messaging.MessageKind.Subject;
import fr.parvis.messaging.MessageKinds;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Templates;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.Language;
import fr.parvis.relations.Acknowledgement;
import fr.parvis.relations.Reach;
import fr.parvis.relations.Remedies;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What stands around an agent's words on paper, and the receipt by letter: an administrator's words, or our own. */
@Component
class LetterTexts implements MessageKinds {
    private static final String RECEIVED = "letter-received";
    private static final String SAID = "letter-said";
    private static final String REFUSED = "letter-refused";
    private static final LocalDate SOME_DAY = LocalDate.of(2026, 12, 1);

    private final Templates templates;
    private final Remedies remedies;
    private final MessageSource texts;

    LetterTexts(Templates templates, Remedies remedies, MessageSource texts) {
        this.templates = templates;
        this.remedies = remedies;
        this.texts = texts;
    }

    @Override
    public List<MessageKind> kinds() {
        return List.of(received(), said(), refused());
    }

    private MessageKind received() {
        var names = List.of("jour", "reference", "echeance", "silence", "service");
        return new MessageKind(
                        RECEIVED,
                        Subject.LETTERS,
                        names,
                        (_, language, facts) -> new MessageWords(
                                text("relations.letter.received.subject", language, facts.get(1)),
                                joined(
                                        text("relations.mail.received", language, facts.get(0), facts.get(1)),
                                        facts.get(2),
                                        facts.get(3),
                                        facts.get(4))))
                .by(Channel.LETTER)
                .needs(names.toArray(String[]::new))
                .with(this::examples);
    }

    private static MessageKind said() {
        return new MessageKind(
                        SAID,
                        Subject.LETTERS,
                        List.of("objet", "message"),
                        (_, _, facts) -> new MessageWords(facts.get(0), facts.get(1)))
                .by(Channel.LETTER)
                .needs("message");
    }

    private MessageKind refused() {
        return new MessageKind(
                        REFUSED,
                        Subject.LETTERS,
                        List.of("objet", "message", "recours"),
                        (_, _, facts) -> new MessageWords(facts.get(0), joined(facts.get(1), facts.get(2))))
                .by(Channel.LETTER)
                .needs("message", "recours")
                .with(this::examples);
    }

    private Map<String, String> examples(Language language) {
        var day = DayWords.full(SOME_DAY, language.locale());
        return Map.of(
                "echeance",
                text("relations.mail.due.answer", language, day),
                "silence",
                text("relations.mail.silence.refused", language, day, "CRPA L231-4"),
                "recours",
                remedies.example(day, language));
    }

    private static String joined(String... parts) {
        return List.of(parts).stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    MessageWords receipt(Acknowledgement receipt, Reach.Way way) {
        return words(
                received(),
                way,
                List.of(receipt.day(), receipt.reference(), receipt.due(), receipt.silence(), receipt.service()));
    }

    /** @param remedies "" unless the letter says no to something that can be appealed */
    MessageWords around(String subject, String message, String remedies, Reach.Way way) {
        var words = remedies.isEmpty()
                ? words(said(), way, List.of(subject, message))
                : words(refused(), way, List.of(subject, message, remedies));
        return words.bare(message);
    }

    private MessageWords words(MessageKind kind, Reach.Way way, List<String> facts) {
        return templates.words(kind, Channel.LETTER, way.spoken(), way.level(), facts);
    }

    private String text(String key, Language language, Object... facts) {
        return Objects.requireNonNull(texts.getMessage(key, facts, language.locale()));
    }
}
