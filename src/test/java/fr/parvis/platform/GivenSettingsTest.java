package fr.parvis.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenSettingsTest {
    @TempDir
    Path folder;

    @Test
    void the_environment_wins_over_the_file_and_the_rest_of_it_is_nobodys_business() throws Exception {
        var file = folder.resolve("parvis.conf");
        Files.writeString(file, """
                # reception of Essai
                parvis.public-url = https://accueil.essai.example
                PARVIS_PORT = 8090
                """);
        assertThat(GivenSettings.read(Map.of("PARVIS_PORT", "8091", "PARVIS_SHEETS", "/sheets", "HOME", "/"), file))
                .containsEntry("parvis.public-url", "https://accueil.essai.example")
                .containsEntry("server.port", "8091");
    }

    @Test
    void an_unknown_setting_is_said_with_its_line() throws Exception {
        var file = folder.resolve("parvis.conf");
        Files.writeString(file, "\nparvis.publik-url = https://a.example\n");
        assertThatThrownBy(() -> GivenSettings.read(Map.of(), file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("publik-url")
                .hasMessageContaining("PARVIS_PUBLIC_URL");
    }

    @Test
    void a_malformed_setting_says_what_was_expected_and_not_the_secret() {
        assertThatThrownBy(() -> GivenSettings.read(Map.of("PARVIS_DATABASE_URL", "postgres://u:secret@h"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.2", "10.0.0.0/8, 192.168.4.1", "::1", "fd00::/8,127.0.0.1", "::ffff:10.0.0.1"})
    void trusted_proxies_are_addresses_and_ranges(String proxies) {
        assertThat(GivenSettings.read(Map.of("PARVIS_TRUSTED_PROXIES", proxies), null))
                .containsEntry("parvis.trusted-proxies", proxies);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example", "10.0.0.2;10.0.0.3", "10.0.0.0/33", "10.0.0/8/8", "10.0.0.2,", "*"})
    void anything_else_is_no_trusted_proxy(String proxies) throws Exception {
        var file = folder.resolve("parvis.conf");
        Files.writeString(file, "parvis.trusted-proxies = " + proxies + "\n");
        assertThatThrownBy(() -> GivenSettings.read(Map.of(), file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("192.168.4.0/24");
    }

    @Test
    void a_secret_may_be_in_a_file() throws Exception {
        var secret = folder.resolve("url");
        Files.writeString(secret, "jdbc:postgresql://db/parvis?user=u&password=p\n");
        assertThat(GivenSettings.read(Map.of("PARVIS_DATABASE_URL_FILE", secret.toString()), null))
                .containsEntry("parvis.database-url", "jdbc:postgresql://db/parvis?user=u&password=p");
    }

    @Test
    void what_the_agency_and_other_programs_need_is_known_and_short_secrets_are_refused_without_being_repeated() {
        assertThat(GivenSettings.read(
                        Map.of(
                                "PARVIS_WEBHOOK_HOSTS", "outils.mairie.local, 10.0.0.7",
                                "PARVIS_ANTS_HUB_TOKENS", "seize-signes-au-moins,un-autre-de-seize-signes",
                                "PARVIS_ANTS_API_URL", "https://api.example/api",
                                "PARVIS_ANTS_API_TOKEN", "secret"),
                        null))
                .containsKeys(
                        "parvis.webhook-hosts",
                        "parvis.ants-hub-tokens",
                        "parvis.ants-api-url",
                        "parvis.ants-api-token");
        assertThatThrownBy(() -> GivenSettings.read(Map.of("PARVIS_ANTS_HUB_TOKENS", "court"), null))
                .hasMessageContaining("16 characters")
                .hasMessageNotContaining("court");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smpp://ville:s3cr3t%21@sms.example:2775?from=VILLE",
                "smpps://ville:secret@sms.example",
                "https://sms.example/send?to={to}&text={text}"
            })
    void sms_leave_by_smpp_or_by_http(String url) {
        assertThat(GivenSettings.read(Map.of("PARVIS_SMS_URL", url, "PARVIS_SMS_PER_SECOND", "20"), null))
                .containsEntry("parvis.sms-url", url)
                .containsEntry("parvis.sms-per-second", "20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smpp://sms.example:2775",
                "smpp://ville:longersecret@sms.example",
                "https://sms.example/send",
                "ftp://ville:secret@sms.example"
            })
    void any_other_way_for_sms_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> GivenSettings.read(Map.of("PARVIS_SMS_URL", url), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("smpp://user:secret@host")
                .hasMessageNotContaining("sms.example");
        assertThatThrownBy(() -> GivenSettings.read(Map.of("PARVIS_MAIL_PER_MINUTE", "0"), null))
                .hasMessageContaining("PARVIS_MAIL_PER_MINUTE");
    }
}
