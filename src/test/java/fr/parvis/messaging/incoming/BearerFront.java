package fr.parvis.messaging.incoming;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Stands before a mail server that knows XOAUTH2 alone, and offers OAUTHBEARER instead. */
public final class BearerFront implements AutoCloseable {
    private static final Pattern LOGIN = Pattern.compile("(.*AUTH(?:ENTICATE)?) OAUTHBEARER (\\S+)");
    private static final Pattern SHOWN = Pattern.compile("n,a=([^,]*),\u0001auth=Bearer ([^\u0001]*)\u0001\u0001");

    private final int behind;
    private final ServerSocket socket;
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public BearerFront(int behind) {
        this.behind = behind;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** User and token of every login. */
    public List<String> shown() {
        return List.copyOf(shown);
    }

    /** Every line that a caller has written. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var caller = socket.accept();
                var server = new Socket("127.0.0.1", behind);
                Thread.ofVirtual().start(() -> pump(server, caller, line -> line.replace("XOAUTH2", "OAUTHBEARER")));
                Thread.ofVirtual().start(() -> pump(caller, server, this::translated));
            } catch (IOException _) {
                return;
            }
        }
    }

    private String translated(String line) {
        asked.add(line);
        var login = LOGIN.matcher(line);
        if (!login.matches()) {
            return line;
        }
        var said = SHOWN.matcher(new String(Base64.getDecoder().decode(login.group(2)), StandardCharsets.UTF_8));
        if (!said.matches()) {
            return login.group(1) + " NONSENSE";
        }
        shown.add(said.group(1) + " " + said.group(2));
        var other = "user=" + said.group(1) + "\u0001auth=Bearer " + said.group(2) + "\u0001\u0001";
        return login.group(1) + " XOAUTH2 "
                + Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8));
    }

    private static void pump(Socket from, Socket to, UnaryOperator<String> change) {
        try (from;
                to;
                var lines =
                        new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                to.getOutputStream().write((change.apply(line) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException _) {
            // either side has hung up
        }
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
