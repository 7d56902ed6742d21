package fr.parvis.platform.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.PublicAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** A page of ours as a tagged PDF (PDF/UA-1): structure, language, title and reading order for screen readers, fonts inside. */
@Component
public class PaperPages {
    /** Latin, Cyrillic and Arabic letters: family and file. */
    private static final Map<String, String> FONTS = Map.of(
            "Atkinson Hyperlegible Next", "AtkinsonHyperlegibleNext",
            "Noto Sans", "NotoSans",
            "Noto Sans Arabic", "NotoSansArabic");

    private final SpringTemplateEngine templates;
    private final PublicAddress addresses;

    PaperPages(SpringTemplateEngine templates, PublicAddress addresses) {
        this.templates = templates;
        this.addresses = addresses;
    }

    /** Inside a request only. Links to our own pages name the whole address: paper files are read anywhere. */
    public byte[] of(String template, Map<String, Object> model, Language reader) {
        var context = new Context(reader.locale(), model);
        context.setVariable("language", reader);
        var html = templates.process(template, context);
        var page = Jsoup.parse(html);
        page.select("a[href^=/]").forEach(link -> link.attr("href", addresses.of(link.attr("href"))));
        var document = new W3CDom().fromJsoup(page);
        var out = new ByteArrayOutputStream();
        try {
            var builder = new PdfRendererBuilder();
            builder.usePdfUaAccessibility(true);
            builder.useUnicodeBidiSplitter(PaperDirections::new);
            builder.useUnicodeBidiReorderer(new PaperDirections.Drawing());
            FONTS.forEach((family, file) -> {
                builder.useFont(
                        () -> font(file + "_400Regular"), family, 400, BaseRendererBuilder.FontStyle.NORMAL, true);
                builder.useFont(() -> font(file + "_700Bold"), family, 700, BaseRendererBuilder.FontStyle.NORMAL, true);
            });
            builder.withW3cDocument(document, null);
            builder.withProducer("Parvis");
            builder.toStream(out);
            builder.run();
            return reader.isRightToLeft() ? ArabicReading.of(out.toByteArray()) : out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static InputStream font(String file) {
        return Objects.requireNonNull(PaperPages.class.getResourceAsStream("/fonts-pdf/" + file + ".ttf"), file);
    }
}
