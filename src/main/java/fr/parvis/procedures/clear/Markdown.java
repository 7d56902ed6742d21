package fr.parvis.procedures.clear;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Text with titles, lists, bold words and links, as a writer types it. What is typed as HTML is shown, not obeyed. */
final class Markdown {
    private static final Parser PARSER =
            Parser.builder().maxOpenBlockParsers(20).build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();
    private static final TextContentRenderer WORDS = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .build();

    /** The page has its own first titles, so those of the text begin at the second level. */
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements((name, _) -> name.equals("h1") ? "h2" : name, "h1", "h2", "h3", "h4")
            .allowElements("p", "ul", "ol", "li", "strong", "em", "br", "blockquote", "a")
            .allowUrlProtocols("https", "http", "mailto", "tel")
            .allowAttributes("href")
            .onElements("a")
            .toFactory();

    private Markdown() {}

    /** Safe to show as it is. */
    static String html(String markdown) {
        return POLICY.sanitize(HTML.render(PARSER.parse(markdown)));
    }

    /** What a reader reads, a block a line. */
    static String words(String markdown) {
        return WORDS.render(PARSER.parse(markdown));
    }
}
