package fr.parvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What browsers would silently take apart. */
class TemplateMarkupTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern PARAGRAPH = Pattern.compile("(?s)<p\\b[^>]*>(.*?)</p>");

    /** https://html.spec.whatwg.org/#the-p-element: each of these ends an open paragraph. */
    private static final Pattern BLOCK = Pattern.compile(
            "<(form|div|ul|ol|dl|p|h[1-6]|table|details|section|nav|fieldset|article|aside|header|footer|hr|pre)\\b");

    @Test
    void no_paragraph_holds_what_would_end_it() throws IOException {
        var broken = new ArrayList<String>();
        int read = 0;
        try (var files = Files.walk(TEMPLATES)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".html")).toList()) {
                read++;
                var paragraphs = PARAGRAPH.matcher(Files.readString(file));
                while (paragraphs.find()) {
                    if (BLOCK.matcher(paragraphs.group(1)).find()) {
                        broken.add(TEMPLATES.relativize(file) + ": " + paragraphs.group());
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(100);
        assertThat(broken).isEmpty();
    }
}
