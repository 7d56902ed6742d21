package fr.parvis.messaging.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import fr.parvis.identity.Role;
import fr.parvis.messaging.SentMail;
import fr.parvis.messaging.incoming.Mailboxes.TypedGrant;
import fr.parvis.messaging.incoming.TlsFront.Certificate;
import fr.parvis.messaging.incoming.TokenServer.Answer;
import fr.parvis.messaging.mail.AccessTokens;
import fr.parvis.messaging.mail.OAuthGrant;
import fr.parvis.messaging.mail.TokenProblem;
import fr.parvis.platform.TrustedCertificates;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** How mail servers are entered: encrypted or not at all, and by access tokens that are renewed in time. */
@ParvisTest
@ExtendWith(OutputCaptureExtension.class)
class MailDoorsIT {
    private static final String USER = "jetons";
    private static final TrustedCertificates USUAL = new TrustedCertificates("");

    @Autowired
    Town town;

    @Autowired
    Mailboxes mailboxes;

    @Autowired
    MailboxDoors doors;

    @Autowired
    MailboxReaders readers;

    @Autowired
    MailboxTables boxes;

    @Autowired
    AccessTokens tokens;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    private final PostOffice office = new PostOffice();
    private final TokenServer server = new TokenServer();
    private GreenMailUser box;

    @BeforeEach
    void open() {
        town.place(1, 1);
        box = office.box(USER + "@ville.example", USER, "jeton-1");
        close(false);
    }

    @AfterEach
    void close() {
        close(true);
    }

    private void close(boolean servers) {
        mailboxes.all().forEach(one -> mailboxes.remove(one.id()));
        readers.tend();
        if (servers) {
            office.close();
            server.close();
        }
        clock.reset();
    }

    private ImapAddress encrypted(TlsFront front, String protocol) {
        return ImapAddress.parse(protocol + "://" + USER + ":jeton-1@127.0.0.1:" + front.port()
                        + (protocol.equals("imap") ? "/INBOX?starttls=true" : "/INBOX"))
                .orElseThrow();
    }

    private static String met(ImapAddress address, TrustedCertificates trusted) {
        try {
            ImapSession.open(address, trusted.context()).close();
            return "";
        } catch (MailboxProblem problem) {
            return problem.kind().code();
        }
    }

    @Test
    void a_mailbox_is_entered_encrypted_with_whom_the_address_names_or_not_at_all() {
        for (var protocol : List.of("imaps", "imap")) {
            for (var certificate : Certificate.values()) {
                try (var front = new TlsFront(office.imapPort(), protocol.equals("imaps"), certificate)) {
                    var address = encrypted(front, protocol);
                    assertThat(met(address, USUAL))
                            .as(protocol + " " + certificate)
                            .isEqualTo("certificate");
                    var known = met(
                            address,
                            new TrustedCertificates(TlsFront.authority().toString()));
                    assertThat(known)
                            .as(protocol + " " + certificate)
                            .isEqualTo(
                                    switch (certificate) {
                                        case GOOD -> "";
                                        case OF_ANOTHER -> "certificate-name";
                                        case EXPIRED -> "certificate-expired";
                                    });
                }
            }
        }
        var plain = office.url().replace("imap://", "imap://" + USER + ":jeton-1@");
        assertThat(met(ImapAddress.parse(plain + "?starttls=true").orElseThrow(), USUAL))
                .isEqualTo("not-encrypted");
        assertThat(met(ImapAddress.parse(plain.replace("imap:", "imaps:")).orElseThrow(), USUAL))
                .isEqualTo("no-tls");
    }

