package fr.parvis.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whose certificates are believed: those that the Java runtime knows, and those of the file that {@code PARVIS_CA_FILE} names. */
@Component
public class TrustedCertificates {
    private final SSLContext context;

    /** @param file certificates in PEM; empty for none */
    public TrustedCertificates(@Value("${parvis.ca-file:}") String file) {
        try {
            context = file.isEmpty() ? SSLContext.getDefault() : with(read(Path.of(file)));
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalArgumentException(
                    "PARVIS_CA_FILE: " + file
                            + " holds no certificates that can be read (expected PEM, -----BEGIN CERTIFICATE-----).",
                    failure);
        }
    }

    private static List<X509Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("empty");
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        }
    }

    private static SSLContext with(List<X509Certificate> more) throws GeneralSecurityException, IOException {
        var all = new ArrayList<>(more);
        Arrays.stream(managers(null))
                .filter(X509TrustManager.class::isInstance)
                .flatMap(one -> Arrays.stream(((X509TrustManager) one).getAcceptedIssuers()))
                .forEach(all::add);
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry("ca" + i, all.get(i));
        }
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers(store), null);
        return context;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    public SSLContext context() {
        return context;
    }
}
