package fr.parvis.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A push service on this machine, and browsers that read what it brings. Written from RFC 8188, 8291 and 8292 alone, with nothing of ours:
 * what it understands, a real one does.
 */
public final class PushService implements AutoCloseable {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** @param headers by lower-case name */
    public record Heard(String path, Map<String, String> headers, byte[] body, Instant at) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final Receiver receiver = new Receiver(201);

    public String address(String path) {
        return receiver.address(path);
    }

    public String origin() {
        return receiver.address("");
    }

    /** For the next one; 201 without any. */
    public void answers(int status) {
        receiver.answers(status, "");
    }

    /** The next one, once it is there. */
    public Heard next() {
        var one = receiver.next();
        return new Heard(one.path(), one.headers(), one.bytes(), one.at());
    }

    public boolean hasHeardNothingMore() {
        return receiver.hasHeardNothingMore();
    }

    /**
     * What stands in a header "vapid t=…, k=…".
     *
     * @throws AssertionError when the signature is not of the key
     */
    public static JsonNode claims(String authorization) {
        if (!authorization.matches("vapid t=[\\w.-]+, k=[\\w-]+")) {
            throw new AssertionError(authorization);
        }
        var token = authorization.substring("vapid t=".length(), authorization.indexOf(','));
        var parts = token.split("\\.", -1);
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(publicKey(decoded(authorization.substring(authorization.indexOf("k=") + 2))));
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(decoded(parts[2]))) {
                throw new AssertionError("not signed by the key that is named");
            }
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
        return JsonMapper.shared().readTree(decoded(parts[1]));
    }

    private static byte[] decoded(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }

    private static PublicKey publicKey(byte[] point) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(
                                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                                new BigInteger(1, Arrays.copyOfRange(point, 33, 65))),
                        parameters.getParameterSpec(ECParameterSpec.class)));
    }

    @Override
    public void close() {
        receiver.close();
    }

    /** One browser, which alone can read what is for it. */
    public static final class Browser {
        private final KeyPair pair;
        private final byte[] auth = new byte[16];

        private Browser(KeyPair pair) {
            this.pair = pair;
            new SecureRandom().nextBytes(auth);
        }

        public static Browser opened() {
            try {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                return new Browser(generator.generateKeyPair());
            } catch (GeneralSecurityException failure) {
                throw new AssertionError(failure);
            }
        }

        private byte[] point() {
            var w = ((ECPublicKey) pair.getPublic()).getW();
            var point = new byte[65];
            point[0] = 4;
            write(w.getAffineX(), point, 1);
            write(w.getAffineY(), point, 33);
            return point;
        }

        private static void write(BigInteger number, byte[] to, int from) {
            var bytes = number.toByteArray();
            int length = Math.min(32, bytes.length);
            System.arraycopy(bytes, bytes.length - length, to, from + 32 - length, length);
        }

        public String p256dh() {
            return BASE64.encodeToString(point());
        }

        public String auth() {
            return BASE64.encodeToString(auth);
        }

        public JsonNode told(Heard heard) {
            return JsonMapper.shared().readTree(read(heard.body()));
        }

        /** @throws AssertionError when it is for another browser, or was changed */
        public String read(byte[] body) {
            try {
                var salt = Arrays.copyOf(body, 16);
                var theirs = Arrays.copyOfRange(body, 21, 21 + body[20]);
                var agreement = KeyAgreement.getInstance("ECDH");
                agreement.init(pair.getPrivate());
                agreement.doPhase(publicKey(theirs), true);
                var common =
                        hkdf(auth, agreement.generateSecret(), joined(ascii("WebPush: info\0"), point(), theirs), 32);
                var key = hkdf(salt, common, ascii("Content-Encoding: aes128gcm\0"), 16);
                var nonce = hkdf(salt, common, ascii("Content-Encoding: nonce\0"), 12);
                var cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
                var plain = cipher.doFinal(body, 21 + body[20], body.length - 21 - body[20]);
                if (plain[plain.length - 1] != 2) {
                    throw new AssertionError("not the last record");
                }
                return new String(plain, 0, plain.length - 1, StandardCharsets.UTF_8);
            } catch (GeneralSecurityException failure) {
                throw new AssertionError(failure);
            }
        }

        private static byte[] hkdf(byte[] salt, byte[] from, byte[] info, int length) throws GeneralSecurityException {
            return Arrays.copyOf(hmac(hmac(salt, from), joined(info, new byte[] {1})), length);
        }

        private static byte[] hmac(byte[] key, byte @Nullable [] text) throws GeneralSecurityException {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        private static byte[] joined(byte[]... parts) {
            var all = new java.io.ByteArrayOutputStream();
            for (var part : parts) {
                all.writeBytes(part);
            }
            return all.toByteArray();
        }
    }
}
