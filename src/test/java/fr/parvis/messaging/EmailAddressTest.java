package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "zoe@essai.example",
                "zoe.l'oeuf+parvis@mairie-essai.example",
                "a@b.c.d.example",
                "o_o-1@xn--caf-dma.example",
                "zoe@pré-en-pail.example"
            })
    void people_have_such_addresses(String typed) {
        assertThat(EmailAddress.isOne(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "a@b",
                "a,b@c.example",
                "a;b@c.example",
                "a..b@c.example",
                ".a@c.example",
                "a.@c.example",
                "a@c..example",
                "a@-c.example",
                "a b@c.example",
                "a\u00a0b@c.example",
                "zoé@c.example",
                "Zoé <a@c.example>",
                "a@b@c.example",
                "a@c.example\nBcc: d@e.example",
                "a@[127.0.0.1]"
            })
    void nobody_can_be_written_to_at_such_ones(String typed) {
        assertThat(EmailAddress.isOne(typed)).isFalse();
    }

    @Test
    void what_is_taken_can_be_written_to() throws Exception {
        var chance = new Random(20_261_128);
        int taken = 0;
        for (int i = 0; i < 5_000; i++) {
            var typed = chance.ints(1 + chance.nextInt(12), '!', '~' + 1)
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining())
                    + "@essai.example";
            if (EmailAddress.isOne(typed)) {
                taken++;
                new InternetAddress(typed, true).validate();
            }
        }
        assertThat(taken).isGreaterThan(500);
    }
}
