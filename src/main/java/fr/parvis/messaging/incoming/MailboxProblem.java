package fr.parvis.messaging.incoming;

import fr.parvis.messaging.mail.MailTls;
import fr.parvis.messaging.mail.TokenProblem;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;

/** Why a mailbox cannot be read. Says nothing that the server said: that may repeat a secret. */
final class MailboxProblem extends Exception {
    enum Kind {
        UNREACHABLE,
        NOT_ENCRYPTED,
        NO_TLS,
        CERTIFICATE,
        CERTIFICATE_EXPIRED,
        CERTIFICATE_NAME,
        OAUTH_GRANT_REFUSED,
        OAUTH_CLIENT_REFUSED,
        OAUTH_UNREACHABLE,
        OAUTH_ANSWER,
        OAUTH_ADDRESS,
        OAUTH_UNKNOWN,
        LOGIN_REFUSED,
        FOLDER_MISSING,
        SECRET_MISSING,
        /** One message that the server itself cannot give; the others are read. */
        MESSAGE_UNREADABLE,
        BROKEN_OFF;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Kind kind;

    MailboxProblem(Kind kind) {
        super(kind.code());
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    static MailboxProblem of(Exception failure) {
        var tls = MailTls.trouble(failure);
        if (tls.isPresent()) {
            return new MailboxProblem(Kind.valueOf(tls.get().name()));
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var kind = kind(cause);
            if (kind != Kind.BROKEN_OFF) {
                return new MailboxProblem(kind);
            }
        }
        return new MailboxProblem(Kind.BROKEN_OFF);
    }

    static MailboxProblem of(TokenProblem problem) {
        return new MailboxProblem(Kind.valueOf(problem.kind().name()));
    }

    private static Kind kind(Throwable cause) {
        return switch (cause) {
            case AuthenticationFailedException _ -> Kind.LOGIN_REFUSED;
            case FolderNotFoundException _ -> Kind.FOLDER_MISSING;
            case MailConnectException _,
                    SocketConnectException _,
                    ConnectException _,
                    UnknownHostException _,
                    NoRouteToHostException _,
                    SocketTimeoutException _ -> Kind.UNREACHABLE;
            default -> Kind.BROKEN_OFF;
        };
    }
}
