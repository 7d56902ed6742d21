package fr.parvis.procedures.web;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import fr.parvis.platform.web.PublicAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** A page of ours as a tagged PDF (PDF/UA-1): structure, language, title and reading order for screen readers, fonts inside. */
@Component
class ListPdf {
    private static final String FONT = "Atkinson Hyperlegible Next";

    private final SpringTemplateEngine templates;
    private final PublicAddress addresses;

    ListPdf(SpringTemplateEngine templates, PublicAddress addresses) {
        this.templates = templates;
        this.addresses = addresses;
    }

    /** Inside a request only. Links to our own pages name the whole address: paper files are read anywhere. */
    byte[] of(String template, Map<String, Object> model, Locale locale) {
        var html = templates.process(template, new Context(locale, model));
        var page = Jsoup.parse(html);
        page.select("a[href^=/]").forEach(link -> link.attr("href", addresses.of(link.attr("href"))));
        var document = new W3CDom().fromJsoup(page);
        var out = new ByteArrayOutputStream();
        try {
            var builder = new PdfRendererBuilder();
            builder.usePdfUaAccessibility(true);
            builder.useFont(() -> font("Regular"), FONT, 400, BaseRendererBuilder.FontStyle.NORMAL, true);
            builder.useFont(() -> font("Bold"), FONT, 700, BaseRendererBuilder.FontStyle.NORMAL, true);
            builder.withW3cDocument(document, null);
            builder.withProducer("Parvis");
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static InputStream font(String style) {
        var name = "/fonts-pdf/AtkinsonHyperlegibleNext_" + (style.equals("Bold") ? "700" : "400") + style + ".ttf";
        return Objects.requireNonNull(ListPdf.class.getResourceAsStream(name));
    }
}
