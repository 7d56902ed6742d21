package fr.parvis.messaging.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import fr.parvis.identity.Role;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.rights.Nights;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** Mailboxes of a real server on this machine are read, whatever arrives in them. */
@ParvisTest
@ExtendWith(OutputCaptureExtension.class)
class MailboxesIT {
    private static final String SECRET = "mot-de-passe-tres-secret";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    Nights nights;

    @Autowired
    Town town;

    @Autowired
    Mailboxes mailboxes;

    @Autowired
    MailboxReaders readers;

    @Autowired
    MailboxTables boxes;

    @Autowired
    IncomingTables tables;

    @Autowired
    IncomingMails mails;

    @Autowired
    Intake intake;

    @Autowired
    OwnAddresses own;

    @Autowired
    Sealer sealer;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    private final PostOffice office = new PostOffice();
    private final List<MailReceived> heard = new CopyOnWriteArrayList<>();
    private final Hearing hearing = new Hearing();
    private GreenMailUser reception;

    private final class Hearing implements GenericApplicationListener {
        @Override
        public boolean supportsEventType(ResolvableType type) {
            return type.isAssignableFrom(
                    ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class, MailReceived.class));
        }

        @Override
        public void onApplicationEvent(ApplicationEvent event) {
            if (event instanceof PayloadApplicationEvent<?> told && told.getPayload() instanceof MailReceived mail) {
                heard.add(mail);
            }
        }
    }

    @BeforeEach
    void open() {
        town.place(1, 1);
        empty();
        reception = office.box("accueil@ville.example", "accueil", SECRET);
        ((ConfigurableApplicationContext) application).addApplicationListener(hearing);
    }

    @AfterEach
    void close() {
        empty();
        office.close();
        ((ConfigurableApplicationContext) application).removeApplicationListener(hearing);
        clock.reset();
    }

    private void empty() {
        jdbc.sql("update messaging.mailbox set state = 'removed'").update();
        readers.tend();
        for (var table : List.of("taken", "scanned", "incoming", "mailbox", "message")) {
            await().atMost(SOON).ignoreExceptions().until(() -> {
                jdbc.sql("delete from messaging." + table).update();
                return true;
            });
        }
    }

    private Mailbox add(String name, String login, String secret) {
        return mailboxes.add(new Mailboxes.Typed(name, login + "@ville.example", office.url(), login, secret, ""));
    }

    private void awaitMails(int n) {
        await().atMost(SOON).until(() -> {
            readers.tend();
            return heard.size() >= n;
        });
    }

    private void awaitPutAway(GreenMailUser box, int n) {
        await().atMost(SOON)
                .until(() -> office.subjects(box, ImapSession.PUT_AWAY).size() == n);
    }

    private IncomingMail mail(int n) {
        // it is heard of in the transaction that keeps it
        await().atMost(SOON).until(() -> mails.find(heard.get(n).mailId()).isPresent());
        return mails.find(heard.get(n).mailId()).orElseThrow();
    }

    @Test
    void what_is_there_and_what_arrives_is_kept_sealed_told_and_put_away() {
        office.put(reception, Mime.plain("Bonjour, c’est confidentiel."));
        var box = add("Accueil", "accueil", SECRET);
        awaitMails(1);
        assertThat(mail(0).content().text()).isEqualTo("Bonjour, c’est confidentiel.");
        assertThat(mail(0).mailboxAddress()).isEqualTo("accueil@ville.example");
        assertThat(heard.getFirst().nature()).isEqualTo(ParsedMail.Nature.PERSONAL);
        var row = tables.find(heard.getFirst().mailId()).orElseThrow();
        assertThat(new String(Objects.requireNonNull(row.sealed()), StandardCharsets.UTF_8))
                .doesNotContain("confidentiel", "camille");
        awaitPutAway(reception, 1);
        assertThat(office.subjects(reception, "INBOX")).isEmpty();

        await().atMost(SOON).until(() -> mailboxes.mailbox(box.id()).heardAt() != null);
        long asked = System.nanoTime();
        office.put(reception, Mime.plain("encore").replace("Une question", "Une autre"));
        awaitMails(2);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(MailboxReaders.POLL.dividedBy(2));
        awaitPutAway(reception, 2);
        assertThat(mailboxes.brought(box.id())).isEqualTo(2);
    }

    @Test
    void two_mailboxes_are_read_and_each_keeps_what_it_was_sent() {
        var registry = office.box("etat-civil@ville.example", "etat-civil", SECRET);
        add("Accueil", "accueil", SECRET);
        add("État civil", "etat-civil", SECRET);
        var toBoth = Mime.plain("aux deux");
        office.put(reception, toBoth);
        office.put(registry, toBoth);
        awaitMails(2);
        awaitPutAway(reception, 1);
        awaitPutAway(registry, 1);
        assertThat(heard).extracting(MailReceived::mailboxId).doesNotHaveDuplicates();
        assertThat(mail(0).content().messageId()).isEqualTo(mail(1).content().messageId());
    }

    @Test
    void a_message_has_one_row_whatever_number_the_server_gives_it() {
        var box = add("Accueil", "accueil", SECRET);
        mailboxes.pause(box.id());
        var raw = new RawMail(Mime.bytes(Mime.plain("une fois"), StandardCharsets.UTF_8), true);
        intake.keep(box, 1, 5, raw);
        intake.keep(box, 1, 5, raw);
        intake.keep(box, 2, 1, raw);
        assertThat(heard).hasSize(1);
        assertThat(mailboxes.brought(box.id())).isEqualTo(1);
        assertThat(tables.taken(box.id(), 2, 1)).containsOnlyKeys(1L);
        mails.erase(heard.getFirst().mailId());
        intake.keep(box, 3, 9, raw);
        assertThat(heard).hasSize(1);
        assertThat(mails.find(heard.getFirst().mailId())).isEmpty();
    }

    @Test
    void one_that_is_too_large_leaves_its_headers() {
        var box = add("Accueil", "accueil", SECRET);
        mailboxes.pause(box.id());
        intake.keep(box, 1, 1, new RawMail(Mime.bytes(Mime.HEAD, StandardCharsets.UTF_8), false));
        assertThat(mail(0).content().subject()).isEqualTo("Une question");
        assertThat(mail(0).content().notes()).anyMatch(note -> note.contains("60 MB"));
        assertThat(tables.taken(box.id(), 1, 1)).containsEntry(1L, false);
    }

    @Test
    void a_wrong_password_is_said_where_administrators_look_and_never_repeated(CapturedOutput output) {
        var box = add("Accueil", "accueil", "faux-" + SECRET);
        await().atMost(SOON).until(() -> {
            readers.tend();
            return !mailboxes.mailbox(box.id()).problem().isEmpty();
        });
        var failed = mailboxes.mailbox(box.id());
        assertThat(failed.problem()).isEqualTo("login-refused");
        assertThat(failed.nextTry()).isAfter(clock.instant().plusSeconds(30));
        var admin = Pages.of(application, Role.ADMIN);
        var page = "/admin/boites/" + box.id();
        assertThat(admin.open(page).body()).contains("refuse l’identifiant").doesNotContain(SECRET);
        assertThat(admin.open("/admin/boites").body()).contains("En panne").doesNotContain(SECRET);
        assertThat(admin.open("/admin").body()).contains("ne sont plus lues", "refuse l’identifiant");
        assertThat(output.getAll()).contains("login-refused").doesNotContain(SECRET);

        admin.send(
                page,
                "name",
                "Accueil",
                "address",
                "accueil@ville.example",
                "url",
                office.url(),
                "login",
                "accueil",
                "secret",
                SECRET,
                "site",
                "");
        office.put(reception, Mime.plain("enfin"));
        awaitMails(1);
        await().atMost(SOON).until(() -> mailboxes.mailbox(box.id()).problem().isEmpty());
    }

    private UUID sent(String key) {
        outbox.write(new NewMessage(
                key,
                "appointment-booked",
                NewMessage.Channel.EMAIL,
                "camille@essai.example",
                "Objet",
                "Texte",
                null,
                clock.instant(),
                null));
        var id = outbox.page(null, 0, 10).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow()
                .id();
        jdbc.sql("update messaging.message set state = 'sent', sent_at = created_at, next_try_at = null where id = ?")
                .param(id)
                .update();
        return id;
    }

    @Test
    void a_bounce_is_tied_to_its_message_and_a_delay_is_none() {
        var gone = sent("rdv 1 pris");
        var late = sent("rdv 2 pris");
        office.put(reception, NaturesTest.report("failed", "5.1.1").replaceAll("<[0-9a-f-]{36}@", "<" + gone + "@"));
        office.put(reception, NaturesTest.report("delayed", "4.4.1").replaceAll("<[0-9a-f-]{36}@", "<" + late + "@"));
        add("Accueil", "accueil", SECRET);
        awaitMails(2);
        assertThat(heard).extracting(MailReceived::nature).containsOnly(ParsedMail.Nature.BOUNCE);
        assertThat(heard).extracting(MailReceived::answers).containsExactly("rdv 1 pris", "rdv 2 pris");
        assertThat(outbox.refused(Set.of("rdv 1 ", "rdv 2 "))).containsExactly("rdv 1 ");
        assertThat(Pages.of(application, Role.ADMIN)
                        .open("/admin/messages?etat=failed")
                        .body())
                .contains("the mail came back: 5.1.1", "Recipient address rejected");
    }

    @Test
    void an_answer_is_tied_to_what_it_answers() {
        var id = sent("rdv 3 pris");
        office.put(reception, Mime.HEAD + "In-Reply-To: <" + id + "@ville.example>\n\nOui");
        add("Accueil", "accueil", SECRET);
        awaitMails(1);
        assertThat(heard.getFirst().answers()).isEqualTo("rdv 3 pris");
        assertThat(mail(0).answers()).isEqualTo("rdv 3 pris");
    }

    @Test
    void what_the_scanner_finds_is_never_handed_out_and_what_it_has_not_seen_waits() throws Exception {
        var box = add("Accueil", "accueil", SECRET);
        mailboxes.pause(box.id());
        var file = "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=note.txt";
        intake.keep(
                box, 1, 1, new RawMail(Mime.bytes(Mime.withFile(file, ClamdTest.EICAR), StandardCharsets.UTF_8), true));
        intake.keep(
                box,
                1,
                2,
                new RawMail(
                        Mime.bytes(Mime.withFile(file, "bon".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8),
                        true));
        var infected = heard.get(0).mailId();
        var good = heard.get(1).mailId();
        String url;
        try (var scanner = new SimulatedClamd()) {
            url = scanner.url();
            var scanned = with(url);
            assertThat(scanned.find(infected).orElseThrow().verdicts())
                    .containsExactly(new Verdict(Verdict.Kind.INFECTED, "Eicar-Test-Signature"));
            assertThatThrownBy(() -> scanned.attachment(infected, 0)).isInstanceOf(ProblemException.class);
        }
        var away = with(url);
        assertThat(away.find(good).orElseThrow().verdicts()).containsExactly(Verdict.UNCHECKED);
        assertThatThrownBy(() -> away.attachment(good, 0)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> away.attachment(infected, 0)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> mails.attachment(infected, 0)).isInstanceOf(ProblemException.class);
        assertThat(mails.attachment(good, 0).content()).isEqualTo("bon".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> mails.attachment(good, 1)).isInstanceOf(ProblemException.class);
    }

    private IncomingMails with(String clamd) {
        var settings = new IncomingSettings("", "", "", clamd, false);
        return new IncomingMails(
                tables, sealer, new Attachments(tables, settings, sealer, new VirusScan(settings)), own, clock);
    }

    private UUID kept(Mailbox box, long uid, String message) {
        intake.keep(box, 1, uid, new RawMail(Mime.bytes(message, StandardCharsets.UTF_8), true));
        return heard.getLast().mailId();
    }

    private void spoil(UUID mail) {
        jdbc.sql("update messaging.incoming set sealed = '\\x00' where id = ?")
                .param(mail)
                .update();
    }

    @Test
    void what_is_attached_is_told_without_opening_the_message() {
        var box = add("Accueil", "accueil", SECRET);
        mailboxes.pause(box.id());
        var file = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=";
        var id = kept(box, 1, Mime.withFile(file + "acte.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8)));
        var old = kept(box, 2, Mime.withFile(file + "vieux.exe", new byte[3]));
        jdbc.sql("delete from messaging.enclosed where incoming_id = ?")
                .param(old)
                .update();
        jdbc.sql("update messaging.incoming set listed = false where id = ?")
                .param(old)
                .update();
        assertThat(mails.enclosed(old)).as("from before there was a list").hasSize(1);
        spoil(id);
        spoil(old);
        assertThatThrownBy(() -> mails.find(id)).isInstanceOf(Sealer.Unopened.class);
        assertThat(mails.enclosed(id))
                .containsExactly(new IncomingMails.Enclosed(0, "acte.pdf", 8, false, Verdict.UNCHECKED));
        assertThat(mails.enclosed(old))
                .containsExactly(new IncomingMails.Enclosed(0, "vieux.exe", 3, false, Verdict.TYPE_REFUSED));
        assertThat(jdbc.sql("select name from messaging.enclosed")
                        .query((row, _) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                        .list())
                .noneMatch(name -> name.contains("acte") || name.contains("vieux"));
        mails.erase(id);
        assertThat(mails.enclosed(id)).isEmpty();
        assertThat(jdbc.sql("select count(*) from messaging.enclosed where incoming_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void what_waited_for_a_scanner_is_scanned_when_it_is_back() throws Exception {
        var box = add("Accueil", "accueil", SECRET);
        mailboxes.pause(box.id());
        var file = "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=note.txt";
        var id = kept(box, 1, Mime.withFile(file, ClamdTest.EICAR));
        String url;
        try (var scanner = new SimulatedClamd()) {
            url = scanner.url();
            var back = with(url);
            assertThat(back.enclosed(id))
                    .extracting(IncomingMails.Enclosed::verdict)
                    .containsExactly(Verdict.UNCHECKED);
            back.scanWaiting();
            assertThat(back.enclosed(id))
                    .extracting(IncomingMails.Enclosed::verdict)
                    .containsExactly(new Verdict(Verdict.Kind.INFECTED, "Eicar-Test-Signature"));
        }
    }

    @Test
    void one_that_comes_in_the_moment_in_which_another_is_put_away_does_not_wait() {
        add("Accueil", "accueil", SECRET);
        await().atMost(SOON).until(() -> {
            readers.tend();
            return mailboxes.all().getFirst().heardAt() != null;
        });
        office.whenTaken(
                reception, () -> office.put(reception, Mime.plain("juste après").replace("<abc@", "<def@")));
        office.put(reception, Mime.plain("le premier"));
        await().atMost(SOON).until(() -> !heard.isEmpty());
        // without waking the reader: no look of its own is due within this time
        await().atMost(Duration.ofMillis(4800)).until(() -> heard.size() == 2);
        awaitPutAway(reception, 2);
    }

    @Test
    void one_bad_message_blocks_none_behind_it() {
        int n = 0;
        for (var bad : MailTortureTest.wire().values()) {
            office.put(reception, bad);
            office.put(reception, Mime.plain("bon " + n).replace("<abc@", "<bon" + n + "@"));
            n++;
        }
        var box = add("Accueil", "accueil", SECRET);
        var all = 2 * n;
        await().atMost(SOON).until(() -> {
            readers.tend();
            return mailboxes.brought(box.id()) >= all;
        });
        assertThat(mailboxes.brought(box.id())).isEqualTo(all);
        awaitPutAway(reception, all);
        assertThat(mailboxes.mailbox(box.id()).problem()).isEmpty();
    }

    @Test
    void what_is_done_is_erased_when_its_time_has_come() {
        var box = add("Accueil", "accueil", SECRET);
        mailboxes.pause(box.id());
        intake.keep(box, 1, 1, new RawMail(Mime.bytes(Mime.plain("a"), StandardCharsets.UTF_8), true));
        var id = heard.getFirst().mailId();
        mails.done(id, clock.instant().plus(Duration.ofDays(30)));
        nights.run("mail");
        assertThat(mails.find(id)).isPresent();
        clock.forward(Duration.ofDays(31));
        nights.run("mail");
        assertThat(mails.find(id)).isEmpty();
    }

    @Test
    void the_page_refuses_what_cannot_be_and_shows_no_secret() {
        var admin = Pages.of(application, Role.ADMIN);
        assertThat(Pages.of(application, Role.AGENT).open("/admin/boites").status())
                .isEqualTo(403);
        var page = "/admin/boites";
        var wrong = admin.send(
                page,
                "name",
                "Accueil",
                "address",
                "accueil@ville.example",
                "url",
                "imaps://u:" + SECRET + "@h/INBOX",
                "login",
                "accueil",
                "secret",
                SECRET,
                "site",
                "");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("Serveur mal écrit", "value=\"Accueil\"");
        for (var url : List.of("http://h/", "imaps://", "imaps://h/INBOX?x=1", "pop3://h/")) {
            assertThat(admin.send(
                                    page,
                                    "name",
                                    "A",
                                    "address",
                                    "a@v.example",
                                    "url",
                                    url,
                                    "login",
                                    "a",
                                    "secret",
                                    "s",
                                    "site",
                                    "")
                            .status())
                    .isEqualTo(400);
        }
        var added = admin.send(
                page,
                "name",
                "Accueil",
                "address",
                "accueil@ville.example",
                "url",
                office.url(),
                "login",
                "accueil",
                "secret",
                SECRET,
                "site",
                "");
        var one = added.goesTo();
        assertThat(one).startsWith("/admin/boites/");
        assertThat(admin.open(one).body())
                .contains("accueil@ville.example", "n’est pas chiffrée")
                .doesNotContain(SECRET);
        var id = UUID.fromString(one.replaceAll(".*/", ""));
        assertThat(new String(Objects.requireNonNull(boxes.secret(id)), StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
        assertThat(admin.send(one + "/essai").goesTo()).isEqualTo(one);
        assertThat(mailboxes.test(id)).isEmpty();
        assertThat(admin.send(
                                one,
                                "name",
                                "Accueil",
                                "address",
                                "accueil@ville.example",
                                "url",
                                "imap://ailleurs.example/INBOX",
                                "login",
                                "accueil",
                                "secret",
                                "",
                                "site",
                                "")
                        .body())
                .contains("retapez le mot de passe");
        admin.send(one + "/pause");
        assertThat(admin.open(page).body()).contains("En pause");
        assertThat(admin.send(one + "/supprimer", "confirmation", "autre").status())
                .isEqualTo(400);
        admin.send(one + "/supprimer", "confirmation", "accueil");
        assertThat(mailboxes.all()).isEmpty();
        assertThat(admin.open(one).status()).isEqualTo(404);
    }
}
