package fr.parvis.messaging;

import fr.parvis.messaging.NewMessage.Attachment;
import fr.parvis.messaging.mail.MailTls;
import fr.parvis.messaging.mail.TokenLogin;
import fr.parvis.messaging.mail.TokenProblem;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.TrustedCertificates;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends e-mail through the SMTP server of the settings: {@code smtp://user:secret@host:587} under STARTTLS, unless {@code ?starttls=false}
 * says that it goes in clear, or {@code smtps://}; {@code smtp://user@host:587?auth=xoauth2} with an access token.
 */
final class MailGateway implements Gateway {
    private static final String PATIENCE_MS = "15000";

    private final Connecting sender = new Connecting();
    private final String from;
    private final Function<UUID, Optional<Letter>> letters;
    private final Tokens tokens;
    private final boolean byToken;

    /** Access tokens of users. */
    interface Tokens {
        /**
         * @param refused which is no good any more; null for none
         * @throws TokenProblem when there is none to be had
         */
        String of(String user, @Nullable String refused);
    }

    /** Connects with a token that is asked for each time; one that is refused is renewed, once. */
    private final class Connecting extends JavaMailSenderImpl {
        @Override
        protected Transport connectTransport() throws MessagingException {
            if (!byToken) {
                return super.connectTransport();
            }
            var token = tokens.of(user(), null);
            try {
                return connected(token);
            } catch (AuthenticationFailedException _) {
                return connected(tokens.of(user(), token));
            }
        }

        private String user() {
            return Objects.requireNonNullElse(getUsername(), "");
        }

        private Transport connected(String token) throws MessagingException {
            var transport = getTransport(getSession());
            transport.connect(getHost(), getPort(), user(), token);
            return transport;
        }
    }

    /** @param letters what a person wrote, by the message */
    MailGateway(
            String url,
            String from,
            Function<UUID, Optional<Letter>> letters,
            TrustedCertificates trusted,
            Tokens tokens) {
        this.from = from;
        this.letters = letters;
        this.tokens = tokens;
        var address = URI.create(url);
        var properties = new Properties();
        var protocol = address.getScheme();
        sender.setProtocol(protocol);
        sender.setHost(address.getHost());
        sender.setPort(address.getPort() > 0 ? address.getPort() : protocol.equals("smtps") ? 465 : 25);
        var user = address.getRawUserInfo();
        if (user != null) {
            var parts = user.split(":", 2);
            sender.setUsername(decoded(parts[0]));
            sender.setPassword(parts.length > 1 ? decoded(parts[1]) : "");
            properties.setProperty("mail." + protocol + ".auth", "true");
        }
        var query = Objects.requireNonNullElse(address.getQuery(), "");
        MailTls.require(
                properties, protocol, MailTls.isStartTls(protocol, address.getHost(), query), trusted.context());
        byToken = query.contains("auth=xoauth2");
        if (byToken) {
            TokenLogin.use(properties, protocol);
        }
        for (var name : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail." + protocol + "." + name, PATIENCE_MS);
        }
        sender.setJavaMailProperties(properties);
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public NewMessage.Channel channel() {
        return NewMessage.Channel.EMAIL;
    }

    @Override
    public List<String> send(Message message) throws IOException, Refused {
        try {
            sender.send(mime(message));
            return List.of();
        } catch (MailAuthenticationException failure) {
            throw new IOException("the mail server does not accept the user of PARVIS_SMTP_URL", failure);
        } catch (TokenProblem problem) {
            throw new IOException("no access token for the user of PARVIS_SMTP_URL: " + problem.getMessage(), problem);
        } catch (MailSendException failure) {
            var cause = failure.getMessageExceptions().length > 0 ? failure.getMessageExceptions()[0] : failure;
            if (cause instanceof SendFailedException refused && isFinal(refused)) {
                throw new Refused("the mail server refuses the address, or what is written to it: " + told(refused));
            }
            if (cause instanceof TokenProblem || cause.getCause() instanceof TokenProblem) {
                throw new IOException("no access token for the user of PARVIS_SMTP_URL: " + told(cause), failure);
            }
            var tls = MailTls.trouble(cause);
            if (tls.isPresent()) {
                throw new IOException(
                        "the mail server could not be reached safely: "
                                + tls.get().words(),
                        failure);
            }
            throw new IOException("the mail server could not be reached: " + told(cause), failure);
        } catch (Sealer.Unopened failure) {
            throw new IOException(failure.getMessage(), failure);
        } catch (MailException | MessagingException failure) {
            throw new IOException("the mail could not be sent: " + told(failure), failure);
        }
    }

    /** The same message tried again keeps its name, so that mail servers and readers see that it is the same. */
    private MimeMessage mime(Message message) throws MessagingException {
        var letter = letters.apply(message.id());
        var sender = letter.map(Letter::from).orElse(from);
        var domain = sender.substring(sender.indexOf('@') + 1);
        var mime = new MimeMessage(this.sender.getSession()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + message.id() + "@" + domain + ">");
            }
        };
        var attached = new ArrayList<Attachment>();
        Optional.ofNullable(message.attachment()).ifPresent(attached::add);
        letter.ifPresent(one -> attached.addAll(one.enclosures()));
        var helper = new MimeMessageHelper(mime, !attached.isEmpty(), StandardCharsets.UTF_8.name());
        helper.setFrom(sender);
        helper.setTo(Objects.requireNonNull(message.to()));
        helper.setSubject(Objects.requireNonNull(message.subject()));
        helper.setText(Objects.requireNonNull(message.text()));
        for (var one : attached) {
            helper.addAttachment(one.name(), new ByteArrayResource(one.content()), one.type());
        }
        mime.setHeader(Letter.MARK, sender);
        if (letter.isPresent()) {
            inItsConversation(letter.get(), mime, helper);
        } else {
            mime.setHeader("Auto-Submitted", "auto-generated");
            // Outlook and Exchange do not look at the one above
            mime.setHeader("X-Auto-Response-Suppress", "All");
        }
        return mime;
    }

    private static void inItsConversation(Letter letter, MimeMessage mime, MimeMessageHelper helper)
            throws MessagingException {
        if (!letter.fromName().isEmpty()) {
            try {
                helper.setFrom(letter.from(), letter.fromName());
            } catch (UnsupportedEncodingException impossible) {
                throw new AssertionError(impossible);
            }
        }
        if (!letter.replyTo().isEmpty()) {
            helper.setReplyTo(letter.replyTo());
        }
        if (!letter.inReplyTo().isEmpty()) {
            mime.setHeader("In-Reply-To", "<" + letter.inReplyTo() + ">");
        }
        if (!letter.references().isEmpty()) {
            mime.setHeader(
                    "References",
                    letter.references().stream().map(id -> "<" + id + ">").collect(Collectors.joining("\r\n ")));
        }
    }

    /** The address is none (a 5xx to RCPT), or what was written to it is not taken (a 5xx after its last line). */
    private static boolean isFinal(SendFailedException failure) {
        return failure.getInvalidAddresses() != null && failure.getInvalidAddresses().length > 0
                || failure instanceof SMTPSendFailedException answered
                        && answered.getReturnCode() / 100 == 5
                        && ".".equals(answered.getCommand().strip());
    }

    private static String told(Exception failure) {
        var text = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return text.lines().findFirst().orElse("").strip();
    }
}
