package fr.parvis.messaging.incoming;

import static fr.parvis.messaging.incoming.Mime.HEAD;
import static fr.parvis.messaging.incoming.Mime.bytes;
import static fr.parvis.messaging.incoming.Mime.read;
import static fr.parvis.messaging.incoming.Mime.withFile;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import fr.parvis.messaging.incoming.ParsedMail.Attachment;
import fr.parvis.messaging.incoming.ParsedMail.Nature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as bad as they come: each gives what can be read of it, in time and in bounds. */
class MailTortureTest {
    /** All that fit into a mailbox of the tests. */
    static Map<String, String> wire() {
        var all = new LinkedHashMap<String, String>();
        all.put("200 levels of parts", deep(200));
        all.put("200 messages in messages", inMessages(200));
        all.put("no boundary", HEAD + "Content-Type: multipart/mixed\n\n--x\nContent-Type: text/plain\n\nsans\n");
        all.put(
                "a boundary inside another",
                HEAD
                        + "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nfond\n--a--\n");
        all.put("a charset that is none", HEAD + "Content-Type: text/plain; charset=\"x-\u00e9 ?;\"\n\ntexte");
        all.put(
                "base 64 with rubbish",
                HEAD + "Content-Transfer-Encoding: base64\n\n=====Qm9u*&^%am91cg==\n--pas de base64--\n");
        all.put(
                "half a quoted-printable",
                HEAD + "Content-Transfer-Encoding: quoted-printable\n\nBonjour=C3=\n=A9=Z1=");
        all.put("an address without end", HEAD.replace("<camille@", "<camille@<<@,,;:") + "\ntexte");
        all.put("10,000 recipients", manyRecipients());
        all.put("a header of 1 MB", HEAD + "X-Long: " + "a".repeat(1_000_000) + "\n\ntexte");
        all.put(
                "a subject of 1 MB",
                HEAD.replace("Une question", "=?UTF-8?B?" + "QUFB".repeat(250_000) + "?=") + "\nx");
        all.put("20,000 headers", HEAD + "X-A: b\n".repeat(20_000) + "\ntexte");
        all.put("a header without a name", HEAD + ": rien\n\u00e9\u00e9\n folded into nothing\n\ntexte");
        all.put("no date, no sender", "Subject: Rien\n\ntexte");
        all.put("a date to come", HEAD.replace("27 Nov 2026", "31 Dec 9999") + "\ntexte");
        all.put(
                "a date that cannot be",
                HEAD.replace("27 Nov 2026 09:00:00 +0100", "99 Foo 0000 77:88:99 +9999") + "\nx");
        all.put("nothing", "");
        all.put("only an end of headers", "\n\n");
        all.put("S/MIME", smime());
        all.put("PGP", pgp());
        all.put("an invitation taken back", invitation("CANCEL", "Réunion déplacée"));
        all.put(
                "a broken invitation",
                invitation("REQUEST", "x").replace("BEGIN:VEVENT", "BEGIN:VEVENT\nBEGIN:VEVENT"));
        all.put("a broken report", NaturesTest.report("failed", "5.1.1").replace("Action:", "Action:\n :"));
        all.put("parts that are not text", HEAD + "Content-Type: image/png\n\n\u0001\u0002\u0003");
        all.put(
                "external body",
                HEAD
                        + "Content-Type: message/external-body; access-type=URL; URL=\"http://127.0.0.1/\"\n\nContent-Type: text/plain\n\n");
        all.put(
                "a part of a message",
                HEAD + "Content-Type: message/partial; id=\"a@b\"; number=2; total=3\n\nle milieu");
        return all;
    }

    private static String deep(int levels) {
        var deep = new StringBuilder(HEAD);
        for (int i = 0; i < levels; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=n%d\n\n--n%d\n".formatted(i, i));
        }
        return deep.append("Content-Type: text/plain\n\nau fond\n").toString();
    }

    private static String inMessages(int levels) {
        return HEAD + "Content-Type: message/rfc822\n\nSubject: dedans\n".repeat(levels) + "\nau fond";
    }

