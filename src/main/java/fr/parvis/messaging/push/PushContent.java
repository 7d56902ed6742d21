package fr.parvis.messaging.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Content that one browser alone can read; whoever carries it sees its length. */
public final class PushContent {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int RECORD_BYTES = 4096;
    private static final byte LAST_RECORD = 2;
    /** In one record, with its tag and its end: what every push service takes. */
    public static final int MOST_BYTES = 3993;

    private PushContent() {}

    /**
     * @param theirs the key of the browser
     * @param secret 16 bytes that it shares with us
     */
    public static byte[] encrypted(byte[] plain, ECPublicKey theirs, byte[] secret) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return encrypted(plain, theirs, secret, P256.draw(), salt);
    }

    /** @param ours of this one message */
    static byte[] encrypted(byte[] plain, ECPublicKey theirs, byte[] secret, KeyPair ours, byte[] salt) {
        if (plain.length > MOST_BYTES) {
            throw new IllegalArgumentException(plain.length + " bytes are too many for a push message");
        }
        var point = P256.point((ECPublicKey) ours.getPublic());
        try {
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(ours.getPrivate());
            agreement.doPhase(theirs, true);
            var info = joined(text("WebPush: info"), new byte[1], P256.point(theirs), point);
            var common = derived(secret, agreement.generateSecret(), info, P256.NUMBER_BYTES);
            var key = derived(salt, common, joined(text("Content-Encoding: aes128gcm"), new byte[1]), KEY_BYTES);
            var nonce = derived(salt, common, joined(text("Content-Encoding: nonce"), new byte[1]), NONCE_BYTES);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            var head = ByteBuffer.allocate(SALT_BYTES + Integer.BYTES + 1)
                    .put(salt)
                    .putInt(RECORD_BYTES)
                    .put((byte) point.length)
                    .array();
            return joined(head, point, cipher.doFinal(joined(plain, new byte[] {LAST_RECORD})));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this JVM cannot encrypt", failure);
        }
    }

    private static byte[] derived(byte[] salt, byte[] from, byte[] info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(
                        HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(from).thenExpand(info, length));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (var part : parts) {
            length += part.length;
        }
        var all = ByteBuffer.allocate(length);
        for (var part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
