package fr.parvis.messaging.incoming;

import fr.parvis.messaging.incoming.ParsedMail.Address;
import fr.parvis.messaging.incoming.ParsedMail.Nature;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/** Pure: reads a message, however broken it is: it never fails, and what could not be read is in the notes. */
final class MailParser {
    private static final int LONGEST_TEXT = 2_000_000;
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_CODES = 10;
    private static final Address NOBODY = new Address("", "");
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Pattern CODE = Pattern.compile(
            "\\bPRV[ -]?(?:[0-9A-Z]{3}[ -]?[0-9A-Z]{3}|[0-9A-Z]{4}[ -]?[0-9A-Z]{4})\\b|\\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\\b");

    /** @param contents of the attachments, by their number */
    record Read(ParsedMail mail, List<byte[]> contents) {}

    private MailParser() {}

    static Read read(RawMail raw, OwnMail own) {
        var body = new Body();
        try {
            var message = new MimeMessage(SESSION, new SharedByteArrayInputStream(raw.bytes()));
            if (raw.whole()) {
                body.read(message, 0);
            } else {
                body.notes.add("larger than " + RawMail.LARGEST / 1024 / 1024 + " MB: only its headers were taken");
            }
            return new Read(assembled(new Headers(message), body, own), body.contents);
        } catch (MessagingException | RuntimeException | StackOverflowError failure) {
            body.notes.add("cannot be read: " + failure.getClass().getSimpleName());
            return new Read(unreadable(body), body.contents);
        }
    }

    private static ParsedMail assembled(Headers headers, Body body, OwnMail own) {
        var html = HtmlText.clean(String.join("\n", body.htmls));
        var plain = String.join("\n", body.texts).strip();
        var text = cut(plain.isEmpty() ? HtmlText.text(html) : plain, body);
        if (body.htmls.stream().anyMatch(HtmlText::isTooLong)) {
            body.notes.add("the HTML is cut: it is too long");
        }
        var from = headers.addresses("From").stream().findFirst().orElse(NOBODY);
        var subject = shortened(headers.line("Subject"));
        var nature = Natures.of(headers, from, subject, body, own);
        var folded = FoldedText.of(text);
        var answered = headers.ids("In-Reply-To");
        var references = new LinkedHashSet<>(headers.ids("References"));
        references.addAll(answered);
        return new ParsedMail(
                nature,
                from,
                headers.addresses("Reply-To"),
                headers.addresses("To"),
                headers.addresses("Cc"),
                subject,
                headers.ids("Message-ID").stream().findFirst().orElse(""),
                answered,
                List.copyOf(references),
                headers.date(),
                text,
                html,
                folded.fresh(),
                folded.quote(),
                folded.signature(),
                List.copyOf(body.attachments),
                codes(subject + "\n" + text),
                nature == Nature.BOUNCE
                        ? DeliveryReports.read(body.reports, body.sentBack, List.copyOf(references), text)
                        : null,
                List.copyOf(body.notes));
    }

    private static String cut(String text, Body body) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        body.notes.add("the text is cut: it is too long");
        return Decoding.clean(text.substring(0, LONGEST_TEXT));
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_LINE ? line : Decoding.clean(line.substring(0, LONGEST_LINE));
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text.toUpperCase(Locale.ROOT))
                .results()
                .map(found -> found.group().replace(' ', '-'))
                .distinct()
                .limit(MOST_CODES)
                .toList();
    }

    private static ParsedMail unreadable(Body body) {
        var text = String.join("\n", body.texts).strip();
        return new ParsedMail(
                Nature.PERSONAL,
                NOBODY,
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                List.of(),
                List.of(),
                null,
                text,
                "",
                text,
                "",
                "",
                new ArrayList<>(body.attachments),
                List.of(),
                null,
                List.copyOf(body.notes));
    }
}
