package fr.parvis.procedures.web;

import static fr.parvis.procedures.web.SheetNames.isMetadata;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.SheetFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/** The words of a sheet with their marks and links, every one escaped. */
final class SheetSentences {
    private final StringBuilder out;
    private final String audience;
    private final String title;
    private final String page;
    private final Set<String> shown;
    private final Set<String> defined;

    /**
     * @param shown numbers of the definitions that the page itself shows
     * @param defined those that the whole sheet has
     */
    SheetSentences(StringBuilder out, Sheet sheet, Set<String> shown, Set<String> defined) {
        this.out = out;
        this.audience = sheet.audience();
        this.title = sheet.title();
        this.page = SheetAddresses.of(sheet, "");
        this.shown = shown;
        this.defined = defined;
    }

    void sentence(String before, Part.Element element, String after) {
        out.append(before);
        words(element);
        out.append(after);
    }

    /** Everything below as one run of words and marks. */
    void words(Part.Element element) {
        for (var part : element.children()) {
            switch (part) {
                case Part.Text(var words) -> out.append(escaped(words));
                case Part.Element child when isMetadata(child) -> {}
                case Part.Element child when SheetFormat.isInline(child.name()) -> inline(child);
                case Part.Element child -> {
                    out.append(out.isEmpty() || out.charAt(out.length() - 1) == '>' ? "" : " ");
                    words(child);
                }
            }
        }
    }

    void inline(Part.Element element) {
        switch (element.name()) {
            case "MiseEnEvidence" -> sentence("<strong>", element, "</strong>");
            case "Exposant" -> sentence("<sup>", element, "</sup>");
            case "Indice" -> sentence("<sub>", element, "</sub>");
            case "Expression", "Citation" -> sentence("<q>", element, "</q>");
            case "Valeur" -> sentence("<span class=\"value\">", element, "</span>");
            case "TermeEtranger" -> {
                var language = element.attribute("langue").strip();
                sentence(language.matches("[a-z]{2}") ? "<i lang=\"" + language + "\">" : "<i>", element, "</i>");
            }
            case "LienInterne" -> {
                var id = element.attribute("LienPublication");
                var named = element.attribute("audience");
                anchor(definition(id).or(() -> SheetAddresses.page(id, named.isEmpty() ? audience : named)), element);
            }
            case "LienIntra" -> anchor(definition(element.attribute("LienID")), element);
            case "LienExterne" -> link(element);
            default -> sentence("<span>", element, "</span>");
        }
    }

    private Optional<String> definition(String id) {
        return shown.contains(id)
                ? Optional.of("#" + id)
                : defined.contains(id) ? Optional.of(page + "#" + id) : Optional.empty();
    }

    void anchor(Optional<String> address, Part.Element words) {
        sentence(
                address.map(to -> "<a href=\"" + escaped(to) + "\">").orElse(""),
                words,
                address.isPresent() ? "</a>" : "");
    }

    /** To wherever the element leads; its title, or else its own words, or else the address itself. */
    void link(Part.Element element) {
        var target =
                element.first("LienWeb").or(() -> element.first("RessourceWeb")).orElse(element);
        var address = SheetAddresses.web(target.attribute("URL"));
        var inside = address.isPresent() || !SheetNames.NAME_A_PAGE.contains(element.name())
                ? Optional.<String>empty()
                : SheetAddresses.page(
                        element.attribute("ID"),
                        element.attribute("audience").isEmpty() ? audience : element.attribute("audience"));
        out.append(address.map(to -> "<a class=\"out\" rel=\"noopener\" href=\"" + escaped(to) + "\">")
                .or(() -> inside.map(to -> "<a href=\"" + escaped(to) + "\">"))
                .orElse(""));
        var before = out.length();
        if (SheetFormat.isInline(element.name())) {
            words(element);
        } else {
            element.first("Titre").ifPresentOrElse(this::words, () -> ownWords(element));
        }
        if (out.length() == before) {
            out.append(escaped(Stream.of(
                            element.attribute("commentaireLien"),
                            element.name().equals("LienWeb") ? title : "",
                            target.attribute("URL").strip())
                    .filter(words -> !words.isEmpty())
                    .findFirst()
                    .orElse("")));
        }
        out.append(address.isPresent() || inside.isPresent() ? "</a>" : "");
        var file = file(target.attribute("format").isEmpty() ? element : target);
        out.append(file.isEmpty() ? "" : " <span class=\"soft\">(" + escaped(file) + ")</span>");
    }

    private void ownWords(Part.Element element) {
        words(new Part.Element(
                element.name(),
                Map.of(),
                element.children().stream()
                        .filter(part -> !(part instanceof Part.Element child) || SheetFormat.isInline(child.name()))
                        .toList()));
    }

    /** "PDF, 175,4 Ko". */
    private static String file(Part.Element element) {
        var format = element.attribute("format");
        return Stream.of(
                        format.substring(format.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT),
                        element.attribute("poids")
                                .replace('.', ',')
                                .replace("KB", "Ko")
                                .replace("MB", "Mo"))
                .filter(words -> !words.isBlank())
                .collect(Collectors.joining(", "));
    }

    static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
