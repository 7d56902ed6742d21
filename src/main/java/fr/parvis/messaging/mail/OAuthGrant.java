package fr.parvis.messaging.mail;

import fr.parvis.platform.Sha256;
import java.net.URI;
import java.util.UUID;

/**
 * By what access tokens for a mailbox are had (RFC 6749): in somebody's name with a refresh token, or in the application's own.
 *
 * @param id of the mailbox
 * @param clientSecret "" where the application is a public one
 * @param refresh "" for the application's own name (client credentials)
 * @param scope "" for the one that was agreed on
 */
public record OAuthGrant(UUID id, URI tokenUrl, String client, String clientSecret, String refresh, String scope) {
    /** Another one for another grant: what was had with the one before is not used any more. */
    String digest() {
        return Sha256.of(String.join("\n", tokenUrl.toString(), client, clientSecret, refresh, scope));
    }

    @Override
    public String toString() {
        return "OAuthGrant " + id;
    }
}
