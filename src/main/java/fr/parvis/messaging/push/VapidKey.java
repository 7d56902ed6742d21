package fr.parvis.messaging.push;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** By which push services tell this instance from others, and browsers let nobody else write to them. */
public final class VapidKey {
    /** 24 hours are the most that a push service takes. */
    private static final Duration LASTS = Duration.ofHours(12);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEAD =
            BASE64.encodeToString("{\"typ\":\"JWT\",\"alg\":\"ES256\"}".getBytes(StandardCharsets.US_ASCII));

    private final KeyPair pair;

    private VapidKey(KeyPair pair) {
        this.pair = pair;
    }

    public static VapidKey draw() {
        return new VapidKey(P256.draw());
    }

    /** @param kept as {@link #secret()} gave it */
    public static VapidKey of(byte[] kept) {
        return new VapidKey(P256.pair(
                Arrays.copyOf(kept, P256.NUMBER_BYTES),
                Arrays.copyOfRange(kept, P256.NUMBER_BYTES, P256.NUMBER_BYTES + P256.POINT_BYTES)));
    }

    public byte[] secret() {
        var kept = Arrays.copyOf(
                P256.bytes(((ECPrivateKey) pair.getPrivate()).getS()), P256.NUMBER_BYTES + P256.POINT_BYTES);
        System.arraycopy(point(), 0, kept, P256.NUMBER_BYTES, P256.POINT_BYTES);
        return kept;
    }

    private byte[] point() {
        return P256.point((ECPublicKey) pair.getPublic());
    }

    /** As a browser wants it, in base64url. */
    public String publicKey() {
        return BASE64.encodeToString(point());
    }

    /**
     * The header of a message to this address.
     *
     * @param contact https or mailto address of whoever runs this instance; "" for none
     */
    public String authorization(URI address, String contact, Instant now) {
        var claims = "{\"aud\":\"%s\",\"exp\":%d%s}"
                .formatted(
                        address.getScheme() + "://" + address.getRawAuthority(),
                        now.plus(LASTS).getEpochSecond(),
                        contact.isEmpty() ? "" : ",\"sub\":\"" + contact + "\"");
        var signed = HEAD + "." + BASE64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "vapid t=" + signed + "." + BASE64.encodeToString(signature.sign()) + ", k=" + publicKey();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this JVM cannot sign", failure);
        }
    }

    @Override
    public String toString() {
        return "VapidKey " + publicKey();
    }
}
