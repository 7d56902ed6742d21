package fr.parvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

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
    void a_form_with_files_is_large_only_where_documents_are_taken() throws Exception {
        assertThat(UploadLimit.most("/suivi/PRV-7K3M-Q2XC/message")).isEqualTo(UploadLimit.MOST_BYTES_WITH_DOCUMENTS);
        assertThat(UploadLimit.most("/demandes/creche")).isEqualTo(UploadLimit.MOST_BYTES_WITH_DOCUMENTS);
        for (var other : List.of("/question", "/connexion", "/suivi/PRV-7K3M-Q2XC/ouvrir", "/rdv/prise/x/code")) {
            assertThat(UploadLimit.most(other)).as(other).isEqualTo(UploadLimit.MOST_BYTES);
        }
        assertThat(isRefused("/question", UploadLimit.MOST_BYTES)).isFalse();
        assertThat(isRefused("/question", UploadLimit.MOST_BYTES + 1)).isTrue();
        assertThat(isRefused("/question", -1)).as("of no said length").isTrue();
        assertThat(isRefused("/suivi/PRV-7K3M-Q2XC/message", UploadLimit.MOST_BYTES + 1))
                .isFalse();
    }

    private static boolean isRefused(String address, long length) throws Exception {
        var request = new MockHttpServletRequest("POST", address) {
            @Override
            public long getContentLengthLong() {
                return length;
            }
        };
        request.setContentType("multipart/form-data; boundary=parvis");
        var passed = new MockFilterChain();
        var response = new MockHttpServletResponse();
        new UploadLimit(new Refusals("/error")).doFilter(request, response, passed);
        var refused = "/error".equals(response.getForwardedUrl());
        assertThat(passed.getRequest() == null).isEqualTo(refused);
        return refused;
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
