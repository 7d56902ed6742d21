package fr.parvis.messaging;

import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.StoredSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The secret of the address at which an HTTP gateway brings SMS. It is good for that alone, and shown once: its SHA-256 is kept. */
@Component
public class SmsDoor {
    private static final String KEY = "messaging.sms-door";

    private final StoredSettings stored;
    private final AuditLog audit;

    SmsDoor(StoredSettings stored, AuditLog audit) {
        this.stored = stored;
        this.audit = audit;
    }

    /** The one before opens nothing any more. */
    @Transactional
    public String renew() {
        var secret = Ids.token() + Ids.token();
        stored.put(KEY, Sha256.of(secret));
        audit.write("sms-address-renewed", "-");
        return secret;
    }

    public boolean isThere() {
        return stored.find(KEY).isPresent();
    }

    public boolean opensWith(@Nullable String secret) {
        return secret != null
                && stored.find(KEY)
                        .filter(kept -> MessageDigest.isEqual(
                                kept.getBytes(StandardCharsets.US_ASCII),
                                Sha256.of(secret).getBytes(StandardCharsets.US_ASCII)))
                        .isPresent();
    }
}
