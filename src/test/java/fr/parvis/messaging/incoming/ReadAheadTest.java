package fr.parvis.messaging.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.messaging.incoming.ImapSession.Listed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Small messages come with one question for many, byte for byte as they come alone. */
class ReadAheadTest {
    private static final int SMALL = 55;

    @Test
    void small_ones_come_together_and_a_large_one_alone() throws Exception {
        try (var office = new PostOffice();
                var front = new BearerFront(office.imapPort())) {
            var box = office.box("accueil@ville.example", "accueil", "secret");
            for (int i = 0; i < SMALL; i++) {
                office.put(box, Mime.plain("Où en est ma demande " + i + " ?\n)\n{12}\n* 1 EXISTS\n"));
            }
            office.put(box, Mime.plain("grand\n".repeat(40_000)));
            for (int i = 0; i < SMALL; i++) {
                office.put(box, Mime.plain("après " + i));
            }
            try (var session = open(front.port())) {
                var listed = session.list(1);
                assertThat(listed).hasSize(2 * SMALL + 1);
                var together = all(session, listed);
                assertThat(front.asked())
                        .filteredOn(line -> line.contains("BODY.PEEK[]"))
                        .hasSizeLessThan(10);
                var alone = new ArrayList<String>();
                for (var one : listed) {
                    alone.add(text(session.read(one).orElseThrow()));
                }
                assertThat(together).isEqualTo(alone);
                assertThat(together.getFirst()).contains("Où en est ma demande 0 ?\r\n)\r\n{12}\r\n* 1 EXISTS");
            }
        }
    }

    @Test
    void one_that_was_taken_out_meanwhile_is_missing_alone() throws Exception {
        try (var office = new PostOffice();
                var front = new BearerFront(office.imapPort())) {
            var box = office.box("accueil@ville.example", "accueil", "secret");
            for (int i = 0; i < 3; i++) {
                office.put(box, Mime.plain("Question " + i));
            }
            try (var session = open(front.port());
                    var another = open(front.port())) {
                var listed = session.list(1);
                another.putAway(List.of(another.list(1).get(1).message()));
                var ahead = new ReadAhead(session, listed);
                var had = new ArrayList<Boolean>();
                while (ahead.hasNext()) {
                    had.add(ahead.read().isPresent());
                }
                assertThat(had).containsExactly(true, false, true);
            }
        }
    }

    private static ImapSession open(int port) throws Exception {
        var address = ImapAddress.parse("imap://accueil:secret@127.0.0.1:" + port + "/INBOX?starttls=false")
                .orElseThrow();
        return ImapSession.open(address, SSLContext.getDefault());
    }

    private static List<String> all(ImapSession session, List<Listed> listed) throws Exception {
        var ahead = new ReadAhead(session, listed);
        var read = new ArrayList<String>();
        while (ahead.hasNext()) {
            read.add(text(ahead.read().orElseThrow()));
        }
        return read;
    }

    private static String text(RawMail raw) {
        assertThat(raw.whole()).isTrue();
        return new String(raw.bytes(), StandardCharsets.UTF_8);
    }
}
