package fr.parvis.messaging.incoming;

import fr.parvis.messaging.MailAccounts;
import fr.parvis.messaging.mail.AccessTokens;
import fr.parvis.messaging.mail.GivenGrant;
import fr.parvis.messaging.mail.OAuthGrant;
import fr.parvis.messaging.mail.TokenProblem;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.TrustedCertificates;
import fr.parvis.platform.web.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How mailboxes are entered: with which password or access token, and where it lies sealed. */
@Component
class MailboxDoors implements MailAccounts {
    private final MailboxTables tables;
    private final IncomingSettings settings;
    private final Sealer sealer;
    private final GivenGrant givenGrant;
    private final AccessTokens tokens;
    private final TrustedCertificates trusted;

    MailboxDoors(
            MailboxTables tables,
            IncomingSettings settings,
            Sealer sealer,
            GivenGrant givenGrant,
            AccessTokens tokens,
            TrustedCertificates trusted) {
        this.tables = tables;
        this.settings = settings;
        this.sealer = sealer;
        this.givenGrant = givenGrant;
        this.tokens = tokens;
        this.trusted = trusted;
    }

    /** A connection. A token that is refused is renewed, once. */
    ImapSession open(Mailbox one) throws MailboxProblem {
        try {
            var address = address(one);
            var grant = address.oauth() ? grant(one) : Optional.<OAuthGrant>empty();
            if (grant.isEmpty()) {
                if (address.secret().isEmpty()) {
                    throw new MailboxProblem(MailboxProblem.Kind.SECRET_MISSING);
                }
                return ImapSession.open(address, trusted.context());
            }
            var token = tokens.of(grant.get());
            try {
                return ImapSession.open(address.with(one.login(), token), trusted.context());
            } catch (MailboxProblem problem) {
                if (problem.kind() != MailboxProblem.Kind.LOGIN_REFUSED) {
                    throw problem;
                }
                var another = tokens.insteadOf(token, grant.get());
                return ImapSession.open(address.with(one.login(), another), trusted.context());
            }
        } catch (TokenProblem problem) {
            throw MailboxProblem.of(problem);
        } catch (Sealer.Unopened _) {
            throw new MailboxProblem(MailboxProblem.Kind.SECRET_MISSING);
        }
    }

    @Override
    public Optional<OAuthGrant> grantOf(String login) {
        return givenGrant
                .grant()
                .or(() -> tables.all().stream()
                        .filter(one -> one.login().equalsIgnoreCase(login) && !one.given())
                        .flatMap(one -> grant(one).stream())
                        .findFirst());
    }

    Optional<OAuthGrant> grant(Mailbox one) {
        return one.given()
                ? givenGrant.grant()
                : tables.grant(one.id())
                        .map(row -> new OAuthGrant(
                                one.id(),
                                URI.create(row.tokenUrl()),
                                row.client(),
                                opened(one.id(), "clientSecret", row.clientSecret()),
                                opened(one.id(), "refresh", row.refresh()),
                                row.scope()));
    }

    private String opened(UUID id, String field, byte @Nullable [] sealed) {
        return sealed == null ? "" : new String(sealer.open(sealed, place(id, field)), StandardCharsets.UTF_8);
    }

    /** With its password, if it has one; read again each time where the setting names a file. */
    private ImapAddress address(Mailbox one) throws MailboxProblem {
        try {
            if (one.given()) {
                return given().filter(address -> address.id().equals(one.id()))
                        .orElseThrow(() -> new MailboxProblem(MailboxProblem.Kind.SECRET_MISSING));
            }
            var secret = opened(one.id(), "secret", tables.secret(one.id()));
            return ImapAddress.parse(one.url())
                    .orElseThrow(() -> new MailboxProblem(MailboxProblem.Kind.SECRET_MISSING))
                    .with(one.login(), secret);
        } catch (IOException _) {
            throw new MailboxProblem(MailboxProblem.Kind.SECRET_MISSING);
        }
    }

    /** The mailbox of the setting. @throws IOException when the file that it names cannot be read */
    Optional<ImapAddress> given() throws IOException {
        var url = settings.imapUrlFile().isEmpty()
                ? settings.imapUrl()
                : Files.readString(Path.of(settings.imapUrlFile())).strip();
        return url.isEmpty() ? Optional.empty() : ImapAddress.parse(url);
    }

    /**
     * Sealed as it is kept.
     *
     * @param typed empty for the one of before
     * @param elsewhere a secret goes to nobody but whom it was typed for
     */
    byte @Nullable [] sealed(UUID id, String field, String typed, byte @Nullable [] before, boolean elsewhere) {
        if (typed.isEmpty()) {
            if (before != null && elsewhere) {
                throw ProblemException.field(field, "messaging", "mailbox-secret-again");
            }
            return before;
        }
        try {
            return sealer.seal(typed.getBytes(StandardCharsets.UTF_8), place(id, field));
        } catch (Sealer.Unopened _) {
            throw ProblemException.field(field, "messaging", "mailbox-secret-unsealed");
        }
    }

    private static String place(UUID id, String field) {
        return "messaging.mailbox " + id + (field.equals("secret") ? "" : " " + field);
    }
}
