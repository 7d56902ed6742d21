package fr.parvis.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A mail server that knows nobody at {@code inconnu.example}, is busy for {@code occupe.example}, and wants nothing of {@code refuse.example}. */
public final class RefusingMailServer implements AutoCloseable {
    private final ServerSocket socket;

    public RefusingMailServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public String url() {
        return "smtp://127.0.0.1:" + socket.getLocalPort();
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

    private static void talk(Socket caller) {
        try (caller;
                var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
                var out = new PrintWriter(caller.getOutputStream(), true, StandardCharsets.UTF_8)) {
            out.print("220 essai\r\n");
            out.flush();
            var to = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var said = line.toUpperCase(Locale.ROOT);
                if (said.startsWith("RCPT")) {
                    to = line;
                }
                if (said.startsWith("DATA")) {
                    out.print("354 go on\r\n");
                    out.flush();
                    for (var part = in.readLine(); part != null && !part.equals("."); ) {
                        part = in.readLine();
                    }
                }
                out.print(answer(said, to) + "\r\n");
                out.flush();
            }
        } catch (IOException _) {
            // the caller has gone
        }
    }

    private static String answer(String said, String to) {
        if (said.startsWith("RCPT") && to.contains("@inconnu.example")) {
            return "550 5.1.1 no such user";
        }
        if (said.startsWith("RCPT") && to.contains("@occupe.example")) {
            return "450 4.2.0 come back later";
        }
        if (said.startsWith("DATA") && to.contains("@refuse.example")) {
            return "554 5.7.1 not wanted";
        }
        return said.startsWith("QUIT") ? "221 bye" : "250 ok";
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
