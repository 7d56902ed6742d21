package fr.parvis.messaging.incoming;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;

/** Why a mailbox cannot be read. Says nothing that the server said: that may repeat a secret. */
final class MailboxProblem extends Exception {
    enum Kind {
        UNREACHABLE,
        NOT_ENCRYPTED,
        CERTIFICATE,
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
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var kind = kind(cause);
            if (kind != Kind.BROKEN_OFF) {
                return new MailboxProblem(kind);
            }
        }
        return new MailboxProblem(Kind.BROKEN_OFF);
    }

    private static Kind kind(Throwable cause) {
        return switch (cause) {
            case AuthenticationFailedException _ -> Kind.LOGIN_REFUSED;
            case FolderNotFoundException _ -> Kind.FOLDER_MISSING;
            case CertificateException _ -> Kind.CERTIFICATE;
            case SSLException _ -> Kind.CERTIFICATE;
            case MailConnectException _,
                    SocketConnectException _,
                    ConnectException _,
                    UnknownHostException _,
                    NoRouteToHostException _,
                    SocketTimeoutException _ -> Kind.UNREACHABLE;
            default ->
                Objects.requireNonNullElse(cause.getMessage(), "").contains("STARTTLS is required")
                        ? Kind.NOT_ENCRYPTED
                        : Kind.BROKEN_OFF;
        };
    }
}
