package fr.parvis.procedures.web;

import static fr.parvis.procedures.web.SheetNames.isMetadata;
import static fr.parvis.procedures.web.SheetSentences.escaped;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.SheetFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole sheet as HTML. Nothing is lost: what has no shape of its own is shown as its words, except for {@link SheetNames#METADATA}.
 * Sheets come from outside: every word is escaped, and only addresses of the web become links.
 */
final class SheetHtml {
    /** @param name ends the key of its heading, empty when it has none */
    record Section(String name, String html) {}

    private static final int MOST_IN_A_PART = 1000;
    private static final int LOWEST_HEADING = 6;

    private final StringBuilder out = new StringBuilder();
    private final String audience;
    private final Set<String> shown;
    private final SheetSentences sentences;
    private final Set<String> anchored = new HashSet<>();
    private boolean amongContacts;
    private int tables;
    private int notes;

    SheetHtml(Sheet sheet) {
        this(sheet, Set.of(sheet.content()));
    }

    /** @param shown all that the page shows: links to other definitions of the sheet lead to its own page */
    private SheetHtml(Sheet sheet, Set<Part.Element> shown) {
        audience = sheet.audience();
        this.shown = shown.stream().flatMap(SheetHtml::definitions).collect(Collectors.toSet());
        sentences = new SheetSentences(
                out, sheet, this.shown, definitions(sheet.content()).collect(Collectors.toSet()));
    }

    /** For a few sentences of the sheet beside its page. */
    static SheetHtml aside(Sheet sheet) {
        return new SheetHtml(sheet, Set.of());
    }

    private static Stream<String> definitions(Part.Element element) {
        return SheetNames.DEFINITIONS.stream()
                .flatMap(element::below)
                .map(definition -> definition.attribute("ID"))
                .filter(SheetAddresses::isNumber);
    }

    /** Everything at once. */
    static String whole(Sheet sheet) {
        return of(sheet).stream().map(Section::html).collect(Collectors.joining());
    }

    static List<Section> of(Sheet sheet) {
        return new SheetHtml(sheet).sections(sheet.content().children());
    }

    /** The publisher marks a question that is not on its own site by two stars before the title. */
    private static boolean isUnpublished(Part.Element element) {
        return element.name().equals("QuestionReponse") && element.words().startsWith("**");
    }

    /** Some of the sheet's parts; what this page has shown before keeps its anchors. */
    List<Section> sections(List<? extends Part> wanted) {
        var places = new EnumMap<SheetPlace, List<Part>>(SheetPlace.class);
        for (var part : wanted) {
            switch (part) {
                case Part.Text text ->
                    places.computeIfAbsent(SheetPlace.BODY, _ -> new ArrayList<>())
                            .add(text);
                case Part.Element element when element.name().equals("Theme") || isMetadata(element) -> {}
                case Part.Element element when isUnpublished(element) -> {}
                case Part.Element element -> {
                    var parts = places.computeIfAbsent(SheetPlace.of(element.name()), _ -> new ArrayList<>());
                    if (element.name().equals("VoirAussi")) {
                        parts.addAll(element.children());
                    } else {
                        parts.add(element);
                    }
                }
            }
        }
        var sections = new ArrayList<Section>();
        places.forEach((place, parts) -> {
            amongContacts = place == SheetPlace.WHERE;
            var html = html(parts, place.isHeaded() ? 3 : 2);
            if (!html.isEmpty()) {
                sections.add(new Section(
                        place.isHeaded() ? place.name().toLowerCase(Locale.ROOT).replace('_', '-') : "", html));
            }
        });
        return sections;
    }

    /** What is read before all else, the organisation's own words too. */
    String opening(Sheet sheet) {
        return html(
                sheet.content()
                        .elements()
                        .filter(part -> SheetPlace.isOpening(part.name()))
                        .toList(),
                2);
    }

    /**
     * A part of the sheet without its heading.
     *
     * @param level of its own headings
     * @param nth of the parts on the page, from 1: what is numbered in it is numbered apart
     */
    static String part(Sheet sheet, Part.Element part, int level, int nth) {
        var html = new SheetHtml(sheet, Set.of(part));
        html.tables = nth * MOST_IN_A_PART;
        html.notes = nth * MOST_IN_A_PART;
        html.parts(
                part.children().stream()
                        .filter(child -> !(child instanceof Part.Element element
                                && element.name().equals("Titre")))
                        .toList(),
                level);
        return html.out.toString();
    }

    /** @param level of the first heading among them */
    String html(List<? extends Part> parts, int level) {
        out.setLength(0);
        parts(parts, level);
        return out.toString();
    }

    /** What stands in a row becomes one list. */
    private void parts(Collection<? extends Part> parts, int level) {
        var list = "";
        for (var part : parts) {
            if (part instanceof Part.Element element && isMetadata(element)) {
                continue;
            }
            var wanted = switch (part) {
                case Part.Element element when SheetNames.LIST_ITEMS.contains(element.name()) -> "ul";
                case Part.Element element when SheetNames.DEFINITIONS.contains(element.name()) -> "dl";
                default -> "";
            };
            if (!wanted.equals(list)) {
                out.append(list.isEmpty() ? "" : "</" + list + ">")
                        .append(wanted.isEmpty() ? "" : "<" + wanted + " class=\"sheet-list\">");
                list = wanted;
            }
            switch (part) {
                case Part.Text(var words) -> out.append(escaped(words));
                case Part.Element element -> element(element, level);
            }
        }
        out.append(list.isEmpty() ? "" : "</" + list + ">");
    }

    private void element(Part.Element element, int level) {
        switch (element.name()) {
            case "Chapitre", "SousChapitre", "SousDossier", "SousTheme", "DossierPere" -> chapter(element, level);
            case "Cas", "Situation", "Problematique", "Branche" -> unfolding(element, level);
            case "BlocCas", "ListeSituations", "Problematiques" ->
                wrapped("<div class=\"cases\">", element, level, "</div>");
            case "Liste" -> list(element, level);
            case "Paragraphe" -> sentences.sentence("<p>", element, "</p>");
            case "Titre" -> sentences.sentence("<p><strong>", element, "</strong></p>");
            case "TitreAlternatif" -> sentences.sentence("<p class=\"soft\">", element, "</p>");
            case "Tableau" -> new SheetTable(out, sentences, parts -> parts(parts, level)).write(element, ++tables);
            case "ASavoir" -> note("À savoir", element, level);
            case "ANoter" -> note("À noter", element, level);
            case "Attention" -> note("Attention", element, level);
            case "Rappel" -> note("Rappel", element, level);
            case "Aide" -> note("Aide", element, level);
            case "Avertissement" -> note("Avertissement", element, level);
            case "MotLocal", "MotLocalOu" -> note("Dans votre commune", element, level);
            case "OuSAdresser", "OuSAdresserSupport" -> contact(element, level);
            case "ServiceEnLigne" -> {
                out.append("<div class=\"service\">");
                service(element, level);
                out.append("</div>");
            }
            case "ServiceEnLigneAnnexe", "ServiceEnLigneAlternatif", "NoticeLiee" -> {
                out.append("<li>");
                service(element, level);
                out.append("</li>");
            }
            case "LienWeb", "RessourceWeb" -> {
                out.append("<p>");
                sentences.link(element);
                out.append("</p>");
                parts(element.elements().toList(), level);
            }
            case "FicheLiee" -> {
                out.append("<li>");
                sentences.link(element);
                element.elements("Dossier")
                        .forEach(above -> sentences.sentence(" <span class=\"soft aside-words\">", above, "</span> "));
                parts(
                        element.elements()
                                .filter(child -> !Set.of("Titre", "Dossier").contains(child.name())
                                        && !SheetFormat.isInline(child.name()))
                                .toList(),
                        level);
                out.append("</li>");
            }
            case "NumeroCerfa" -> sentences.sentence("<p>Cerfa n° ", element, "</p>");
            case "AutreNumero" -> sentences.sentence("<p>Autre numéro\u00a0: ", element, "</p>");
            case "Choix", "LienExterneCommente" -> wrapped("<li>", element, level, "</li>");
            case String name
            when SheetNames.LIST_ITEMS.contains(name) -> {
                out.append("<li>");
                sentences.link(element);
                rest(element, level);
                out.append("</li>");
            }
            case "Definition", "Abreviation" -> definition(element, level);
            case "Question" -> wrapped("<div class=\"question\">", element, level, "</div>");
            case "Image", "Illustration" -> wrapped("<div class=\"picture\">", element, level, "</div>");
            case "TexteDeRemplacement" ->
                sentences.sentence("<p><span class=\"soft\">Image\u00a0:</span> ", element, "</p>");
            case "Credits" -> sentences.sentence("<p class=\"soft\">Crédits\u00a0: ", element, "</p>");
            case "Legende" -> sentences.sentence("<p>", element, "</p>");
            case "Source", "Complement", "Theme" ->
                sentences.sentence(" <span class=\"soft aside-words\">", element, "</span> ");
            case String name when SheetFormat.isInline(name) -> sentences.inline(element);
            default -> parts(element.children(), level);
        }
    }

    private void wrapped(String before, Part.Element element, int level, String after) {
        out.append(before);
        parts(element.children(), level);
        out.append(after);
    }

    /** What {@link SheetSentences#link} has not shown yet. */
    private void rest(Part.Element element, int level) {
        var titled = element.first("Titre").isPresent();
        var shown = new HashSet<>(Set.of("Titre"));
        element.first("LienWeb").or(() -> element.first("RessourceWeb")).ifPresent(to -> shown.add(to.name()));
        parts(
                element.children().stream()
                        .filter(part -> switch (part) {
                            case Part.Text _ -> titled;
                            case Part.Element child when shown.remove(child.name()) -> false;
                            case Part.Element child -> titled || !SheetFormat.isInline(child.name());
                        })
                        .toList(),
                level);
        element.first("LienWeb").ifPresent(to -> parts(to.elements().toList(), level));
    }

    private void chapter(Part.Element element, int level) {
        var title = element.first("Titre");
        title.ifPresent(words -> {
            var heading = "h" + Math.min(level, LOWEST_HEADING);
            out.append("<" + heading + ">");
            if (SheetNames.NAME_A_PAGE.contains(element.name())) {
                sentences.anchor(SheetAddresses.page(element.attribute("ID"), audience), words);
            } else {
                sentences.words(words);
            }
            out.append("</" + heading + ">");
        });
        without(element, "Titre", level + (title.isPresent() ? 1 : 0));
    }

    /** The children, texts too, but the first of that name. */
    private void without(Part.Element element, String shown, int level) {
        var first = element.first(shown).orElse(null);
        parts(element.children().stream().filter(part -> part != first).toList(), level);
    }

    /** Opens without a script; what has nothing to unfold is a line. */
    private void unfolding(Part.Element element, int level) {
        var title = element.first("Titre");
        var hasMore = element.children().stream()
                .anyMatch(part ->
                        !(part instanceof Part.Element child) || !(child.name().equals("Titre") || isMetadata(child)));
        if (title.isEmpty()) {
            parts(element.children(), level);
        } else if (hasMore) {
            out.append("<details class=\"case\"><summary><span>");
            sentences.words(title.get());
            out.append("</span></summary><div class=\"case-in\">");
            without(element, "Titre", level);
            out.append("</div></details>");
        } else {
            sentences.sentence("<p class=\"case-alone\">", title.get(), "</p>");
        }
    }

    private void list(Part.Element element, int level) {
        var tag = element.attribute("type").equals("numero") ? "ol" : "ul";
        out.append("<" + tag + ">");
        for (var part : element.children()) {
            switch (part) {
                case Part.Text(var words) when words.isBlank() -> {}
                case Part.Text(var words) ->
                    out.append("<li>").append(escaped(words)).append("</li>");
                case Part.Element child when isMetadata(child) -> {}
                case Part.Element item when item.name().equals("Item") -> wrapped("<li>", item, level, "</li>");
                case Part.Element other -> {
                    out.append("<li>");
                    parts(List.of(other), level);
                    out.append("</li>");
                }
            }
        }
        out.append("</" + tag + ">");
    }

    private void note(String label, Part.Element element, int level) {
        var id = "note-" + ++notes;
        out.append("<div class=\"sheet-note sheet-note-"
                + element.name().toLowerCase(Locale.ROOT)
                + "\" role=\"note\" aria-labelledby=\""
                + id
                + "\"><p class=\"sheet-note-title\" id=\""
                + id
                + "\">");
        element.first("Titre")
                .filter(title -> !title.words().isEmpty())
                .ifPresentOrElse(sentences::words, () -> out.append(label));
        out.append("</p>");
        without(element, "Titre", level);
        out.append("</div>");
    }

    private void contact(Part.Element element, int level) {
        out.append("<div class=\"contact\">");
        if (!amongContacts) {
            out.append("<p class=\"contact-label\">Où s’adresser\u00a0?</p>");
        }
        out.append("<p><strong>");
        sentences.link(element);
        out.append("</strong></p>");
        rest(element, level);
        out.append("</div>");
    }

    private void service(Part.Element element, int level) {
        out.append("<p><strong>");
        sentences.link(element);
        out.append("</strong>");
        var facts = Stream.of(
                        element.attribute("type"),
                        labelled("Cerfa n° ", element.attribute("numerocerfa")),
                        element.attribute("autrenumero"))
                .filter(fact -> !fact.isBlank())
                .collect(Collectors.joining(" – "));
        out.append(facts.isEmpty() ? "" : "<br><span class=\"soft\">" + escaped(facts) + "</span>")
                .append("</p>");
        rest(element, level);
    }

    private static String labelled(String label, String text) {
        return text.isBlank() ? "" : label + text;
    }

    private void definition(Part.Element element, int level) {
        var id = element.attribute("ID");
        // a definition that is there twice has one anchor
        out.append(shown.contains(id) && anchored.add(id) ? "<div id=\"" + id + "\">" : "<div>");
        out.append("<dt>");
        element.first("Titre").ifPresent(sentences::words);
        out.append("</dt><dd>");
        without(element, "Titre", level);
        out.append("</dd></div>");
    }
}
