package fr.parvis.platform.paper;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.web.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fonts that go with a list on paper have every letter that we print around the sheet. */
class PaperLettersTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources");

    @ParameterizedTest
    @EnumSource(Language.class)
    void are_all_there(Language language) throws IOException {
        for (var weight : List.of("400Regular", "700Bold")) {
            var fonts = fonts(weight);
            assertThat(printed(language)
                            .codePoints()
                            .filter(letter -> !Character.isISOControl(letter))
                            .distinct()
                            .boxed())
                    .isNotEmpty()
                    .allSatisfy(letter -> assertThat(fonts)
                            .as("%s: %s", weight, Character.getName(letter))
                            .anyMatch(font -> font.getGlyphId(letter) > 0));
        }
    }

    private static String printed(Language language) throws IOException {
        var texts = new Properties();
        for (var name : List.of("checklist", "kiosk-papers")) {
            try (var bundle = Files.newBufferedReader(
                    RESOURCES.resolve("messages").resolve(name + "-usager_" + language.tag() + ".properties"))) {
                texts.load(bundle);
            }
        }
        var text = texts.values().stream().map(Object::toString).collect(Collectors.joining())
                + Files.readAllLines(RESOURCES.resolve("procedures").resolve("documents_" + language.tag() + ".tsv"))
                        .stream()
                        .filter(line -> !line.startsWith("#"))
                        .collect(Collectors.joining());
        return language.isRightToLeft() ? ArabicLetters.joined(text) : text;
    }

    private static List<CmapLookup> fonts(String weight) throws IOException {
        var fonts = new ArrayList<CmapLookup>();
        for (var family : List.of("AtkinsonHyperlegibleNext", "NotoSans", "NotoSansArabic")) {
            var file = RESOURCES.resolve("fonts-pdf").resolve(family + "_" + weight + ".ttf");
            fonts.add(new TTFParser()
                    .parse(new RandomAccessReadBuffer(Files.readAllBytes(file)))
                    .getUnicodeCmapLookup());
        }
        return fonts;
    }
}
