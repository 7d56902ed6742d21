package fr.parvis.relations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A document that is sent")
class FileTypeTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(bytes(namesAndContents[i + 1]));
            }
        }
        return out.toByteArray();
    }

    @Test
    void is_known_by_what_is_in_it() throws IOException {
        assertThat(FileType.of(bytes("%PDF-1.7\n"))).contains(FileType.PDF);
        assertThat(FileType.of(bytes("\u00FF\u00D8\u00FF\u00E0JFIF"))).contains(FileType.JPEG);
        assertThat(FileType.of(bytes("\u0089PNG\r\n\u001A\n"))).contains(FileType.PNG);
        assertThat(FileType.of(bytes("\0\0\0\u0018ftypheic\0\0\0\0"))).contains(FileType.HEIC);
        assertThat(FileType.of(zip("mimetype", FileType.ODT.media(), "content.xml", "<a/>")))
                .contains(FileType.ODT);
        assertThat(FileType.of(zip("[Content_Types].xml", "<a/>", "word/document.xml", "<a/>")))
                .contains(FileType.DOCX);
    }

    @Test
    void is_not_taken_when_it_is_anything_else() throws IOException {
        assertThat(FileType.of(bytes("MZ\u0090\0"))).isEmpty();
        assertThat(FileType.of(bytes("<html><script>"))).isEmpty();
        assertThat(FileType.of(bytes("<svg xmlns='http://www.w3.org/2000/svg'/>")))
                .isEmpty();
        assertThat(FileType.of(bytes(" %PDF-1.7"))).isEmpty();
        assertThat(FileType.of(bytes("\0\0\0\u0018ftypisom\0\0\0\0"))).isEmpty();
        assertThat(FileType.of(bytes("\0\0\0\u0018ftyphe"))).isEmpty();
        assertThat(FileType.of(new byte[0])).isEmpty();
        assertThat(FileType.of(zip("a.txt", "bonjour"))).isEmpty();
        assertThat(FileType.of(zip("mimetype", "application/vnd.oasis.opendocument.text-master", "content.xml", "")))
                .isEmpty();
        assertThat(FileType.of(zip("word/document.xml", "<a/>", "word/vbaProject.bin", "x")))
                .as("holds a program")
                .isEmpty();
        assertThat(FileType.of(zip("mimetype", FileType.ODT.media(), "Basic/Standard/Module1.xml", "x")))
                .isEmpty();
    }

    @Test
    void has_a_name_that_harms_nobody() {
        assertThat(FileType.PDF.named("../../etc/passwd")).isEqualTo("passwd.pdf");
        assertThat(FileType.PDF.named("C:\\Mes documents\\livret.PDF")).isEqualTo("livret.pdf");
        assertThat(FileType.JPEG.named("photo.exe")).isEqualTo("photo.jpg");
        assertThat(FileType.PDF.named("a\u202Efdp.exe")).isEqualTo("afdp.pdf");
        assertThat(FileType.PDF.named("a\r\nSet-Cookie: b\".pdf")).isEqualTo("aSet-Cookie b.pdf");
        assertThat(FileType.PDF.named("")).isEqualTo("document.pdf");
        assertThat(FileType.PDF.named("...")).isEqualTo("document.pdf");
        assertThat(FileType.PNG.named("Livret de famille – Zoé.png")).isEqualTo("Livret de famille – Zoé.png");
        assertThat(FileType.PDF.named("x".repeat(5000))).hasSize(104);
    }

    @Test
    void has_a_safe_name_whatever_was_typed() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 5000; i++) {
            var given = random.ints(random.nextInt(40), 1, 0x3000)
                    .filter(point -> !Character.isSurrogate((char) point))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            var type = FileType.values()[random.nextInt(FileType.values().length)];
            var name = type.named(given);
            assertThat(name)
                    .as(given)
                    .doesNotContain("/", "\\", "\"", "\n", "\r")
                    .doesNotStartWith(".")
                    .matches("[^\\p{Cntrl}\\p{Cf}]+\\.(pdf|jpg|png|heic|odt|docx)");
            assertThat(type.named(name)).as("once cleaned, clean").isEqualTo(name);
        }
    }
}
