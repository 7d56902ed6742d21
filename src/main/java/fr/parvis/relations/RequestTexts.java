package fr.parvis.relations;

import fr.parvis.messaging.MessageKind;
import fr.parvis.messaging.MessageKind.Subject;
import fr.parvis.messaging.MessageKinds;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.messaging.Templates;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words of messages about a request: an administrator's, or our own. What the law wants to be said cannot be left out. */
@Component
class RequestTexts implements MessageKinds {
    static final String RECEIVED = "request-received";
    static final String COMPLAINT_RECEIVED = "complaint-received";
    static final String APPEAL_RECEIVED = "appeal-received";
    static final String TEXTED = "request-texted";
    static final String SAID = "request-said";
    static final String MISSING = "request-missing";
    static final String SENT_ON = "request-sent-on";
    static final String CLOSED = "request-closed";
    static final String REFUSED = "request-refused";
    static final String CODE = "request-code";
    static final String NEWS = "request-news";

    private static final LocalDate SOME_DAY = LocalDate.of(2026, 12, 1);
    private static final List<String> RECEIPT =
            List.of("salutation", "jour", "reference", "echeance", "silence", "service", "lien", "organisme");
    private static final List<String> WORDS =
            List.of("salutation", "message", "jour", "recours", "reference", "lien", "organisme");
    private static final List<String> CODES = List.of("code", "heure", "reference", "organisme");

    private final Templates templates;
    private final Remedies remedies;
    private final MessageSource texts;

    RequestTexts(Templates templates, Remedies remedies, MessageSource texts) {
        this.templates = templates;
        this.remedies = remedies;
        this.texts = texts;
    }

    @Override
    public List<MessageKind> kinds() {
        return Stream.of(
                        RECEIVED,
                        COMPLAINT_RECEIVED,
                        APPEAL_RECEIVED,
                        TEXTED,
                        SAID,
                        MISSING,
                        SENT_ON,
                        CLOSED,
                        REFUSED,
                        CODE,
                        NEWS)
                .map(this::kind)
                .toList();
    }

    MessageWords words(String about, Channel channel, Reach.Way way, List<String> facts) {
        return words(about, channel, way.spoken(), way.level(), facts);
    }

    /** @param facts in the order of the variables */
    MessageWords words(String about, Channel channel, Language language, ReadingLevel level, List<String> facts) {
        return templates.words(kind(about), channel, language, level, facts);
    }

    private MessageKind kind(String about) {
        return switch (about) {
            case RECEIVED, COMPLAINT_RECEIVED, APPEAL_RECEIVED ->
                new MessageKind(
                                about,
                                Subject.REQUESTS,
                                RECEIPT,
                                (_, language, facts) -> received(about, language, facts))
                        .by(Channel.EMAIL)
                        .needs("jour", "reference", "echeance", "silence", "service", "lien")
                        .with(this::examples);
            case TEXTED ->
                new MessageKind(
                                about,
                                Subject.REQUESTS,
                                List.of("organisme", "reference", "lien"),
                                (_, language, facts) ->
                                        new MessageWords("", text("suivi.sms.received", language, facts.toArray())))
                        .by(Channel.SMS)
                        .needs("reference", "lien");
            case CODE ->
                new MessageKind(
                                about,
                                Subject.REQUESTS,
                                CODES,
                                (channel, language, facts) -> code(channel, language, facts))
                        .needs("code");
            case NEWS ->
                new MessageKind(
                                about,
                                Subject.REQUESTS,
                                List.of("reference"),
                                (_, language, facts) -> new MessageWords(
                                        text("push.text.news", language, facts.toArray()),
                                        text("push.text.news.body", language)))
                        .by(Channel.PUSH);
            case REFUSED -> said(about).by(Channel.EMAIL).needs("message", "recours", "lien");
            case MISSING -> said(about).needs("message", "jour", "lien");
            default -> said(about).needs("message", "lien");
        };
    }

    private MessageKind said(String about) {
        return new MessageKind(
                        about,
                        Subject.REQUESTS,
                        WORDS,
                        (channel, language, facts) -> said(about, channel, language, facts))
                .with(this::examples);
    }

    private MessageWords received(String about, Language language, List<String> facts) {
        var reference = facts.get(RECEIPT.indexOf("reference"));
        return new MessageWords(
                text("relations.mail.received.subject", language, reference),
                joined(
                        "\n\n",
                        Stream.of(
                                facts.getFirst(),
                                text(
                                        about.equals(APPEAL_RECEIVED)
                                                ? "relations.mail.appeal"
                                                : "relations.mail.received",
                                        language,
                                        facts.get(1),
                                        reference),
                                facts.get(RECEIPT.indexOf("echeance")),
                                facts.get(RECEIPT.indexOf("silence")),
                                facts.get(RECEIPT.indexOf("service")),
                                text("relations.mail.follow", language, facts.get(RECEIPT.indexOf("lien"))),
                                facts.getLast())));
    }

    private MessageWords said(String about, Channel channel, Language language, List<String> facts) {
        var message = facts.get(WORDS.indexOf("message"));
        var link = facts.get(WORDS.indexOf("lien"));
        var more = switch (about) {
            case MISSING -> text("relations.mail.missing", language, facts.get(WORDS.indexOf("jour")));
            case REFUSED -> facts.get(WORDS.indexOf("recours"));
            default -> "";
        };
        return channel == Channel.SMS
                ? new MessageWords("", joined("\n", Stream.of(message, more, link)))
                : new MessageWords(
                        text("relations.mail.said.subject", language, facts.get(WORDS.indexOf("reference"))),
                        joined(
                                "\n\n",
                                Stream.of(
                                        facts.getFirst(),
                                        message,
                                        more,
                                        text("relations.mail.follow", language, link),
                                        facts.getLast())));
    }

    private MessageWords code(Channel channel, Language language, List<String> facts) {
        var words = facts.toArray();
        return channel == Channel.SMS
                ? new MessageWords("", text("suivi.sms.code", language, words))
                : new MessageWords(
                        text("suivi.mail.code.subject", language, words), text("suivi.mail.code", language, words));
    }

    private static String joined(String between, Stream<String> parts) {
        return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }

    /** How somebody is greeted, who may have left no name. */
    String greeting(String name, Language language) {
        return name.isEmpty()
                ? text("relations.mail.hello", language)
                : text("relations.mail.hello.name", language, name);
    }

    private Map<String, String> examples(Language language) {
        var day = DayWords.full(SOME_DAY, language.locale());
        return Map.of(
                "salutation",
                greeting("Camille Martin", language),
                "echeance",
                text("relations.mail.due.answer", language, day),
                "silence",
                text("relations.mail.silence.refused", language, day, "CRPA L231-4"),
                "recours",
                remedies.example(day, language));
    }

    String text(String key, Language language, Object... facts) {
        return Objects.requireNonNull(texts.getMessage(key, facts, language.locale()));
    }
}
