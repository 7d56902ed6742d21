package fr.parvis.messaging.incoming;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Pure: the HTML of strangers, harmless, and as plain text. */
final class HtmlText {
    private static final int LONGEST = 2_000_000;
    private static final PolicyFactory HARMLESS = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "div",
                    "br",
                    "hr",
                    "span",
                    "b",
                    "strong",
                    "i",
                    "em",
                    "u",
                    "s",
                    "sub",
                    "sup",
                    "small",
                    "blockquote",
                    "pre",
                    "code",
                    "ul",
                    "ol",
                    "li",
                    "dl",
                    "dt",
                    "dd",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "a",
                    "table",
                    "caption",
                    "thead",
                    "tbody",
                    "tfoot",
                    "tr",
                    "th",
                    "td")
            .allowAttributes("href")
            .onElements("a")
            .allowStandardUrlProtocols()
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .allowAttributes("colspan", "rowspan")
            .onElements("td", "th")
            .allowAttributes("dir")
            .globally()
            .toFactory();
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "hr",
            "pre",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "tr",
            "blockquote");

    private HtmlText() {}

    static boolean isTooLong(String html) {
        return html.length() > LONGEST;
    }

    static String clean(String html) {
        return Decoding.clean(HARMLESS.sanitize(html.substring(0, Math.min(LONGEST, html.length()))));
    }

    /** @param clean what {@link #clean} gave; what it quotes gets a &gt; before each line, as in plain text */
    static String text(String clean) {
        var writer = new Writer();
        Jsoup.parseBodyFragment(clean).body().traverse(writer);
        return writer.text();
    }

    private static final class Writer implements NodeVisitor {
        private final StringBuilder out = new StringBuilder();
        private final StringBuilder line = new StringBuilder();
        private int quoted;
        private int kept;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                line.append(kept > 0 ? text.getWholeText() : text.getWholeText().replaceAll("[\\s\u00a0]+", " "));
                if (kept > 0) {
                    breakLines();
                }
            } else if (node instanceof Element element) {
                begin(element.normalName());
            }
        }

        private void begin(String name) {
            if (name.equals("br")) {
                end(true);
            } else if (BLOCKS.contains(name)) {
                end(false);
            }
            switch (name) {
                case "blockquote" -> quoted++;
                case "pre" -> kept++;
                case "li" -> line.append("- ");
                case "td", "th" -> line.append(line.isEmpty() ? "" : " ");
                default -> {}
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                var name = element.normalName();
                if (BLOCKS.contains(name)) {
                    end(false);
                }
                if (name.equals("p") || name.equals("table")) {
                    out.append(quoted > 0 ? ">\n" : "\n");
                }
                quoted -= name.equals("blockquote") ? 1 : 0;
                kept -= name.equals("pre") ? 1 : 0;
            }
        }

        private void breakLines() {
            var lines = line.toString().split("\n", -1);
            for (int i = 0; i < lines.length - 1; i++) {
                line.setLength(0);
                line.append(lines[i]);
                end(true);
            }
            line.setLength(0);
            line.append(lines[lines.length - 1]);
        }

        private void end(boolean evenEmpty) {
            var text = line.toString().strip();
            if (evenEmpty || !text.isEmpty()) {
                out.append(">".repeat(Math.min(quoted, 5)))
                        .append(quoted > 0 ? " " : "")
                        .append(text)
                        .append('\n');
            }
            line.setLength(0);
        }

        String text() {
            end(false);
            return out.toString().replaceAll("\n{3,}", "\n\n").strip();
        }
    }
}
