package fr.parvis.appointments.sectors;

import static fr.parvis.appointments.sectors.Sector.Answer.INSIDE;
import static fr.parvis.appointments.sectors.Sector.Answer.NUMBER_MISSING;
import static fr.parvis.appointments.sectors.Sector.Answer.NUMBER_OUTSIDE;
import static fr.parvis.appointments.sectors.Sector.Answer.OUTSIDE;
import static fr.parvis.appointments.sectors.Sector.Answer.STREET_UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A sector of visits")
class SectorTest {
    private static Sector sector(String... lines) {
        try {
            return Sector.of(String.join("\n", lines));
        } catch (Sector.Unreadable unread) {
            throw new AssertionError(unread);
        }
    }

    private static PostalAddress at(String street, String postcode, String commune) {
        return new PostalAddress(street, "", postcode, commune);
    }

    @Test
    void without_a_line_is_everywhere() {
        assertThat(sector("", " # rien encore").answer(at("1 rue Haute", "00000", "Ici")))
                .isEqualTo(INSIDE);
    }

    @Test
    void is_a_postcode_a_commune_or_both() {
        var sector = sector("00001", "Bourg-Neuf", "00003 Saint-Parvis");
        assertThat(sector.answer(at("1 rue Haute", "00001", "N’importe où"))).isEqualTo(INSIDE);
        assertThat(sector.answer(at("1 rue Haute", "00009", "BOURG NEUF"))).isEqualTo(INSIDE);
        assertThat(sector.answer(at("1 rue Haute", "00003", "St Parvis"))).isEqualTo(INSIDE);
        assertThat(sector.answer(at("1 rue Haute", "00003", "Ailleurs"))).isEqualTo(OUTSIDE);
        assertThat(sector.answer(at("1 rue Haute", "00004", "Saint-Parvis"))).isEqualTo(OUTSIDE);
    }

    @Test
    void is_streets_with_ranges_of_numbers_even_or_odd() {
        var sector = sector(
                "00000 : rue des Lilas",
                "00000 : avenue du 8 mai 1945, 1-39 impairs",
                "00000 : boulevard Foch, 40-",
                "00000 : place Haute, pairs",
                "00000 : quai Bas, 7");
        assertThat(sector.answer(at("rue des Lilas", "00000", ""))).isEqualTo(INSIDE);
        assertThat(sector.answer(at("39 av. du 8 mai 1945", "00000", ""))).isEqualTo(INSIDE);
        assertThat(sector.answer(at("38 av. du 8 mai 1945", "00000", ""))).isEqualTo(NUMBER_OUTSIDE);
        assertThat(sector.answer(at("41 av. du 8 mai 1945", "00000", ""))).isEqualTo(NUMBER_OUTSIDE);
        assertThat(sector.answer(at("avenue du 8 mai 1945", "00000", ""))).isEqualTo(NUMBER_MISSING);
        assertThat(sector.answer(at("39 boulevard Foch", "00000", ""))).isEqualTo(NUMBER_OUTSIDE);
        assertThat(sector.answer(at("4012 bd Foch", "00000", ""))).isEqualTo(INSIDE);
        assertThat(sector.answer(at("2 ter pl. Haute", "00000", ""))).isEqualTo(INSIDE);
        assertThat(sector.answer(at("8 quai Bas", "00000", ""))).isEqualTo(NUMBER_OUTSIDE);
        assertThat(sector.answer(at("7 quai Bas", "00000", ""))).isEqualTo(INSIDE);
        assertThat(sector.answer(at("7 rue des Roses", "00000", ""))).isEqualTo(STREET_UNKNOWN);
        assertThat(sector.answer(at("7 rue des Lilas", "00001", ""))).isEqualTo(OUTSIDE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rue de l’Église|12 RUE DE L EGLISE",
                "rue de l’Église|12, r. de l'église",
                "rue de l’Église|12B rue Église",
                "rue de l’Église|rue de l’Église, 12",
                "rue de l’Église|rue de l’Église, n° 12 bis",
                "avenue du Général-Leclerc|3 ave gal leclerc",
                "place Sainte-Anne|4 pl ste anne",
                "allée Saint-Exupéry|5 all. st exupery",
                "chemin du Bœuf|6 che du Boeuf",
                "rue du 8 mai 1945|8 rue du 8 Mai 1945",
                "rue A|12 rue A",
                "rue d’Assas|1 rue d'Assas",
                "impasse de la Paix|1 imp. Paix"
            })
    void knows_a_street_however_people_write_it(String street, String typed) {
        assertThat(sector("00000 : " + street).answer(at(typed, "00000", "")))
                .as(typed)
                .isEqualTo(INSIDE);
    }

    @ParameterizedTest
    @CsvSource({
        "Saint-Parvis,SAINT PARVIS CEDEX 2",
        "Saint-Parvis,st parvis",
        "L’Haÿ-les-Roses,l hay les roses",
        "Les,les"
    })
    void knows_a_commune_however_people_write_it(String commune, String typed) {
        assertThat(sector(commune).answer(at("1 rue Haute", "00000", typed))).isEqualTo(INSIDE);
    }

    @Test
    void tells_streets_apart_that_only_look_alike() {
        var sector = sector("00000 : rue des Lilas", "00000 : rue Saint-Jean");
        assertThat(sector.answer(at("1 avenue des Lilas", "00000", ""))).isEqualTo(STREET_UNKNOWN);
        assertThat(sector.answer(at("1 rue Sainte-Jeanne", "00000", ""))).isEqualTo(STREET_UNKNOWN);
        assertThat(sector.answer(at("1 rue des Lilas Blancs", "00000", ""))).isEqualTo(STREET_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ": rue Haute|PLACE_MISSING",
                "0000 Ici|POSTCODE_MALFORMED",
                "000001|POSTCODE_MALFORMED",
                "00000 :|STREET_MISSING",
                "00000 : , 1-3|STREET_MISSING",
                "00000 : rue Haute, tous|NUMBERS_MALFORMED",
                "00000 : rue Haute,|NUMBERS_MALFORMED",
                "00000 : rue Haute, 1-2-3|NUMBERS_MALFORMED",
                "00000 : rue Haute, 40-2|NUMBERS_BACKWARDS"
            })
    void names_the_line_that_it_cannot_read(String line, Sector.Fault fault) {
        var refused = Objects.requireNonNull(
                catchThrowableOfType(Sector.Unreadable.class, () -> Sector.of("00000\n# remarque\n" + line)));
        assertThat(refused.line()).isEqualTo(3);
        assertThat(refused.fault()).isEqualTo(fault);
    }

    @Test
    void has_an_end() {
        var refused = Objects.requireNonNull(catchThrowableOfType(
                Sector.Unreadable.class, () -> Sector.of("00000\n".repeat(Sector.MOST_LINES) + "00001")));
        assertThat(refused.fault()).isEqualTo(Sector.Fault.LINES_TOO_MANY);
        assertThat(refused.line()).isEqualTo(Sector.MOST_LINES + 1);
    }

    @Test
    void an_address_is_kept_as_on_an_envelope() {
        var whole = new PostalAddress("12 rue des Lilas", "bâtiment B", "00000", "Saint-Parvis");
        assertThat(whole.lines()).isEqualTo("12 rue des Lilas\nbâtiment B\n00000 Saint-Parvis");
        assertThat(PostalAddress.of(whole.lines())).isEqualTo(whole);
        var shortOne = at("12 rue des Lilas", "00000", "Saint-Parvis");
        assertThat(PostalAddress.of(shortOne.lines())).isEqualTo(shortOne);
    }
}
