package fr.parvis.platform.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.fontbox.cmap.CMap;
import org.apache.fontbox.cmap.CMapParser;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * Tells whoever reads a PDF aloud, searches or copies it which letters its joined forms are. What stays is lam and alef in one: with two
 * letters for one sign, some software turns them round.
 */
final class ArabicReading {
    private static final int LONGEST_BLOCK = 100;
    private static final int CODES = 0x10000;
    private static final String START = """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange
            """;
    private static final String END = """
            endcmap
            CMapName currentdict /CMap defineresource pop
            end
            end
            """;

    private ArabicReading() {}

    static byte[] of(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var letters = new HashSet<COSStream>();
            for (var page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    var font = page.getResources().getFont(name).getCOSObject();
                    if (font.getCOSStream(COSName.TO_UNICODE) instanceof COSStream stream) {
                        letters.add(stream);
                    }
                }
            }
            for (var stream : letters) {
                rewrite(stream);
            }
            document.getDocumentCatalog()
                    .getViewerPreferences()
                    .setReadingDirection(PDViewerPreferences.READING_DIRECTION.R2L);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static void rewrite(COSStream stream) throws IOException {
        CMap letters;
        try (var in = stream.createInputStream()) {
            letters = new CMapParser().parse(new RandomAccessReadBuffer(in));
        }
        try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write((START + blocks(lines(letters)) + END).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static List<String> lines(CMap letters) {
        var lines = new ArrayList<String>();
        for (int code = 0; code < CODES; code++) {
            var letter = letters.toUnicode(code, 2);
            if (letter != null) {
                lines.add("<%04X> <%s>\n".formatted(code, hex(typed(letter))));
            }
        }
        return lines;
    }

    private static String typed(String letter) {
        var plain = ArabicLetters.plain(letter);
        return ArabicLetters.areJoined(letter) && plain.length() == letter.length() ? plain : letter;
    }

    private static String hex(String letter) {
        return HexFormat.of().withUpperCase().formatHex(letter.getBytes(StandardCharsets.UTF_16BE));
    }

    private static String blocks(List<String> lines) {
        var blocks = new StringBuilder();
        for (int first = 0; first < lines.size(); first += LONGEST_BLOCK) {
            var block = lines.subList(first, Math.min(first + LONGEST_BLOCK, lines.size()));
            blocks.append(block.size())
                    .append(block.stream().collect(Collectors.joining("", " beginbfchar\n", "endbfchar\n")));
        }
        return blocks.toString();
    }
}
