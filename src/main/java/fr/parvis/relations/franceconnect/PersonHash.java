package fr.parvis.relations.franceconnect;

import fr.parvis.platform.KeptSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Names people without saying who they are: without the key, which is not in the database, nobody can try names out. */
@Component
class PersonHash {
    private static final String KEY = "relations.franceconnect-key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final KeptSecrets secrets;

    PersonHash(KeptSecrets secrets) {
        this.secrets = secrets;
    }

    /** @param kind keeps names of one kind apart from those of another */
    String of(String kind, String name) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secrets.of(KEY, PersonHash::drawn), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((kind + "\0" + name).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] drawn() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
