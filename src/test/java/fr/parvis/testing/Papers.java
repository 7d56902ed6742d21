package fr.parvis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

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

    /** Of the whole, as its reader's software is told. */
    public String language() {
        return document.getDocumentCatalog().getLanguage();
    }

    /** The languages of its parts. */
    public Set<String> languages() {
        var languages = new TreeSet<String>();
        languages(document.getDocumentCatalog().getStructureTreeRoot(), languages);
        return languages;
    }

    private static void languages(PDStructureNode node, Set<String> languages) {
        if (node instanceof PDStructureElement element && element.getLanguage() != null) {
            languages.add(element.getLanguage());
        }
        for (var kid : node.getKids()) {
            if (kid instanceof PDStructureNode below) {
                languages(below, languages);
            }
        }
    }

    /** As screen readers, searches and copies are told them: what {@link #words} makes of presentation forms, others may not. */
    public String letters() {
        var letters = new StringBuilder();
        try {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition letter) {
                    letters.append(letter.getUnicode());
                }
            }.getText(document);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return letters.toString();
    }

    /** Where on its page the first line with these words ends, in points from the left. */
    public float rightEdge(String words) {
        var edge = new float[1];
        try {
            new PDFTextStripper() {
                @Override
                protected void writeString(String line, List<TextPosition> letters) {
                    if (edge[0] == 0 && line.contains(words)) {
                        edge[0] = (float) letters.stream()
                                .mapToDouble(letter -> letter.getX() + letter.getWidth())
                                .max()
                                .orElse(0);
                    }
                }
            }.getText(document);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return edge[0];
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
