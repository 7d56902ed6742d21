package fr.parvis.messaging.mail;

/** No access token could be had. Says nothing that the other side said: that may repeat a secret. */
public final class TokenProblem extends RuntimeException {
    public enum Kind {
        OAUTH_GRANT_REFUSED("the consent was withdrawn or has run out: it has to be given again"),
        OAUTH_CLIENT_REFUSED("the application or its secret is not known there"),
        OAUTH_UNREACHABLE("the token endpoint does not answer"),
        OAUTH_ANSWER("the token endpoint does not answer as it should: its address or the scope may be wrong"),
        /** Of a user whom no setting and no mailbox names. */
        OAUTH_UNKNOWN("neither PARVIS_MAIL_OAUTH_URL nor a mailbox with this user name says by what it is had"),
        OAUTH_ADDRESS("the token endpoint has to be an https address outside the internal network");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private final Kind kind;

    public TokenProblem(Kind kind) {
        super(kind.words);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