    private static String manyRecipients() {
        return HEAD.replace(
                        "To: accueil@ville.example",
                        "To: "
                                + IntStream.range(0, 10_000)
                                        .mapToObj(i -> "\"Habitant " + i + "\" <h" + i + "@essai.example>")
                                        .collect(Collectors.joining(",\n ")))
                + "\ntexte";
    }

    private static String smime() {
        return HEAD
                + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=s\n\n"
                + "--s\nContent-Type: text/plain; charset=UTF-8\n\nJe signe.\n--s\n"
                + "Content-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=smime.p7s\n\nMIIB\n--s--\n";
    }

    private static String pgp() {
        return HEAD
                + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=p\n\n"
                + "--p\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--p\n"
                + "Content-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----\n--p--\n";
    }

    private static String invitation(String method, String summary) {
        return HEAD
                + "Content-Type: multipart/alternative; boundary=i\n\n--i\nContent-Type: text/plain; charset=UTF-8\n\nAnnulé\n--i\n"
                + "Content-Type: text/calendar; charset=UTF-8; method=" + method + "\n\n"
                + "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:" + method
                + "\nBEGIN:VEVENT\nUID:1@essai.example\nSEQUENCE:2\nSTATUS:CANCELLED\nDTSTART:20261201T090000Z\nSUMMARY:"
                + summary + "\nEND:VEVENT\nEND:VCALENDAR\n--i--\n";
    }

    @Test
    void none_is_fatal_nor_slow_and_nothing_of_it_upsets_a_database() {
        wire().forEach((name, message) -> {
            var mail = assertTimeoutPreemptively(Duration.ofSeconds(15), () -> read(message), name);
            assertThat(mail.toString()).as(name).doesNotContain("\0");
            assertThat(mail.subject().length()).as(name).isLessThanOrEqualTo(1_000);
        });
    }

    @Test
    void what_can_be_read_is_read() {
        var wire = wire();
        assertThat(read(requireNonNull(wire.get("200 levels of parts"))).subject())
                .isEqualTo("Une question");
        assertThat(read(requireNonNull(wire.get("no boundary"))).text()).contains("sans");
        assertThat(read(requireNonNull(wire.get("a charset that is none"))).text())
                .isEqualTo("texte");
        assertThat(read(requireNonNull(wire.get("base 64 with rubbish"))).text())
                .startsWith("Bonjour");
        assertThat(read(requireNonNull(wire.get("half a quoted-printable"))).text())
                .isEqualTo("Bonjour\u00e9=Z1=");
        assertThat(read(requireNonNull(wire.get("10,000 recipients"))).to()).hasSize(200);
        assertThat(read(requireNonNull(wire.get("a header of 1 MB"))).text()).isEqualTo("texte");
        assertThat(read(requireNonNull(wire.get("20,000 headers"))).text()).isEqualTo("texte");
        assertThat(read(requireNonNull(wire.get("no date, no sender")))).satisfies(mail -> {
            assertThat(mail.sentAt()).isNull();
            assertThat(mail.from().address()).isEmpty();
            assertThat(mail.text()).isEqualTo("texte");
        });
        assertThat(read(requireNonNull(wire.get("a date that cannot be"))).sentAt())
                .isNull();
        assertThat(read(requireNonNull(wire.get("S/MIME"))).text()).isEqualTo("Je signe.");
        assertThat(read(requireNonNull(wire.get("S/MIME"))).attachments())
                .extracting(Attachment::name)
                .containsExactly("smime.p7s");
        assertThat(read(requireNonNull(wire.get("PGP"))).attachments())
                .extracting(Attachment::name)
                .contains("encrypted.asc");
    }

    @Test
    void an_invitation_that_changes_or_is_taken_back_says_so() {
        assertThat(read(invitation("REQUEST", "Réunion").replace("STATUS:CANCELLED\n", ""))
                        .attachments()
                        .getFirst()
                        .invitation())
                .contains("Réunion", "2026")
                .doesNotContain("annul");
        assertThat(read(invitation("CANCEL", "Réunion"))
                        .attachments()
                        .getFirst()
                        .invitation())
                .startsWith("(annulé) Réunion");
    }

