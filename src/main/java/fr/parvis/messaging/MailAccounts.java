package fr.parvis.messaging;

import fr.parvis.messaging.mail.OAuthGrant;
import java.util.Optional;

/** Accounts at mail servers that are entered with access tokens. */
public interface MailAccounts {
    /** Empty when nobody has said by what a token is had for this user. */
    Optional<OAuthGrant> grantOf(String login);
}
