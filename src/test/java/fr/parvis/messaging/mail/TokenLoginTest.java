package fr.parvis.messaging.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An access token")
class TokenLoginTest {
    private static SaslClient client(String user, String token) throws Exception {
        TokenLogin.use(new Properties(), "imaps");
        return Sasl.createSaslClient(new String[] {"OAUTHBEARER"}, null, "imap", "mail.example", Map.of(), asked -> {
            for (var one : asked) {
                switch (one) {
                    case NameCallback name -> name.setName(user);
                    case PasswordCallback password -> password.setPassword(token.toCharArray());
                    default -> throw new AssertionError(one);
                }
            }
        });
    }

    @Test
    void is_shown_as_rfc_7628_wants_it_and_a_refusal_is_answered_once() throws Exception {
        var client = client("zoé,=@ville.example", "jeton-1");
        assertThat(client.hasInitialResponse()).isTrue();
        assertThat(new String(client.evaluateChallenge(new byte[0]), StandardCharsets.UTF_8))
                .isEqualTo("n,a=zoé=2C=3D@ville.example,\u0001auth=Bearer jeton-1\u0001\u0001");
        assertThat(client.isComplete()).isFalse();
        assertThat(client.evaluateChallenge("{\"status\":\"invalid_token\"}".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(1);
        assertThat(client.isComplete()).isTrue();
    }
}
