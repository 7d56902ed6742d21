package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushAddressTest {
    private static final PushAddress KNOWN = new PushAddress(
            new PushAddress.Settings(List.of("fcm.example", " *.push.example", "localhost", "*.localtest.example")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fcm.example/send/abc",
                "https://FCM.example/send/abc",
                "https://updates.push.example/wpush/v2/gAAA",
                "http://localhost:8081/push"
            })
    void a_push_service_that_is_known(String address) {
        assertThat(KNOWN.read(address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "http://fcm.example/send/abc",
                "https://evil.example/fcm.example",
                "https://fcm.example.evil.example/",
                "https://evilpush.example/",
                "https://push.example/",
                "https://fcm.example@evil.example/",
                "https://user@fcm.example/",
                "https://127.0.0.1/",
                "http://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "ftp://fcm.example/",
                "javascript:alert(1)",
                "https://fcm.example/#x"
            })
    void anything_else(String address) {
        assertThat(KNOWN.read(address)).isEmpty();
    }
}
