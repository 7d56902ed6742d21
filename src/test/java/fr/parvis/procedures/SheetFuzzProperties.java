package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.checklist.Checklists;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged files: read, or refused with a reason; never anything else, whatever is done with them afterwards. */
class SheetFuzzProperties {
    private static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F900002" type="Fiche d'information">
              <dc:title>Essai</dc:title><dc:date>modified 2026-03-02</dc:date><Audience>Particuliers</Audience>
              <Texte><Chapitre type="pieces"><Titre>Pièces à fournir</Titre><BlocCas affichage="radio">
                <Cas><Titre>Oui</Titre><Condition><estVrai var="T1"/></Condition><Liste type="puce"><Item><Paragraphe>Photo</Paragraphe></Item></Liste></Cas>
                <Cas><Titre>Non</Titre><Liste type="puce"><Item><Paragraphe>Acte</Paragraphe></Item></Liste></Cas></BlocCas></Chapitre></Texte>
            </Publication>""";

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    private static byte[] damaged(byte[] whole, Random random) {
        var bytes = whole.clone();
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = bytes[random.nextInt(bytes.length)];
                case 2 ->
                    System.arraycopy(
                            bytes,
                            random.nextInt(bytes.length / 2 + 1),
                            bytes,
                            Math.min(at, bytes.length / 2),
                            Math.min(60, bytes.length / 4));
                default -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
            }
        }
        return bytes;
    }

    private static void take(String name, byte[] bytes) {
        try {
            var root = SheetReader.read(name, bytes);
            if (root == null) {
                return;
            }
            var sheet = SheetReading.sheet(root);
            assertThat(sheet.id()).matches("[A-Z]{1,4}\\d{1,9}(-\\d{1,4})?");
            assertThat(PartText.read(PartText.write(sheet.content()))).isEqualTo(sheet.content());
            assertThat(SheetText.of(sheet)).isNotNull();
            assertThat(Checklists.of(sheet).under(Map.of())).isNotNull();
        } catch (SheetReader.Unreadable refused) {
            assertThat(refused).hasMessageMatching("(?s).{5,}");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void xml(int seed) {
        take("F900002.xml", damaged(XML.getBytes(StandardCharsets.UTF_8), new Random(seed)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void json(int seed) {
        take("F1342.json", damaged(NationalSheets.bytes("F1342"), new Random(seed)));
    }
}