    @ParameterizedTest
    @CsvSource({
        "Unzustellbar: Ihre Nachricht, 550 5.1.1 Empf\u00e4nger unbekannt",
        "No se puede entregar: su mensaje, 550 5.1.1 usuario desconocido",
        "Mensagem n\u00e3o entregue, 550 5.1.1 utilizador desconhecido",
        "\u041d\u0435 \u0434\u043e\u0441\u0442\u0430\u0432\u043b\u0435\u043d\u043e: \u0432\u0430\u0448 \u043b\u0438\u0441\u0442, 550 5.1.1 unknown",
        "Mancato recapito, 550 5.1.1 utente sconosciuto",
        "\u00c9chec de la remise, 550 5.1.1 inconnu"
    })
    void a_report_is_known_in_every_language(String subject, String said) {
        var ours = UUID.randomUUID();
        var mail = read("""
                Return-Path: <>
                From: <mailer-daemon@ailleurs.example>
                To: accueil@ville.example
                Subject: %s
                Auto-Submitted: auto-replied
                Content-Type: text/plain; charset=UTF-8

                %s
                Message-ID: <%s@ville.example>
                """.formatted(subject, said, ours));
        assertThat(mail.nature()).isEqualTo(Nature.BOUNCE);
        assertThat(mail.returned()).satisfies(returned -> {
            assertThat(returned.message()).isEqualTo(ours);
            assertThat(returned.permanent()).isTrue();
        });
    }

    @Test
    void a_bounce_that_holds_the_whole_message_is_tied_to_it() {
        var ours = UUID.randomUUID();
        var mail = read(NaturesTest.report("failed", "5.1.1")
                .replaceAll("<[0-9a-f-]{36}@", "<" + ours + "@")
                .replace("text/rfc822-headers", "message/rfc822"));
        assertThat(mail.nature()).isEqualTo(Nature.BOUNCE);
        assertThat(mail.returned())
                .satisfies(returned -> assertThat(returned.message()).isEqualTo(ours));
    }

    @Test
    void a_name_that_reads_backwards_or_holds_a_nul_is_shown_as_it_is() {
        var mail = read(withFile(
                "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"facture\u202efdp.exe\"",
                new byte[] {1}));
        assertThat(mail.attachments().getFirst().name()).isEqualTo("facturefdp.exe");
        var nul = read(withFile(
                "Content-Type: text/plain\nContent-Disposition: attachment; filename=\"a\0b.txt\"", new byte[] {0, 0}));
        assertThat(nul.attachments().getFirst().name()).isEqualTo("ab.txt");
    }

    @Test
    void what_is_packed_is_never_unpacked() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.setLevel(9);
            zip.putNextEntry(new ZipEntry("zeros.txt"));
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
        }
        var read = assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> Mime.read(bytes(
                        withFile(
                                "Content-Type: application/zip\nContent-Disposition: attachment; filename=a.zip",
                                bomb.toByteArray()),
                        StandardCharsets.US_ASCII)));
        var one = read.mail().attachments().getFirst();
        assertThat(one.size()).isLessThan(1 << 20);
        assertThat(AttachmentRules.of(one, read.contents().getFirst(), false)).isEqualTo(Verdict.UNCHECKED);
    }

    /** Of a message of 55 MB: itself, one part in base 64, and what that holds. */
    @Test
    void the_largest_message_fits_into_a_bounded_memory() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx300m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeMail.class.getName())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("read 40");
    }

    /** Reads one in a process of its own. */
    static final class LargeMail {
        private LargeMail() {}

        public static void main(String[] none) {
            var line = "QUFB".repeat(19) + "\r\n";
            var head = bytes(
                    HEAD
                            + "Content-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.png\n\n",
                    StandardCharsets.US_ASCII);
            var message = new byte[55 << 20];
            System.arraycopy(head, 0, message, 0, head.length);
            var piece = line.getBytes(StandardCharsets.US_ASCII);
            int at = head.length;
            for (; at + piece.length <= message.length; at += piece.length) {
                System.arraycopy(piece, 0, message, at, piece.length);
            }
            java.util.Arrays.fill(message, at, message.length, (byte) '\n');
            var read = MailParser.read(new RawMail(message, true), Mime.OWN);
            System.out.println("read " + (read.mail().attachments().getFirst().size() >> 20));
        }
    }
}
