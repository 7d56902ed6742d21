package fr.parvis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;

/** A PDF as its reader gets it. */
public record Papers(PDDocument document) implements AutoCloseable {
    public static Papers read(int port, String path) {
        try (var in = URI.create("http://localhost:" + port + path).toURL().openStream()) {
            return new Papers(Loader.loadPDF(in.readAllBytes()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All its words, from top to bottom, on one line. */
    public String words() {
        try {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document).replaceAll("[\\r\\n]+", " ");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public List<String> links() {
        var links = new ArrayList<String>();
        try {
            for (var page : document.getPages()) {
                for (var note : page.getAnnotations()) {
                    if (note instanceof PDAnnotationLink link) {
                        links.add(link.getAction() instanceof PDActionURI web ? web.getURI() : "inside");
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return links;
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
