package fr.parvis.messaging.mail;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Connections to mail servers: encrypted unless the address says otherwise in so many words, and with whom the address names. */
public final class MailTls {
    /** Nobody can listen in on the way to this machine itself. */
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Why no encrypted connection was made. */
    public enum Trouble {
        CERTIFICATE("its certificate is not signed by anybody that is trusted (PARVIS_CA_FILE names others)"),
        CERTIFICATE_EXPIRED("its certificate has expired, or is not valid yet"),
        CERTIFICATE_NAME("its certificate is for another name than the one of the address"),
        NOT_ENCRYPTED("it offers no encryption (STARTTLS), and the address does not say starttls=false"),
        NO_TLS("it does not answer encrypted at this port");

        private final String words;

        Trouble(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private MailTls() {}

    /** Whether a connection that begins in clear has to become encrypted, by the query of its address. */
    public static boolean isStartTls(String protocol, String host, String query) {
        return !protocol.endsWith("s")
                && (query.contains("starttls=true") || !query.contains("starttls=false") && !HERE.contains(host));
    }

    public static void require(Properties settings, String protocol, boolean startTls, SSLContext trust) {
        var prefix = "mail." + protocol + ".";
        settings.setProperty(prefix + "starttls.enable", Boolean.toString(startTls));
        settings.setProperty(prefix + "starttls.required", Boolean.toString(startTls));
        settings.setProperty(prefix + "ssl.checkserveridentity", "true");
        settings.setProperty(prefix + "socketFactory.fallback", "false");
        settings.put(prefix + "ssl.socketFactory", trust.getSocketFactory());
    }

    /** Empty when something else was the matter. */
    public static Optional<Trouble> trouble(Throwable failure) {
        Trouble general = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateExpiredException _, CertificateNotYetValidException _ -> {
                    return Optional.of(Trouble.CERTIFICATE_EXPIRED);
                }
                case CertPathValidatorException path
                when path.getReason() == BasicReason.EXPIRED || path.getReason() == BasicReason.NOT_YET_VALID -> {
                    return Optional.of(Trouble.CERTIFICATE_EXPIRED);
                }
                case CertificateException certificate
                when isAboutItsName(certificate) -> {
                    return Optional.of(Trouble.CERTIFICATE_NAME);
                }
                case CertificateException _ -> general = Trouble.CERTIFICATE;
                case SSLException _ -> general = general == null ? Trouble.NO_TLS : general;
                default -> {
                    var said = Objects.requireNonNullElse(cause.getMessage(), "");
                    if (said.contains("Server identity does not match")) {
                        return Optional.of(Trouble.CERTIFICATE_NAME);
                    }
                    if (said.contains("STARTTLS") && said.contains("required")) {
                        return Optional.of(Trouble.NOT_ENCRYPTED);
                    }
                }
            }
        }
        return Optional.ofNullable(general);
    }

    /** The runtime has no type of its own for it. */
    private static boolean isAboutItsName(CertificateException failure) {
        var said = Objects.requireNonNullElse(failure.getMessage(), "");
        return said.startsWith("No subject alternative") || said.startsWith("No name matching");
    }
}
