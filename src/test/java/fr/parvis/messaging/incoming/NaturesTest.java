package fr.parvis.messaging.incoming;

import static fr.parvis.messaging.incoming.Mime.HEAD;
import static fr.parvis.messaging.incoming.Mime.read;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.messaging.incoming.ParsedMail.Nature;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaturesTest {
    private static final String OURS = "0199aaaa-0000-7000-8000-000000000001";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auto-Submitted: no|PERSONAL",
                "Auto-Submitted: auto-replied|AUTO_REPLY",
                "Auto-Submitted: auto-generated (rule)|AUTO_REPLY",
                "X-Autoreply: yes|AUTO_REPLY",
                "Precedence: auto_reply|AUTO_REPLY",
                "Precedence: bulk|BULK",
                "List-Id: <lettre.ville.example>|BULK",
                "List-Unsubscribe: <mailto:x@x.example>|BULK",
                "Return-Path: <>|AUTO_REPLY",
                "X-Parvis-From: accueil@ville.example|LOOP",
                "X-Parvis-From: accueil@autre.example|PERSONAL"
            })
    void headers_say_who_has_written(String header, Nature nature) {
        assertThat(read(HEAD + header + "\n\ntexte").nature()).isEqualTo(nature);
    }

    @Test
    void a_subject_alone_is_a_persons_right() {
        var away = HEAD.replace("Une question", "Absence du bureau");
        assertThat(read(away + "\ntexte").nature()).isEqualTo(Nature.PERSONAL);
        assertThat(read(away + "X-Auto-Response-Suppress: All\n\ntexte").nature())
                .isEqualTo(Nature.AUTO_REPLY);
    }

    @Test
    void our_own_messages_are_known_by_address_and_by_name() {
        assertThat(read(HEAD.replace("camille@essai.example", "Accueil@Ville.example") + "\nx")
                        .nature())
                .isEqualTo(Nature.LOOP);
        assertThat(read(HEAD.replace("<abc@essai.example>", "<" + OURS + "@ville.example>") + "\nx")
                        .nature())
                .isEqualTo(Nature.LOOP);
        assertThat(read(HEAD.replace("<abc@essai.example>", "<" + OURS + "@autre.example>") + "\nx")
                        .nature())
                .isEqualTo(Nature.PERSONAL);
    }

    static String report(String action, String status) {
        return """
                From: MAILER-DAEMON@mx.essai.example
                To: accueil@ville.example
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                This is the mail system.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.essai.example

                Final-Recipient: rfc822; camille@essai.example
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; 550 %s <camille@essai.example>:
                 Recipient address rejected
                --b
                Content-Type: text/rfc822-headers

                From: accueil@ville.example
                Message-ID: <%s@ville.example>
                --b--
                """.formatted(action, status, status, OURS);
    }

    private static ParsedMail.Returned returned(ParsedMail mail) {
        return Objects.requireNonNull(mail.returned());
    }

    @Test
    void a_report_tells_which_message_came_back_and_why() {
        var mail = read(report("failed", "5.1.1"));
        assertThat(mail.nature()).isEqualTo(Nature.BOUNCE);
        assertThat(mail.attachments()).isEmpty();
        assertThat(returned(mail)).satisfies(returned -> {
            assertThat(returned.message()).isEqualTo(UUID.fromString(OURS));
            assertThat(returned.permanent()).isTrue();
            assertThat(returned.status()).isEqualTo("5.1.1");
            assertThat(returned.diagnostic())
                    .contains("Recipient address rejected")
                    .doesNotContain("\n");
        });
    }

    @Test
    void not_yet_is_no_return_and_good_news_is_no_bounce() {
        var late = read(report("delayed", "4.4.1"));
        assertThat(late.nature()).isEqualTo(Nature.BOUNCE);
        assertThat(returned(late).permanent()).isFalse();
        assertThat(read(report("delivered", "2.1.5")).nature()).isEqualTo(Nature.AUTO_REPLY);
        assertThat(read(HEAD
                                + "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nlu\n--b--")
                        .nature())
                .isEqualTo(Nature.AUTO_REPLY);
    }

    @Test
    void a_mail_server_that_only_writes_a_sentence_is_understood() {
        var mail = read("""
                Return-Path: <>
                From: Mail Delivery System <mailer-daemon@mx.essai.example>
                Subject: Mail delivery failed: returning message to sender

                A message that you sent could not be delivered:
                  camille@essai.example
                    550 5.1.1 no such user here

                ------ This is a copy of the message, including all the headers. ------
                Message-ID: <%s@ville.example>
                """.formatted(OURS));
        assertThat(mail.nature()).isEqualTo(Nature.BOUNCE);
        assertThat(returned(mail).message()).isEqualTo(UUID.fromString(OURS));
        assertThat(returned(mail).permanent()).isTrue();
        assertThat(returned(mail).diagnostic()).isEqualTo("550 5.1.1 no such user here");
    }
}
