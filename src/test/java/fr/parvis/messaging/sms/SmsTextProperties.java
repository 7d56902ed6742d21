package fr.parvis.messaging.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SmsTextProperties {
    private static final String[] PIECES = {
        "a",
        "é",
        "è",
        "ù",
        "à",
        "Ç",
        "ç",
        "ê",
        "œ",
        "€",
        "[",
        "]",
        "{",
        "}",
        "~",
        "|",
        "\\",
        "^",
        "\n",
        " ",
        "’",
        "\u00A0",
        "«",
        "»",
        "…",
        "ї",
        "Є",
        "م",
        "رحبا",
        "👩\u200D👧",
        "🏛",
        "7",
        "@",
        "_",
        "Ω"
    };

    /** @param easy pieces of the 7-bit alphabet only */
    private static String text(Random random, boolean easy) {
        var text = new StringBuilder();
        for (int i = random.nextInt(400); i > 0; i--) {
            var piece = PIECES[random.nextInt(PIECES.length)];
            text.append(easy && !"aéèùàÇ€[]{}~|\\^\n 7@_Ω".contains(piece) ? "x" : piece);
        }
        return text.toString();
    }

    @Test
    void the_parts_of_any_text_give_it_again_and_none_cuts_a_sign_in_two() {
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            var text = text(random, seed % 2 == 0);
            var sms = SmsText.of(text);
            if (sms.coding() == SmsText.UCS_2) {
                assertThat(sms.shown()).as("seed " + seed).isEqualTo(text);
            } else {
                // typography aside, nothing has changed
                assertThat(sms.shown().replaceAll("[\"'. -]", ""))
                        .as("seed " + seed)
                        .isEqualTo(text.replaceAll("[\"'. «»’…\u00A0-]", ""));
            }
            var several = sms.parts().size() > 1;
            for (var part : sms.parts()) {
                assertThat(part.length)
                        .as("seed " + seed)
                        .isLessThanOrEqualTo(
                                sms.coding() == SmsText.GSM
                                        ? several ? SmsText.GSM_PART : SmsText.GSM_WHOLE
                                        : several ? SmsText.UCS_2_PART : SmsText.UCS_2_WHOLE);
                var alone = SmsText.read(part, sms.coding());
                assertThat(alone).as("seed " + seed).doesNotContain("\uFFFD");
                if (sms.coding() == SmsText.GSM && part.length > 0) {
                    assertThat(part[part.length - 1]).as("seed " + seed).isNotEqualTo((byte) 0x1B);
                }
            }
        }
    }

    @Test
    void french_without_circumflexes_is_cheap_and_what_the_alphabet_lacks_is_not_lost() {
        assertThat(SmsText.of("L’été à Évry : déjà « prêt »").coding()).isEqualTo(SmsText.UCS_2);
        var cheap = SmsText.of("Mairie d’Évry\u00A0: c’est déjà réglé, à bientôt".replace("ô", "o"));
        assertThat(cheap.coding()).isEqualTo(SmsText.GSM);
        assertThat(cheap.shown()).isEqualTo("Mairie d'Évry : c'est déjà réglé, à bientot");
        assertThat(SmsText.of("reçu").shown()).isEqualTo("reçu");
        assertThat(SmsText.of("12 € [a]").parts().getFirst()).hasSize(11);
    }

    @Test
    void as_many_signs_as_the_standard_allows_are_one_part() {
        assertThat(SmsText.of("a".repeat(160)).parts()).hasSize(1);
        assertThat(SmsText.of("a".repeat(161)).parts()).hasSize(2);
        assertThat(SmsText.of("ї".repeat(70)).parts()).hasSize(1);
        assertThat(SmsText.of("ї".repeat(71)).parts()).hasSize(2);
        assertThat(SmsText.of("a".repeat(152) + "€" + "a".repeat(60)).parts().getFirst())
                .hasSize(152);
    }

    @Test
    void what_comes_is_read_by_its_data_coding() {
        assertThat(SmsText.read(new byte[] {0x05, 0x1B, 0x65, 0x00}, (byte) 0)).isEqualTo("é€@");
        assertThat(SmsText.read(new byte[] {(byte) 0xE9}, (byte) 3)).isEqualTo("é");
        assertThat(SmsText.read(new byte[] {0x04, 0x57}, (byte) 8)).isEqualTo("ї");
        assertThat(SmsText.read(new byte[] {0x04, 0x57}, (byte) 0x18)).isEqualTo("ї");
        assertThat(SmsText.read(new byte[] {0x41}, (byte) 0xF1)).isEqualTo("A");
    }
}
