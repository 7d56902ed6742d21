package fr.parvis.messaging.mail;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** By what tokens are had for the addresses of {@code PARVIS_IMAP_URL} and {@code PARVIS_SMTP_URL} that say {@code auth=xoauth2}. */
@ConfigurationProperties("parvis")
public record GivenGrant(
        @DefaultValue("") String mailOauthUrl,
        @DefaultValue("") String mailOauthClient,
        @DefaultValue("") String mailOauthSecret,
        @DefaultValue("") String mailOauthRefreshToken,
        @DefaultValue("") String mailOauthScope) {
    public GivenGrant {
        if (!mailOauthUrl.isEmpty()
                && (mailOauthClient.isEmpty() || mailOauthSecret.isEmpty() && mailOauthRefreshToken.isEmpty())) {
            throw new IllegalArgumentException(
                    "PARVIS_MAIL_OAUTH_URL needs PARVIS_MAIL_OAUTH_CLIENT, and PARVIS_MAIL_OAUTH_REFRESH_TOKEN or PARVIS_MAIL_OAUTH_SECRET.");
        }
    }

    public Optional<OAuthGrant> grant() {
        return mailOauthUrl.isEmpty()
                ? Optional.empty()
                : Optional.of(new OAuthGrant(
                        UUID.nameUUIDFromBytes((mailOauthUrl + " " + mailOauthClient).getBytes(StandardCharsets.UTF_8)),
                        URI.create(mailOauthUrl),
                        mailOauthClient,
                        mailOauthSecret,
                        mailOauthRefreshToken,
                        mailOauthScope));
    }

    @Override
    public String toString() {
        return "GivenGrant";
    }
}
