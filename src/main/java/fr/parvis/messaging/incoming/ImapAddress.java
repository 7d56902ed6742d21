package fr.parvis.messaging.incoming;

import fr.parvis.messaging.mail.MailTls;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Pure: how a mailbox is reached.
 *
 * @param protocol "imaps" or "imap"
 * @param oauth the secret is an access token
 */
record ImapAddress(
        String protocol,
        String host,
        int port,
        boolean startTls,
        boolean oauth,
        String folder,
        String login,
        String secret) {
    /**
     * {@code imaps://host:993/INBOX}, {@code imap://host} (under STARTTLS, unless {@code ?starttls=false} says that it goes in clear),
     * {@code ?auth=xoauth2}; user and secret may stand before the host.
     */
    static Optional<ImapAddress> parse(String url) {
        try {
            var address = URI.create(url.strip());
            var protocol = Objects.requireNonNullElse(address.getScheme(), "");
            if (address.getHost() == null
                    || !protocol.equals("imap") && !protocol.equals("imaps")
                    || address.getFragment() != null) {
                return Optional.empty();
            }
            var query = Objects.requireNonNullElse(address.getQuery(), "");
            if (!query.matches("((starttls=(true|false)|auth=(xoauth2|plain))(&|$))*")) {
                return Optional.empty();
            }
            var path = Objects.requireNonNullElse(address.getPath(), "").replaceFirst("^/", "");
            var user = Objects.requireNonNullElse(address.getRawUserInfo(), "").split(":", 2);
            return Optional.of(new ImapAddress(
                    protocol,
                    address.getHost(),
                    address.getPort() > 0 ? address.getPort() : protocol.equals("imaps") ? 993 : 143,
                    MailTls.isStartTls(protocol, address.getHost(), query),
                    query.contains("auth=xoauth2"),
                    path.isEmpty() ? "INBOX" : path,
                    decoded(user[0]),
                    user.length > 1 ? decoded(user[1]) : ""));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    ImapAddress with(String otherLogin, String otherSecret) {
        return new ImapAddress(protocol, host, port, startTls, oauth, folder, otherLogin, otherSecret);
    }

    ImapAddress byToken() {
        return new ImapAddress(protocol, host, port, startTls, true, folder, login, secret);
    }

    /** Without user and secret. */
    String bare() {
        var query = (protocol.equals("imaps") ? "" : "&starttls=" + startTls) + (oauth ? "&auth=xoauth2" : "");
        return protocol + "://" + host + ":" + port + "/" + folder + query.replaceFirst("^&", "?");
    }

    /** The same for the same mailbox, whatever its secret. */
    UUID id() {
        return UUID.nameUUIDFromBytes(
                (protocol + "://" + login + "@" + host + ":" + port + "/" + folder).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return bare();
    }
}
