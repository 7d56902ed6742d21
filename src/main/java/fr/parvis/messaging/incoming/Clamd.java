package fr.parvis.messaging.incoming;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Asks ClamAV's daemon about a file, by its own protocol (INSTREAM). */
final class Clamd {
    private static final int PORT = 3310;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 60_000;
    private static final int PIECE = 64 * 1024;
    private static final int LONGEST_ANSWER = 1_000;
    private static final Pattern FOUND = Pattern.compile("stream: (.{1,200}) FOUND");

    private final InetSocketAddress address;

    /** @param url {@code tcp://host:3310} */
    Clamd(String url) {
        var given = URI.create(url);
        this.address =
                InetSocketAddress.createUnresolved(given.getHost(), given.getPort() > 0 ? given.getPort() : PORT);
    }

    /**
     * @return clean or infected
     * @throws IOException when it does not answer, or cannot tell
     */
    Verdict scan(byte[] content) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            var out = new DataOutputStream(socket.getOutputStream());
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            try {
                for (int from = 0; from < content.length; from += PIECE) {
                    int size = Math.min(PIECE, content.length - from);
                    out.writeInt(size);
                    out.write(content, from, size);
                }
                out.writeInt(0);
                out.flush();
            } catch (IOException _) {
                // it has answered already that it wants no more: that is read below
            }
            var answer = new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8)
                    .replace("\0", "")
                    .strip();
            var found = FOUND.matcher(answer);
            if (found.matches()) {
                return new Verdict(Verdict.Kind.INFECTED, found.group(1));
            }
            if (answer.equals("stream: OK")) {
                return Verdict.CLEAN;
            }
            throw new IOException(
                    "clamd answered: " + answer.lines().findFirst().orElse("nothing"));
        }
    }
}
