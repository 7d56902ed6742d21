package fr.parvis.messaging.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to a message on its way, it is read without failing, and nothing that PostgreSQL refuses comes out. */
class MailFuzzProperties {
    private static final long SEED = 20261128;
    private static final int ROUNDS = 2_000;
    private static final List<String> PIECES = List.of(
            "\r\n",
            "--b1",
            "--b1--",
            "Content-Type: multipart/mixed; boundary=b1\r\n",
            "=?UTF-8?B?",
            "?=",
            "\0",
            "\u00ff",
            "charset=",
            "Content-Transfer-Encoding: base64\r\n",
            "From: <<<",
            "=C3",
            "\r\n\r\n",
            "\"",
            ";",
            "message/rfc822",
            "<div>",
            "[[",
            "((((");

    @Test
    void mutated_messages_never_fail() {
        var chance = new Random(SEED);
        var seeds = List.of(
                Mime.plain("Bonjour\n\nLe 27/11, Accueil a écrit :\n> oui\n-- \nCamille"),
                Mime.withFile("Content-Type: application/ms-tnef; name=winmail.dat", new byte[300]),
                Mime.withFile(
                        "Content-Type: text/calendar; name=a.ics",
                        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2".getBytes(StandardCharsets.US_ASCII)),
                NaturesTest.report("failed", "5.1.1"),
                Mime.HEAD + "Content-Type: text/html; charset=utf-8\n\n<p>Bonjour <a href='x'>là</a><blockquote>oui");
        for (int i = 0; i < ROUNDS; i++) {
            var message = new StringBuilder(seeds.get(i % seeds.size()).replace("\n", "\r\n"));
            for (int n = chance.nextInt(8); n >= 0; n--) {
                mutate(message, chance);
            }
            var bytes = message.toString()
                    .getBytes(chance.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
            var read = MailParser.read(new RawMail(bytes, true), Mime.OWN);
            assertThat(read.mail().toString())
                    .as("round %d of seed %d", i, SEED)
                    .doesNotContain("\0");
            assertThat(read.contents()).hasSameSizeAs(read.mail().attachments());
        }
    }

    private static void mutate(StringBuilder message, Random chance) {
        int at = chance.nextInt(message.length() + 1);
        int end = Math.min(message.length(), at + chance.nextInt(40));
        switch (chance.nextInt(4)) {
            case 0 -> message.delete(at, end);
            case 1 -> message.insert(at, PIECES.get(chance.nextInt(PIECES.size())));
            case 2 -> message.insert(at, message.substring(at, end));
            default -> message.setLength(message.length() - chance.nextInt(message.length() + 1));
        }
    }
}
