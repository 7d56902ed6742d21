package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.DirectoryEditor;
import fr.parvis.identity.Role;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DisplayName("Beside a search, each place says what somebody who came now would find:")
@ParvisTest
class ComeNowIT {
    @Autowired
    Town town;

    @Autowired
    Reception reception;

    @Autowired
    DirectoryEditor editor;

    @LocalServerPort
    int port;

    private Town.Place place;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        place = town.place(2, 1);
    }

    /** What the page says of this place alone. */
    private String said() {
        var page = new Visitor(port).open("/demarches?q=xyzzyx").body();
        var line = Pattern.compile(
                        "(?s)<li>\\s*<a href=\"/sites/" + place.site().slug() + "\">.*?</li>")
                .matcher(page);
        assertThat(line.find()).isTrue();
        return line.group();
    }

    private void take() {
        reception.take(new NewTicket(
                place.site().id(),
                place.services().getFirst().id(),
                Ticket.Kind.WALKIN,
                false,
                null,
                null,
                Set.of(),
                NewTicket.Origin.KIOSK));
    }

    @Test
    void that_nobody_serves_yet() {
        assertThat(said()).contains("aucun guichet ouvert").doesNotContain("sans attente");
    }

    @Test
    void that_there_is_no_wait() {
        reception.open(place.counters().getFirst().id(), Set.of(), null);
        assertThat(said()).contains("sans attente");
    }

    @Test
    void how_long_the_wait_is() {
        reception.open(place.counters().getFirst().id(), Set.of(), null);
        for (int i = 0; i < 6; i++) {
            take();
        }
        assertThat(said()).containsPattern("\\d+ (?:min|à \\d+)").doesNotContain("sans attente");
    }

    @Test
    void when_it_opens_again() {
        editor.weeklyHours(place.site().id(), Collections.nCopies(7, ""));
        assertThat(said()).contains("Fermé", "La prochaine ouverture");
    }
}
