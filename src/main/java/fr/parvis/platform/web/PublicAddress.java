package fr.parvis.platform.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import fr.parvis.platform.ParvisSettings;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where usagers reach a page from their own devices, in letters and as a code to scan. */
@Component
public class PublicAddress {
    private final ParvisSettings settings;
    private final Environment environment;

    PublicAddress(ParvisSettings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** For a message that is written outside any request; where no address is set, the one on this machine. */
    public String inMessages(String path) {
        return (settings.publicUrl().isEmpty()
                        ? "http://localhost:" + environment.getProperty("local.server.port", "8080")
                        : settings.publicUrl())
                + path;
    }

    /** Only inside a request, whose own address is used where none is set. */
    public String of(String path) {
        var base = settings.publicUrl().isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : settings.publicUrl();
        return base + path;
    }

    /** An SVG image of the QR code. */
    public ResponseEntity<String> code(String path) {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("image/svg+xml"))
                .body(svg(of(path)));
    }

    public static String svg(String text) {
        try {
            var matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0);
            var path = new StringBuilder();
            for (int y = 0; y < matrix.getHeight(); y++) {
                for (int x = 0; x < matrix.getWidth(); x++) {
                    if (matrix.get(x, y)) {
                        path.append("M%d %dh1v1h-1z".formatted(x, y));
                    }
                }
            }
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"><path d=\"%s\"/></svg>"
                    .formatted(matrix.getWidth(), matrix.getHeight(), path);
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("no code holds " + text.length() + " characters", tooLong);
        }
    }
}
