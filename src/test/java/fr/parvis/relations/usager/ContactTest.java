package fr.parvis.relations.usager;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.messaging.PhoneNumbers;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {
    private static final List<String> ONE_PLAN = List.of("FR", "GP", "MQ", "GF", "RE", "YT", "BL", "MF");

    private static String phone(String typed, String region) {
        return Contact.phone(typed, region).map(Contact::normalised).orElse("");
    }

    private static String email(String typed) {
        return Contact.email(typed).map(Contact::normalised).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "06 12 34 56 78, FR, +33612345678",
        "06.12.34.56.78, RE, +33612345678",
        "0033 6 12 34 56 78, FR, +33612345678",
        "+33 (0)6 12 34 56 78, GP, +33612345678",
        "0692 12 34 56, RE, +262692123456",
        "0692 12 34 56, FR, +262692123456",
        "+33692123456, FR, +262692123456",
        "0590 12 34 56, FR, +590590123456",
        "0696 12 34 56, GP, +596696123456",
        "0639 12 34 56, YT, +262639123456",
        "87 12 34 56, PF, +68987123456",
        "75 12 34, NC, +687751234",
        "+44 20 7946 0958, FR, +442079460958"
    })
    void numbers_are_those_that_would_be_reached_from_there(String typed, String region, String reached) {
        assertThat(phone(typed, region)).isEqualTo(reached);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "bonjour", "06", "0612345678901234567"})
    void what_is_no_number_is_none(String typed) {
        assertThat(Contact.phone(typed, "FR")).isEmpty();
    }

    @Test
    void a_clock_tells_where_a_number_is_dialled() {
        assertThat(List.of("Europe/Paris", "Indian/Reunion", "Pacific/Tahiti", "America/Cayenne", "UTC"))
                .extracting(zone -> PhoneNumbers.region(ZoneId.of(zone)))
                .containsExactly("FR", "RE", "PF", "GF", "FR");
    }

    @ParameterizedTest
    @CsvSource({
        "Marie.Dupont@Example.COM, marie.dupont@example.com",
        "marie@mairie-évry.fr, marie@xn--mairie-vry-h7a.fr",
        "marie@MAIRIE-ÉVRY.FR, marie@xn--mairie-vry-h7a.fr"
    })
    void addresses_are_in_small_letters_with_a_domain_in_ascii(String typed, String same) {
        assertThat(email(typed)).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "marie",
                "marie@",
                "@example.com",
                "a b@example.com",
                "marie@-example.com",
                "marie@exa..mple.com"
            })
    void what_is_no_address_is_none(String typed) {
        assertThat(Contact.email(typed)).isEmpty();
    }

    @Test
    void an_address_is_composed_in_one_way() {
        assertThat(email(Normalizer.normalize("rené@example.fr", Normalizer.Form.NFD)))
                .isEqualTo(email("rené@example.fr"));
    }

    /** Whatever is normal stays so, wherever it is read again; blanks and dots between digits say nothing. */
    @Test
    void what_is_normal_stays_so() {
        var random = new Random(20261128);
        for (int i = 0; i < 5000; i++) {
            var digits = "0" + (1 + random.nextInt(9)) + String.format("%08d", random.nextInt(100_000_000));
            var region = ONE_PLAN.get(random.nextInt(ONE_PLAN.size()));
            var normal = phone(digits, region);
            assertThat(normal).as(digits + " in " + region).startsWith("+").endsWith(digits.substring(1));
            for (var other : ONE_PLAN) {
                assertThat(phone(normal, other)).isEqualTo(normal);
                assertThat(phone(digits, other)).isEqualTo(normal);
            }
            var spaced = new StringBuilder();
            for (var digit : digits.toCharArray()) {
                spaced.append(digit).append(List.of("", " ", ".", "-").get(random.nextInt(4)));
            }
            assertThat(phone(spaced.toString(), region)).isEqualTo(normal);
            assertThat(phone(PhoneNumbers.shown(normal), region)).isEqualTo(normal);
        }
    }
}