    @Test
    void what_the_page_says_of_a_certificate_tells_what_to_do() {
        try (var front = new TlsFront(office.imapPort(), true, Certificate.GOOD)) {
            var one = mailboxes.add(new Mailboxes.Typed(
                    "Chiffrée",
                    "a@ville.example",
                    "imaps://127.0.0.1:" + front.port() + "/INBOX",
                    USER,
                    "jeton-1",
                    ""));
            mailboxes.pause(one.id());
            assertThat(mailboxes.test(one.id())).hasValue("certificate");
            jdbc.sql(
                            "update messaging.mailbox set state = 'active', problem = 'certificate', problem_since = created_at where id = ?")
                    .param(one.id())
                    .update();
            assertThat(Pages.of(application, Role.ADMIN)
                            .open("/admin/boites/" + one.id())
                            .body())
                    .contains("PARVIS_CA_FILE")
                    .doesNotContain("n’est pas chiffrée");
        }
    }

    @Test
    void a_file_without_certificates_stops_the_start_with_its_name() throws Exception {
        var empty = Files.writeString(Files.createTempFile("ca", ".pem"), "rien");
        assertThatThrownBy(() -> new TrustedCertificates(empty.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PARVIS_CA_FILE")
                .hasMessageContaining(empty.toString());
    }

    @Test
    void what_is_sent_goes_encrypted_to_whom_the_address_names_or_waits() throws Exception {
        for (var protocol : List.of("smtps", "smtp")) {
            for (var certificate : Certificate.values()) {
                try (var front = new TlsFront(office.smtpPort(), protocol.equals("smtps"), certificate)) {
                    var url = protocol + "://127.0.0.1:" + front.port()
                            + (protocol.equals("smtp") ? "?starttls=true" : "");
                    assertThatThrownBy(() -> SentMail.through(url, USUAL, (_, _) -> ""))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("not signed by anybody");
                    var known = new TrustedCertificates(TlsFront.authority().toString());
                    if (certificate == Certificate.GOOD) {
                        SentMail.through(url, known, (_, _) -> "");
                    } else {
                        assertThatThrownBy(() -> SentMail.through(url, known, (_, _) -> ""))
                                .hasMessageContaining(
                                        certificate == Certificate.EXPIRED ? "has expired" : "for another name");
                    }
                }
            }
        }
        assertThatThrownBy(() -> SentMail.through(office.smtp() + "?starttls=true", USUAL, (_, _) -> ""))
                .hasMessageContaining("STARTTLS");
    }

    private Mailboxes.Typed withTokens(TypedGrant grant) {
        return new Mailboxes.Typed("Jetons", USER + "@ville.example", office.url(), USER, "", "", grant);
    }

    private TypedGrant refreshing(String refresh) {
        return new TypedGrant(server.url(), "parvis", "secret-client", refresh, "imap");
    }

    @Test
    void a_token_is_had_renewed_before_its_end_and_once_when_it_is_refused(CapturedOutput output) {
        server.answer(_ -> Answer.token("jeton-1", 3600, "renouveler-2"));
        var one = mailboxes.add(withTokens(refreshing("renouveler-1")));
        mailboxes.pause(one.id());
        assertThat(mailboxes.test(one.id())).isEmpty();
        assertThat(mailboxes.test(one.id())).isEmpty();
        assertThat(server.asked())
                .as("one token for both connections")
                .containsExactly(Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        "renouveler-1",
                        "client_id",
                        "parvis",
                        "client_secret",
                        "secret-client",
                        "scope",
                        "imap"));

        clock.forward(Duration.ofMinutes(56));
        box.setPassword("jeton-2");
        server.answer(_ -> Answer.token("jeton-2", 3600, ""));
        assertThat(mailboxes.test(one.id())).isEmpty();
        assertThat(server.asked()).hasSize(2);
        assertThat(server.asked().getLast()).containsEntry("refresh_token", "renouveler-2");

        box.setPassword("jeton-3");
        server.answer(_ -> Answer.token("jeton-3", 3600, ""));
        assertThat(mailboxes.test(one.id())).as("withdrawn before its end").isEmpty();
        assertThat(server.asked()).hasSize(3);

        box.setPassword("un-autre");
        assertThat(mailboxes.test(one.id())).hasValue("login-refused");
        assertThat(server.asked()).as("no third try").hasSize(4);

        var page = Pages.of(application, Role.ADMIN)
                .open("/admin/boites/" + one.id())
                .body();
        assertThat(page)
                .contains("Jeton d’accès obtenu", server.url())
                .doesNotContain("jeton-3", "renouveler", "secret-client");
        var kept = jdbc.sql(
                        "select * from messaging.mail_token t join messaging.mail_grant g on g.mailbox_id = t.id where t.id = ?")
                .param(one.id())
                .query()
                .singleRow();
        for (var column : List.of("access", "refresh", "client_secret")) {
            assertThat(new String((byte[]) kept.get(column), StandardCharsets.ISO_8859_1))
                    .doesNotContain("jeton", "renouveler", "secret");
        }
        assertThat(output.getAll()).doesNotContain("jeton-1", "renouveler-1", "secret-client");
        mailboxes.remove(one.id());
        assertThat(jdbc.sql("select count(*) from messaging.mail_token")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void an_application_may_act_in_its_own_name_and_mail_comes_in() {
        server.answer(_ -> Answer.token("jeton-1", 3600, ""));
        office.put(box, Mime.plain("Bonjour"));
        var one = mailboxes.add(withTokens(new TypedGrant(server.url(), "parvis", "secret-client", "", "x/.default")));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            readers.tend();
            return mailboxes.brought(one.id()) == 1;
        });
        assertThat(server.asked().getFirst())
                .containsEntry("grant_type", "client_credentials")
                .doesNotContainKey("refresh_token");
    }

    @Test
    void why_no_token_is_had_is_said() {
        var one = mailboxes.add(withTokens(refreshing("r")));
        mailboxes.pause(one.id());
        var answers = new HashMap<Answer, String>();
        answers.put(new Answer(400, "{\"error\":\"invalid_grant\"}"), "oauth-grant-refused");
        answers.put(new Answer(401, "{\"error\":\"invalid_client\"}"), "oauth-client-refused");
        answers.put(new Answer(503, ""), "oauth-unreachable");
        answers.put(new Answer(200, "<html>"), "oauth-answer");
        answers.put(new Answer(302, ""), "oauth-answer");
        answers.put(new Answer(200, "{\"access_token\":\"a b\"}"), "oauth-answer");
        answers.put(new Answer(200, "{}"), "oauth-answer");
        answers.forEach((answer, word) -> {
            server.answer(_ -> answer);
            assertThat(mailboxes.test(one.id())).as(answer.json()).hasValue(word);
        });
        var admin = Pages.of(application, Role.ADMIN);
        for (var word : answers.values()) {
            jdbc.sql(
                            "update messaging.mailbox set state = 'active', problem = ?, problem_since = created_at where id = ?")
                    .params(word, one.id())
                    .update();
            assertThat(admin.open("/admin/boites").body()).contains("OAuth2").doesNotContain("??");
        }
    }

    @Test
    void tokens_are_asked_for_nowhere_inside_the_network_and_only_encrypted() {
        for (var url : List.of(
                "http://jetons.example/token",
                "http://127.0.0.1:1/token",
                "ftp://jetons.example/",
                "https://u:p@jetons.example/",
                "jetons")) {
            assertThatThrownBy(() -> mailboxes.add(withTokens(new TypedGrant(url, "parvis", "s", "", ""))))
                    .as(url)
                    .hasMessageContaining("mailbox-token-url-malformed");
        }
        for (var host : List.of("127.0.0.1", "10.0.0.7", "169.254.169.254", "[::1]")) {
            var grant = new OAuthGrant(UUID.randomUUID(), URI.create("https://" + host + "/token"), "a", "b", "", "");
            assertThatThrownBy(() -> tokens.of(grant))
                    .as(host)
                    .isInstanceOfSatisfying(
                            TokenProblem.class,
                            problem -> assertThat(problem.kind()).isEqualTo(TokenProblem.Kind.OAUTH_ADDRESS));
        }
    }

    @Test
    void a_secret_goes_to_nobody_but_whom_it_was_typed_for() {
        server.answer(_ -> Answer.token("jeton-1", 3600, ""));
        var id = mailboxes.add(withTokens(refreshing("r"))).id();
        mailboxes.pause(id);
        var elsewhere = new TypedGrant("https://ailleurs.example/token", "parvis", "", "", "imap");
        assertThatThrownBy(() -> mailboxes.save(id, withTokens(elsewhere)))
                .hasMessageContaining("mailbox-secret-again");
        mailboxes.save(id, withTokens(new TypedGrant(server.url(), "parvis", "", "", "imap")));
        assertThat(mailboxes.test(id)).as("what is left empty stays").isEmpty();
        assertThatThrownBy(() -> mailboxes.save(id, withTokens(TypedGrant.NONE)))
                .hasMessageContaining("mailbox-secret-missing");
        mailboxes.save(id, new Mailboxes.Typed("Jetons", "a@ville.example", office.url(), USER, "jeton-1", ""));
        assertThat(mailboxes.test(id)).as("with its password again").isEmpty();
        assertThat(boxes.grant(id)).isEmpty();
    }

    @Test
    void the_standard_way_to_show_a_token_is_taken_where_it_is_offered() throws Exception {
        try (var imap = new BearerFront(office.imapPort());
                var smtp = new BearerFront(office.smtpPort())) {
            server.answer(_ -> Answer.token("jeton-1", 3600, "renouveler-2"));
            var url = "imap://127.0.0.1:" + imap.port() + "/INBOX";
            var one = mailboxes.add(new Mailboxes.Typed(
                    "Jetons", USER + "@ville.example", url, USER, "", "", refreshing("renouveler-1")));
            mailboxes.pause(one.id());
            assertThat(mailboxes.test(one.id())).isEmpty();
            assertThat(imap.shown()).contains(USER + " jeton-1");
            box.setPassword("jeton-2");
            server.answer(_ -> Answer.token("jeton-2", 3600, ""));
            assertThat(mailboxes.test(one.id())).as("withdrawn before its end").isEmpty();
            assertThat(imap.shown()).contains(USER + " jeton-2");
            box.setPassword("un-autre");
            assertThat(mailboxes.test(one.id())).hasValue("login-refused");

            box.setPassword("jeton-4");
            SentMail.through(
                    "smtp://" + USER + "@127.0.0.1:" + smtp.port() + "?auth=xoauth2",
                    USUAL,
                    (_, refused) -> refused == null ? "vieux-jeton" : "jeton-4");
            assertThat(smtp.shown()).containsExactly(USER + " vieux-jeton", USER + " jeton-4");
            assertThat(office.onlySent().getSubject()).isEqualTo("Objet");
        }
    }

    @Test
    void the_same_account_sends_with_the_same_tokens() throws Exception {
        server.answer(_ -> Answer.token("jeton-1", 3600, ""));
        mailboxes.add(withTokens(refreshing("r")));
        var asked = new java.util.ArrayList<String>();
        var url = office.smtp().replace("smtp://", "smtp://" + USER + "@") + "?auth=xoauth2";
        SentMail.through(url, USUAL, (user, refused) -> {
            asked.add(user + " " + refused);
            var grant = doors.grantOf(user).orElseThrow();
            return refused == null ? "vieux-jeton" : tokens.of(grant);
        });
        assertThat(asked).containsExactly(USER + " null", USER + " vieux-jeton");
        assertThat(office.onlySent().getSubject()).isEqualTo("Objet");
        assertThatThrownBy(() -> SentMail.through(url, USUAL, (_, _) -> {
                    throw new TokenProblem(TokenProblem.Kind.OAUTH_GRANT_REFUSED);
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has to be given again");
    }
}
