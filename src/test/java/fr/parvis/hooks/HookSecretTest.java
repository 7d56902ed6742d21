package fr.parvis.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class HookSecretTest {
    @Test
    void signs_as_the_published_example_does() {
        assertThat(new HookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void a_new_one_is_long_enough_and_does_not_tell_itself() {
        var secret = HookSecret.draw();
        assertThat(secret.text()).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.text().substring(6))).hasSize(32);
        assertThat(secret.text()).isNotEqualTo(HookSecret.draw().text());
        assertThat(secret.toString()).isEqualTo("whsec_…");
    }
}
