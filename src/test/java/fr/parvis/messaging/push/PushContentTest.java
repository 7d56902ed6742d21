package fr.parvis.messaging.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.testing.PushService;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PushContentTest {
    private static byte[] bytes(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }

    /** RFC 8291, section 5 and appendix A. */
    @Test
    void the_example_of_the_standard_comes_out_to_the_letter() {
        var ours = P256.pair(
                bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
                bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"));
        var theirs = P256.key(
                bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"));
        var content = PushContent.encrypted(
                "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.US_ASCII),
                theirs,
                bytes("BTBZMqHH6r4Tts7J_aSIgg"),
                ours,
                bytes("DGv6ra1nlYgDCS1FRnbzlw"));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(content))
                .isEqualTo("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                        + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                        + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    @Test
    void nobody_but_the_browser_reads_it_and_no_two_are_alike() {
        var browser = PushService.Browser.opened();
        var plain = "à vous".getBytes(StandardCharsets.UTF_8);
        var key = P256.key(bytes(browser.p256dh()));
        var first = PushContent.encrypted(plain, key, bytes(browser.auth()));
        var second = PushContent.encrypted(plain, key, bytes(browser.auth()));
        assertThat(first).isNotEqualTo(second);
        assertThat(browser.read(first)).isEqualTo("à vous");
        assertThat(browser.read(second)).isEqualTo("à vous");
        assertThatThrownBy(() -> PushService.Browser.opened().read(first)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_key_that_is_not_on_the_curve_is_refused() {
        var point = P256.point((ECPublicKey) P256.draw().getPublic());
        assertThat(P256.point(P256.key(point))).isEqualTo(point);
        point[64] ^= 1;
        assertThatThrownBy(() -> P256.key(point)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> P256.key(new byte[65])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> P256.key(new byte[] {4, 1})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_key_of_the_instance_is_kept_and_signs_for_one_push_service() {
        var key = VapidKey.draw();
        var kept = VapidKey.of(key.secret());
        assertThat(kept.publicKey()).isEqualTo(key.publicKey()).hasSize(87);
        var now = Instant.parse("2026-11-28T10:00:00Z");
        var claims = PushService.claims(
                kept.authorization(URI.create("https://fcm.example:8443/send/abc?x"), "https://ville.example", now));
        assertThat(claims.get("aud").asString()).isEqualTo("https://fcm.example:8443");
        assertThat(claims.get("sub").asString()).isEqualTo("https://ville.example");
        assertThat(claims.get("exp").asLong())
                .isBetween(now.getEpochSecond() + 60, now.plusSeconds(86_400).getEpochSecond());
        assertThat(PushService.claims(kept.authorization(URI.create("https://fcm.example/a"), "", now))
                        .has("sub"))
                .isFalse();
        assertThat(key).asString().doesNotContain(Base64.getUrlEncoder().encodeToString(key.secret()));
    }
}
