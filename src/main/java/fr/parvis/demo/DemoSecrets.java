package fr.parvis.demo;

import fr.parvis.platform.Ids;
import fr.parvis.platform.StoredSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Passwords and tokens of the demonstration, derived from one random secret of its database, so that they stay the same. */
@Component
class DemoSecrets {
    private static final String KEY = "demo.secret";

    private final StoredSettings settings;

    DemoSecrets(StoredSettings settings) {
        this.settings = settings;
    }

    boolean exist() {
        return settings.find(KEY).isPresent();
    }

    void make() {
        settings.put(KEY, Ids.token() + Ids.token());
    }

    String password(String login) {
        return derive("password:" + login).substring(0, 20);
    }

    String token(String role) {
        return "pv_" + derive("token:" + role);
    }

    private String derive(String what) {
        try {
            Optional<String> secret = settings.find(KEY);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.orElseThrow().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(what.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("every Java platform has HmacSHA256", failure);
        }
    }
}
