package fr.parvis.appointments.national;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;

/** Without an agreement with the agency nothing of it is there. */
@ParvisTest
class NationalOffIT {
    @Autowired
    Town town;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    @Test
    void nobody_is_answered() {
        town.place(1, 1);
        var answer = new Visitor(port).open("/api/ants/getManagedMeetingPoints");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Pages.of(application, Role.ADMIN)
                        .open("/admin/points-de-rencontre")
                        .body())
                .contains("PARVIS_ANTS_HUB_TOKENS", "ne sont pas vérifiés");
    }
}
