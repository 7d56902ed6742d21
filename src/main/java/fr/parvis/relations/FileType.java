package fr.parvis.relations;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipInputStream;

/** Pure: the kinds of document that are taken, told by what is in them and never by their name. */
public enum FileType {
    PDF("application/pdf"),
    JPEG("image/jpeg"),
    PNG("image/png"),
    HEIC("image/heic"),
    ODT("application/vnd.oasis.opendocument.text"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs", "mif1", "msf1");
    private static final int MOST_ENTRIES = 2000;
    private static final int LONGEST_NAME = 100;

    private final String media;

    FileType(String media) {
        this.media = media;
    }

    public String media() {
        return media;
    }

    public static Optional<FileType> of(byte[] content) {
        if (starts(content, "%PDF-")) {
            return Optional.of(PDF);
        }
        if (starts(content, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (starts(content, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of(PNG);
        }
        if (content.length > 12 && ascii(content, 4, 8).equals("ftyp") && HEIC_BRANDS.contains(ascii(content, 8, 12))) {
            return Optional.of(HEIC);
        }
        return starts(content, 'P', 'K', 3, 4) ? office(content) : Optional.empty();
    }

    /** By the names in the archive; one with a program in it is none of ours. */
    private static Optional<FileType> office(byte[] content) {
        Optional<FileType> found = Optional.empty();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content), StandardCharsets.UTF_8)) {
            int n = 0;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = entry.getName().toLowerCase(Locale.ROOT);
                if (++n > MOST_ENTRIES || name.endsWith("vbaproject.bin") || name.startsWith("basic/")) {
                    return Optional.empty();
                }
                if (n == 1 && name.equals("mimetype")) {
                    var type = new String(zip.readNBytes(LONGEST_NAME), StandardCharsets.US_ASCII);
                    found = type.equals(ODT.media) ? Optional.of(ODT) : Optional.empty();
                } else if (name.equals("word/document.xml")) {
                    found = Optional.of(DOCX);
                }
            }
            return found;
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean starts(byte[] content, String text) {
        return starts(content, text.chars().toArray());
    }

    private static boolean starts(byte[] content, int... first) {
        if (content.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((content[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }

    private static String ascii(byte[] content, int from, int to) {
        return new String(Arrays.copyOfRange(content, from, to), StandardCharsets.US_ASCII);
    }

    /** A name that is safe in a folder and in a header: without a path, without what hides or turns letters, and with its true ending. */
    public String named(String given) {
        var name = given.replaceFirst("^.*[/\\\\]", "")
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}<>:\"|?*]", "")
                .replaceAll("\\s+", " ")
                .replaceFirst("(?i)\\.[a-z0-9]{1,5}$", "")
                .replaceAll("^[. ]+|[. ]+$", "");
        var whole = name.codePoints()
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return (whole.isEmpty() ? "document" : whole) + "." + (this == JPEG ? "jpg" : name().toLowerCase(Locale.ROOT));
    }
}
