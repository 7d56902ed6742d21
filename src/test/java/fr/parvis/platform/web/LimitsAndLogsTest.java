package fr.parvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.Ids;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LimitsAndLogsTest {
    @Test
    void a_house_with_many_addresses_of_ipv6_is_one() {
        var limits = new RateLimits();
        limits.check("try", "2001:db8:1:2::1", 2);
        limits.check("try", "2001:db8:1:2:ffff::9", 2);
        assertThatThrownBy(() -> limits.check("try", "2001:db8:1:2:3::4", 2)).isInstanceOf(ProblemException.class);
        assertThatCode(() -> limits.check("try", "2001:db8:1:3::1", 2)).doesNotThrowAnyException();
        assertThatCode(() -> limits.check("try", "192.0.2.7", 2)).doesNotThrowAnyException();
        assertThat(RateLimits.network("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(RateLimits.network("kiosk: no address")).isEqualTo("kiosk: no address");
    }

    @Test
    void what_opens_a_page_is_in_no_log() {
        for (int i = 0; i < 200; i++) {
            var token = Ids.token();
            assertThat(Problems.logged("/rdv/mien/" + token + "/deplacer")).isEqualTo("/rdv/mien/…/deplacer");
            assertThat(Problems.logged("/ticket/" + token)).isEqualTo("/ticket/…");
        }
        assertThat(Problems.logged("/question/7K3MQ2AB7K3MQ2AB")).isEqualTo("/question/…");
        assertThat(Problems.logged("/suivi/PRV-7K3M-Q2XC/7K3MQ2AB7K3MQ2AB")).isEqualTo("/suivi/PRV-7K3M-Q2XC/…");
        var id = UUID.randomUUID();
        assertThat(Problems.logged("/agent/rendez-vous/" + id)).isEqualTo("/agent/rendez-vous/" + id);
        assertThat(Problems.logged("/borne/hotel-de-ville/rdv")).isEqualTo("/borne/hotel-de-ville/rdv");
    }
}
