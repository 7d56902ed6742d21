package fr.parvis.messaging.incoming;

import static fr.parvis.messaging.incoming.Mime.HEAD;
import static fr.parvis.messaging.incoming.Mime.plain;
import static fr.parvis.messaging.incoming.Mime.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import fr.parvis.messaging.incoming.ParsedMail.Address;
import fr.parvis.messaging.incoming.ParsedMail.Nature;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailParserTest {
    @Test
    void a_simple_message_is_read_in_all_its_parts() {
        var mail = read(plain("Bonjour,\n\nQuels papiers faut-il ?\n"));
        assertThat(mail.nature()).isEqualTo(Nature.PERSONAL);
        assertThat(mail.from()).isEqualTo(new Address("Camille Essai", "camille@essai.example"));
        assertThat(mail.to()).containsExactly(new Address("", "accueil@ville.example"));
        assertThat(mail.subject()).isEqualTo("Une question");
        assertThat(mail.messageId()).isEqualTo("abc@essai.example");
        assertThat(mail.sentAt()).isEqualTo(Instant.parse("2026-11-27T08:00:00Z"));
        assertThat(mail.text()).isEqualTo("Bonjour,\n\nQuels papiers faut-il ?");
        assertThat(mail.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?UTF-8?Q?=C3=89tat_civil?=|État civil",
                "=?utf-8?b?w4l0YXQ=?= =?utf-8?b?IGNpdmls?=|État civil",
                "=?iso-8859-1?q?=C9tat?= civil|État civil",
                "=?inconnu-7?Q?=C3=89tat?=|État",
                "=?utf-8*fr?Q?=C3=89tat?=|État",
                "Re: =?UTF-8?Q?=C3=A0_la_mairie?=bonjour|Re: à la mairiebonjour",
                "=?=?=|=?=?="
            })
    void a_subject_is_decoded_as_far_as_it_can_be(String written, String subject) {
        assertThat(read(HEAD.replace("Une question", written) + "\ntexte").subject())
                .isEqualTo(subject);
    }

    @Test
    void one_letter_may_be_cut_between_two_encoded_words() {
        assertThat(read(HEAD.replace("Une question", "=?UTF-8?Q?=C3?=\n =?UTF-8?Q?=89tat?=") + "\nx")
                        .subject())
                .isEqualTo("État");
    }

    @Test
    void eight_bit_headers_of_any_charset_are_read() {
        var message = HEAD.replace("Une question", "État civil à Évry") + "\nx";
        assertThat(read(message, StandardCharsets.UTF_8).subject()).isEqualTo("État civil à Évry");
        assertThat(read(message, StandardCharsets.ISO_8859_1).subject()).isEqualTo("État civil à Évry");
    }

    @Test
    void a_charset_that_is_unknown_missing_or_a_lie_hides_nothing() {
        var text = "Pièce d’identité";
        for (var type : new String[] {"text/plain; charset=inconnu-9", "text/plain", "text/plain; charset=us-ascii"}) {
            var message = HEAD + "Content-Type: " + type + "\n\n" + text;
            assertThat(read(message, StandardCharsets.UTF_8).text()).isEqualTo(text);
            assertThat(read(message, Charset.forName("windows-1252")).text()).isEqualTo(text);
        }
        assertThat(read(plain(text), Charset.forName("windows-1252")).text()).isEqualTo(text);
    }

    @Test
    void html_alone_becomes_text_and_is_harmless() {
        var mail = read(HEAD + """
                Content-Type: text/html; charset=UTF-8

                <html><head><style>p{color:red}</style><script>alert(1)</script></head><body onload="x()">
                <p style="position:fixed">Bonjour&nbsp;!</p><img src="https://espion.example/pixel.gif">
                <ul><li>un</li><li>deux</li></ul><a href="javascript:alert(1)">ici</a> <a href="https://ville.example/">là</a>
                <svg><script>alert(2)</script></svg><iframe src="https://espion.example"></iframe><form action="https://x.example"><input></form>
                <blockquote>Votre message</blockquote></body></html>""");
        assertThat(mail.html())
                .contains("Bonjour", "https://ville.example/", "noreferrer")
                .doesNotContain(
                        "script", "style", "espion", "javascript", "onload", "<img", "<iframe", "<form", "<svg");
        assertThat(mail.text())
                .contains("Bonjour !", "- un\n- deux", "ici là", "> Votre message")
                .doesNotContain("color:red", "alert");
        assertThat(mail.fresh()).doesNotContain("Votre message");
    }

    @Test
    void text_is_preferred_to_html_and_both_are_kept() {
        var mail = read(HEAD + """
                Content-Type: multipart/alternative; boundary="=_x y"

                --=_x y
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: quoted-printable

                Caf=C3=A9 =
                cr=C3=A8me
                --=_x y
                Content-Type: text/html; charset=UTF-8

                <p>Café <b>crème</b></p>
                --=_x y--
                """);
        assertThat(mail.text()).isEqualTo("Café crème");
        assertThat(mail.html()).contains("<b>crème</b>");
        assertThat(mail.attachments()).isEmpty();
    }

    @Test
    void an_attachment_has_a_clean_name_its_real_type_and_its_content() {
        var pdf = "%PDF-1.7\nessai".getBytes(StandardCharsets.US_ASCII);
        var read = read(Mime.bytes(
                Mime.withFile(
                        "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*=UTF-8''..%2F..%2Fetc%2Facte%20de%20na%C3%AEs%E2%80%AEsance.pdf",
                        pdf),
                StandardCharsets.UTF_8));
        var one = read.mail().attachments().getFirst();
        assertThat(one.name()).isEqualTo("acte de naîssance.pdf");
        assertThat(one.declared()).isEqualTo("application/octet-stream");
        assertThat(one.detected()).isEqualTo("application/pdf");
        assertThat(one.size()).isEqualTo(pdf.length);
        assertThat(read.contents().getFirst()).isEqualTo(pdf);
        assertThat(read.mail().text()).isEqualTo("Voici le fichier.");
    }

    @Test
    void an_invitation_is_attached_and_said_in_a_line() {
        var mail = read(HEAD + """
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                Invitation
                --b
                Content-Type: text/calendar; method=REQUEST; charset=UTF-8

                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Essai//FR
                METHOD:REQUEST
                BEGIN:VEVENT
                UID:1@essai.example
                DTSTAMP:20261127T080000Z
                DTSTART:20261201T090000Z
                DTEND:20261201T100000Z
                SUMMARY:Réunion de quartier
                LOCATION:Salle des fêtes
                END:VEVENT
                END:VCALENDAR
                --b--
                """);
        var one = mail.attachments().getFirst();
        assertThat(one.name()).isEqualTo("invitation.ics");
        assertThat(one.invitation()).contains("Réunion de quartier", "2026", "Salle des fêtes");
    }

    @Test
    void winmail_dat_is_opened() throws Exception {
        var inside = "contenu".getBytes(StandardCharsets.US_ASCII);
        var out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(6)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x223E9F78)
                .putShort((short) 1)
                .array());
        tnef(out, 0x00069002, new byte[14]);
        tnef(out, 0x00018010, "acte.txt\0".getBytes(StandardCharsets.US_ASCII));
        tnef(out, 0x0006800F, inside);
        var read = read(Mime.bytes(
                Mime.withFile("Content-Type: application/ms-tnef; name=\"winmail.dat\"", out.toByteArray()),
                StandardCharsets.UTF_8));
        assertThat(read.mail().attachments())
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("acte.txt"));
        assertThat(read.contents().getFirst()).isEqualTo(inside);

        var broken = read(Mime.bytes(
                Mime.withFile(
                        "Content-Type: application/ms-tnef; name=\"winmail.dat\"",
                        Arrays.copyOf(out.toByteArray(), 11)),
                StandardCharsets.UTF_8));
        assertThat(broken.mail().notes()).anyMatch(note -> note.contains("winmail.dat"));
        assertThat(broken.mail().attachments()).hasSize(1);
    }

    private static void tnef(ByteArrayOutputStream out, int id, byte[] data) throws Exception {
        int sum = 0;
        for (var one : data) {
            sum += one & 0xFF;
        }
        out.write(ByteBuffer.allocate(9 + data.length + 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 2)
                .putInt(id)
                .putInt(data.length)
                .put(data)
                .putShort((short) sum)
                .array());
    }

    @Test
    void references_of_ours_are_found_in_subject_and_text() {
        var mail = read(plain("Pour prv-7k3-mq2, prv-7k3m-q2xc et ABCD-2345-EFGH-6789, merci.")
                .replace("Une question", "RDV PRV 7K3 MQ2"));
        assertThat(mail.codes()).containsExactly("PRV-7K3-MQ2", "PRV-7K3M-Q2XC", "ABCD-2345-EFGH-6789");
    }

    @Test
    void what_it_answers_is_known_by_its_headers() {
        var mail = read(
                HEAD + "In-Reply-To: <c@x.example>\nReferences: <a@x.example>\n <b@x.example>,<c@x.example>\n\nOui");
        assertThat(mail.inReplyTo()).containsExactly("c@x.example");
        assertThat(mail.references()).containsExactly("a@x.example", "b@x.example", "c@x.example");
    }

    @Test
    void parts_in_parts_in_parts_end_somewhere() {
        var deep = new StringBuilder(HEAD);
        for (int i = 0; i < 200; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append("\n");
        }
        deep.append("Content-Type: text/plain\n\nau fond\n");
        var mail = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(deep.toString()));
        assertThat(mail.subject()).isEqualTo("Une question");
        assertThat(mail.notes()).anyMatch(note -> note.contains("deeper"));
    }

    @Test
    void broken_messages_give_what_can_be_read() {
        assertThat(read("").text()).isEmpty();
        assertThat(read("seulement du texte sans en-tête").notes()).isNotNull();
        assertThat(read(HEAD + "Content-Type: multipart/mixed\n\nsans frontière")
                        .text())
                .contains("sans frontière");
        assertThat(read(HEAD + "Content-Type: multipart/mixed; boundary=b\n\njamais de frontière")
                        .text())
                .contains("jamais de frontière");
        assertThat(read(HEAD + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nsans fin")
                        .text())
                .isEqualTo("sans fin");
        assertThat(read(HEAD + "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nQm9uam91cg")
                        .text())
                .isEqualTo("Bonjour");
        assertThat(read(HEAD + "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n*Qm9u!!\nam91cg==\nIQ==")
                        .text())
                .isEqualTo("Bonjour!");
        assertThat(read(HEAD + "Content-Type: text/plain\nContent-Transfer-Encoding: inconnu\n\nlisible")
                        .text())
                .isEqualTo("lisible");
        assertThat(read(HEAD + "Content-Type: ;;;\n\nlisible").text()).isEqualTo("lisible");
        assertThat(read(plain("a\0b\0").replace("Une question", "Une\0 question")))
                .satisfies(mail -> assertThat(mail.text()).isEqualTo("ab"))
                .satisfies(mail -> assertThat(mail.subject()).isEqualTo("Une question"));
        assertThat(read(HEAD.replace("Camille Essai <camille@essai.example>", "\"<<>camille@essai.example") + "\nx")
                        .from()
                        .address())
                .isEqualTo("camille@essai.example");
    }

    @Test
    void an_endless_line_and_a_large_file_take_no_endless_time() {
        var line = plain("a ".repeat(3_000_000));
        var mail = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> read(line));
        assertThat(mail.notes()).anyMatch(note -> note.contains("too long"));
        var large = new byte[40 * 1024 * 1024];
        var read = assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> read(Mime.bytes(
                        Mime.withFile(
                                "Content-Type: image/png\nContent-Disposition: attachment; filename=a.png", large),
                        StandardCharsets.US_ASCII)));
        assertThat(read.mail().attachments().getFirst().size()).isEqualTo(large.length);
        var html = HEAD + "Content-Type: text/html\n\n" + "<div>".repeat(200_000) + "fond";
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> read(html))
                        .subject())
                .isEqualTo("Une question");
    }

    @Test
    void of_one_that_is_too_large_the_headers_are_enough() {
        var mail = MailParser.read(new RawMail(Mime.bytes(HEAD, StandardCharsets.UTF_8), false), Mime.OWN)
                .mail();
        assertThat(mail.subject()).isEqualTo("Une question");
        assertThat(mail.notes()).anyMatch(note -> note.contains("larger than 60 MB"));
    }
}
