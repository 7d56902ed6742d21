package fr.parvis.messaging.incoming;

import com.icegreen.greenmail.store.FolderListener;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

/** A mail server on this machine, with IMAP and SMTP, and mailboxes of its own. */
public final class PostOffice implements AutoCloseable {
    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });

    public PostOffice() {
        server.start();
    }

    public GreenMailUser box(String address, String login, String secret) {
        try {
            return server.getManagers().getUserManager().createUser(address, login, secret);
        } catch (UserException failure) {
            throw new AssertionError(failure);
        }
    }

    public String url() {
        return "imap://127.0.0.1:" + server.getImap().getPort() + "/INBOX";
    }

    public int imapPort() {
        return server.getImap().getPort();
    }

    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    public String smtp() {
        return "smtp://127.0.0.1:" + server.getSmtp().getPort();
    }

    public void put(GreenMailUser box, String message) {
        try {
            box.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(Mime.bytes(message, StandardCharsets.UTF_8))));
        } catch (MessagingException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Once, while the server takes one out of the folder. */
    public void whenTaken(GreenMailUser box, Runnable act) {
        try {
            var folder = server.getManagers().getImapHostManager().getFolder(box, "INBOX");
            var done = new AtomicBoolean();
            folder.addListener(new FolderListener() {
                @Override
                public void expunged(int number) {
                    if (!done.getAndSet(true)) {
                        act.run();
                    }
                }

                @Override
                public void added(int number) {}

                @Override
                public void flagsUpdated(int number, Flags flags, Long uid) {}

                @Override
                public void mailboxDeleted() {}
            });
        } catch (RuntimeException failure) {
            throw new AssertionError(failure);
        }
    }

    public List<String> subjects(GreenMailUser box, String folder) {
        try {
            var found = server.getManagers().getImapHostManager().getFolder(box, folder);
            return found == null
                    ? List.of()
                    : found.getMessages().stream()
                            .map(one -> {
                                try {
                                    return one.getMimeMessage().getSubject();
                                } catch (MessagingException failure) {
                                    throw new AssertionError(failure);
                                }
                            })
                            .toList();
        } catch (RuntimeException failure) {
            throw new AssertionError(failure);
        }
    }

    public MimeMessage onlySent() {
        return Arrays.stream(server.getReceivedMessages())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    @Override
    public void close() {
        server.stop();
    }
}
