package fr.parvis.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals what must not be read in a copy of the database: AES-256-GCM with a key that is kept outside it. Whatever was changed, or moved to
 * another row, does not open.
 */
@Component
public class Sealer {
    private static final String KNOWN_KEY = "platform.encryption-key";
    private static final byte FORMAT = 1;
    private static final int ID_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD = 1 + ID_BYTES + NONCE_BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** It was sealed with a key that this instance does not have, or is not what was sealed. */
    public static final class Unopened extends RuntimeException {
        Unopened(String reason) {
            super(reason);
        }
    }

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String current;
    private final StoredSettings stored;
    private volatile boolean checked;

    @Autowired
    Sealer(ParvisSettings settings, @Value("${parvis.encryption-key:}") String given, StoredSettings stored) {
        this(SealingKeys.of(given, Path.of(settings.data())), stored);
    }

    /** @param given the first one seals, all of them open */
    Sealer(List<byte[]> given, StoredSettings stored) {
        for (var key : given) {
            keys.putIfAbsent(HexFormat.of().formatHex(id(key)), new SecretKeySpec(key, "AES"));
        }
        this.current = HexFormat.of().formatHex(id(given.getFirst()));
        this.stored = stored;
    }

    private static byte[] id(byte[] key) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), ID_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * @param place where it is kept, like "messaging.incoming 0199…": it opens nowhere else
     * @throws Unopened when the data belong to another key than the one of this instance
     */
    public byte[] seal(byte[] content, String place) {
        check();
        var sealed = ByteBuffer.allocate(HEAD + content.length + TAG_BITS / 8);
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        sealed.put(FORMAT).put(HexFormat.of().parseHex(current)).put(nonce);
        try {
            cipher(Cipher.ENCRYPT_MODE, current, nonce, place).doFinal(ByteBuffer.wrap(content), sealed);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this JVM cannot seal", failure);
        }
        return sealed.array();
    }

    /** @throws Unopened when the key is missing, or it was changed or moved */
    public byte[] open(byte[] sealed, String place) {
        check();
        if (sealed.length < HEAD || sealed[0] != FORMAT) {
            throw new Unopened("what is kept at " + place + " was not sealed by Parvis");
        }
        var id = HexFormat.of().formatHex(sealed, 1, 1 + ID_BYTES);
        if (!keys.containsKey(id)) {
            throw new Unopened("what is kept at " + place + " was sealed with another key: " + advice());
        }
        try {
            var nonce = Arrays.copyOfRange(sealed, 1 + ID_BYTES, HEAD);
            return cipher(Cipher.DECRYPT_MODE, id, nonce, place).doFinal(sealed, HEAD, sealed.length - HEAD);
        } catch (GeneralSecurityException _) {
            throw new Unopened("what is kept at " + place + " is not what was sealed there");
        }
    }

    /**
     * What a text is recognised by without being kept: the same text has the same mark, and nobody without the key finds one from the other.
     *
     * @return under each of the keys, the current one first
     */
    public List<String> marks(String text) {
        check();
        return keys.entrySet().stream()
                .sorted(Comparator.comparing(one -> !one.getKey().equals(current)))
                .map(one -> mark(one.getValue(), text))
                .toList();
    }

    private static String mark(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(("mark " + text).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this JVM cannot mark", failure);
        }
    }

    private Cipher cipher(int mode, String id, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.get(id), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** A second instance with a key of its own would seal what the first cannot open. */
    private void check() {
        if (checked) {
            return;
        }
        var known = stored.find(KNOWN_KEY).orElse(current);
        if (!keys.containsKey(known)) {
            throw new Unopened("this database belongs to another encryption key: " + advice());
        }
        stored.put(KNOWN_KEY, current);
        checked = true;
    }

    private static String advice() {
        return "give every instance the same PARVIS_ENCRYPTION_KEY, or the " + SealingKeys.FILE + " of the first one.";
    }
}
