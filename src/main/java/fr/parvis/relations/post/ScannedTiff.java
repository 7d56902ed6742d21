package fr.parvis.relations.post;

import fr.parvis.platform.web.ProblemException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;

/** What many scanners make and no browser shows: a TIFF of several pages becomes a PDF, page by page. */
final class ScannedTiff {
    static final int MOST_PAGES = 60;
    /** Of one page in memory: A4 in colour at 400 points an inch. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    /** Of all pages, for they take time: 60 of A4 at 300 points an inch. */
    private static final long MOST_POINTS = 600_000_000;

    private static final int ENTRY_BYTES = 12;
    private static final float JPEG_QUALITY = 0.85f;
    private static final float POINTS_PER_INCH = 72;
    private static final float CM_PER_INCH = 2.54f;
    private static final float LEAST_DPI = 50;
    private static final float MOST_DPI = 2400;
    /** Pages are large in memory: one file at a time. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private ScannedTiff() {}

    static boolean is(byte[] content) {
        return content.length > 8
                && (content[0] == 'I' && content[1] == 'I' && content[2] == 42 && content[3] == 0
                        || content[0] == 'M' && content[1] == 'M' && content[2] == 0 && content[3] == 42);
    }

    /** @throws ProblemException about {@code files}: it cannot be read to its end, or would be too much */
    static byte[] pdf(String name, byte[] content) {
        TURN.lock();
        try (var document = new PDDocument();
                var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content));
                var written = new ByteArrayOutputStream()) {
            var pages = pages(name, content);
            if (pages == 0) {
                throw refused("scan-tiff-broken", name);
            }
            var reader = ImageIO.getImageReadersByFormatName("tiff").next();
            try {
                reader.setInput(input);
                var points = 0L;
                for (int page = 0; page < pages; page++) {
                    points += points(reader, page);
                    if (points > MOST_POINTS || bytes(reader, page) > MOST_BYTES) {
                        throw refused("scan-tiff-large", name, page + 1);
                    }
                    add(document, reader, page, name, content.length);
                }
            } finally {
                reader.dispose();
            }
            document.save(written);
            return written.toByteArray();
        } catch (ProblemException refused) {
            throw refused;
        } catch (IOException | RuntimeException unreadable) {
            // the reader meets what nobody writes with any exception that there is
            throw refused("scan-tiff-broken", name);
        } finally {
            TURN.unlock();
        }
    }

    /** The reader stops without a word where the chain of pages is cut, and follows one that bites its tail for ever. */
    private static int pages(String name, byte[] content) {
        var file = ByteBuffer.wrap(content).order(content[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var pages = 0;
        for (var at = file.getInt(4); at != 0; pages++) {
            if (pages == MOST_PAGES) {
                throw refused("scan-tiff-pages", name, MOST_PAGES);
            }
            at = file.getInt(at + 2 + Short.toUnsignedInt(file.getShort(at)) * ENTRY_BYTES);
        }
        return pages;
    }

    private static void add(PDDocument document, ImageReader reader, int page, String name, int length)
            throws IOException {
        var tags = TIFFDirectory.createFromMetadata(reader.getImageMetadata(page));
        if (!isWhole(tags, length)) {
            throw refused("scan-tiff-broken", name);
        }
        var image = reader.read(page);
        var sheet = new PDPage(size(tags, image));
        sheet.setRotation(rotation(tags));
        document.addPage(sheet);
        var drawn = image.getType() == BufferedImage.TYPE_BYTE_BINARY
                        && image.getColorModel().getPixelSize() == 1
                ? CCITTFactory.createFromImage(document, image)
                : JPEGFactory.createFromImage(document, plain(image), JPEG_QUALITY);
        try (var stream = new PDPageContentStream(document, sheet)) {
            stream.drawImage(
                    drawn,
                    0,
                    0,
                    sheet.getMediaBox().getWidth(),
                    sheet.getMediaBox().getHeight());
        }
    }

    /** The reader makes a page of what there is, and black of the rest. */
    private static boolean isWhole(TIFFDirectory tags, int length) {
        var tiled = tags.containsTIFFField(BaselineTIFFTagSet.TAG_TILE_OFFSETS);
        var offsets =
                tags.getTIFFField(tiled ? BaselineTIFFTagSet.TAG_TILE_OFFSETS : BaselineTIFFTagSet.TAG_STRIP_OFFSETS);
        var counts = tags.getTIFFField(
                tiled ? BaselineTIFFTagSet.TAG_TILE_BYTE_COUNTS : BaselineTIFFTagSet.TAG_STRIP_BYTE_COUNTS);
        if (offsets == null) {
            return false;
        }
        for (int i = 0; i < offsets.getCount(); i++) {
            var count = counts == null || i >= counts.getCount() ? 1 : counts.getAsLong(i);
            if (offsets.getAsLong(i) < 8 || count < 1 || offsets.getAsLong(i) + count > length) {
                return false;
            }
        }
        return true;
    }

    private static long bytes(ImageReader reader, int page) throws IOException {
        var bits = reader.getRawImageType(page).getColorModel().getPixelSize();
        var tile = reader.isImageTiled(page) ? (long) reader.getTileWidth(page) * reader.getTileHeight(page) : 0;
        return Math.max(points(reader, page), tile) / 8 * bits;
    }

    private static long points(ImageReader reader, int page) throws IOException {
        return (long) reader.getWidth(page) * reader.getHeight(page);
    }

    /** As large as the paper was; on A4 when it does not say. */
    private static PDRectangle size(TIFFDirectory tags, BufferedImage image) {
        var x = dpi(tags, BaselineTIFFTagSet.TAG_X_RESOLUTION);
        var y = dpi(tags, BaselineTIFFTagSet.TAG_Y_RESOLUTION);
        if (x > 0 && y > 0) {
            return new PDRectangle(image.getWidth() / x * POINTS_PER_INCH, image.getHeight() / y * POINTS_PER_INCH);
        }
        var scale =
                Math.min(PDRectangle.A4.getWidth() / image.getWidth(), PDRectangle.A4.getHeight() / image.getHeight());
        return new PDRectangle(image.getWidth() * scale, image.getHeight() * scale);
    }

    private static float dpi(TIFFDirectory tags, int tag) {
        var field = tags.getTIFFField(tag);
        if (field == null) {
            return 0;
        }
        var unit = tags.getTIFFField(BaselineTIFFTagSet.TAG_RESOLUTION_UNIT);
        var inCm = unit != null && unit.getAsInt(0) == BaselineTIFFTagSet.RESOLUTION_UNIT_CENTIMETER;
        var dpi = field.getAsFloat(0) * (inCm ? CM_PER_INCH : 1);
        return dpi >= LEAST_DPI && dpi <= MOST_DPI ? dpi : 0;
    }

    private static int rotation(TIFFDirectory tags) {
        var field = tags.getTIFFField(BaselineTIFFTagSet.TAG_ORIENTATION);
        return switch (field == null ? BaselineTIFFTagSet.ORIENTATION_ROW_0_TOP_COLUMN_0_LEFT : field.getAsInt(0)) {
            case BaselineTIFFTagSet.ORIENTATION_ROW_0_BOTTOM_COLUMN_0_RIGHT -> 180;
            case BaselineTIFFTagSet.ORIENTATION_ROW_0_RIGHT_COLUMN_0_TOP -> 90;
            case BaselineTIFFTagSet.ORIENTATION_ROW_0_LEFT_COLUMN_0_BOTTOM -> 270;
            default -> 0;
        };
    }

    /** What a JPEG can hold. */
    private static BufferedImage plain(BufferedImage image) {
        var grey = image.getColorModel().getNumComponents() == 1;
        var plain = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        var drawing = plain.createGraphics();
        drawing.drawImage(image, 0, 0, Color.WHITE, null);
        drawing.dispose();
        return plain;
    }

    private static ProblemException refused(String problem, Object... facts) {
        return ProblemException.field("files", "relations", problem, facts);
    }
}
