package fr.parvis.testing;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Pattern;

/** What a phone reads in one of our codes: their picture is a path of unit squares. */
public final class QrCode {
    private static final Pattern SIDE = Pattern.compile("viewBox=\"0 0 (\\d+) ");
    private static final Pattern SQUARE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

    private QrCode() {}

    public static String read(String svg) {
        var side = SIDE.matcher(svg);
        if (!side.find()) {
            throw new AssertionError("no code: " + svg);
        }
        var squares = SQUARE.matcher(svg).results().toList();
        int margin = squares.stream()
                .mapToInt(square -> Integer.parseInt(square.group(1)))
                .min()
                .orElseThrow();
        var matrix = new BitMatrix(Integer.parseInt(side.group(1)) - 2 * margin);
        for (var square : squares) {
            matrix.set(Integer.parseInt(square.group(1)) - margin, Integer.parseInt(square.group(2)) - margin);
        }
        try {
            return new Decoder().decode(matrix).getText();
        } catch (ChecksumException | FormatException failure) {
            throw new AssertionError("unreadable code", failure);
        }
    }
}
