package fr.parvis.messaging.incoming;

import fr.parvis.messaging.incoming.ParsedMail.Attachment;
import fr.parvis.platform.Sha256;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.tika.Tika;

/** Pure: the parts of a message, one after the other: its texts, what is attached, and what a mail server reports. */
final class Body {
    private static final int DEEPEST = 50;
    private static final int MOST_PARTS = 500;
    private static final Tika TYPES = new Tika();

    final List<String> texts = new ArrayList<>();
    final List<String> htmls = new ArrayList<>();
    final List<Attachment> attachments = new ArrayList<>();
    final List<byte[]> contents = new ArrayList<>();

    /** What a mail server reports, and the beginning of what it sends back. */
    final List<String> reports = new ArrayList<>();

    final List<String> sentBack = new ArrayList<>();
    final Set<String> notes = new LinkedHashSet<>();
    private int parts;

    void read(MimePart part, int depth) {
        if (++parts > MOST_PARTS) {
            notes.add("more than " + MOST_PARTS + " parts: the rest is not shown");
            return;
        }
        var headers = new Headers(part);
        var type = headers.type();
        if (type.startsWith("multipart/")) {
            readEach(part, type, depth);
            return;
        }
        var content = Decoding.content(bytes(part), headers.raw("Content-Transfer-Encoding"));
        var isFile = headers.disposition().equals("attachment")
                || !headers.fileName().isEmpty();
        if (type.equals("message/delivery-status") || type.equals("message/global-delivery-status")) {
            reports.add(Decoding.text(content, null));
        } else if (type.equals("text/rfc822-headers") || type.equals("message/global-headers")) {
            sentBack.add(Decoding.text(content, null));
        } else if (type.equals("text/plain") && !isFile) {
            texts.add(Decoding.text(content, headers.parameter("Content-Type", "charset")));
        } else if (type.equals("text/html") && !isFile) {
            htmls.add(Decoding.text(content, headers.parameter("Content-Type", "charset")));
        } else {
            attach(headers, type, content);
        }
    }

    private void readEach(MimePart part, String type, int depth) {
        if (depth >= DEEPEST) {
            notes.add("parts inside parts deeper than " + DEEPEST + ": not shown");
            return;
        }
        int before = parts;
        try {
            var several = new MimeMultipart(new MimePartDataSource(part));
            for (int i = 0; i < several.getCount() && parts <= MOST_PARTS; i++) {
                if (several.getBodyPart(i) instanceof MimePart one) {
                    read(one, depth + 1);
                }
            }
        } catch (MessagingException | RuntimeException _) {
            notes.add("the parts of " + type + " cannot be told apart");
        }
        if (parts == before) {
            // nothing but the text before the first boundary, which never came
            var rest = Decoding.text(bytes(part), null).strip();
            if (!rest.isEmpty()) {
                notes.add("the parts of " + type + " cannot be told apart");
                texts.add(rest);
            }
        }
    }

    private void attach(Headers headers, String type, byte[] content) {
        var name = headers.fileName();
        if (type.equals("message/rfc822")) {
            var inside = Decoding.text(java.util.Arrays.copyOf(content, Math.min(content.length, 64_000)), null);
            sentBack.add(inside);
            name = name.isEmpty() ? "message.eml" : name;
        }
        if (WinmailDat.isOne(type, name)) {
            var opened = WinmailDat.open(content);
            opened.forEach(file -> add(file.name(), type, file.content(), false));
            if (!opened.isEmpty()) {
                return;
            }
            notes.add("winmail.dat cannot be opened");
        }
        if (name.isEmpty() && type.equals("text/calendar")) {
            name = "invitation.ics";
        }
        var inline = headers.disposition().equals("inline") || headers.has("Content-ID") && type.startsWith("image/");
        add(name, type, content, inline && !headers.disposition().equals("attachment"));
    }

    private void add(String name, String declared, byte[] content, boolean inline) {
        int number = attachments.size();
        var clean = FileNames.clean(name, number);
        var isCalendar =
                declared.equals("text/calendar") || FileNames.ending(clean).equals("ics");
        contents.add(content);
        attachments.add(new Attachment(
                number,
                clean,
                declared,
                TYPES.detect(content, clean),
                content.length,
                inline,
                Sha256.of(content),
                isCalendar ? Invitations.summary(content) : ""));
    }

    private byte[] bytes(MimePart part) {
        try (var in = part instanceof MimeBodyPart body
                ? body.getRawInputStream()
                : ((MimeMessage) part).getRawInputStream()) {
            return in.readAllBytes();
        } catch (IOException | MessagingException _) {
            notes.add("a part cannot be read");
            return new byte[0];
        }
    }
}
