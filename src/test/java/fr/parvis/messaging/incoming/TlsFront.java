package fr.parvis.messaging.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Stands before a mail server that speaks in clear, and speaks TLS to callers: at once, or when they ask (STARTTLS). */
public final class TlsFront implements AutoCloseable {
    private static final char[] SECRET = "secret".toCharArray();

    /** Made by keytool, signed by an authority of its own. */
    public enum Certificate {
        GOOD("-ext", "SAN=ip:127.0.0.1,dns:localhost", "-validity", "2"),
        OF_ANOTHER("-ext", "SAN=dns:ailleurs.example", "-validity", "2"),
        EXPIRED("-ext", "SAN=ip:127.0.0.1", "-startdate", "-10d", "-validity", "1");

        private final List<String> options;

        Certificate(String... options) {
            this.options = List.of(options);
        }
    }

    private final boolean atOnce;
    private final int behind;
    private final SSLContext context;
    private final ServerSocket socket;

    public TlsFront(int behind, boolean atOnce, Certificate certificate) {
        this.behind = behind;
        this.atOnce = atOnce;
        try {
            var keys = made(certificate);
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, SECRET);
            context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
        Thread.ofVirtual().start(this::serve);
    }

    private static final Map<Certificate, KeyStore> MADE = new EnumMap<>(Certificate.class);
    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("tls-front");
            keytool(
                    folder,
                    "-genkeypair",
                    "-alias",
                    "ca",
                    "-keystore",
                    "ca.p12",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=Autorité",
                    "-ext",
                    "bc:c");
            keytool(folder, "-exportcert", "-rfc", "-alias", "ca", "-keystore", "ca.p12", "-file", "ca.pem");
            return folder;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void keytool(Path folder, String... words) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-storepass", new String(SECRET)));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1)
                .isZero();
    }

    private static synchronized KeyStore made(Certificate certificate) throws Exception {
        var known = MADE.get(certificate);
        if (known != null) {
            return known;
        }
        var store = certificate + ".p12";
        keytool(FOLDER, "-genkeypair", "-alias", "front", "-keystore", store, "-keyalg", "EC", "-dname", "CN=Essai");
        keytool(FOLDER, "-certreq", "-alias", "front", "-keystore", store, "-file", certificate + ".csr");
        var sign = new ArrayList<>(List.of(
                "-gencert",
                "-alias",
                "ca",
                "-keystore",
                "ca.p12",
                "-infile",
                certificate + ".csr",
                "-outfile",
                certificate + ".crt"));
        sign.addAll(certificate.options);
        keytool(FOLDER, sign.toArray(String[]::new));
        var keys = KeyStore.getInstance(FOLDER.resolve(store).toFile(), SECRET);
        try (var signed = Files.newInputStream(FOLDER.resolve(certificate + ".crt"))) {
            var one = CertificateFactory.getInstance("X.509").generateCertificate(signed);
            keys.setKeyEntry("front", keys.getKey("front", SECRET), SECRET, new java.security.cert.Certificate[] {one});
        }
        MADE.put(certificate, keys);
        return keys;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Of the authority that signed, as {@code PARVIS_CA_FILE} takes it. */
    public static Path authority() {
        return FOLDER.resolve("ca.pem");
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var caller = socket.accept();
                Thread.ofVirtual().start(() -> talk(caller));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void talk(Socket caller) {
        try (caller;
                var server = new Socket("127.0.0.1", behind)) {
            if (atOnce) {
                pump(encrypted(caller), server);
                return;
            }
            var fromServer = new BufferedInputStream(server.getInputStream());
            var fromCaller = caller.getInputStream();
            caller.getOutputStream().write(line(fromServer));
            for (var asked = line(fromCaller); asked.length > 0; asked = line(fromCaller)) {
                var words = new String(asked, StandardCharsets.US_ASCII).strip().split(" ");
                var isMail = words[0].equalsIgnoreCase("STARTTLS");
                if (isMail || words.length > 1 && words[1].equalsIgnoreCase("STARTTLS")) {
                    caller.getOutputStream()
                            .write((isMail ? "220 go\r\n" : words[0] + " OK go\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    pump(encrypted(caller), server);
                    return;
                }
                server.getOutputStream().write(asked);
                answer(words[0], fromServer, caller.getOutputStream());
            }
        } catch (IOException _) {
            // either side has hung up
        }
    }

    /** Up to its last line, with STARTTLS among what is offered. */
    private static void answer(String tag, InputStream from, OutputStream to) throws IOException {
        for (var line = line(from); line.length > 0; line = line(from)) {
            var said = new String(line, StandardCharsets.US_ASCII);
            var offered = said.startsWith("* CAPABILITY ")
                    ? said.replace("* CAPABILITY ", "* CAPABILITY STARTTLS ")
                    : said.matches("(?s)250[- ].*") ? "250-STARTTLS\r\n" + said : said;
            to.write(offered.getBytes(StandardCharsets.US_ASCII));
            if (said.startsWith(tag + " ") || said.matches("(?s)\\d{3} .*")) {
                return;
            }
        }
    }

    private static byte[] line(InputStream in) throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        for (int one = in.read(); one >= 0; one = in.read()) {
            line.write(one);
            if (one == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private SSLSocket encrypted(Socket caller) throws IOException {
        var encrypted = (SSLSocket) context.getSocketFactory().createSocket(caller, null, caller.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        return encrypted;
    }

    private static void pump(Socket caller, Socket server) throws IOException {
        Thread.ofVirtual().start(() -> {
            try {
                server.getInputStream().transferTo(caller.getOutputStream());
                caller.close();
            } catch (IOException _) {
                // hung up
            }
        });
        caller.getInputStream().transferTo(server.getOutputStream());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
