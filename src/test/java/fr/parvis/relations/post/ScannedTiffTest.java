package fr.parvis.relations.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.parvis.platform.web.ProblemException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A TIFF from a scanner")
class ScannedTiffTest {
    /** Black on the left, white on the right. */
    private static BufferedImage page(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        var drawing = image.createGraphics();
        drawing.setColor(Color.WHITE);
        drawing.fillRect(width / 2, 0, width, height);
        drawing.dispose();
        return image;
    }

    private static byte[] tiff(String compression, BufferedImage... pages) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("tiff").next();
        var written = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(written)) {
            writer.setOutput(output);
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType(compression);
            writer.prepareWriteSequence(null);
            for (var page : pages) {
                writer.writeToSequence(new IIOImage(page, null, null), how);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return written.toByteArray();
    }

    /** By hand: numbers of tags with their values, all of them LONG, one strip of ten bytes behind. */
    private static byte[] made(int next, int... tags) {
        var file = ByteBuffer.allocate(8 + 2 + tags.length / 2 * 12 + 4 + 10).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) (tags.length / 2));
        for (int i = 0; i < tags.length; i += 2) {
            file.putShort((short) tags[i]).putShort((short) 4).putInt(1).putInt(tags[i + 1]);
        }
        return file.putInt(next).array();
    }

    /** As {@link #made}, of so many points in black and white. */
    private static byte[] ofSize(int next, int width, int height) {
        return made(
                next,
                256,
                width,
                257,
                height,
                258,
                1,
                259,
                1,
                262,
                1,
                273,
                8 + 2 + 9 * 12 + 4,
                277,
                1,
                278,
                height,
                279,
                10);
    }

    private static void refused(byte[] content, String problem) {
        assertThat(ScannedTiff.is(content)).isTrue();
        assertThatThrownBy(() -> ScannedTiff.pdf("lettre.tif", content))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.field()).isEqualTo("files");
                    assertThat(refusal.key()).endsWith(problem);
                });
    }

    @Test
    void becomes_a_pdf_with_a_page_for_each_of_its_own() throws IOException {
        for (var compression : List.of("CCITT T.6", "LZW", "Deflate", "PackBits", "JPEG")) {
            var fax = compression.startsWith("CCITT");
            var type = fax ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_INT_RGB;
            var content = tiff(compression, page(400, 600, type), page(600, 400, type), page(64, 64, type));
            assertThat(ScannedTiff.is(content)).isTrue();
            try (var pdf = Loader.loadPDF(ScannedTiff.pdf("lettre.tif", content))) {
                assertThat(pdf.getNumberOfPages()).as(compression).isEqualTo(3);
                var box = pdf.getPage(1).getMediaBox();
                assertThat(box.getWidth() / box.getHeight()).as(compression).isCloseTo(1.5f, within(0.01f));
                var drawn = new PDFRenderer(pdf).renderImage(0);
                var middle = drawn.getHeight() / 2;
                assertThat(new Color(drawn.getRGB(drawn.getWidth() / 4, middle)).getRed())
                        .as(compression)
                        .isLessThan(30);
                assertThat(new Color(drawn.getRGB(drawn.getWidth() * 3 / 4, middle)).getRed())
                        .as(compression)
                        .isGreaterThan(225);
            }
        }
        for (var type : List.of(
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_INDEXED)) {
            try (var pdf = Loader.loadPDF(ScannedTiff.pdf("lettre.tif", tiff("LZW", page(80, 80, type))))) {
                assertThat(pdf.getNumberOfPages()).as("type " + type).isEqualTo(1);
            }
        }
    }

    @Test
    void that_would_fill_the_memory_or_never_end_is_refused_before_it_is_read() throws IOException {
        refused(ofSize(0, 60_000, 60_000), "scan-tiff-large");
        refused(ofSize(0, Integer.MAX_VALUE, Integer.MAX_VALUE), "scan-tiff-large");
        var endless = ofSize(8, 8, 8);
        refused(endless, "scan-tiff-pages");
        var page = page(8, 8, BufferedImage.TYPE_BYTE_BINARY);
        var many = new BufferedImage[ScannedTiff.MOST_PAGES + 1];
        Arrays.fill(many, page);
        refused(tiff("PackBits", many), "scan-tiff-pages");
    }

    @Test
    void that_is_cut_off_or_broken_is_refused_whatever_is_wrong_with_it() throws IOException {
        refused("II*\0TIFF et rien".getBytes(StandardCharsets.US_ASCII), "scan-tiff-broken");
        var whole = tiff("LZW", page(300, 300, BufferedImage.TYPE_INT_RGB), page(300, 300, BufferedImage.TYPE_INT_RGB));
        for (int length = 9; length < whole.length - 1; length += 397) {
            refused(Arrays.copyOf(whole, length), "scan-tiff-broken");
        }
        var random = new SplittableRandom(42);
        var refused = 0;
        for (int round = 0; round < 100; round++) {
            var broken = whole.clone();
            for (int i = 0; i < 6; i++) {
                broken[8 + random.nextInt(broken.length - 8)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(ScannedTiff.pdf("lettre.tif", broken))
                        .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
            } catch (ProblemException refusal) {
                assertThat(refusal.field()).isEqualTo("files");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
